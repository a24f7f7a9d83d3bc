use super::*;

const ACCOUNT: &str = "123456789012";

fn user(name: &str) -> Principal {
    Principal::User {
        account: ACCOUNT.to_owned(),
        name: name.to_owned(),
        arn: format!("arn:aws:iam::{ACCOUNT}:user/{name}"),
        id: "AIDAEXAMPLE".to_owned(),
    }
}

fn session(role: &str, name: &str) -> Principal {
    Principal::AssumedRole {
        account: ACCOUNT.to_owned(),
        role_name: role.to_owned(),
        role_arn: format!("arn:aws:iam::{ACCOUNT}:role/{role}"),
        role_id: "AROAEXAMPLE".to_owned(),
        session_name: name.to_owned(),
    }
}

fn policy(statements: &str) -> TrustPolicy {
    TrustPolicy::parse(&format!(
        r#"{{"Version":"2012-10-17","Statement":{statements}}}"#
    ))
    .unwrap()
}

fn allows(policy: &TrustPolicy, principal: &Principal, keys: &[(&str, &str)]) -> bool {
    let keys: Vec<(&str, String)> = keys.iter().map(|(k, v)| (*k, (*v).to_owned())).collect();
    policy.allows(&Question {
        principal: Asker::Principal(principal),
        action: "sts:AssumeRole",
        keys: &keys,
    })
}

#[test]
fn principals_match_by_what_they_name() {
    for (entry, alice, deploy) in [
        ("*", true, true),
        (ACCOUNT, true, true),
        ("arn:aws:iam::123456789012:root", true, true),
        ("arn:aws:iam::123456789012:user/alice", true, false),
        ("arn:aws:iam::123456789012:role/deploy", false, true),
        (
            "arn:aws:sts::123456789012:assumed-role/deploy/ci",
            false,
            true,
        ),
        (
            "arn:aws:sts::123456789012:assumed-role/deploy/other",
            false,
            false,
        ),
        ("arn:aws:iam::999999999999:root", false, false),
        ("arn:aws:iam::123456789012:user/ali*", false, false),
    ] {
        let policy = policy(&format!(
            r#"{{"Effect":"Allow","Principal":{{"AWS":"{entry}"}},"Action":"sts:AssumeRole"}}"#
        ));
        assert_eq!(allows(&policy, &user("alice"), &[]), alice, "{entry}");
        assert_eq!(
            allows(&policy, &session("deploy", "ci"), &[]),
            deploy,
            "{entry}"
        );
    }
}

#[test]
fn a_deny_wins() {
    let policy = policy(
        r#"[{"Effect":"Allow","Principal":"*","Action":"sts:*"},
            {"Effect":"Deny","Principal":{"AWS":["arn:aws:iam::123456789012:user/bob"]},"Action":"sts:AssumeRole"}]"#,
    );
    assert!(allows(&policy, &user("alice"), &[]));
    assert!(!allows(&policy, &user("bob"), &[]));
}

#[test]
fn the_external_id_must_be_there_and_equal() {
    let policy = policy(
        r#"{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole",
            "Condition":{"StringEquals":{"sts:ExternalId":["one","two"]}}}"#,
    );
    assert!(!allows(&policy, &user("alice"), &[]));
    assert!(!allows(
        &policy,
        &user("alice"),
        &[("sts:externalid", "ONE")]
    ));
    assert!(allows(
        &policy,
        &user("alice"),
        &[("sts:externalid", "two")]
    ));
}

#[test]
fn operators_compare_in_their_own_way() {
    let asks = |condition: &str, keys: &[(&str, &str)]| {
        let policy = policy(&format!(
            r#"{{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Condition":{condition}}}"#
        ));
        allows(&policy, &user("alice"), keys)
    };
    let present = r#"{"Bool":{"aws:MultiFactorAuthPresent":"true"}}"#;
    let if_exists = r#"{"BoolIfExists":{"aws:MultiFactorAuthPresent":"true"}}"#;
    for (value, strict, lenient) in [
        (Some("true"), true, true),
        (Some("false"), false, false),
        (None, false, true),
    ] {
        let keys: Vec<(&str, &str)> = value
            .map(|v| ("aws:multifactorauthpresent", v))
            .into_iter()
            .collect();
        assert_eq!(asks(present, &keys), strict, "{value:?}");
        assert_eq!(asks(if_exists, &keys), lenient, "{value:?}");
    }
    let young = r#"{"NumericLessThan":{"aws:MultiFactorAuthAge":"60"}}"#;
    assert!(asks(young, &[("aws:multifactorauthage", "59")]));
    assert!(!asks(young, &[("aws:multifactorauthage", "60")]));
    assert!(!asks(young, &[]));
    let like = r#"{"StringLike":{"sts:ExternalId":"team-*"}}"#;
    assert!(asks(like, &[("sts:externalid", "team-1")]));
    assert!(!asks(like, &[("sts:externalid", "Team-1")]));
}

#[test]
fn what_is_not_understood_never_grants() {
    for condition in [
        r#"{"IpAddress":{"aws:SourceIp":"127.0.0.1"}}"#,
        r#"{"StringNotEquals":{"sts:ExternalId":"*"}}"#,
        r#"{"StringEquals":{"aws:SourceIp":"127.0.0.1"}}"#,
        r#"{"StringEquals":{"sts:ExternalId":"${aws:username}"}}"#,
    ] {
        let keys = [("sts:externalid", "${aws:username}")];
        let allow = policy(&format!(
            r#"{{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Condition":{condition}}}"#
        ));
        assert!(!allows(&allow, &user("alice"), &keys), "{condition}");
        let deny = policy(&format!(
            r#"[{{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}},
                {{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole","Condition":{condition}}}]"#
        ));
        assert!(!allows(&deny, &user("alice"), &keys), "{condition}");
    }
    let not_principal =
        policy(r#"{"Effect":"Allow","NotPrincipal":{"AWS":"*"},"Action":"sts:AssumeRole"}"#);
    assert!(!allows(&not_principal, &user("alice"), &[]));
}

#[test]
fn a_service_principal_lets_no_user_in() {
    let policy = policy(
        r#"{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}"#,
    );
    assert!(!allows(&policy, &user("alice"), &[]));
}

#[test]
fn malformed_documents_are_named() {
    for (text, why) in [
        ("{", "This policy contains invalid Json"),
        ("[]", "Syntax errors in policy."),
        (
            r#"{"Version":"2020-01-01","Statement":[]}"#,
            "Syntax errors in policy.",
        ),
        (
            r#"{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole"}}"#,
            "Missing required field Principal",
        ),
        (
            r#"{"Statement":{"Effect":"Allow","Principal":"*"}}"#,
            "Missing required field Action",
        ),
        (
            r#"{"Statement":{"Effect":"Perhaps","Principal":"*","Action":"sts:AssumeRole"}}"#,
            "Syntax errors in policy.",
        ),
        (
            r#"{"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Resource":"*"}}"#,
            "Has prohibited field Resource",
        ),
        (
            r#"{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*"}}"#,
            "AssumeRole policy may only specify STS AssumeRole actions.",
        ),
        (
            r#"{"Statement":{"Effect":"Allow","Principal":"*","Action":7}}"#,
            "Syntax errors in policy.",
        ),
    ] {
        let error = TrustPolicy::parse(text).unwrap_err();
        assert_eq!(
            (error.code, error.message.as_str()),
            ("MalformedPolicyDocument", why),
            "{text}"
        );
    }
}

#[test]
fn not_action_excludes() {
    let policy = policy(r#"{"Effect":"Allow","Principal":"*","NotAction":"sts:TagSession"}"#);
    assert!(allows(&policy, &user("alice"), &[]));
    let keys = [];
    assert!(!policy.allows(&Question {
        principal: Asker::Principal(&user("alice")),
        action: "sts:TagSession",
        keys: &keys
    }));
}
