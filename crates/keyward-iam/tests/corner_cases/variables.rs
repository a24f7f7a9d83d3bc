//! Policy variables.

use super::{case::*, run};

const HOME: &str =
    r#"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::home/${aws:username}/*"}"#;
const MINE: &str = "arn:aws:s3:::home/alice/x";

#[test]
#[rustfmt::skip] // a row a line
fn in_resources() {
    let case = Case { source: VARIABLES, on: MINE, ..CASE };
    run(&[
        Case { about: "her own folder", identity: HOME, ..case },
        Case { about: "somebody else's", expect: IMPLICIT, on: "arn:aws:s3:::home/bob/x", identity: HOME, ..case },
        Case { about: "in any case", identity: r#"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::home/${AWS:UserName}/*"}"#, ..case },
        Case { about: "a role has no user name", expect: IMPLICIT, principal: SESSION, identity: HOME, ..case },
        Case { about: "what NotResource makes of a variable without value nobody knows: it denies", expect: EXPLICIT, principal: SESSION, identity: r#"{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:*","NotResource":"arn:aws:s3:::home/${aws:username}/*"}"#, ..case },
        Case { about: "and it allows nothing", expect: IMPLICIT, principal: SESSION, identity: r#"{"Effect":"Allow","Action":"s3:*","NotResource":"arn:aws:s3:::other/${aws:username}/*"}"#, on: "arn:aws:s3:::other/x", ..case },
        Case { about: "2008: the text as it is", version: "2008-10-17", on: "arn:aws:s3:::home/${aws:username}/x", identity: HOME, ..case },
        Case { about: "2008: no variable", expect: IMPLICIT, version: "2008-10-17", identity: HOME, ..case },
        Case { about: "a value is no pattern", expect: IMPLICIT, on: "arn:aws:s3:::home/blue/x", keys: &[("aws:PrincipalTag/team", "*")], identity: r#"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::home/${aws:PrincipalTag/team}/*"}"#, ..case },
        Case { about: "a default", on: "arn:aws:s3:::home/company-wide/x", identity: r#"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::home/${aws:PrincipalTag/team, 'company-wide'}/*"}"#, ..case },
        Case { about: "an escaped star is a star", on: "arn:aws:s3:::home/*", identity: r#"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::home/${*}"}"#, ..case },
        Case { about: "and nothing else", expect: IMPLICIT, on: "arn:aws:s3:::home/x", identity: r#"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::home/${*}"}"#, ..case },
    ]);
}

#[test]
#[rustfmt::skip] // a row a line
fn in_conditions() {
    let case = Case { source: VARIABLES, ..CASE };
    run(&[
        Case { about: "tag equals tag", keys: &[("aws:PrincipalTag/team", "red"), ("aws:ResourceTag/team", "red")], identity: r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/team":"${aws:PrincipalTag/team}"}}}"#, ..case },
        Case { about: "tag differs from tag", expect: IMPLICIT, keys: &[("aws:PrincipalTag/team", "red"), ("aws:ResourceTag/team", "blue")], identity: r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/team":"${aws:PrincipalTag/team}"}}}"#, ..case },
        Case { about: "an untagged principal", expect: IMPLICIT, keys: &[("aws:ResourceTag/team", "blue")], identity: r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/team":"${aws:PrincipalTag/team}"}}}"#, ..case },
        Case { about: "a negated operator denies an untagged principal", expect: EXPLICIT, keys: &[("aws:ResourceTag/team", "blue")], identity: r#"{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:ResourceTag/team":"${aws:PrincipalTag/team}"}}}"#, ..case },
        Case { about: "and does not allow it", expect: IMPLICIT, keys: &[("aws:ResourceTag/team", "blue")], identity: r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:ResourceTag/team":"${aws:PrincipalTag/team}"}}}"#, ..case },
        Case { about: "a multivalued key is no variable", expect: IMPLICIT, keys: &[("aws:TagKeys", "a|b"), ("s3:prefix", "a")], identity: r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"s3:prefix":"${aws:TagKeys}"}}}"#, ..case },
        Case { about: "StringLike with a variable and a star", keys: &[("s3:prefix", "alice/2026")], identity: r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringLike":{"s3:prefix":["","${aws:username}/*"]}}}"#, ..case },
    ]);
}
