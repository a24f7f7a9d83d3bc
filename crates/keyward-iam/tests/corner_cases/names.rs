//! Case and wildcards in actions and resources.

use super::{case::*, run};

#[test]
#[rustfmt::skip] // a row a line
fn actions() {
    let case = Case { source: ACTION, ..CASE };
    run(&[
        Case { about: "prefix and name in any case", identity: r#"{"Effect":"Allow","Action":"S3:GETOBJECT","Resource":"*"}"#, ..case },
        Case { about: "? is one character", identity: r#"{"Effect":"Allow","Action":"s3:?etObject","Resource":"*"}"#, ..case },
        Case { about: "* within a name", identity: r#"{"Effect":"Allow","Action":"s3:*Obj*","Resource":"*"}"#, ..case },
        Case { about: "no longer action", expect: IMPLICIT, action: "s3:GetObjectAcl", identity: r#"{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}"#, ..case },
        Case { about: "NotAction allows the rest", identity: r#"{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}"#, ..case },
        Case { about: "NotAction allows not what it names", expect: IMPLICIT, identity: r#"{"Effect":"Allow","NotAction":["iam:*","s3:get*"],"Resource":"*"}"#, ..case },
        Case { about: "NotAction denies the rest", expect: EXPLICIT, identity: r#"{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","NotAction":"iam:*","Resource":"*"}"#, ..case },
    ]);
}

#[test]
#[rustfmt::skip] // a row a line
fn resources() {
    let case = Case { source: RESOURCE, ..CASE };
    run(&[
        Case { about: "* crosses slashes", on: "arn:aws:s3:::b/1/2/test/3/o.jpg", identity: r#"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/*/test/*"}"#, ..case },
        Case { about: "* may be nothing", on: "arn:aws:s3:::b//test/", identity: r#"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/*/test/*"}"#, ..case },
        Case { about: "a slash is a character", expect: IMPLICIT, on: "arn:aws:s3:::b/1-test/o.jpg", identity: r#"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/*/test/*"}"#, ..case },
        Case { about: "a dot is a dot", expect: IMPLICIT, on: "arn:aws:s3:::aXb/k", identity: r#"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::a.b/*"}"#, ..case },
        Case { about: "? is one character", on: "arn:aws:s3:::b1/k", identity: r#"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b?/k"}"#, ..case },
        Case { about: "case counts", expect: IMPLICIT, identity: r#"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::bucket/KEY"}"#, ..case },
        Case { about: "the bucket is not its objects", expect: IMPLICIT, on: "arn:aws:s3:::bucket", identity: r#"{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::bucket/*"}"#, ..case },
        Case { about: "* at the end crosses colons", action: "sqs:SendMessage", on: "arn:aws:sqs:eu-west-1:111111111111:q", identity: r#"{"Effect":"Allow","Action":"sqs:*","Resource":"arn:aws:sqs:*"}"#, ..case },
        Case { about: "NotResource allows the rest", identity: r#"{"Effect":"Allow","Action":"s3:*","NotResource":"arn:aws:s3:::other/*"}"#, ..case },
        Case { about: "NotResource allows not what it names", expect: IMPLICIT, identity: r#"{"Effect":"Allow","Action":"s3:*","NotResource":["arn:aws:s3:::bucket/*"]}"#, ..case },
        Case { about: "NotResource denies the rest", expect: EXPLICIT, identity: r#"{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:*","NotResource":"arn:aws:s3:::other/*"}"#, ..case },
        Case { about: "NotResource denies not what it names", identity: r#"{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:*","NotResource":"arn:aws:s3:::bucket/*"}"#, ..case },
    ]);
}
