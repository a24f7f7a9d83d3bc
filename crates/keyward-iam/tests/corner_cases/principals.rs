//! `Principal` and `NotPrincipal`.

use super::{case::*, run};

const SPARE_ALICE: &str = r#"{"Effect":"Deny","NotPrincipal":{"AWS":["arn:aws:iam::111111111111:user/alice","arn:aws:iam::111111111111:root"]},"Action":"s3:*","Resource":"*"}"#;
const SPARE_ALICE_ONLY: &str = r#"{"Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::111111111111:user/alice"},"Action":"s3:*","Resource":"*"}"#;
const SPARE_ROLE: &str = r#"{"Effect":"Deny","NotPrincipal":{"AWS":["arn:aws:iam::111111111111:role/app","111111111111"]},"Action":"s3:*","Resource":"*"}"#;
const SPARE_SESSION: &str = r#"{"Effect":"Deny","NotPrincipal":{"AWS":["arn:aws:sts::111111111111:assumed-role/app/build","arn:aws:iam::111111111111:role/app","111111111111"]},"Action":"s3:*","Resource":"*"}"#;
const ALL: &str = r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#;
const BOB: &str = "arn:aws:iam::111111111111:user/bob";

#[test]
#[rustfmt::skip] // a row a line
fn not_principal() {
    run(&[
        Case { about: "the named user is spared", source: NOT_PRINCIPAL, identity: ALL, resource: SPARE_ALICE, ..CASE },
        Case { about: "another user of the account is not", source: NOT_PRINCIPAL, expect: EXPLICIT, principal: BOB, identity: ALL, resource: SPARE_ALICE, ..CASE },
        Case { about: "without the account she is not spared", source: NOT_PRINCIPAL, expect: EXPLICIT, identity: ALL, resource: SPARE_ALICE_ONLY, ..CASE },
        Case { about: "the role alone does not spare its session", source: NOT_PRINCIPAL, expect: EXPLICIT, principal: SESSION, identity: ALL, resource: SPARE_ROLE, ..CASE },
        Case { about: "role, session and account do", source: NOT_PRINCIPAL, principal: SESSION, identity: ALL, resource: SPARE_SESSION, ..CASE },
        Case { about: "with a boundary it always denies", source: NOT_PRINCIPAL, expect: EXPLICIT, identity: ALL, boundary: ALL, resource: SPARE_ALICE, ..CASE },
        Case { about: "nobody in particular is not spared", source: NOT_PRINCIPAL, expect: EXPLICIT, principal: "", resource: SPARE_ALICE, ..CASE },
    ]);
}

#[test]
#[rustfmt::skip] // a row a line
fn services() {
    const TOPIC: &str = r#"{"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"sns:Publish","Resource":"*","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:s3:*:*:bucket"},"StringEquals":{"aws:SourceAccount":"111111111111"}}}"#;
    const KEYS: &[(&str, &str)] = &[
        ("aws:SourceArn", "arn:aws:s3:::bucket"),
        ("aws:SourceAccount", "111111111111"),
    ];
    let call = Case {
        action: "sns:Publish",
        on: "arn:aws:sns:eu-west-1:111111111111:t",
        principal: "s3.amazonaws.com",
        source: PRINCIPAL,
        resource: TOPIC,
        ..CASE
    };
    run(&[
        Case { about: "the service, for this bucket", keys: KEYS, ..call },
        Case { about: "the service, for who knows whom", expect: IMPLICIT, ..call },
        Case { about: "another service", expect: IMPLICIT, principal: "ec2.amazonaws.com", keys: KEYS, ..call },
        Case { about: "a user is no service", expect: IMPLICIT, principal: ALICE, keys: KEYS, ..call },
        Case { about: "aws:PrincipalIsAWSService follows from who asks", keys: KEYS, resource: r#"{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"Bool":{"aws:PrincipalIsAWSService":true}}}"#, ..call },
        Case { about: "aws:PrincipalIsAWSService is false for users", expect: IMPLICIT, principal: ALICE, resource: r#"{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"Bool":{"aws:PrincipalIsAWSService":true}}}"#, ..call },
    ]);
}
