//! `aws:MultiFactorAuthPresent` is absent, not false, for a long-term key.

use super::{case::*, run};

const PLAIN: &[(&str, &str)] = &[("aws:MultiFactorAuthPresent", "false")];
const STRONG: &[(&str, &str)] = &[
    ("aws:MultiFactorAuthPresent", "true"),
    ("aws:MultiFactorAuthAge", "100"),
];
const ALLOW_BOOL: &str = r#"{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}"#;
const ALLOW_IF_EXISTS: &str = r#"{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":true}}}"#;
const DENY_BOOL: &str = r#"{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"false"}}}"#;
const DENY_IF_EXISTS: &str = r#"{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}}"#;
const AGE: &str = r#"{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"NumericLessThan":{"aws:MultiFactorAuthAge":300}}}"#;

#[test]
#[rustfmt::skip] // a row a line
fn mfa() {
    let case = Case { source: GLOBAL_KEYS, ..CASE };
    run(&[
        Case { about: "with MFA", keys: STRONG, identity: ALLOW_BOOL, ..case },
        Case { about: "a session without MFA", expect: IMPLICIT, keys: PLAIN, identity: ALLOW_BOOL, ..case },
        Case { about: "a long-term key", expect: IMPLICIT, identity: ALLOW_BOOL, ..case },
        Case { about: "IfExists lets a long-term key in", identity: ALLOW_IF_EXISTS, ..case },
        Case { about: "IfExists keeps a session without MFA out", expect: IMPLICIT, keys: PLAIN, identity: ALLOW_IF_EXISTS, ..case },
        Case { about: "Deny Bool false misses a long-term key", identity: DENY_BOOL, ..case },
        Case { about: "Deny Bool false catches a session", expect: EXPLICIT, keys: PLAIN, identity: DENY_BOOL, ..case },
        Case { about: "Deny BoolIfExists false catches a long-term key", expect: EXPLICIT, identity: DENY_IF_EXISTS, ..case },
        Case { about: "Deny BoolIfExists false spares MFA", keys: STRONG, identity: DENY_IF_EXISTS, ..case },
        Case { about: "a fresh code", keys: STRONG, identity: AGE, ..case },
        Case { about: "no code, no age", expect: IMPLICIT, identity: AGE, ..case },
    ]);
}
