//! What the request log says of signatures that are not believed.

use keyward_sandbox::{Disbelief, Sandbox};

use crate::client::{Call, Signer, exchange, sandbox};

fn last(sandbox: &Sandbox) -> Disbelief {
    let log = sandbox.control().request_log();
    log.last().unwrap().disbelief.clone().unwrap()
}

fn whoami() -> Call<'static> {
    Call::sts("GetCallerIdentity", &[])
}

#[test]
fn the_mistakes_that_clients_make_are_named() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let said = |secret: &str| {
        let signer = Signer {
            secret: secret.to_owned(),
            ..admin.clone()
        };
        assert_eq!(whoami().send(&sandbox, &signer).status, 403);
        last(&sandbox).reason
    };
    assert!(said(&format!("{}\n", admin.secret)).contains("a line break behind it"));
    assert!(said(&format!("\"{}\"", admin.secret)).contains("quotation marks"));
    assert!(said("wrong").contains("another secret access key"));
    let token = Call::sts("GetSessionToken", &[])
        .send(&sandbox, &admin)
        .ok();
    let session = Signer::from_answer(&token);
    let reason = said(&session.secret);
    assert!(
        reason.ends_with(&format!("another key, {}", session.key)),
        "{reason}"
    );
}

/// What happens to a request between its signing and its arrival.
type Change<'a> = &'a dyn Fn(&mut Call<'_>, &mut Vec<(String, String)>);

#[test]
fn what_was_changed_on_the_way_is_named() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let host = sandbox.endpoint().trim_start_matches("http://").to_owned();
    let changed = |call: Call<'_>, change: Change<'_>| {
        let mut call = call;
        let mut headers = call.signed(&host, &admin);
        change(&mut call, &mut headers);
        let answer = exchange(&host, call.method, &call.target, &headers, &call.body);
        assert!(answer.status >= 400, "{answer:?}");
        last(&sandbox).reason
    };
    let mut empty = whoami();
    let form = std::mem::take(&mut empty.body);
    let body = changed(empty, &|call, _| call.body = form.clone());
    assert_eq!(body, "signed as if the body were empty");
    let method = changed(Call::s3("GET", "/b", b""), &|call, _| {
        call.method = "DELETE";
    });
    assert_eq!(method, "signed for GET and sent as DELETE");
    let query = changed(Call::s3("GET", "/b", b""), &|call, _| {
        call.target.push_str("?acl");
    });
    assert_eq!(query, "signed without the query");
    let changed_host = changed(whoami(), &|_, headers| {
        let host = headers.iter_mut().find(|(name, _)| name == "host").unwrap();
        host.1 = host.1.replace("127.0.0.1", "localhost");
    });
    assert!(
        changed_host.starts_with("signed for the host 127.0.0.1:"),
        "{changed_host}"
    );
}

#[test]
fn the_canonical_request_is_there_and_holds_no_token() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let token = Call::sts("GetSessionToken", &[])
        .send(&sandbox, &admin)
        .ok();
    let mut session = Signer::from_answer(&token);
    session.secret.push('x');
    let call = Call::s3("PUT", "/b/k", b"").header("x-amz-meta-password", "hunter2");
    assert_eq!(call.send(&sandbox, &session).status, 403);
    let disbelief = last(&sandbox);
    let canonical = disbelief.canonical_request.unwrap();
    assert!(canonical.starts_with("PUT\n/b/k\n\n"), "{canonical}");
    assert!(
        disbelief
            .string_to_sign
            .unwrap()
            .starts_with("AWS4-HMAC-SHA256\n")
    );
    assert!(!canonical.contains("hunter2"), "{canonical}");
    let everything = format!("{:?}", sandbox.control().request_log());
    for secret in sandbox.control().secrets() {
        assert!(!everything.contains(&secret), "{everything}");
    }
}

#[test]
fn keys_that_aws_does_not_tell_apart_are_told_apart() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let token = Call::sts("GetSessionToken", &[])
        .send(&sandbox, &admin)
        .ok();
    let session = Signer::from_answer(&token);
    let reason = |signer: &Signer| {
        whoami().send(&sandbox, signer);
        last(&sandbox).reason
    };
    let of_nobody = Signer::new("AKIAIOSFODNN7EXAMPLE", "x");
    assert!(reason(&of_nobody).starts_with("no such key or session"));
    let no_token = Signer {
        token: None,
        ..session.clone()
    };
    assert!(reason(&no_token).ends_with("carries no session token"));
    let wrong_token = Signer {
        token: Some("x".to_owned()),
        ..session.clone()
    };
    assert!(reason(&wrong_token).ends_with("not the one of this session"));
    let too_much = Signer {
        token: session.token.clone(),
        ..admin.clone()
    };
    assert!(reason(&too_much).ends_with("a long-lived one"));
    assert!(sandbox.control().expire_session(&session.key));
    assert!(reason(&session).starts_with("the session ended at "));
    let params = [("AccessKeyId", admin.key.as_str()), ("Status", "Inactive")];
    Call::iam("UpdateAccessKey", &params)
        .send(&sandbox, &admin)
        .ok();
    assert_eq!(reason(&admin), "the key is inactive");
    assert_eq!(
        sandbox.control().request_log().last().unwrap().operation,
        "GetCallerIdentity"
    );
}

#[test]
fn one_request_is_asked_for_by_its_id() {
    let sandbox = sandbox();
    let host = sandbox
        .control_endpoint()
        .trim_start_matches("http://")
        .to_owned();
    let get = |path: &str| {
        let bearer = format!("Bearer {}", sandbox.control_token());
        let headers = [
            ("host".to_owned(), host.clone()),
            ("authorization".to_owned(), bearer),
        ];
        exchange(&host, "GET", path, &headers, b"")
    };
    assert_eq!(get("/requests/last-refused").status, 404);
    whoami().send(&sandbox, &Signer::admin(&sandbox)).ok();
    assert_eq!(get("/requests/last-refused").status, 404, "it was granted");
    let answer = whoami().send_unsigned(&sandbox);
    let id = answer.text("RequestId");
    let logged = get(&format!("/requests/{id}")).ok().json();
    assert_eq!(logged["error"], "MissingAuthenticationToken");
    assert_eq!(
        logged["disbelief"]["reason"],
        "the request carries no signature"
    );
    assert_eq!(get("/requests/last-refused").ok().json(), logged);
    assert_eq!(get("/requests/none").status, 404);
}

#[test]
fn a_role_that_is_not_there_is_told_to_the_log_alone() {
    let sandbox = sandbox();
    let role = "arn:aws:iam::123456789012:role/none";
    let call = Call::sts(
        "AssumeRole",
        &[("RoleArn", role), ("RoleSessionName", "me")],
    );
    let answer = call.send(&sandbox, &Signer::admin(&sandbox));
    assert_eq!(
        (answer.status, answer.text("Code").as_str()),
        (403, "AccessDenied")
    );
    let log = sandbox.control().request_log();
    let decision = &log.last().unwrap().decisions[0];
    assert_eq!(
        (decision.resource.as_str(), decision.allowed),
        (role, false)
    );
    assert!(decision.reason.contains("no such role"), "{decision:?}");
}
