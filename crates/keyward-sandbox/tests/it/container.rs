use std::time::Duration;

use keyward_sandbox::{Options, Sandbox};

use crate::client::{Answer, role, sandbox};
use crate::plain::{get, json, send, signer, whoami};

const FIELDS: [&str; 3] = ["AccessKeyId", "SecretAccessKey", "Token"];

fn with_role(name: &str) -> Sandbox {
    Sandbox::start(Options {
        container_role: Some(name.to_owned()),
        ..Options::default()
    })
    .unwrap()
}

fn eks(sandbox: &Sandbox, token: &str) -> Answer {
    send(
        &sandbox.container_endpoint(),
        "GET",
        "/v1/credentials",
        &[("authorization", token)],
        "",
    )
}

fn ecs(sandbox: &Sandbox) -> Answer {
    get(
        &sandbox.container_endpoint(),
        &sandbox.container_relative_uri(),
    )
}

#[test]
fn both_forms_give_sessions_of_the_role() {
    let sandbox = with_role("task");
    let full = sandbox.container_uri();
    assert_eq!(
        full,
        format!("{}/v1/credentials", sandbox.container_endpoint())
    );
    let pod = json(&eks(&sandbox, &sandbox.control().container_token()).ok());
    assert_eq!(pod["AccountId"], "123456789012");
    let arn = whoami(&sandbox, &signer(&pod, FIELDS)).unwrap();
    assert!(
        arn.starts_with("arn:aws:sts::123456789012:assumed-role/task/eks-sandbox-pod-"),
        "{arn}"
    );
    let task = json(&ecs(&sandbox).ok());
    assert_eq!(task["RoleArn"], "arn:aws:iam::123456789012:role/task");
    let session = signer(&task, FIELDS);
    assert!(
        whoami(&sandbox, &session)
            .unwrap()
            .contains(":assumed-role/task/")
    );
    assert_eq!(json(&ecs(&sandbox))["AccessKeyId"], session.key.as_str());
    sandbox
        .control()
        .advance_clock(Duration::from_secs(6 * 3_600));
    assert_eq!(whoami(&sandbox, &session), Err("ExpiredToken".to_owned()));
    assert_ne!(json(&ecs(&sandbox))["AccessKeyId"], session.key.as_str());
}

#[test]
fn the_pods_token_is_asked_for_and_changes() {
    let sandbox = with_role("task");
    assert_eq!(
        get(&sandbox.container_endpoint(), "/v1/credentials").status,
        400
    );
    let first = sandbox.control().container_token();
    assert_eq!(eks(&sandbox, &first).status, 200);
    let second = sandbox.control().rotate_container_token();
    let refused = eks(&sandbox, &first);
    assert_eq!(refused.status, 400);
    assert!(
        refused.xml().starts_with("(InvalidTokenException)"),
        "{}",
        refused.xml()
    );
    assert_eq!(
        eks(&sandbox, &format!("Bearer {}", *second)).status,
        400,
        "verbatim, no scheme"
    );
    assert_eq!(eks(&sandbox, &second).status, 200);
}

#[test]
fn refusals_have_the_shape_of_their_agent() {
    let sandbox = sandbox();
    let at = sandbox.container_endpoint();
    let token = sandbox.control().container_token();
    let none = eks(&sandbox, &token);
    assert_eq!(none.status, 404);
    assert!(
        none.xml().starts_with("(ResourceNotFoundException)"),
        "{}",
        none.xml()
    );
    let missing = json(&get(&at, "/v2/credentials/"));
    assert_eq!(
        (&missing["code"], &missing["HTTPErrorCode"]),
        (&"NoIdInRequest".into(), &400.into())
    );
    for path in [
        sandbox.container_relative_uri().as_str(),
        "/v2/credentials/guessed",
    ] {
        let answer = get(&at, path);
        assert_eq!(
            (answer.status, &json(&answer)["code"]),
            (400, &"InvalidIdInRequest".into()),
            "{path}"
        );
    }
    role(&sandbox, "people-only");
    sandbox.control().set_container_role(Some("people-only"));
    assert_eq!(eks(&sandbox, &token).status, 403);
    let answer = ecs(&sandbox);
    assert_eq!(
        (answer.status, &json(&answer)["code"]),
        (503, &"CredentialsUninitialized".into())
    );
    assert_eq!(get(&at, "/").status, 404);
    assert_eq!(send(&at, "POST", "/v1/credentials", &[], "").status, 405);
}
