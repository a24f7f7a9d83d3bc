//! The sources: how each is set up against a server, and what it says when that is broken.

use std::fs;

use acceptance::{Home, client_program, ground};
use keyward_core::ErrorCode;
use serde_json::Value;

use crate::server::{self, Fault};

/// One source.
pub(crate) struct Source {
    pub(crate) name: &'static str,
    pub(crate) answers: server::Answers,
    /// A home whose chosen source asks the server. A decoy stands behind it.
    pub(crate) home: fn(server: &str, fault: Fault) -> Home,
    /// What the error says of the place: one of these.
    pub(crate) says: &'static [&'static str],
    /// Where it differs from what most sources answer.
    pub(crate) unlike: &'static [(Fault, Option<ErrorCode>)],
}

impl Source {
    /// What is said of a fault; none where the source has an answer all the same.
    pub(crate) fn expected(&self, fault: Fault) -> Option<ErrorCode> {
        let own = self.unlike.iter().find(|(it, _)| *it == fault);
        own.map_or_else(
            || {
                Some(match fault {
                    Fault::Silent => ErrorCode::Timeout,
                    Fault::Rubbish => ErrorCode::Unexpected,
                    Fault::Expired => ErrorCode::ExpiredCredentials,
                    _ => ErrorCode::Network,
                })
            },
            |(_, code)| *code,
        )
    }

    /// The source against a server of its own that is broken so.
    pub(crate) fn broken(&self, fault: Fault) -> Home {
        (self.home)(&server::start(fault, self.answers), fault)
    }
}

/// AWS's documented example, and a token made up.
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const TOKEN: &str = "FwoGZXIvYXdzEXAMPLETOKEN";

const NOBODY: Option<ErrorCode> = Some(ErrorCode::NoCredentials);
const FAILED: Option<ErrorCode> = Some(ErrorCode::CredentialProcessFailed);

/// AWS's own crate does not tell an answer that is not STS from one that broke off.
const OF_STS: &[(Fault, Option<ErrorCode>)] = &[(Fault::Rubbish, Some(ErrorCode::Network))];

pub(crate) const SOURCES: [Source; 9] = [
    Source {
        name: "container",
        answers: |_, expiry| (200, document(expiry)),
        home: |server, _| {
            decoy(Home::new()).with_env(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                &format!("{server}/creds"),
            )
        },
        says: &["AWS_CONTAINER_CREDENTIALS_FULL_URI"],
        unlike: &[],
    },
    Source {
        name: "imds",
        answers: instance,
        home: |server, _| {
            let other = "[other]\naws_access_key_id = ${KEY_ID:bob}\naws_secret_access_key = ${SECRET:bob}\n";
            decoy(Home::new())
                .with_env("AWS_EC2_METADATA_SERVICE_ENDPOINT", server)
                .with_credentials(other)
        },
        says: &["http://127.0.0.1:"],
        // Static stability: credentials that the service cannot renew are used on.
        unlike: &[
            (Fault::Unreachable, NOBODY),
            (Fault::Silent, NOBODY),
            (Fault::Expired, None),
        ],
    },
    Source {
        name: "imds of a profile",
        answers: instance,
        home: |server, _| {
            profile("role_arn = arn:aws:iam::123456789012:role/app\ncredential_source = Ec2InstanceMetadata\n")
                .with_env("AWS_EC2_METADATA_SERVICE_ENDPOINT", server)
        },
        says: &[".aws/config:"],
        // Used on as well, and STS does not know them.
        unlike: &[(Fault::Expired, Some(ErrorCode::AwsRefused))],
    },
    Source {
        name: "sso portal",
        answers: |_, expiry| {
            let milliseconds = if expiry < "2002" {
                978_307_200_000_u64
            } else {
                32_472_144_000_000
            };
            (
                200,
                format!(
                    "{{\"roleCredentials\":{{\"accessKeyId\":\"ASIAX\",\"secretAccessKey\":\"{SECRET}\",\"sessionToken\":\"{TOKEN}\",\"expiration\":{milliseconds}}}}}"
                ),
            )
        },
        home: |server, _| sso("2999-01-01T00:00:00Z").with_env("AWS_ENDPOINT_URL_SSO", server),
        says: &["profile broken"],
        unlike: &[],
    },
    Source {
        name: "sso oidc",
        answers: |_, _| (200, "{\"accessToken\":\"a\",\"expiresIn\":3600}".to_owned()),
        home: |server, _| sso("2001-01-01T00:00:00Z").with_env("AWS_ENDPOINT_URL_SSO_OIDC", server),
        says: &[".json", "profile broken"],
        // It gives a token, and the portal judges that.
        unlike: &[(Fault::Expired, Some(ErrorCode::LoginRequired))],
    },
    Source {
        name: "sign-in",
        answers: |_, expiry| {
            let seconds = if expiry < "2002" { 0 } else { 900 };
            (
                200,
                format!(
                    "{{\"accessToken\":{{\"accessKeyId\":\"ASIAX\",\"secretAccessKey\":\"{SECRET}\",\"sessionToken\":\"{TOKEN}\"}},\"expiresIn\":{seconds},\"refreshToken\":\"r\"}}"
                ),
            )
        },
        home: |server, _| login().with_env("AWS_ENDPOINT_URL_SIGNIN", server),
        says: &[".aws/config:2"],
        unlike: &[],
    },
    Source {
        name: "web identity",
        answers: |_, expiry| (200, sts("AssumeRoleWithWebIdentity", expiry)),
        home: |server, _| {
            let sandbox = ground().sandbox();
            decoy(Home::new())
                .with_file("token", "e30.e30.e30")
                .with_env("AWS_WEB_IDENTITY_TOKEN_FILE", "${HOME}/token")
                .with_env("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/web")
                .with_env(
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                    &sandbox.container_uri(),
                )
                .with_env("AWS_ENDPOINT_URL_STS", server)
        },
        says: &["AWS_WEB_IDENTITY_TOKEN_FILE"],
        unlike: OF_STS,
    },
    Source {
        name: "assume role",
        answers: |_, expiry| (200, sts("AssumeRole", expiry)),
        home: |server, _| {
            let dev = "[dev]\naws_access_key_id = ${KEY_ID:alice}\naws_secret_access_key = ${SECRET:alice}\n";
            profile("role_arn = arn:aws:iam::123456789012:role/app\nsource_profile = dev\n")
                .with_credentials(dev)
                .with_env("AWS_ENDPOINT_URL_STS", server)
        },
        says: &["AssumeRole of arn:aws:iam::123456789012:role/app"],
        unlike: OF_STS,
    },
    Source {
        name: "credential_process",
        answers: |_, _| (404, String::new()),
        home: |_, fault| {
            let good = format!(
                "{{\"Version\":1,\"AccessKeyId\":\"ASIAX\",\"SecretAccessKey\":\"{SECRET}\",\"SessionToken\":\"{TOKEN}\",\"Expiration\":\"{}\"}}",
                fault.expiry()
            );
            let command = match fault {
                Fault::Unreachable => "/nonexistent/program".to_owned(),
                Fault::Rubbish => format!("echo '{}'", server::RUBBISH),
                Fault::Truncated => format!("printf %s '{}'", &good[..good.len() / 2]),
                Fault::Endless => "yes".to_owned(),
                Fault::Silent | Fault::Expired => format!("printf %s '{good}'"),
            };
            profile(&format!("credential_process = {command}\n"))
        },
        says: &["credential_process of profile \"broken\""],
        unlike: &[
            (Fault::Unreachable, FAILED),
            (Fault::Rubbish, FAILED),
            (Fault::Truncated, FAILED),
            (Fault::Endless, FAILED),
            // It may ask a person, and has two minutes: the engine's own tests are quicker.
            (Fault::Silent, None),
        ],
    },
];

/// The metadata service behind every other source: another identity, which answers at once.
pub(crate) fn decoy(home: Home) -> Home {
    let sandbox = ground().sandbox();
    sandbox.control().set_instance_role(Some("decoy"));
    sandbox.control().set_container_role(Some("decoy-task"));
    home.with_env("AWS_REGION", "us-east-1")
        .with_env("AWS_MAX_ATTEMPTS", "1")
        .with_env("AWS_EC2_METADATA_DISABLED", "false")
        .with_env(
            "AWS_EC2_METADATA_SERVICE_ENDPOINT",
            &sandbox.imds_endpoint(),
        )
}

/// A profile named by the user; the environment has keys of somebody else.
fn profile(text: &str) -> Home {
    decoy(Home::new())
        .with_config(&format!("[profile broken]\n{text}"))
        .with_env("AWS_PROFILE", "broken")
        .with_env("AWS_ACCESS_KEY_ID", "${KEY_ID:bob}")
        .with_env("AWS_SECRET_ACCESS_KEY", "${SECRET:bob}")
}

/// A profile of Identity Center, with a token that ends at this instant.
fn sso(expiry: &str) -> Home {
    /// `sha1("corp")`, as the AWS CLI names the file.
    const FILE: &str = ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json";
    let home = profile(
        "sso_session = corp\nsso_account_id = 123456789012\nsso_role_name = ReadOnlyAccess\n[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://example.awsapps.com/start\n",
    );
    fs::create_dir_all(home.path().join(".aws/sso/cache")).unwrap();
    home.with_file(
        FILE,
        &format!("{{\"accessToken\":\"a\",\"expiresAt\":\"{expiry}\",\"clientId\":\"c\",\"clientSecret\":\"s\",\"refreshToken\":\"r\"}}"),
    )
}

/// A session of `aws login` that has to be renewed.
fn login() -> Home {
    const SESSION: &str = "arn:aws:iam::123456789012:user/admin";
    let home = profile(&format!("login_session = {SESSION}\n"));
    let login = client_program("login.mjs").at(&home);
    let browser = ground().sandbox().identity_endpoint();
    let _ = login.args([SESSION, &browser]).run().success();
    let folder = fs::read_dir(home.path().join(".aws/login/cache")).unwrap();
    for file in folder.map(|file| file.unwrap().path()) {
        let mut token: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        token["accessToken"]["expiresAt"] = Value::from("2001-01-01T00:00:00Z");
        fs::write(file, token.to_string()).unwrap();
    }
    home
}

/// What ECS, EKS and the metadata service answer with.
pub(crate) fn document(expiry: &str) -> String {
    format!(
        "{{\"Code\":\"Success\",\"AccessKeyId\":\"ASIAX\",\"SecretAccessKey\":\"{SECRET}\",\"Token\":\"{TOKEN}\",\"Expiration\":\"{expiry}\"}}"
    )
}

fn instance(question: &str, expiry: &str) -> (u16, String) {
    let body = match question {
        "PUT /latest/api/token" => "step:token".to_owned(),
        "GET /latest/meta-data/iam/security-credentials/" => "step:box".to_owned(),
        _ => document(expiry),
    };
    (200, body)
}

fn sts(operation: &str, expiry: &str) -> String {
    format!(
        "<{operation}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><{operation}Result><Credentials><AccessKeyId>ASIAX</AccessKeyId><SecretAccessKey>{SECRET}</SecretAccessKey><SessionToken>{TOKEN}</SessionToken><Expiration>{expiry}</Expiration></Credentials></{operation}Result></{operation}Response>"
    )
}
