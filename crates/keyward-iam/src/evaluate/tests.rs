//! What a decision says about itself; what it decides is in `tests/corner_cases`.

use std::sync::Arc;

use super::*;
use crate::{Context, KnownKeys, PolicyKind, Position, Principal};

fn parse(text: &str) -> Policy {
    Policy::parse(text, PolicyKind::Identity).unwrap()
}

fn request(context: Context) -> Request {
    let alice = Principal::from_arn("arn:aws:iam::111111111111:user/alice").unwrap();
    Request::new(alice, "s3:GetObject", "arn:aws:s3:::b/k", context)
}

const READ: &str = "{ \"Statement\": [\n  { \"Effect\": \"Allow\", \"Action\": \"s3:Put*\", \"Resource\": \"*\" },\n  { \"Sid\": \"Read\", \"Effect\": \"Allow\", \"Action\": \"s3:Get*\", \"Resource\": \"*\",\n    \"Condition\": { \"Bool\": { \"aws:MultiFactorAuthPresent\": true } } } ] }";

#[test]
fn permission_names_each_layer() {
    let (read, boundary) = (
        parse(READ),
        parse(r#"{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#),
    );
    let policies = Policies {
        identity: vec![Attached::new("reader", &read)],
        boundary: Some(Attached::new("limit", &boundary)),
        ..Policies::default()
    };
    let strong = Context::new().with("aws:MultiFactorAuthPresent", "true");
    let decision = evaluate(&request(strong), &policies);
    assert_eq!(
        (decision.outcome, decision.layer),
        (Outcome::Allowed, Layer::Identity)
    );
    let [first, second] = &decision.by[..] else {
        panic!("{decision:?}")
    };
    let expected = Because {
        layer: Layer::Identity,
        policy: "reader".into(),
        statement: 1,
        sid: Some("Read".into()),
        position: Position { line: 3, column: 3 },
        indeterminate: false,
    };
    assert_eq!(*first, expected);
    assert_eq!(
        (second.layer, second.policy.as_str()),
        (Layer::Boundary, "limit")
    );
    assert_eq!(decision.aws_reason("s3:GetObject"), None);
}

#[test]
fn what_was_missing_is_named() {
    let read = parse(READ);
    let policies = Policies {
        identity: vec![Attached::new("reader", &read)],
        ..Policies::default()
    };
    let decision = evaluate(&request(Context::new()), &policies);
    assert_eq!(
        (decision.outcome, decision.layer),
        (Outcome::ImplicitDeny, Layer::Identity)
    );
    assert_eq!(decision.missing_keys, ["aws:multifactorauthpresent"]);
    assert!(decision.by.is_empty() && decision.unknown_keys.is_empty());
    assert_eq!(
        decision.aws_reason("s3:GetObject").as_deref(),
        Some("because no identity-based policy allows the s3:GetObject action")
    );
}

#[test]
fn what_was_not_understood_is_named() {
    let read = parse(READ);
    let policies = Policies {
        identity: vec![Attached::new("reader", &read)],
        ..Policies::default()
    };
    let nothing_known = Context::new().limited_to(Arc::new(KnownKeys::default()));
    let decision = evaluate(&request(nothing_known), &policies);
    assert_eq!(decision.outcome, Outcome::ImplicitDeny);
    assert_eq!(decision.unknown_keys, ["aws:multifactorauthpresent"]);
    assert!(
        matches!(&decision.by[..], [because] if because.indeterminate && because.statement == 1)
    );
}

#[test]
fn a_denial_names_its_statement() {
    let session = parse(r#"{"Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}"#);
    let policies = Policies {
        session: Some(vec![Attached::new("inline", &session)]),
        ..Policies::default()
    };
    let decision = evaluate(&request(Context::new()), &policies);
    assert_eq!(
        (decision.outcome, decision.layer),
        (Outcome::ExplicitDeny, Layer::Session)
    );
    assert_eq!(
        decision.by[0].position,
        Position {
            line: 1,
            column: 14
        }
    );
    assert_eq!(
        decision.aws_reason("s3:GetObject").as_deref(),
        Some("with an explicit deny in a session policy")
    );
}

#[test]
fn the_layer_that_did_not_allow_is_named() {
    let all = parse(r#"{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#);
    let none = parse(r#"{"Statement":{"Effect":"Allow","Action":"iam:*","Resource":"*"}}"#);
    let (all, none) = (Attached::new("all", &all), Attached::new("none", &none));
    let base = Policies {
        identity: vec![all],
        ..Policies::default()
    };
    let layer = |policies: Policies<'_>| evaluate(&request(Context::new()), &policies).layer;
    assert_eq!(
        layer(Policies {
            boundary: Some(none),
            ..base.clone()
        }),
        Layer::Boundary
    );
    assert_eq!(
        layer(Policies {
            session: Some(vec![none]),
            ..base.clone()
        }),
        Layer::Session
    );
    assert_eq!(
        layer(Policies {
            endpoint: Some(none),
            ..base.clone()
        }),
        Layer::Endpoint
    );
    assert_eq!(
        layer(Policies {
            service_control: vec![vec![none]],
            ..base.clone()
        }),
        Layer::ServiceControl
    );
    assert_eq!(
        layer(Policies {
            resource_must_allow: true,
            ..base.clone()
        }),
        Layer::Resource
    );
    let assume = Request::new(
        Principal::from_arn("arn:aws:iam::111111111111:user/alice").unwrap(),
        "sts:AssumeRole",
        "arn:aws:iam::111111111111:role/app",
        Context::new(),
    );
    assert_eq!(evaluate(&assume, &base).layer, Layer::Trust);

    let role = r#"{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}"#;
    let role = Policy::parse(role, PolicyKind::Resource).unwrap();
    let limited = Policies {
        resource: Some(Attached::new("bucket", &role)),
        boundary: Some(none),
        ..Policies::default()
    };
    assert_eq!(layer(limited), Layer::Boundary);
}
