//! Condition operators: missing keys, sets, types, and what nobody understands.

use super::{case::*, run};

/// An Allow under this condition.
macro_rules! when {
    ($condition:literal) => {
        concat!(
            r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":"#,
            $condition,
            "}"
        )
    };
}

/// An Allow of everything, and a Deny under this condition.
macro_rules! unless {
    ($condition:literal) => {
        concat!(
            r#"{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*","Condition":"#,
            $condition,
            "}"
        )
    };
}

#[test]
#[rustfmt::skip] // a row a line
fn missing_keys() {
    let case = Case { source: OPERATORS, ..CASE };
    run(&[
        Case { about: "positive is false", expect: IMPLICIT, identity: when!(r#"{"StringEquals":{"aws:SourceVpc":"v"}}"#), ..case },
        Case { about: "negated is true", identity: when!(r#"{"StringNotEquals":{"aws:SourceVpc":"v"}}"#), ..case },
        Case { about: "negated in a Deny", expect: EXPLICIT, identity: unless!(r#"{"StringNotEquals":{"aws:SourceVpc":"v"}}"#), ..case },
        Case { about: "NotIpAddress too", expect: EXPLICIT, identity: unless!(r#"{"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}}"#), ..case },
        Case { about: "IfExists is true", identity: when!(r#"{"StringEqualsIfExists":{"aws:SourceVpc":"v"}}"#), ..case },
        Case { about: "IfExists with the key compares", expect: IMPLICIT, keys: &[("aws:SourceVpc", "w")], identity: when!(r#"{"StringEqualsIfExists":{"aws:SourceVpc":"v"}}"#), ..case },
        Case { about: "Null true", identity: when!(r#"{"Null":{"aws:TokenIssueTime":"true"}}"#), ..case },
        Case { about: "Null true with the key", expect: IMPLICIT, keys: &[("aws:TokenIssueTime", "2026-01-01T00:00:00Z")], identity: when!(r#"{"Null":{"aws:TokenIssueTime":true}}"#), ..case },
        Case { about: "Null false with the key", keys: &[("aws:TokenIssueTime", "2026-01-01T00:00:00Z")], identity: when!(r#"{"Null":{"aws:TokenIssueTime":"false"}}"#), ..case },
    ]);
}

#[test]
#[rustfmt::skip] // a row a line
fn and_or() {
    let case = Case { source: OPERATORS, keys: &[("aws:SourceVpc", "v"), ("aws:Referer", "r")], ..CASE };
    run(&[
        Case { about: "keys are joined by and", identity: when!(r#"{"StringEquals":{"aws:SourceVpc":"v","aws:Referer":"r"}}"#), ..case },
        Case { about: "one of two keys", expect: IMPLICIT, identity: when!(r#"{"StringEquals":{"aws:SourceVpc":"v","aws:Referer":"x"}}"#), ..case },
        Case { about: "operators are joined by and", expect: IMPLICIT, identity: when!(r#"{"StringEquals":{"aws:SourceVpc":"v"},"StringLike":{"aws:Referer":"x*"}}"#), ..case },
        Case { about: "values are joined by or", identity: when!(r#"{"StringEquals":{"aws:SourceVpc":["u","v"]}}"#), ..case },
        Case { about: "of negated ones none may be", expect: IMPLICIT, identity: when!(r#"{"StringNotEquals":{"aws:SourceVpc":["u","v"]}}"#), ..case },
        Case { about: "key names in any case", identity: when!(r#"{"StringEquals":{"AWS:sourcevpc":"v"}}"#), ..case },
        Case { about: "values in their case", expect: IMPLICIT, identity: when!(r#"{"StringEquals":{"aws:SourceVpc":"V"}}"#), ..case },
        Case { about: "unless ignored", identity: when!(r#"{"StringEqualsIgnoreCase":{"aws:SourceVpc":"V"}}"#), ..case },
        Case { about: "tag keys in any case", keys: &[("aws:RequestTag/CostCenter", "7")], identity: when!(r#"{"NumericEquals":{"aws:RequestTag/costcenter":7}}"#), ..case },
    ]);
}

#[test]
#[rustfmt::skip] // a row a line
fn sets() {
    let case = Case { source: SETS, keys: &[("aws:TagKeys", "a|b")], ..CASE };
    run(&[
        Case { about: "ForAllValues: each is listed", identity: when!(r#"{"ForAllValues:StringEquals":{"aws:TagKeys":["a","b","c"]}}"#), ..case },
        Case { about: "ForAllValues: one is not", expect: IMPLICIT, identity: when!(r#"{"ForAllValues:StringEquals":{"aws:TagKeys":["a"]}}"#), ..case },
        Case { about: "ForAllValues: none is true", keys: &[], identity: when!(r#"{"ForAllValues:StringEquals":{"aws:TagKeys":["a"]}}"#), ..case },
        Case { about: "ForAllValues: an empty text is none", keys: &[("aws:TagKeys", "")], identity: when!(r#"{"ForAllValues:StringEquals":{"aws:TagKeys":["a"]}}"#), ..case },
        Case { about: "ForAnyValue: one is listed", identity: when!(r#"{"ForAnyValue:StringEquals":{"aws:TagKeys":["b","c"]}}"#), ..case },
        Case { about: "ForAnyValue: none is listed", expect: IMPLICIT, identity: when!(r#"{"ForAnyValue:StringEquals":{"aws:TagKeys":["c"]}}"#), ..case },
        Case { about: "ForAnyValue: none is false", expect: IMPLICIT, keys: &[], identity: when!(r#"{"ForAnyValue:StringEquals":{"aws:TagKeys":["a"]}}"#), ..case },
        Case { about: "ForAnyValue negated: one is not listed", identity: when!(r#"{"ForAnyValue:StringNotEquals":{"aws:TagKeys":["a"]}}"#), ..case },
        Case { about: "ForAllValues negated: one is listed", expect: IMPLICIT, identity: when!(r#"{"ForAllValues:StringNotEquals":{"aws:TagKeys":["a"]}}"#), ..case },
        Case { about: "ForAllValues negated: none is listed", identity: when!(r#"{"ForAllValues:StringNotLike":{"aws:TagKeys":["c*"]}}"#), ..case },
        Case { about: "ForAllValues on one value", keys: &[("aws:TagKeys", "a")], identity: when!(r#"{"ForAllValues:StringLike":{"aws:TagKeys":["?"]}}"#), ..case },
    ]);
}

#[test]
#[rustfmt::skip] // a row a line
fn types() {
    let case = Case { source: OPERATORS, ..CASE };
    run(&[
        Case { about: "numbers are numbers", keys: &[("s3:max-keys", "10.0")], identity: when!(r#"{"NumericLessThanEquals":{"s3:max-keys":"10"}}"#), ..case },
        Case { about: "9 is less than 10", keys: &[("s3:max-keys", "9")], identity: when!(r#"{"NumericLessThan":{"s3:max-keys":10}}"#), ..case },
        Case { about: "dates as epoch or ISO", keys: &[("aws:CurrentTime", "2013-06-30T00:00:00Z")], identity: when!(r#"{"DateEquals":{"aws:CurrentTime":"1372550400"}}"#), ..case },
        Case { about: "dates in zones", expect: IMPLICIT, keys: &[("aws:CurrentTime", "2013-06-30T01:00:00+02:00")], identity: when!(r#"{"DateGreaterThan":{"aws:CurrentTime":"2013-06-30T00:00:00Z"}}"#), ..case },
        Case { about: "IPv4", keys: &[("aws:SourceIp", "203.0.113.7")], identity: when!(r#"{"IpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:DB8:1234:5678::/64"]}}"#), ..case },
        Case { about: "IPv6", keys: &[("aws:SourceIp", "2001:db8:1234:5678::9")], identity: when!(r#"{"IpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:DB8:1234:5678::/64"]}}"#), ..case },
        Case { about: "one address", expect: IMPLICIT, keys: &[("aws:SourceIp", "203.0.113.8")], identity: when!(r#"{"IpAddress":{"aws:SourceIp":"203.0.113.7"}}"#), ..case },
        Case { about: "bytes", keys: &[("kms:Digest", "QmluYXJ5")], identity: when!(r#"{"BinaryEquals":{"kms:Digest":"QmluYXJ5"}}"#), ..case },
        Case { about: "ARNs by part", keys: &[("aws:SourceArn", "arn:aws:sns:eu-west-1:111111111111:t")], identity: when!(r#"{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:*:111111111111:*"}}"#), ..case },
        Case { about: "a star stays in its part of an ARN", expect: IMPLICIT, keys: &[("aws:SourceArn", "arn:aws:sns:eu-west-1:222222222222:111111111111:t")], identity: when!(r#"{"ArnLike":{"aws:SourceArn":"arn:aws:sns:*:111111111111:t"}}"#), ..case },
        Case { about: "StringEquals knows no wildcard", expect: IMPLICIT, keys: &[("s3:prefix", "ab")], identity: when!(r#"{"StringEquals":{"s3:prefix":"a*"}}"#), ..case },
        Case { about: "StringEquals with a star for a star", keys: &[("s3:prefix", "a*")], identity: when!(r#"{"StringEquals":{"s3:prefix":"a*"}}"#), ..case },
        Case { about: "a boolean given as text", keys: &[("aws:SecureTransport", "true")], identity: when!(r#"{"Bool":{"aws:SecureTransport":true}}"#), ..case },
    ]);
}

/// A rule of this crate, not of AWS, which refuses or ignores what it does not know: nobody gets in by
/// a misunderstanding.
#[test]
#[rustfmt::skip] // a row a line
fn not_understood_denies_in_both_directions() {
    let case = Case { source: "this crate", keys: &[("s3:max-keys", "many"), ("aws:TagKeys", "a|b")], ..CASE };
    run(&[
        Case { about: "an unknown operator allows nothing", expect: IMPLICIT, identity: when!(r#"{"StringSounds":{"s3:prefix":"a"}}"#), ..case },
        Case { about: "an unknown operator denies", expect: EXPLICIT, identity: unless!(r#"{"StringSounds":{"s3:prefix":"a"}}"#), ..case },
        Case { about: "a value of the wrong type allows nothing", expect: IMPLICIT, identity: when!(r#"{"NumericNotEquals":{"s3:max-keys":"10"}}"#), ..case },
        Case { about: "a value of the wrong type denies", expect: EXPLICIT, identity: unless!(r#"{"NumericEquals":{"s3:max-keys":"10"}}"#), ..case },
        Case { about: "a limit of the wrong type denies", expect: EXPLICIT, keys: &[("aws:SourceIp", "10.0.0.1")], identity: unless!(r#"{"IpAddress":{"aws:SourceIp":"ten"}}"#), ..case },
        Case { about: "several values without a set operator", expect: IMPLICIT, identity: when!(r#"{"StringEquals":{"aws:TagKeys":["a","b"]}}"#), ..case },
        Case { about: "a certain no needs no understanding", identity: unless!(r#"{"StringSounds":{"s3:prefix":"a"},"StringEquals":{"aws:SourceVpc":"v"}}"#), ..case },
    ]);
}
