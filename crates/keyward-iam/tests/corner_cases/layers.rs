//! How the layers weigh against each other.

use super::{case::*, run};

const ALL: &str = r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#;
const GET: &str = r#"{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}"#;
const PUT: &str = r#"{"Effect":"Allow","Action":"s3:PutObject","Resource":"*"}"#;
const DENY: &str = r#"{"Effect":"Deny","Action":"s3:*","Resource":"*"}"#;
const FOR_ALICE: &str = r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:user/alice"},"Action":"s3:*","Resource":"*"}"#;
const FOR_ROLE: &str = r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/app"},"Action":"s3:*","Resource":"*"}"#;
const FOR_SESSION: &str = r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:sts::111111111111:assumed-role/app/build"},"Action":"s3:*","Resource":"*"}"#;
const FOR_GUEST: &str = r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:sts::111111111111:federated-user/guest"},"Action":"s3:*","Resource":"*"}"#;
const FOR_ACCOUNT: &str =
    r#"{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"s3:*","Resource":"*"}"#;
const FOR_ALL: &str = r#"{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}"#;
const THEIRS: Option<&str> = Some("222222222222");

#[test]
#[rustfmt::skip] // a row a line
fn the_rule() {
    run(&[
        Case { about: "nothing allows", source: EVALUATION, expect: IMPLICIT, ..CASE },
        Case { about: "identity allows", source: EVALUATION, identity: GET, ..CASE },
        Case { about: "deny beats allow", source: EVALUATION, expect: EXPLICIT, identity: r#"{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:GetObject","Resource":"*"}"#, ..CASE },
        Case { about: "a deny in the boundary", source: EVALUATION, expect: EXPLICIT, identity: ALL, boundary: DENY, ..CASE },
        Case { about: "a deny in the session policy", source: EVALUATION, expect: EXPLICIT, principal: SESSION, resource: FOR_SESSION, session: Some(DENY), ..CASE },
        Case { about: "the root user needs no policy", source: EVALUATION, principal: ROOT, ..CASE },
        Case { about: "a bucket policy denies the root user", source: EVALUATION, expect: EXPLICIT, principal: ROOT, resource: r#"{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}"#, ..CASE },
        Case { about: "GetCallerIdentity, denied, is allowed", source: STS, action: "sts:GetCallerIdentity", on: "*", identity: r#"{"Effect":"Deny","Action":"*","Resource":"*"}"#, ..CASE },
    ]);
}

#[test]
#[rustfmt::skip] // a row a line
fn one_account() {
    run(&[
        Case { about: "the bucket's policy suffices", source: EVALUATION, resource: FOR_ALICE, ..CASE },
        Case { about: "`*` suffices in the own account", source: PRINCIPAL, resource: FOR_ALL, ..CASE },
        Case { about: "the account leaves it to identity policies", source: PRINCIPAL, expect: IMPLICIT, resource: FOR_ACCOUNT, ..CASE },
        Case { about: "the account first, then the user by name", source: PRINCIPAL, resource: r#"{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"s3:*","Resource":"*"},{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:user/alice"},"Action":"s3:*","Resource":"*"}"#, ..CASE },
        Case { about: "the account and an identity policy", source: PRINCIPAL, resource: FOR_ACCOUNT, identity: GET, ..CASE },
        Case { about: "a key policy must allow by itself", source: EVALUATION, expect: IMPLICIT, identity: ALL, key_policy: true, ..CASE },
        Case { about: "a key policy that names the account, and identity", source: EVALUATION, identity: ALL, resource: FOR_ACCOUNT, key_policy: true, ..CASE },
        Case { about: "a key policy that names the account, alone", source: EVALUATION, expect: IMPLICIT, resource: FOR_ACCOUNT, key_policy: true, ..CASE },
        Case { about: "a key policy that names the user", source: EVALUATION, resource: FOR_ALICE, key_policy: true, ..CASE },
    ]);
}

#[test]
#[rustfmt::skip] // a row a line
fn two_accounts() {
    run(&[
        Case { about: "only identity", source: EVALUATION, expect: IMPLICIT, owner: THEIRS, identity: GET, ..CASE },
        Case { about: "only the resource", source: EVALUATION, expect: IMPLICIT, owner: THEIRS, resource: FOR_ALICE, ..CASE },
        Case { about: "both", source: EVALUATION, owner: THEIRS, identity: GET, resource: FOR_ACCOUNT, ..CASE },
        Case { about: "a session by name has no shortcut", source: EVALUATION, expect: IMPLICIT, owner: THEIRS, principal: SESSION, resource: FOR_SESSION, ..CASE },
        Case { about: "the other account's root user", source: EVALUATION, expect: IMPLICIT, owner: THEIRS, principal: ROOT, ..CASE },
        Case { about: "the other account's root user, named", source: EVALUATION, owner: THEIRS, principal: ROOT, resource: FOR_ACCOUNT, ..CASE },
        Case { about: "the ARN tells the account", source: EVALUATION, expect: IMPLICIT, action: "sqs:SendMessage", on: "arn:aws:sqs:eu-west-1:222222222222:q", identity: ALL, ..CASE },
        Case { about: "nobody in particular", source: PRINCIPAL, owner: THEIRS, principal: "", resource: FOR_ALL, ..CASE },
        Case { about: "nobody without a policy", source: PRINCIPAL, expect: IMPLICIT, principal: "", ..CASE },
    ]);
}

#[test]
#[rustfmt::skip] // a row a line
fn boundaries() {
    run(&[
        Case { about: "identity within the boundary", source: EVALUATION, identity: ALL, boundary: GET, ..CASE },
        Case { about: "identity beyond the boundary", source: EVALUATION, expect: IMPLICIT, identity: ALL, boundary: PUT, ..CASE },
        Case { about: "a boundary grants nothing", source: EVALUATION, expect: IMPLICIT, boundary: ALL, ..CASE },
        Case { about: "a user's ARN in the bucket policy passes the boundary", source: EVALUATION, resource: FOR_ALICE, boundary: PUT, ..CASE },
        Case { about: "a role's ARN does not", source: EVALUATION, expect: IMPLICIT, principal: SESSION, resource: FOR_ROLE, boundary: PUT, ..CASE },
        Case { about: "a role's ARN within the boundary", source: EVALUATION, principal: SESSION, resource: FOR_ROLE, boundary: GET, ..CASE },
        Case { about: "a session's ARN passes the boundary", source: EVALUATION, principal: SESSION, resource: FOR_SESSION, boundary: PUT, ..CASE },
    ]);
}

#[test]
#[rustfmt::skip] // a row a line
fn session_policies() {
    run(&[
        Case { about: "within", source: SESSIONS, principal: SESSION, identity: ALL, session: Some(GET), ..CASE },
        Case { about: "beyond", source: SESSIONS, expect: IMPLICIT, principal: SESSION, identity: ALL, session: Some(PUT), ..CASE },
        Case { about: "it grants nothing", source: SESSIONS, expect: IMPLICIT, principal: SESSION, session: Some(ALL), ..CASE },
        Case { about: "a role's ARN in the bucket policy stays within", source: SESSIONS, expect: IMPLICIT, principal: SESSION, resource: FOR_ROLE, session: Some(PUT), ..CASE },
        Case { about: "a session's ARN passes it", source: SESSIONS, principal: SESSION, resource: FOR_SESSION, session: Some(PUT), ..CASE },
        Case { about: "a federated user without one has nothing", source: SESSIONS, expect: IMPLICIT, principal: FEDERATED, identity: ALL, session: Some(""), ..CASE },
        Case { about: "unless a bucket policy names it", source: SESSIONS, principal: FEDERATED, resource: FOR_GUEST, session: Some(""), ..CASE },
        Case { about: "its user's ARN does not name it", source: SESSIONS, expect: IMPLICIT, principal: FEDERATED, resource: FOR_ALICE, session: Some(PUT), ..CASE },
        Case { about: "its user's ARN within the session policy", source: SESSIONS, principal: FEDERATED, resource: FOR_ALICE, session: Some(GET), ..CASE },
    ]);
}

#[test]
#[rustfmt::skip] // a row a line
fn organizations() {
    run(&[
        Case { about: "every level allows", source: SCP, identity: ALL, scps: &[ALL, GET], ..CASE },
        Case { about: "one level does not", source: SCP, expect: IMPLICIT, identity: ALL, scps: &[ALL, PUT, ALL], ..CASE },
        Case { about: "it grants nothing", source: SCP, expect: IMPLICIT, scps: &[ALL], ..CASE },
        Case { about: "it binds the root user", source: SCP, expect: IMPLICIT, principal: ROOT, scps: &[PUT], ..CASE },
        Case { about: "it binds whom the bucket policy names", source: SCP, expect: IMPLICIT, resource: FOR_ALICE, scps: &[PUT], ..CASE },
        Case { about: "a resource control policy denies", source: EVALUATION, expect: EXPLICIT, identity: ALL, rcp: r#"{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}"#, ..CASE },
        Case { about: "a resource control policy about others", source: EVALUATION, identity: ALL, rcp: r#"{"Effect":"Deny","Principal":"*","Action":"kms:*","Resource":"*"}"#, ..CASE },
    ]);
}

/// "SCPs don't affect any service-linked role."
#[test]
fn service_linked_roles_are_outside() {
    use keyward_iam::{Attached, Context, Policies, Policy, PolicyKind, Principal, Request};
    let parse =
        |statement, kind| Policy::parse(&format!(r#"{{"Statement":{statement}}}"#), kind).unwrap();
    let scp = parse(DENY, PolicyKind::ServiceControl);
    let all = parse(ALL, PolicyKind::Identity);
    let allowed = |role_arn: &str| {
        let session = Principal::RoleSession {
            role_arn: role_arn.into(),
            session_name: "s".into(),
            role_id: None,
            provider: None,
        };
        let policies = Policies {
            identity: vec![Attached::new("all", &all)],
            service_control: vec![vec![Attached::new("scp", &scp)]],
            ..Default::default()
        };
        let request = Request::new(session, "s3:GetObject", OBJECT, Context::new());
        keyward_iam::evaluate(&request, &policies).is_allowed()
    };
    assert!(
        allowed("arn:aws:iam::111111111111:role/aws-service-role/x.amazonaws.com/app"),
        "{SCP}"
    );
    assert!(!allowed("arn:aws:iam::111111111111:role/app"), "{SCP}");
}
