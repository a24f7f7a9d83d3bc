use std::sync::Arc;

use super::*;
use crate::{Context, KnownKeys};

fn holds(operator: &str, key: &str, values: &[&str], context: &Context) -> Tri {
    let values = values.iter().map(|v| (*v).to_owned()).collect();
    let position = Position { line: 1, column: 1 };
    Condition::compile(operator, key, values, Version::V2012, position)
        .unwrap()
        .holds(&Scope::new(context))
}

#[test]
fn operator_names() {
    for name in [
        "StringEquals",
        "bool",
        "ForAllValues:ArnNotLikeIfExists",
        "ForAnyValue:NotIpAddress",
        "DateGreaterThanEqualsIfExists",
        "BinaryEquals",
        "Null",
    ] {
        assert!(Operator::from_name(name).is_some(), "{name}");
    }
    for name in [
        "",
        "IfExists",
        "StringEqual",
        "ForSomeValues:StringEquals",
        "ForAllValues:Null",
        "NullIfExists",
        "BinaryNotEquals",
        "StringEqualsIfExistsIfExists",
    ] {
        assert_eq!(Operator::from_name(name), None, "{name}");
    }
}

#[test]
fn an_unknown_key_is_neither_there_nor_absent() {
    let context = Context::new().limited_to(Arc::new(KnownKeys::new(["a:known"])));
    for operator in [
        "StringEquals",
        "StringNotEquals",
        "StringEqualsIfExists",
        "Null",
    ] {
        assert_eq!(
            holds(operator, "a:new", &["true"], &context),
            Tri::Unknown,
            "{operator}"
        );
    }
    assert_eq!(holds("Null", "a:known", &["true"], &context), Tri::Yes);
    assert_eq!(
        holds("StringEquals", "a:known", &["${a:new}"], &context),
        Tri::No
    );
    let context = context.with("a:known", "x");
    assert_eq!(
        holds("StringEquals", "a:known", &["${a:new}"], &context),
        Tri::Unknown
    );
    assert_eq!(
        holds("StringEquals", "a:known", &["${a:new}", "x"], &context),
        Tri::Yes
    );
}

#[test]
fn no_values_compare_with_nothing() {
    let context = Context::new().with("a:b", "x");
    assert_eq!(holds("StringEquals", "a:b", &[], &context), Tri::No);
    assert_eq!(holds("StringNotEquals", "a:b", &[], &context), Tri::Yes);
}

#[test]
fn numbers_that_are_none() {
    let context = Context::new().with("a:b", "7");
    for limit in ["inf", "NaN", "", "seven", "0x7"] {
        assert_eq!(
            holds("NumericLessThan", "a:b", &[limit], &context),
            Tri::Unknown,
            "{limit}"
        );
    }
    assert_eq!(
        holds("NumericLessThan", "a:b", &["seven", "8"], &context),
        Tri::Yes
    );
    assert_eq!(
        holds("NumericLessThan", "a:b", &["7.5"], &context),
        Tri::Yes
    );
}

#[test]
fn every_order() {
    let context = Context::new().with("a:b", "7").with("a:d", "2026-05-05");
    for (operator, limit, expected) in [
        ("NumericEquals", "7.0", true),
        ("NumericNotEquals", "7", false),
        ("NumericLessThan", "7", false),
        ("NumericLessThanEquals", "7", true),
        ("NumericGreaterThan", "7", false),
        ("NumericGreaterThanEquals", "7", true),
        ("NumericGreaterThan", "-7", true),
    ] {
        assert_eq!(
            holds(operator, "a:b", &[limit], &context),
            expected.into(),
            "{operator}"
        );
    }
    for (operator, expected) in [
        ("DateEquals", true),
        ("DateNotEquals", false),
        ("DateLessThan", false),
        ("DateLessThanEquals", true),
        ("DateGreaterThan", false),
        ("DateGreaterThanEquals", true),
    ] {
        let limit = "2026-05-05T02:00:00+02:00";
        assert_eq!(
            holds(operator, "a:d", &[limit], &context),
            expected.into(),
            "{operator}"
        );
    }
}

#[test]
fn networks() {
    let context = Context::new().with("aws:SourceIp", "10.1.2.3");
    for (network, expected) in [
        ("10.0.0.0/8", Tri::Yes),
        ("10.9.9.9/8", Tri::Yes),
        ("0.0.0.0/0", Tri::Yes),
        ("10.1.2.3", Tri::Yes),
        ("10.1.2.4", Tri::No),
        ("::/0", Tri::No),
        ("10.0.0.0/33", Tri::Unknown),
        ("10.0.0", Tri::Unknown),
    ] {
        let found = holds("IpAddress", "aws:SourceIp", &[network], &context);
        assert_eq!(found, expected, "{network}");
    }
    let odd = Context::new().with("aws:SourceIp", "somewhere");
    assert_eq!(
        holds("NotIpAddress", "aws:SourceIp", &["10.0.0.0/8"], &odd),
        Tri::Unknown
    );
}

#[test]
fn arns() {
    let arn = "arn:aws:iam::111111111111:role/team/app";
    let context = Context::new()
        .with("aws:PrincipalArn", arn)
        .with("a:team", "te*m");
    for (pattern, expected) in [
        (arn, Tri::Yes),
        ("arn:aws:iam::*:role/*", Tri::Yes),
        ("arn:*:iam::1?1111111111:role/team/app", Tri::Yes),
        ("arn:aws:iam::111111111111:role/app", Tri::No),
        ("arn:aws:iam:*:role/team/app", Tri::Unknown),
        ("*", Tri::Unknown),
        ("arn:aws:iam::*:role/${a:team}/app", Tri::No),
        ("arn:aws:iam::*:role/${a:none}/app", Tri::No),
    ] {
        for operator in ["ArnEquals", "ArnLike"] {
            let found = holds(operator, "aws:PrincipalArn", &[pattern], &context);
            assert_eq!(found, expected, "{operator} {pattern}");
        }
    }
    let odd = Context::new().with("aws:SourceArn", "no arn");
    assert_eq!(
        holds("ArnNotLike", "aws:SourceArn", &["arn:aws:s3:::*"], &odd),
        Tri::Yes
    );
}

#[test]
fn bytes_are_compared_decoded() {
    let context = Context::new().with("a:b", "QQ==");
    assert_eq!(holds("BinaryEquals", "a:b", &["QQ"], &context), Tri::Yes);
    assert_eq!(
        holds("BinaryEquals", "a:b", &["qq=="], &context),
        Tri::Unknown
    );
    assert_eq!(holds("BinaryEquals", "a:b", &["Qg=="], &context), Tri::No);
}
