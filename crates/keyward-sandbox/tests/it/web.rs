//! The page of `keyward sandbox --web`.

use keyward_sandbox::Sandbox;

use crate::client::{Answer, Call, Signer, exchange, sandbox};

fn host(sandbox: &Sandbox) -> String {
    sandbox
        .control_endpoint()
        .trim_start_matches("http://")
        .to_owned()
}

fn get(sandbox: &Sandbox, path: &str, headers: &[(&str, &str)]) -> Answer {
    let host = host(sandbox);
    let mut all = vec![("host".to_owned(), host.clone())];
    all.retain(|_| headers.iter().all(|(name, _)| *name != "host"));
    let more = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    all.extend(more);
    exchange(&host, "GET", path, &all, b"")
}

/// Opens the link; the cookie that came.
fn visit(sandbox: &Sandbox) -> String {
    let opened = get(sandbox, &sandbox.control().web_link(), &[]).ok();
    let cookie = opened.header("set-cookie").unwrap().to_owned();
    for attribute in ["HttpOnly", "SameSite=Strict", "Path=/web"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    cookie.split(';').next().unwrap().to_owned()
}

#[test]
fn only_the_link_opens_it_and_only_once() {
    let sandbox = sandbox();
    let bearer = format!("Bearer {}", sandbox.control_token());
    for path in [
        "/web",
        "/web/",
        "/web/requests",
        "/web/open",
        "/web/open?token=x",
    ] {
        assert_eq!(get(&sandbox, path, &[]).status, 401, "{path}");
        let wrong = get(&sandbox, path, &[("cookie", "keyward_sandbox=x")]);
        assert_eq!(wrong.status, 401, "{path}");
    }
    let link = sandbox.control().web_link();
    get(&sandbox, &link, &[]).ok();
    assert_eq!(get(&sandbox, &link, &[]).status, 401, "it was used");
    let cookie = visit(&sandbox);
    get(&sandbox, "/web", &[("cookie", &cookie)]).ok();
    get(&sandbox, "/web/requests", &[("cookie", &cookie)]).ok();
    let both = format!("other=1; {cookie}");
    get(&sandbox, "/web", &[("cookie", &both)]).ok();
    assert_eq!(
        get(&sandbox, "/web/none", &[("cookie", &cookie)]).status,
        404
    );
    // The cookie opens pages, the token control: neither the other.
    assert_eq!(
        get(&sandbox, "/requests", &[("cookie", &cookie)]).status,
        401
    );
    assert_eq!(
        get(&sandbox, "/web", &[("authorization", &bearer)]).status,
        401
    );
}

#[test]
fn no_page_elsewhere_reaches_it() {
    let sandbox = sandbox();
    let cookie = visit(&sandbox);
    let headers = [("host", "attacker.example"), ("cookie", cookie.as_str())];
    assert_eq!(get(&sandbox, "/web", &headers).status, 401);
    let page = get(&sandbox, "/web", &[("cookie", &cookie)]).ok();
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    let host = host(&sandbox);
    let headers = [
        ("host".to_owned(), host.clone()),
        ("cookie".to_owned(), cookie),
    ];
    assert_eq!(exchange(&host, "POST", "/web", &headers, b"").status, 405);
}

#[test]
fn it_shows_what_is_there_and_no_secret() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    Call::iam("CreateUser", &[("UserName", "alice")])
        .send(&sandbox, &admin)
        .ok();
    Call::s3("PUT", "/a-bucket", b"")
        .send(&sandbox, &admin)
        .ok();
    Call::s3("PUT", "/a-bucket/%3Cscript%3E", b"content-of-it")
        .send(&sandbox, &admin)
        .ok();
    Call::sns("CreateTopic", &[("Name", "a-topic")])
        .send(&sandbox, &admin)
        .ok();
    let secret = r#"{"Name":"a-secret","SecretString":"hunter2","ClientRequestToken":"11111111-1111-1111-1111-111111111111"}"#;
    Call::json("secretsmanager", "CreateSecret", secret)
        .send(&sandbox, &admin)
        .ok();
    let token = Call::sts("GetSessionToken", &[])
        .send(&sandbox, &admin)
        .ok();
    let session = Signer::from_answer(&token);
    let wrong = Signer {
        secret: "<b>wrong".to_owned(),
        ..admin.clone()
    };
    Call::sts("<img src=x>", &[]).send(&sandbox, &wrong);
    let cookie = visit(&sandbox);
    let state = get(&sandbox, "/web", &[("cookie", &cookie)]).ok().xml();
    for shown in [
        "user/alice",
        "a-bucket",
        "&lt;script&gt;",
        "a-topic",
        "a-secret",
        &admin.key,
        &session.key,
    ] {
        assert!(state.contains(shown), "{shown}: {state}");
    }
    let requests = get(&sandbox, "/web/requests", &[("cookie", &cookie)])
        .ok()
        .xml();
    for shown in [
        "iam CreateUser",
        "user/admin",
        "&lt;img src=x&gt;",
        "another secret access key",
        "allowed: iam:CreateUser",
    ] {
        assert!(requests.contains(shown), "{shown}: {requests}");
    }
    for page in [state, requests] {
        assert!(
            !page.contains("<script") && !page.contains("<img"),
            "{page}"
        );
        assert!(
            !page.contains("hunter2") && !page.contains("content-of-it"),
            "{page}"
        );
        for secret in sandbox.control().secrets() {
            assert!(!page.contains(&secret), "{page}");
        }
    }
}
