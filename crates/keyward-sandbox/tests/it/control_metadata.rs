//! The HTTP calls of control over metadata and sign-ins; what they do is tested in process.

use keyward_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::client::{Answer, sandbox};
use crate::plain::{get, json as read, post, send};

fn control(sandbox: &Sandbox, method: &str, path: &str, body: &Value) -> Answer {
    let token = format!("Bearer {}", sandbox.control_token());
    let headers = [("authorization", token.as_str())];
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    send(sandbox.control_endpoint(), method, path, &headers, &body)
}

#[test]
fn everything_can_be_set_over_http() {
    let sandbox = sandbox();
    let ends = read(&control(&sandbox, "GET", "/endpoints", &Value::Null).ok());
    assert_eq!(ends["imds"], sandbox.imds_endpoint());
    assert_eq!(ends["identity"], sandbox.identity_endpoint());
    assert_eq!(ends["ssoStartUrl"], sandbox.sso_start_url());
    let set = |path: &str, body: Value| control(&sandbox, "POST", path, &body).status;
    assert_eq!(
        set("/metadata/instance", json!({ "role": "box", "v1": true })),
        200
    );
    let roles = "/latest/meta-data/iam/security-credentials/";
    let imds = sandbox.imds_endpoint();
    assert_eq!(get(&imds, roles).ok().xml(), "box");
    assert_eq!(set("/metadata/instance", json!({ "frozen": true })), 200);
    assert_eq!(
        get(&imds, roles).ok().xml(),
        "box",
        "what is not named stays"
    );
    assert_eq!(set("/metadata/instance", json!({ "role": null })), 200);
    assert_eq!(get(&imds, roles).status, 404);
    assert_eq!(set("/metadata/instance", json!({ "enabled": false })), 200);
    assert_eq!(get(&imds, roles).status, 403);
    assert_eq!(
        set(
            "/metadata/container",
            json!({ "role": "task", "frozen": false })
        ),
        200
    );
    let before = read(&control(&sandbox, "GET", "/metadata/container", &Value::Null).ok());
    assert_eq!(before["fullUri"], sandbox.container_uri());
    assert_eq!(before["relativeUri"], sandbox.container_relative_uri());
    let after = control(&sandbox, "POST", "/metadata/container/rotate", &Value::Null).ok();
    assert_ne!(read(&after)["token"], before["token"]);
    assert_eq!(
        read(&after)["token"],
        sandbox.control().container_token().as_str()
    );
}

#[test]
fn sign_ins_are_steered_over_http() {
    let sandbox = sandbox();
    let set = |path: &str, body: Value| control(&sandbox, "POST", path, &body).status;
    assert_eq!(set("/identity/approval", json!({ "mode": "manual" })), 200);
    let at = sandbox.identity_endpoint();
    let client = json!({ "clientName": "test", "clientType": "public" });
    let client = read(&post(&at, "/client/register", &client).ok());
    let mut body =
        json!({ "clientId": client["clientId"], "clientSecret": client["clientSecret"] });
    body["startUrl"] = sandbox.sso_start_url().into();
    let device = read(&post(&at, "/device_authorization", &body).ok());
    let decision = json!({ "userCode": device["userCode"], "allow": true });
    assert_eq!(set("/sso/device", decision.clone()), 200);
    assert_eq!(set("/sso/device", decision), 404, "decided once");
    assert_eq!(set("/sso/token-lifetime", json!({ "seconds": 7 })), 200);
    body["grantType"] = "urn:ietf:params:oauth:grant-type:device_code".into();
    body["deviceCode"] = device["deviceCode"].clone();
    let tokens = read(&post(&at, "/token", &body).ok());
    assert_eq!(tokens["expiresIn"], 7);
    let none = json!({ "accountId": "123456789012", "permissionSets": [] });
    assert_eq!(set("/sso/assignments", none), 200);
    let bearer = [(
        "x-amz-sso_bearer_token",
        tokens["accessToken"].as_str().unwrap(),
    )];
    let accounts = || send(&at, "GET", "/assignment/accounts", &bearer, "");
    assert_eq!(read(&accounts().ok())["accountList"], json!([]));
    assert_eq!(set("/sso/end", Value::Null), 200);
    assert_eq!(accounts().status, 401);
    assert_eq!(set("/signin/user", json!({ "name": "alice" })), 200);
    assert_eq!(set("/signin/change-password", Value::Null), 200);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let sandbox = sandbox();
    for (path, body) in [
        ("/metadata/instance", json!({ "roles": "x" })),
        ("/metadata/container", json!({ "v1": true })),
        ("/identity/approval", json!({ "mode": "perhaps" })),
        ("/sso/token-lifetime", json!({})),
        ("/sso/device", json!({ "userCode": "x" })),
        ("/signin/user", json!({ "name": 1 })),
    ] {
        assert_eq!(
            control(&sandbox, "POST", path, &body).status,
            400,
            "{path} {body}"
        );
    }
}
