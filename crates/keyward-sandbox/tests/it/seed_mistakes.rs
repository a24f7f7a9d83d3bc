//! Seeds that are refused: with their line, their field and what to do.

use keyward_sandbox::{Options, Sandbox, Seed, SeedError, StartError};

fn refused(text: &str) -> SeedError {
    let options = Options {
        seed: Some(Seed::text(text)),
        ..Options::default()
    };
    match Sandbox::start(options).unwrap_err() {
        StartError::Seed(error) => error,
        other => panic!("{other}"),
    }
}

/// One mistake: in the account's members.
fn in_account(members: &str) -> (Option<usize>, String, String) {
    let text =
        format!("{{\"version\": 1,\n\"accounts\": {{\"111111111111\": {{\n{members}\n}}}}}}");
    let error = refused(&text);
    let field = error.field().replacen("accounts.111111111111.", "", 1);
    assert!(!error.hint().is_empty());
    (error.line(), field, error.to_string())
}

#[test]
fn mistakes_are_told_with_line_and_field() {
    let trust = r#""trust": {"Statement": {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}}"#;
    for (members, line, field, words) in [
        ("\"user\": {}", 3, "user", "unknown field `user`"),
        (
            "\"users\": {\"a\": {\"acessKeys\": []}}",
            3,
            "users.a.acessKeys",
            "unknown field",
        ),
        (
            "\"users\": {\"a b\": {}}",
            3,
            "users.a b",
            "cannot be a name",
        ),
        (
            "\"users\": {\n\"a\": {\"groups\": [\"g\"]}}",
            4,
            "users.a.groups",
            "there is no group `g`",
        ),
        (
            "\"groups\": {\"g\": {\n\"members\": [\"a\"]}}",
            4,
            "groups.g.members",
            "there is no user `a`",
        ),
        (
            "\"users\": {\"a\": {\"attachedPolicies\": [\n\"Nope\"]}}",
            4,
            "users.a.attachedPolicies.0",
            "there is no policy `Nope`",
        ),
        (
            "\"users\": {\"a\": {\"policies\": {\"p\":\n{\"Statement\": [\n{\"Effect\": \"allow\"}]}}}}",
            5,
            "users.a.policies.p",
            "allow",
        ),
        (
            "\"roles\": {\"r\": {}}",
            3,
            "roles.r",
            "missing field `trust`",
        ),
        (
            "\"roles\": {\"r\": {\"trust\": {\"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"arn:aws:iam::111111111111:user/x\"}, \"Action\": \"sts:AssumeRole\"}}}}",
            3,
            "roles.r.trust",
            "user/x",
        ),
        (
            &format!("\"roles\": {{\"r\": {{{trust}, \"maxSessionDuration\": 5}}}}"),
            3,
            "roles.r.maxSessionDuration",
            "5 seconds",
        ),
        (
            "\"mfaDevices\": {\"m\": {\"seed\": \"1\"}}",
            3,
            "mfaDevices.m.seed",
            "no seed",
        ),
        (
            "\"secrets\": {\"db\": {\"secretString\": {}}}",
            3,
            "secrets.db",
            "no region",
        ),
        (
            "\"secrets\": {\"db\": {\"x\": {\"secretString\": \"s\"}}}",
            3,
            "secrets.db",
            "no region",
        ),
        (
            "\"ec2\": {\"instances\": [{\"imageId\": \"a\", \"instanceType\": \"b\", \"state\": \"up\"}]}",
            3,
            "ec2.instances.0.state",
            "no state",
        ),
        (
            "\"users\": {\"a\": {\"created\": \"today\"}}",
            3,
            "users.a.created",
            "no instant",
        ),
    ] {
        let (found, at, said) = in_account(members);
        assert_eq!((found, at.as_str()), (Some(line), field), "{said}");
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn mistakes_outside_accounts() {
    for (text, line, field, words) in [
        ("", Some(1), "", "EOF"),
        ("{}", Some(1), "", "missing field `version`"),
        (
            "{\"version\": 2}",
            Some(1),
            "version",
            "version 2 is not known",
        ),
        ("{\"version\": 1} x", Some(1), "", "more after the document"),
        (
            "{\"version\":1,\"accounts\":{\n\"12\":{}}}",
            Some(2),
            "accounts.12",
            "no account id",
        ),
        (
            "{\"version\":1,\"buckets\":{\n\"B\":{}}}",
            Some(2),
            "buckets.B",
            "bucket's name",
        ),
        (
            "{\"version\":1,\"buckets\":{\"bbb\":{\n\"owner\":\"111111111111\"}}}",
            Some(2),
            "buckets.bbb.owner",
            "no account",
        ),
        (
            "{\"version\":1,\"buckets\":{\"bbb\":{\"objects\":{\"k\":{\n\"headers\":{\"etag\":\"x\"}}}}}}",
            Some(2),
            "buckets.bbb.objects.k.headers",
            "`etag` is not kept",
        ),
        (
            "{\"version\":1,\"buckets\":{\"bbb\":{\"objects\":{\"k\":{\"text\":\"a\",\"base64\":\"\"}}}}}",
            Some(1),
            "buckets.bbb.objects.k",
            "not both",
        ),
    ] {
        let error = refused(text);
        assert_eq!((error.line(), error.field()), (line, field), "{error}");
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn a_key_is_there_once() {
    let key = r#"{"accessKeys":[{"accessKeyId":"AKIAIOSFODNN7EXAMPLE"}]}"#;
    let text = format!(
        r#"{{"version":1,"accounts":{{"111111111111":{{"users":{{"a":{key},"b":{key}}}}}}}}}"#
    );
    assert!(refused(&text).to_string().contains("there twice"));
}
