use keyward_core::{Timestamp, World};
use keyward_sandbox::{Options, Sandbox};

use super::*;

/// Half past nine on 23 November 2026.
const NOW: i64 = 1_795_426_200;
const STATIC: &str =
    "aws_access_key_id = ASIAQNZGKIQY56JQ7WML\naws_secret_access_key = x\naws_session_token = t\n";

fn engine(config: &str, vars: &[(&str, &str)]) -> Engine {
    let usual = [("HOME", "/h"), ("AWS_EC2_METADATA_DISABLED", "true")];
    let world = World::fake(Timestamp::from_unix(NOW))
        .with_env(vars.iter().copied().chain(usual))
        .with_file("/h/.aws/config", config);
    Engine::builder(world).build()
}

fn request(profile: &str) -> Request {
    Request::profile(profile.parse().unwrap())
}

async fn explained(config: &str, vars: &[(&str, &str)], profile: Option<&str>) -> Explanation {
    let request = profile.map_or_else(Request::default, request);
    engine(config, vars).explain(&request).await
}

/// `code place` of each trap but `other_tools`, which has a test of its own.
fn told(explanation: &Explanation) -> Vec<String> {
    let place = |trap: &Trap| trap.location.as_ref().map(ToString::to_string);
    explanation
        .traps
        .iter()
        .filter(|trap| trap.code != "other_tools")
        .map(|trap| format!("{} {}", trap.code, place(trap).unwrap_or_default()))
        .collect()
}

fn role(name: &str, below: &str, more: &str) -> String {
    format!(
        "[profile {name}]\nrole_arn = arn:aws:iam::123456789012:role/{name}\n{below}\nregion = us-east-1\n{more}"
    )
}

#[tokio::test]
async fn a_role_on_a_role_lasts_an_hour() {
    let below = role("b", "credential_source = Environment", "");
    let of = |more| role("a", "source_profile = b", more) + &below;
    let keys = [
        ("AWS_ACCESS_KEY_ID", "ASIA0000000000000000"),
        ("AWS_SECRET_ACCESS_KEY", "x"),
        ("AWS_SESSION_TOKEN", "t"),
    ];
    let long = explained(&of("duration_seconds = 3601\n"), &keys, Some("a")).await;
    assert_eq!(told(&long), ["chained_role /h/.aws/config:5"]);
    let short = explained(&of("duration_seconds = 3600\n"), &keys, Some("a")).await;
    assert_eq!(told(&short), [""; 0]);
    let lone = role(
        "c",
        "credential_source = Environment",
        "duration_seconds = 7200\n",
    );
    assert_eq!(told(&explained(&lone, &keys, Some("c")).await), [""; 0]);
    let instance = lone.replace("Environment", "Ec2InstanceMetadata");
    let on_instance = explained(&instance, &[], Some("c")).await;
    assert_eq!(told(&on_instance), ["chained_role /h/.aws/config:5"]);
}

#[tokio::test]
async fn what_has_ended_is_told() {
    let at = |end: &str| {
        let note = format!("x_security_token_expires = {end}\n");
        format!("[profile a]\nregion = us-east-1\n{STATIC}{note}")
    };
    let old = explained(&at("2026-11-23T09:00:00Z"), &[], Some("a")).await;
    assert_eq!(told(&old), ["expired /h/.aws/config:3"]);
    let good = explained(&at("2026-11-23T10:00:00Z"), &[], Some("a")).await;
    assert_eq!(told(&good), [""; 0]);
    let vars = |end| {
        [
            ("AWS_ACCESS_KEY_ID", "ASIA0000000000000000"),
            ("AWS_SECRET_ACCESS_KEY", "x"),
            ("AWS_SESSION_TOKEN", "t"),
            ("AWS_REGION", "us-east-1"),
            ("AWS_CREDENTIAL_EXPIRATION", end),
        ]
    };
    let old = explained("", &vars("2026-11-23T09:00:00Z"), None).await;
    assert_eq!(told(&old), ["expired AWS_CREDENTIAL_EXPIRATION"]);
    let good = explained("", &vars("2026-11-23T10:00:00Z"), None).await;
    assert_eq!(told(&good), [""; 0]);
}

#[tokio::test]
async fn regions_that_do_not_do() {
    let config = format!("[profile a]\n{STATIC}");
    let told_with = async |vars: &[(&str, &str)]| told(&explained(&config, vars, Some("a")).await);
    assert_eq!(told_with(&[]).await, ["region "]);
    let default = ("AWS_DEFAULT_REGION", "us-east-1");
    assert_eq!(told_with(&[default]).await, ["region AWS_DEFAULT_REGION"]);
    let same = [("AWS_REGION", "us-east-1"), default];
    assert_eq!(told_with(&same).await, [""; 0]);
    let other = [("AWS_REGION", "eu-west-1"), default];
    assert_eq!(told_with(&other).await, ["region AWS_DEFAULT_REGION"]);
}

#[tokio::test]
async fn a_role_of_another_partition() {
    let below = format!("[profile b]\n{STATIC}");
    let config = role("a", "source_profile = b", "") + &below;
    let other = config.replace("arn:aws:", "arn:aws-cn:");
    assert_eq!(told(&explained(&config, &[], Some("a")).await), [""; 0]);
    let found = explained(&other, &[], Some("a")).await;
    assert_eq!(told(&found), ["partition /h/.aws/config:2"]);
    let both = other.replace("us-east-1", "cn-north-1");
    assert_eq!(told(&explained(&both, &[], Some("a")).await), [""; 0]);
}

#[tokio::test]
async fn other_tools_that_decide_otherwise_are_named() {
    let keys = [
        ("AWS_ACCESS_KEY_ID", "ASIA0000000000000000"),
        ("AWS_SECRET_ACCESS_KEY", "x"),
        ("AWS_SESSION_TOKEN", "t"),
        ("AWS_SDK_LOAD_CONFIG", "1"),
    ];
    let config = format!("[profile a]\nregion = us-east-1\n{STATIC}");
    let same = explained(&config, &keys, None).await;
    assert!(
        same.traps.iter().all(|it| it.code != "other_tools"),
        "{same:?}"
    );
    let with_profile = [&keys[..], &[("AWS_PROFILE", "a")]].concat();
    let other = explained(&config, &with_profile, None).await;
    let trap = other.traps.iter().find(|it| it.code == "other_tools");
    let message = &trap.unwrap().message;
    assert!(
        message.contains("the AWS CLI and boto3 would use environment"),
        "{message}"
    );
}

#[tokio::test]
async fn traps_of_other_profiles_are_left_out() {
    let half = "aws_access_key_id = AKIA0000000000000000\n";
    let config = format!("[profile a]\nregion = us-east-1\n{STATIC}[profile b]\n{half}");
    assert_eq!(told(&explained(&config, &[], Some("a")).await), [""; 0]);
    let own = explained(&config, &[], Some("b")).await;
    assert_eq!(
        own.error.as_ref().unwrap().code(),
        ErrorCode::PartialCredentials
    );
    assert!(
        told(&own).contains(&"half_key /h/.aws/config:7".to_owned()),
        "{own:?}"
    );
}

#[tokio::test]
async fn keys_in_the_environment_that_are_not_used_are_left_out() {
    let keys = [
        ("AWS_ACCESS_KEY_ID", "AKIA0000000000000000"),
        ("AWS_SECRET_ACCESS_KEY", "x"),
        ("AWS_REGION", "us-east-1"),
    ];
    let config = format!("[profile a]\n{STATIC}");
    assert_eq!(told(&explained(&config, &keys, Some("a")).await), [""; 0]);
    let used = explained(&config, &keys, None).await;
    assert_eq!(told(&used), ["plaintext_key AWS_ACCESS_KEY_ID"]);
}

#[tokio::test]
async fn key_ids_are_shortened_in_the_document() {
    let vars = [
        ("AWS_ACCESS_KEY_ID", "ASIAQNZGKIQY56JQ7WML"),
        ("AWS_SECRET_ACCESS_KEY", "x"),
        ("AWS_SESSION_TOKEN", "t"),
    ];
    let config = format!("[profile a]\n{STATIC}");
    for explanation in [
        explained("", &vars, None).await,
        explained(&config, &[], Some("a")).await,
    ] {
        let text = serde_json::to_string(&explanation).unwrap();
        assert!(text.contains("ASIA…7WML"), "{text}");
        assert!(!text.contains("GKIQY"), "{text}");
    }
}

#[tokio::test]
async fn running_the_plan_tells_what_aws_says_and_its_clock() {
    let sandbox = Sandbox::start(Options::default()).unwrap();
    let config = role("a", "source_profile = b", "") + &format!("[profile b]\n{STATIC}");
    let endpoint = [("AWS_ENDPOINT_URL", sandbox.endpoint())];
    let explanation = engine(&config, &endpoint)
        .explain_resolving(&request("a"))
        .await;
    let asked: Vec<_> = explanation.asked.iter().map(|it| it.what).collect();
    assert_eq!(asked, ["static_keys", "AssumeRole", "GetCallerIdentity"]);
    let [base, step, _] = &explanation.asked[..] else {
        unreachable!("counted")
    };
    assert_eq!(base.looked_at, ["/h/.aws/config:6"]);
    let Answer::Credentials {
        access_key_id,
        account_id,
        expiration: None,
    } = &base.answer
    else {
        panic!("{base:?}")
    };
    assert_eq!(access_key_id, "ASIA…7WML");
    assert_eq!(account_id.as_deref(), Some("029608264753"));
    let url = sandbox.endpoint().trim_end_matches('/');
    assert_eq!(step.looked_at[0], "/h/.aws/config:2");
    assert_eq!(step.looked_at[1].trim_end_matches('/'), url);
    assert!(
        matches!(&step.answer, Answer::Failed { error } if error.code() == ErrorCode::AwsRefused)
    );
    assert_eq!(
        explanation.error.as_ref().unwrap().code(),
        ErrorCode::AwsRefused
    );
    // The answer's `Date` is today's; this world stands still.
    assert!(
        told(&explanation).contains(&"clock ".to_owned()),
        "{explanation:?}"
    );
}

#[tokio::test]
async fn nobody_is_asked_for_a_code() {
    let sandbox = Sandbox::start(Options::default()).unwrap();
    let mfa = "mfa_serial = arn:aws:iam::123456789012:mfa/me\n";
    let config = role("a", "source_profile = b", mfa) + &format!("[profile b]\n{STATIC}");
    let endpoint = [("AWS_ENDPOINT_URL", sandbox.endpoint())];
    let explanation = engine(&config, &endpoint)
        .explain_resolving(&request("a"))
        .await;
    let step = &explanation.asked[1].answer;
    assert!(
        matches!(step, Answer::NotAsked { why } if why.contains("mfa/me")),
        "{step:?}"
    );
}
