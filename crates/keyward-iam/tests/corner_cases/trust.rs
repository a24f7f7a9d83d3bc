//! Trust policies: who may assume a role.

use super::{case::*, run};

const ASSUME: Case = Case {
    action: "sts:AssumeRole",
    on: "arn:aws:iam::111111111111:role/app",
    source: PRINCIPAL,
    ..CASE
};
const MAY: &str = r#"{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}"#;
const BY_ROOT: &str = r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":"sts:AssumeRole"}"#;
const BY_ALICE: &str = r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:user/alice"},"Action":"sts:AssumeRole"}"#;
const WITH_ID: &str = r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:user/alice"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"Unique-ID"}}}"#;
const STRANGER: &str = "arn:aws:iam::222222222222:user/eve";
const OIDC: &str = "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com";
const BY_GITHUB: &str = r#"{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringLike":{"token.actions.githubusercontent.com:sub":"repo:me/app:*"},"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"}}}"#;

#[test]
#[rustfmt::skip] // a row a line
fn who() {
    run(&[
        Case { about: "identity alone does not suffice", expect: IMPLICIT, identity: MAY, ..ASSUME },
        Case { about: "the account and identity", identity: MAY, trust: BY_ROOT, ..ASSUME },
        Case { about: "the account alone does not suffice", expect: IMPLICIT, trust: BY_ROOT, ..ASSUME },
        Case { about: "the user by name suffices in one account", trust: BY_ALICE, ..ASSUME },
        Case { about: "an identity policy denies", expect: EXPLICIT, identity: r#"{"Effect":"Deny","Action":"sts:*","Resource":"*"}"#, trust: BY_ALICE, ..ASSUME },
        Case { about: "a boundary does not hold back a user by name", trust: BY_ALICE, boundary: r#"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#, ..ASSUME },
        Case { about: "another account without trust", expect: IMPLICIT, principal: STRANGER, identity: MAY, trust: BY_ALICE, ..ASSUME },
        Case { about: "another account with trust alone", expect: IMPLICIT, principal: STRANGER, trust: r#"{"Effect":"Allow","Principal":{"AWS":"222222222222"},"Action":"sts:AssumeRole"}"#, ..ASSUME },
        Case { about: "another account with both", principal: STRANGER, identity: MAY, trust: r#"{"Effect":"Allow","Principal":{"AWS":"222222222222"},"Action":"sts:AssumeRole"}"#, ..ASSUME },
        Case { about: "trust in AssumeRole is none in TagSession", expect: IMPLICIT, action: "sts:TagSession", trust: BY_ALICE, ..ASSUME },
        Case { about: "trust in AssumeRole is none in SetSourceIdentity", expect: IMPLICIT, action: "sts:SetSourceIdentity", trust: BY_ALICE, ..ASSUME },
    ]);
}

#[test]
#[rustfmt::skip] // a row a line
fn external_ids_and_web_identities() {
    run(&[
        Case { about: "the external id", keys: &[("sts:ExternalId", "Unique-ID")], trust: WITH_ID, ..ASSUME },
        Case { about: "no external id", expect: IMPLICIT, trust: WITH_ID, ..ASSUME },
        Case { about: "an external id in other case", expect: IMPLICIT, keys: &[("sts:ExternalId", "unique-id")], trust: WITH_ID, ..ASSUME },
        Case { about: "a workflow of the repository", principal: OIDC, action: "sts:AssumeRoleWithWebIdentity", keys: &[("token.actions.githubusercontent.com:sub", "repo:me/app:ref:refs/heads/main"), ("token.actions.githubusercontent.com:aud", "sts.amazonaws.com")], trust: BY_GITHUB, ..ASSUME },
        Case { about: "a workflow of another repository", expect: IMPLICIT, principal: OIDC, action: "sts:AssumeRoleWithWebIdentity", keys: &[("token.actions.githubusercontent.com:sub", "repo:eve/app:ref:refs/heads/main"), ("token.actions.githubusercontent.com:aud", "sts.amazonaws.com")], trust: BY_GITHUB, ..ASSUME },
        Case { about: "a user is no web identity", expect: IMPLICIT, action: "sts:AssumeRoleWithWebIdentity", keys: &[("token.actions.githubusercontent.com:sub", "repo:me/app:x"), ("token.actions.githubusercontent.com:aud", "sts.amazonaws.com")], trust: BY_GITHUB, ..ASSUME },
    ]);
}

/// A principal that is deleted and made anew is another one.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
#[test]
fn a_recreated_user_is_another() {
    use keyward_iam::{Attached, Context, Policies, Policy, PolicyKind, Principal, Request};
    let text = format!(r#"{{"Statement":{BY_ALICE}}}"#);
    let mut trust = Policy::parse(&text, PolicyKind::Trust).unwrap();
    assert_eq!(trust.bind_principals(|_| None), Err(ALICE.to_owned()));
    trust
        .bind_principals(|arn| (arn == ALICE).then(|| "AIDAFIRST".to_owned()))
        .unwrap();
    let allowed = |id: &str| {
        let alice = Principal::User {
            arn: ALICE.into(),
            id: Some(id.into()),
        };
        let request = Request::new(alice, ASSUME.action, ASSUME.on, Context::new());
        let policies = Policies {
            resource: Some(Attached::new("trust", &trust)),
            ..Default::default()
        };
        keyward_iam::evaluate(&request, &policies).is_allowed()
    };
    assert!(allowed("AIDAFIRST"));
    assert!(!allowed("AIDASECOND"));
}
