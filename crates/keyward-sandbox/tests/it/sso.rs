use std::time::Duration;

use keyward_sandbox::{Approval, Options, Sandbox};
use serde_json::{Value, json};

use crate::client::{Answer, Call, encode, sandbox};
use crate::plain::{
    CHALLENGE, VERIFIER, csrf, form, get, json as read, post, redirected, refusal, send, signer,
    whoami,
};

const DEVICE: &str = "urn:ietf:params:oauth:grant-type:device_code";
const CALLBACK: &str = "http://127.0.0.1:4711/oauth/callback";

/// A registered client of a sandbox, at one of its two addresses.
struct Client<'a> {
    sandbox: &'a Sandbox,
    at: String,
    id: String,
    secret: String,
}

impl<'a> Client<'a> {
    fn register(sandbox: &'a Sandbox, more: &Value) -> Self {
        let at = sandbox.identity_endpoint();
        let mut body = json!({ "clientName": "test", "clientType": "public", "scopes": ["sso:account:access"] });
        body.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let answer = read(&post(&at, "/client/register", &body).ok());
        let field = |name: &str| answer[name].as_str().unwrap().to_owned();
        let (id, secret) = (field("clientId"), field("clientSecret"));
        Self {
            sandbox,
            at,
            id,
            secret,
        }
    }

    fn by_browser(sandbox: &'a Sandbox) -> Self {
        let more = json!({
            "grantTypes": ["authorization_code", "refresh_token"],
            "redirectUris": ["http://127.0.0.1/oauth/callback"],
            "issuerUrl": sandbox.sso_start_url(),
        });
        Self::register(sandbox, &more)
    }

    fn call(&self, path: &str, fields: &Value) -> Answer {
        let mut body = json!({ "clientId": self.id, "clientSecret": self.secret });
        body.as_object_mut()
            .unwrap()
            .extend(fields.as_object().unwrap().clone());
        post(&self.at, path, &body)
    }

    fn start(&self) -> Value {
        let url = self.sandbox.sso_start_url();
        read(
            &self
                .call("/device_authorization", &json!({ "startUrl": url }))
                .ok(),
        )
    }

    fn poll(&self, device: &Value) -> Answer {
        self.call(
            "/token",
            &json!({ "grantType": DEVICE, "deviceCode": device["deviceCode"] }),
        )
    }

    fn refresh(&self, tokens: &Value) -> Answer {
        let token = &tokens["refreshToken"];
        self.call(
            "/token",
            &json!({ "grantType": "refresh_token", "refreshToken": token }),
        )
    }

    fn redeem(&self, code: &str, verifier: &str, redirect: &str) -> Answer {
        let fields = json!({
            "grantType": "authorization_code",
            "code": code,
            "codeVerifier": verifier,
            "redirectUri": redirect,
        });
        self.call("/token", &fields)
    }

    fn authorize(&self, redirect: &str, method: &str) -> Answer {
        let query = format!(
            "response_type=code&client_id={}&redirect_uri={}&state=s1&code_challenge_method={method}&scopes=sso%3Aaccount%3Aaccess&code_challenge={CHALLENGE}",
            self.id,
            encode(redirect),
        );
        get(&self.at, &format!("/authorize?{query}"))
    }

    fn sign_in(&self) -> Value {
        read(&self.poll(&self.start()).ok())
    }
}

fn portal(sandbox: &Sandbox, path: &str, tokens: &Value) -> Answer {
    let token = tokens["accessToken"].as_str().unwrap();
    send(
        sandbox.endpoint(),
        "GET",
        path,
        &[("x-amz-sso_bearer_token", token)],
        "",
    )
}

fn manual() -> Sandbox {
    Sandbox::start(Options {
        approval: Approval::Manual,
        ..Options::default()
    })
    .unwrap()
}

#[test]
fn a_device_signs_in_and_enters_a_role() {
    let sandbox = sandbox();
    let tokens = Client::register(&sandbox, &json!({})).sign_in();
    assert_eq!(
        (&tokens["tokenType"], &tokens["expiresIn"]),
        (&"Bearer".into(), &3_600.into())
    );
    let accounts = read(&portal(&sandbox, "/assignment/accounts", &tokens).ok());
    assert_eq!(accounts["accountList"][0]["accountId"], "123456789012");
    let roles = "/assignment/roles?account_id=123456789012&max_result=1";
    let first = read(&portal(&sandbox, roles, &tokens).ok());
    let next = format!(
        "{roles}&next_token={}",
        first["nextToken"].as_str().unwrap()
    );
    let second = read(&portal(&sandbox, &next, &tokens).ok());
    assert_eq!(first["roleList"][0]["roleName"], "AdministratorAccess");
    assert_eq!(second["roleList"][0]["roleName"], "ReadOnlyAccess");
    assert!(second["nextToken"].is_null());
    let path = "/federation/credentials?role_name=ReadOnlyAccess&account_id=123456789012";
    let answer = read(&portal(&sandbox, path, &tokens).ok());
    let credentials = &answer["roleCredentials"];
    assert!(
        credentials["expiration"].as_i64().unwrap() > 1_700_000_000_000,
        "milliseconds"
    );
    let session = signer(
        credentials,
        ["accessKeyId", "secretAccessKey", "sessionToken"],
    );
    let arn = whoami(&sandbox, &session).unwrap();
    assert!(
        arn.contains(":assumed-role/AWSReservedSSO_ReadOnlyAccess_") && arn.ends_with("/developer"),
        "{arn}"
    );
    sandbox.control().advance_clock(Duration::from_secs(3_600));
    assert_eq!(whoami(&sandbox, &session), Err("ExpiredToken".to_owned()));
    assert_eq!(
        refusal(&portal(&sandbox, path, &tokens)),
        (401, "UnauthorizedException")
    );
}

#[test]
fn a_permission_set_has_the_policy_of_its_name() {
    let sandbox = sandbox();
    let sets = ["AdministratorAccess", "ReadOnlyAccess", "Custom"];
    sandbox
        .control()
        .assign_permission_sets("123456789012", &sets);
    let tokens = Client::register(&sandbox, &json!({})).sign_in();
    let names = ["accessKeyId", "secretAccessKey", "sessionToken"];
    for (set, lists, makes) in [
        ("AdministratorAccess", 200, 200),
        ("ReadOnlyAccess", 200, 403),
        ("Custom", 403, 403),
    ] {
        let path = format!("/federation/credentials?role_name={set}&account_id=123456789012");
        let answer = read(&portal(&sandbox, &path, &tokens).ok());
        let session = signer(&answer["roleCredentials"], names);
        let list = Call::s3("GET", "/", b"").send(&sandbox, &session);
        let make = Call::s3("PUT", "/a-bucket", b"").send(&sandbox, &session);
        assert_eq!((list.status, make.status), (lists, makes), "{set}");
    }
}

#[test]
fn what_the_portal_refuses() {
    let sandbox = sandbox();
    let tokens = Client::register(&sandbox, &json!({})).sign_in();
    let at = sandbox.identity_endpoint();
    let foreign = json!({ "accessToken": "aoaGuessed" });
    for path in [
        "/assignment/accounts",
        "/assignment/roles?account_id=123456789012",
    ] {
        assert_eq!(
            refusal(&portal(&sandbox, path, &foreign)),
            (401, "UnauthorizedException"),
            "{path}"
        );
        assert_eq!(
            refusal(&get(&at, path)),
            (401, "UnauthorizedException"),
            "{path}"
        );
    }
    let denied = |path: &str| {
        let answer = portal(&sandbox, path, &tokens);
        (
            answer.status,
            answer
                .header("x-amzn-errortype")
                .unwrap_or_default()
                .to_owned(),
        )
    };
    let no_access = (403, "ForbiddenException".to_owned());
    let role = "/federation/credentials?role_name=ReadOnlyAccess";
    assert_eq!(
        denied(&format!("{role}&account_id=111111111111")),
        no_access
    );
    assert_eq!(
        denied("/federation/credentials?role_name=No&account_id=123456789012"),
        no_access
    );
    assert_eq!(
        denied("/assignment/roles?account_id=111111111111"),
        no_access
    );
    let invalid = (400, "InvalidRequestException".to_owned());
    assert_eq!(denied(role), invalid);
    assert_eq!(denied("/assignment/accounts?max_result=0"), invalid);
    assert_eq!(denied("/assignment/accounts?next_token=7"), invalid);
    sandbox
        .control()
        .assign_permission_sets("111111111111", &["ReadOnlyAccess"]);
    assert_eq!(denied(&format!("{role}&account_id=111111111111")).0, 200);
}

#[test]
fn logging_out_ends_bearer_and_refresh_tokens() {
    let sandbox = sandbox();
    let client = Client::register(&sandbox, &json!({}));
    let (one, other) = (client.sign_in(), client.sign_in());
    let bearer = (
        "x-amz-sso_bearer_token",
        one["accessToken"].as_str().unwrap(),
    );
    assert_eq!(
        send(&client.at, "POST", "/logout", &[bearer], "").status,
        200
    );
    assert_eq!(portal(&sandbox, "/assignment/accounts", &one).status, 401);
    assert_eq!(
        refusal(&client.refresh(&one)),
        (400, "InvalidGrantException")
    );
    assert_eq!(portal(&sandbox, "/assignment/accounts", &other).status, 200);
    sandbox.control().end_sso_sessions();
    assert_eq!(portal(&sandbox, "/assignment/accounts", &other).status, 401);
}

#[test]
fn a_person_approves_a_device_on_the_page() {
    let sandbox = manual();
    let client = Client::register(&sandbox, &json!({}));
    let device = client.start();
    let pending = client.poll(&device);
    assert_eq!(refusal(&pending), (400, "AuthorizationPendingException"));
    assert_eq!(read(&pending)["error"], "authorization_pending");
    let code = device["userCode"].as_str().unwrap();
    assert!(
        get(&client.at, "/device")
            .ok()
            .xml()
            .contains("name=\"user_code\"")
    );
    assert_eq!(get(&client.at, "/device?user_code=XXXX-XXXX").status, 400);
    let page = get(&client.at, &format!("/device?user_code={code}")).ok();
    assert!(
        page.xml().contains(code) && page.xml().contains("developer"),
        "{}",
        page.xml()
    );
    assert_eq!(page.header("x-frame-options"), Some("DENY"));
    assert_eq!(
        form(&client.at, "/device", "csrf=guessed&decision=allow").status,
        403
    );
    let decision = format!("csrf={}&decision=allow", csrf(&page));
    assert_eq!(form(&client.at, "/device", &decision).status, 200);
    assert_eq!(
        form(&client.at, "/device", &decision).status,
        403,
        "a form is good once"
    );
    client.poll(&device).ok();
    assert_eq!(
        refusal(&client.poll(&device)),
        (400, "InvalidGrantException")
    );
}

#[test]
fn a_device_is_denied_or_too_late() {
    let sandbox = manual();
    let client = Client::register(&sandbox, &json!({}));
    let (denied, late) = (client.start(), client.start());
    assert!(
        sandbox
            .control()
            .decide_device(denied["userCode"].as_str().unwrap(), false)
    );
    assert!(!sandbox.control().decide_device("BBBB-BBBB", true));
    assert_eq!(
        refusal(&client.poll(&denied)),
        (400, "AccessDeniedException")
    );
    sandbox.control().advance_clock(Duration::from_secs(600));
    assert_eq!(refusal(&client.poll(&late)), (400, "ExpiredTokenException"));
}

#[test]
fn a_browser_signs_in_with_pkce() {
    let sandbox = sandbox();
    let client = Client::by_browser(&sandbox);
    let code = || redirected(&client.authorize(CALLBACK, "S256"), "code").unwrap();
    let answer = client.authorize(CALLBACK, "S256");
    assert!(
        answer.header("location").unwrap().starts_with(CALLBACK),
        "{answer:?}"
    );
    assert_eq!(redirected(&answer, "state").as_deref(), Some("s1"));
    let wrong = VERIFIER.replace('d', "e");
    assert_eq!(
        refusal(&client.redeem(&code(), &wrong, CALLBACK)),
        (400, "InvalidGrantException")
    );
    let elsewhere = "http://127.0.0.1:4712/oauth/callback";
    assert_eq!(
        refusal(&client.redeem(&code(), VERIFIER, elsewhere)),
        (400, "InvalidGrantException")
    );
    let good = code();
    let tokens = read(&client.redeem(&good, VERIFIER, CALLBACK).ok());
    assert!(tokens["refreshToken"].is_string(), "{tokens}");
    assert_eq!(
        refusal(&client.redeem(&good, VERIFIER, CALLBACK)),
        (400, "InvalidGrantException")
    );
    let other = Client::by_browser(&sandbox);
    assert_eq!(
        refusal(&other.redeem(&code(), VERIFIER, CALLBACK)),
        (400, "InvalidGrantException")
    );
    let late = code();
    sandbox.control().advance_clock(Duration::from_secs(600));
    assert_eq!(
        refusal(&client.redeem(&late, VERIFIER, CALLBACK)),
        (400, "InvalidGrantException")
    );
    let device = client.call(
        "/device_authorization",
        &json!({ "startUrl": sandbox.sso_start_url() }),
    );
    assert_eq!(refusal(&device), (400, "UnauthorizedClientException"));
}

#[test]
fn a_browser_is_sent_nowhere_that_was_not_registered() {
    let sandbox = sandbox();
    let client = Client::by_browser(&sandbox);
    for uri in [
        "http://127.0.0.1:1/other",
        "https://evil.example/oauth/callback",
        "http://localhost/oauth/callback",
    ] {
        let answer = client.authorize(uri, "S256");
        assert_eq!(
            (answer.status, answer.header("location")),
            (400, None),
            "{uri}"
        );
    }
    assert_eq!(
        redirected(&client.authorize(CALLBACK, "plain"), "error").as_deref(),
        Some("invalid_request")
    );
    let rebound = send(&client.at, "GET", "/device", &[], "");
    assert_eq!(rebound.status, 200);
    let host = client.at.trim_start_matches("http://");
    let evil = [("host".to_owned(), "evil.example".to_owned())];
    assert_eq!(
        crate::client::exchange(host, "GET", "/device", &evil, b"").status,
        403
    );
}

#[test]
fn a_person_approves_or_denies_a_browser() {
    let sandbox = manual();
    let client = Client::by_browser(&sandbox);
    for (decision, name) in [("allow", "code"), ("deny", "error")] {
        let page = client.authorize(CALLBACK, "S256").ok();
        let answer = form(
            &client.at,
            "/authorize",
            &format!("csrf={}&decision={decision}", csrf(&page)),
        );
        assert!(redirected(&answer, name).is_some(), "{answer:?}");
    }
    // The AWS port sends the browser to the page.
    let asked = get(sandbox.endpoint(), "/authorize?response_type=code");
    assert!(
        asked
            .header("location")
            .unwrap()
            .starts_with(&sandbox.identity_endpoint()),
        "{asked:?}"
    );
}

#[test]
fn a_refresh_token_is_good_once_and_ends_with_the_sign_in() {
    let sandbox = sandbox();
    let client = Client::register(&sandbox, &json!({}));
    let first = client.sign_in();
    let second = read(&client.refresh(&first).ok());
    assert_eq!(
        refusal(&client.refresh(&first)),
        (400, "InvalidGrantException")
    );
    let other = Client::register(&sandbox, &json!({}));
    assert_eq!(
        refusal(&other.refresh(&second)),
        (400, "InvalidGrantException")
    );
    sandbox
        .control()
        .advance_clock(Duration::from_secs(7 * 3_600 + 1_800));
    let third = read(&client.refresh(&second).ok());
    assert!(third["expiresIn"].as_i64().unwrap() <= 1_800, "{third}");
    sandbox.control().advance_clock(Duration::from_secs(1_800));
    assert_eq!(
        refusal(&client.refresh(&third)),
        (400, "InvalidGrantException")
    );
    sandbox
        .control()
        .set_sso_token_lifetime(Some(Duration::from_secs(5)));
    assert_eq!(client.sign_in()["expiresIn"], 5);
}

#[test]
fn without_the_scope_there_is_no_refresh_token() {
    let sandbox = sandbox();
    let tokens = Client::register(&sandbox, &json!({ "scopes": [] })).sign_in();
    assert_eq!(
        (&tokens["expiresIn"], tokens.get("refreshToken")),
        (&28_800.into(), None)
    );
}

#[test]
fn registrations_and_requests_that_make_no_sense() {
    let sandbox = sandbox();
    let at = sandbox.identity_endpoint();
    let register = |more: Value| {
        let mut body = json!({ "clientName": "test", "clientType": "public" });
        body.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let answer = post(&at, "/client/register", &body);
        (
            answer.status,
            answer
                .header("x-amzn-errortype")
                .unwrap_or_default()
                .to_owned(),
        )
    };
    let code = |code: &str| (400, code.to_owned());
    assert_eq!(
        register(json!({ "clientName": null })),
        code("InvalidRequestException")
    );
    assert_eq!(
        register(json!({ "clientType": "secret" })),
        code("InvalidClientMetadataException")
    );
    assert_eq!(
        register(json!({ "scopes": ["no scope"] })),
        code("InvalidScopeException")
    );
    assert_eq!(
        register(json!({ "grantTypes": ["password"] })),
        code("UnsupportedGrantTypeException")
    );
    assert_eq!(
        register(json!({ "redirectUris": ["https://evil.example/"] })),
        code("InvalidRedirectUriException")
    );
    assert_eq!(
        register(json!({ "issuerUrl": "https://other.awsapps.com/start" })),
        code("InvalidRequestException")
    );
    let client = Client::register(&sandbox, &json!({}));
    let foreign = client.call(
        "/device_authorization",
        &json!({ "startUrl": "https://other.awsapps.com/start" }),
    );
    assert_eq!(refusal(&foreign), (400, "InvalidRequestException"));
    assert_eq!(
        refusal(&client.call("/token", &json!({}))),
        (400, "InvalidRequestException")
    );
    let password = client.call("/token", &json!({ "grantType": "password" }));
    assert_eq!(refusal(&password), (400, "UnsupportedGrantTypeException"));
    let stranger = client.call(
        "/token",
        &json!({ "grantType": DEVICE, "clientSecret": "guessed" }),
    );
    assert_eq!(refusal(&stranger), (401, "InvalidClientException"));
    assert_eq!(
        refusal(&post(&at, "/token", &json!([]))),
        (400, "InvalidRequestException")
    );
    sandbox
        .control()
        .advance_clock(Duration::from_secs(91 * 86_400));
    let old = client.call(
        "/device_authorization",
        &json!({ "startUrl": sandbox.sso_start_url() }),
    );
    assert_eq!(refusal(&old), (401, "InvalidClientException"));
}

#[test]
fn the_log_names_the_calls_and_no_token() {
    let sandbox = sandbox();
    let tokens = Client::register(&sandbox, &json!({})).sign_in();
    portal(&sandbox, "/assignment/accounts", &tokens).ok();
    let log = sandbox.control().request_log();
    let operations: Vec<_> = log.iter().map(|entry| entry.operation.as_str()).collect();
    assert_eq!(
        operations,
        [
            "RegisterClient",
            "StartDeviceAuthorization",
            "CreateToken",
            "ListAccounts"
        ]
    );
    let secrets = sandbox.control().secrets();
    for name in ["accessToken", "refreshToken"] {
        let token = tokens[name].as_str().unwrap();
        assert!(secrets.iter().any(|secret| secret == token), "{name}");
        assert!(
            !format!("{log:?} {sandbox:?} {:?}", sandbox.control()).contains(token),
            "{name}"
        );
    }
}
