//! The services behind a sign-in: SSO-OIDC, the access portal of Identity Center, and AWS Sign-In.
//!
//! A client of our own instead of three of AWS's crates: these calls carry a token and no signature,
//! three of them are needed, and each crate would cost as much build time as STS.

use std::{sync::Arc, time::Duration};

use hyper::Method;
use keyward_core::{Error, ErrorCode, Result, Secret, World};

use super::token_document::Document;
use crate::http::{Answer, HttpClient, Question};

/// As for STS.
const PATIENCE: Duration = Duration::from_secs(10);
const TRIES: u32 = 3;
const PAUSE: Duration = Duration::from_millis(200);

const ANY_ENDPOINT: &str = "AWS_ENDPOINT_URL";
const IGNORE: &str = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";

/// One of the three services: its variable, and the form of its host.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    variable: &'static str,
    host: fn(&str, &Partition) -> String,
}

/// <https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/Welcome.html>
pub(super) const OIDC: Kind = Kind {
    variable: "AWS_ENDPOINT_URL_SSO_OIDC",
    host: |region, partition| format!("oidc.{region}.{}", partition.suffix),
};

/// <https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/Welcome.html>
pub(super) const PORTAL: Kind = Kind {
    variable: "AWS_ENDPOINT_URL_SSO",
    host: |region, partition| format!("portal.sso.{region}.{}", partition.suffix),
};

/// <https://docs.aws.amazon.com/signin/latest/APIReference/Welcome.html>
pub(super) const SIGNIN: Kind = Kind {
    variable: "AWS_ENDPOINT_URL_SIGNIN",
    host: |region, partition| format!("{region}.signin.{}", partition.signin),
};

/// A partition's domains; what its regions start with.
pub(super) struct Partition {
    prefix: &'static str,
    suffix: &'static str,
    signin: &'static str,
}

/// The endpoint rules of the three services in botocore 1.44.5. The last row is every other region.
const PARTITIONS: [Partition; 8] = [
    partition("cn-", "amazonaws.com.cn", "amazonaws.cn"),
    partition("us-gov-", "amazonaws.com", "amazonaws-us-gov.com"),
    partition("us-iso-", "c2s.ic.gov", "c2shome.ic.gov"),
    partition("us-isob-", "sc2s.sgov.gov", "sc2shome.sgov.gov"),
    partition("us-isof-", "csp.hci.ic.gov", "csphome.hci.ic.gov"),
    partition("eu-isoe-", "cloud.adc-e.uk", "csphome.adc-e.uk"),
    partition("eusc-", "amazonaws.eu", "amazonaws-eusc.eu"),
    partition("", "amazonaws.com", "aws.amazon.com"),
];

const fn partition(prefix: &'static str, suffix: &'static str, signin: &'static str) -> Partition {
    Partition {
        prefix,
        suffix,
        signin,
    }
}

/// A service at its endpoint.
pub(super) struct Service {
    http: Arc<HttpClient>,
    base: String,
}

impl Service {
    /// The service of a region, or where the environment says.
    ///
    /// # Errors
    /// A region or an endpoint that cannot be right.
    pub(super) fn new(
        world: &World,
        http: &Arc<HttpClient>,
        kind: Kind,
        region: &str,
    ) -> Result<Self> {
        Ok(Self {
            http: Arc::clone(http),
            base: base(world, kind, region)?,
        })
    }

    /// The full address of a path.
    pub(super) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// A GET, tried again while the fault may pass.
    pub(super) async fn get(
        &self,
        path: &str,
        header: (&'static str, Secret),
        what: &str,
    ) -> Result<Document> {
        let url = self.url(path);
        let mut attempt = 1;
        loop {
            let question = Question {
                method: Method::GET,
                url: &url,
                headers: vec![header.clone()],
                patience: PATIENCE,
            };
            let asked = self.http.ask(question).await;
            let answer = asked.and_then(|answer| read(&answer, what, None));
            match answer {
                Err(error) if error.is_passing() && attempt < TRIES => pause(attempt).await,
                answer => return answer,
            }
            attempt += 1;
        }
    }

    /// A POST, once: what it spends may be spent although no answer came.
    pub(super) async fn post(
        &self,
        path: &str,
        headers: Vec<(&'static str, Secret)>,
        body: &Document,
        what: &str,
    ) -> Result<Document> {
        let url = self.url(path);
        let mut question = Question {
            method: Method::POST,
            url: &url,
            headers,
            patience: PATIENCE,
        };
        let json = Secret::new("application/json");
        question.headers.push(("content-type", json));
        let answer = self.http.ask_with(question, body.to_bytes()).await?;
        read(&answer, what, Some(body))
    }
}

async fn pause(attempt: u32) {
    tokio::time::sleep(PAUSE * attempt).await;
}

fn base(world: &World, kind: Kind, region: &str) -> Result<String> {
    let ignores = world.var(IGNORE);
    let ignores = ignores.is_some_and(|value| value.eq_ignore_ascii_case("true"));
    let configured = [kind.variable, ANY_ENDPOINT]
        .into_iter()
        .find_map(|name| world.var(name).map(|url| (name, url)));
    match configured {
        Some((name, url)) if !ignores => check(name, &url),
        _ => Ok(format!("https://{}", host(kind, region)?)),
    }
}

fn check(name: &str, url: &str) -> Result<String> {
    let rest = url.strip_prefix("https://");
    let rest = rest.or_else(|| url.strip_prefix("http://"));
    match rest {
        Some(rest) if !rest.is_empty() && !rest.contains('@') => {
            Ok(url.trim_end_matches('/').to_owned())
        }
        _ => Err(Error::new(
            ErrorCode::InvalidArgument,
            format!("{name} is not a URL, or holds a user name"),
        )
        .with_hint("write it as https://host or http://host:port")),
    }
}

/// A region becomes part of a host name: it must not be able to name another host.
fn host(kind: Kind, region: &str) -> Result<String> {
    let is_label = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if region.is_empty() || !region.bytes().all(is_label) {
        return Err(Error::new(
            ErrorCode::ProfileInvalid,
            format!("{region:?} is not a region"),
        )
        .with_hint("a region looks like eu-central-1"));
    }
    let partition = PARTITIONS
        .iter()
        .find(|partition| region.starts_with(partition.prefix))
        .expect("the last prefix is empty");
    Ok((kind.host)(region, partition))
}

/// The document of a successful answer. `sent` is what a wrong endpoint could repeat.
fn read(answer: &Answer, what: &str, sent: Option<&Document>) -> Result<Document> {
    let document = Document::parse(&answer.body);
    if answer.is_success() {
        return document.ok_or_else(|| rubbish(what, "is not the JSON it should be"));
    }
    Err(refusal(answer, document.as_ref(), what, sent))
}

/// An answer that misses something.
pub(super) fn rubbish(what: &str, why: &str) -> Error {
    Error::new(
        ErrorCode::Unexpected,
        format!("{what}: the answer of AWS {why}"),
    )
}

/// AWS's own code and sentence. What a grant is refused for, only a new sign-in mends.
fn refusal(
    answer: &Answer,
    document: Option<&Document>,
    what: &str,
    sent: Option<&Document>,
) -> Error {
    let field = |names: &[&str]| names.iter().find_map(|name| document?.text(name));
    let status = answer.status.to_string();
    let code = answer.error_type.as_deref();
    let code = code.or_else(|| field(&["/__type", "/code", "/error"]));
    let code = code.map_or(status.as_str(), short);
    let message = field(&["/message", "/Message", "/error_description"])
        .filter(|message| !sent.is_some_and(|sent| sent.is_quoted_in(message)))
        .unwrap_or("AWS gave no reason");
    // Sign-In tells more precisely in a field of its own why access is denied.
    let reason = field(&["/error"]).filter(|_| code == "AccessDeniedException");
    let code = reason.unwrap_or(code);
    let kind = if wants_a_person(answer.status, code) {
        ErrorCode::LoginRequired
    } else {
        ErrorCode::AwsRefused
    };
    Error::new(kind, format!("AWS refused {what} ({code}): {message}"))
        .with_aws_code(code)
        .with_passing(answer.status >= 500 || answer.status == 429)
}

/// `namespace#Code:link` in a header or `__type`.
fn short(code: &str) -> &str {
    let code = code.split(':').next().unwrap_or(code);
    code.rsplit('#').next().unwrap_or(code)
}

fn wants_a_person(status: u16, code: &str) -> bool {
    status == 401
        || matches!(
            code,
            "InvalidGrantException"
                | "InvalidClientException"
                | "ExpiredTokenException"
                | "UnauthorizedClientException"
                | "TOKEN_EXPIRED"
                | "USER_CREDENTIALS_CHANGED"
        )
}

#[cfg(test)]
mod tests {
    use keyward_core::Timestamp;

    use super::*;

    fn at(kind: Kind, region: &str, vars: &[(&str, &str)]) -> Result<String> {
        let world = World::fake(Timestamp::from_unix(0)).with_env(vars.iter().copied());
        base(&world, kind, region)
    }

    /// As botocore 1.44.5 answers.
    #[test]
    fn hosts_are_those_of_botocore() {
        for (kind, region, host) in [
            (OIDC, "us-east-1", "oidc.us-east-1.amazonaws.com"),
            (OIDC, "cn-north-1", "oidc.cn-north-1.amazonaws.com.cn"),
            (
                PORTAL,
                "us-gov-west-1",
                "portal.sso.us-gov-west-1.amazonaws.com",
            ),
            (
                PORTAL,
                "us-iso-east-1",
                "portal.sso.us-iso-east-1.c2s.ic.gov",
            ),
            (
                PORTAL,
                "us-isob-east-1",
                "portal.sso.us-isob-east-1.sc2s.sgov.gov",
            ),
            (
                PORTAL,
                "eusc-de-east-1",
                "portal.sso.eusc-de-east-1.amazonaws.eu",
            ),
            (SIGNIN, "eu-west-1", "eu-west-1.signin.aws.amazon.com"),
            (SIGNIN, "cn-north-1", "cn-north-1.signin.amazonaws.cn"),
            (
                SIGNIN,
                "us-gov-west-1",
                "us-gov-west-1.signin.amazonaws-us-gov.com",
            ),
            (
                SIGNIN,
                "us-isof-south-1",
                "us-isof-south-1.signin.csphome.hci.ic.gov",
            ),
            (
                SIGNIN,
                "eu-isoe-west-1",
                "eu-isoe-west-1.signin.csphome.adc-e.uk",
            ),
        ] {
            assert_eq!(at(kind, region, &[]).unwrap(), format!("https://{host}"));
        }
    }

    #[test]
    fn no_region_names_another_host() {
        for region in ["", "evil.example/", "a@b", "US-EAST-1", "eu west", "x#"] {
            assert!(at(OIDC, region, &[]).is_err(), "{region}");
        }
    }

    #[test]
    fn the_services_own_variable_wins() {
        let vars = [
            (ANY_ENDPOINT, "http://any/"),
            ("AWS_ENDPOINT_URL_SSO", "http://own"),
        ];
        assert_eq!(at(PORTAL, "us-east-1", &vars).unwrap(), "http://own");
        assert_eq!(at(OIDC, "us-east-1", &vars).unwrap(), "http://any");
        let ignored = [vars[0], (IGNORE, "true")];
        assert!(
            at(OIDC, "us-east-1", &ignored)
                .unwrap()
                .starts_with("https://oidc.")
        );
        assert!(at(OIDC, "us-east-1", &[(ANY_ENDPOINT, "any")]).is_err());
    }

    #[test]
    fn a_refusal_says_what_aws_said_and_no_token() {
        let token = "aorAAAAAAAAAAAAAAAAAAAAAA";
        let sent = Document::of(&[("refreshToken", token)]);
        let refused = |status, error_type: Option<&str>, body: &str| {
            let answer = Answer {
                status,
                error_type: error_type.map(str::to_owned),
                body: body.as_bytes().to_vec().into(),
            };
            read(&answer, "CreateToken", Some(&sent)).err().unwrap()
        };
        let error = refused(
            400,
            Some("InvalidGrantException:http://x"),
            r#"{"error":"invalid_grant","error_description":"no"}"#,
        );
        assert_eq!(error.code(), ErrorCode::LoginRequired);
        assert_eq!(error.aws_code(), Some("InvalidGrantException"));
        assert!(error.message().ends_with("(InvalidGrantException): no"));
        let echo = format!(r#"{{"__type":"a#Odd","message":"bad {token}"}}"#);
        let error = refused(400, None, &echo);
        assert_eq!(error.code(), ErrorCode::AwsRefused);
        assert!(!error.message().contains(token) && error.message().contains("(Odd)"));
        assert!(refused(503, None, "<html>").is_passing());
        let denied = refused(
            400,
            Some("AccessDeniedException"),
            r#"{"error":"TOKEN_EXPIRED","message":"x"}"#,
        );
        assert_eq!(denied.code(), ErrorCode::LoginRequired);
    }

    /// A server on this machine that gives these answers, one to a connection.
    fn server(answers: &[(u16, &'static str)]) -> Service {
        use std::io::{Read, Write};
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let answers = answers.to_vec();
        std::thread::spawn(move || {
            for (status, body) in answers {
                let (mut stream, _) = listener.accept().unwrap();
                let _ = stream.read(&mut [0; 4096]).unwrap();
                let length = body.len();
                write!(stream, "HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}").unwrap();
            }
        });
        Service {
            http: Arc::default(),
            base,
        }
    }

    #[tokio::test]
    async fn a_question_is_asked_again_and_a_grant_is_not() {
        let token = || ("x-amz-sso_bearer_token", Secret::new("t"));
        let busy = [(503, "<html>"), (429, "{}"), (200, r#"{"a":"b"}"#)];
        let answer = server(&busy).get("/", token(), "it").await.unwrap();
        assert_eq!(answer.text("/a"), Some("b"));
        let error = server(&[(503, ""); 3]).get("/", token(), "it").await;
        assert_eq!(error.err().unwrap().aws_code(), Some("503"));
        let spent = Document::of(&[]);
        let error = server(&busy).post("/", Vec::new(), &spent, "it").await;
        assert_eq!(error.err().unwrap().aws_code(), Some("503"));
    }

    #[tokio::test]
    async fn rubbish_is_named() {
        let header = ("x-amz-sso_bearer_token", Secret::new("t"));
        let error = server(&[(200, "<html>")]).get("/", header, "it").await;
        let error = error.err().unwrap();
        assert_eq!(error.code(), ErrorCode::Unexpected);
        assert_eq!(
            error.message(),
            "it: the answer of AWS is not the JSON it should be"
        );
    }
}
