//! Side by side with `iam-rs`, which evaluates one layer: on what it gets right, both must agree.
//!
//! Left out, since it departs from AWS there: ARN operators (it compares whole texts), variables in
//! conditions (it has none), a variable without value (it becomes empty text), wildcards in values, `*`
//! that ends an inner part of an ARN, set operators over empty text, a boolean given as text, and
//! values of the wrong type.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use iam_rs::{
    Arn, Context as TheirContext, ContextValue, Decision as TheirDecision, IAMPolicy, IAMRequest,
    Principal as TheirPrincipal, PrincipalId, evaluate_policies,
};
use keyward_iam::{Attached, Context, Outcome, Policies, Policy, PolicyKind, Principal, Request};
use proptest::{prelude::*, sample::select};

const ALICE: &str = "arn:aws:iam::111111111111:user/alice";

const ASKED: &[&str] = &[
    "s3:GetObject",
    "s3:PutObject",
    "s3:ListBucket",
    "iam:GetUser",
];
const ACTIONS: &[&str] = &[
    "*",
    "s3:*",
    "s3:Get*",
    "S3:GETOBJECT",
    "s3:?etObject",
    "iam:*",
    "s3:*Object",
];
const ON: &[&str] = &[
    "arn:aws:s3:::a",
    "arn:aws:s3:::a/x/y",
    "arn:aws:s3:::a.b/k",
    "arn:aws:iam::111111111111:user/alice",
];
const RESOURCES: &[&str] = &[
    "*",
    "arn:aws:s3:::*",
    "arn:aws:s3:::a/*",
    "arn:aws:s3:::a/*/y",
    "arn:aws:s3:::a?b/*",
    "arn:aws:iam::111111111111:user/${aws:username}",
    "arn:aws:iam::111111111111:*",
];
/// Operators with values that are of their type.
const CONDITIONS: &[&str] = &[
    r#"{"StringEquals":{"t:text":["a","b"]}}"#,
    r#"{"StringNotEquals":{"t:text":["a","b"]}}"#,
    r#"{"StringEqualsIgnoreCase":{"T:Text":"A"}}"#,
    r#"{"StringNotEqualsIgnoreCase":{"t:text":"A"}}"#,
    r#"{"StringLike":{"t:text":["a*","?c"]}}"#,
    r#"{"StringNotLike":{"t:text":"?b*"}}"#,
    r#"{"StringEqualsIfExists":{"t:text":"a"}}"#,
    r#"{"StringNotLikeIfExists":{"t:text":"a*"}}"#,
    r#"{"NumericEquals":{"t:number":"7"}}"#,
    r#"{"NumericNotEquals":{"t:number":7.0}}"#,
    r#"{"NumericLessThan":{"t:number":"10"}}"#,
    r#"{"NumericGreaterThanEqualsIfExists":{"t:number":"9"}}"#,
    r#"{"DateLessThan":{"t:date":"2026-01-01T00:00:00Z"}}"#,
    r#"{"DateGreaterThanEquals":{"t:date":"2025-06-01T00:00:00Z"}}"#,
    r#"{"DateNotEquals":{"t:date":"2025-06-01T00:00:00Z"}}"#,
    r#"{"Bool":{"t:flag":"true"}}"#,
    r#"{"BoolIfExists":{"t:flag":"false"}}"#,
    r#"{"IpAddress":{"t:ip":["10.0.0.0/8","2001:db8::/32"]}}"#,
    r#"{"NotIpAddress":{"t:ip":"10.1.0.0/16"}}"#,
    r#"{"Null":{"t:text":"true"}}"#,
    r#"{"Null":{"t:text":"false"}}"#,
    r#"{"ForAllValues:StringEquals":{"t:list":["a","b"]}}"#,
    r#"{"ForAllValues:StringNotEquals":{"t:list":["a"]}}"#,
    r#"{"ForAnyValue:StringEquals":{"t:list":["a"]}}"#,
    r#"{"ForAnyValue:StringNotLike":{"t:list":["a*"]}}"#,
    r#"{"StringEquals":{"t:text":"a"},"NumericLessThanEquals":{"t:number":"7"}}"#,
];

#[derive(Clone, Debug)]
enum Key {
    Text(&'static str, &'static str),
    Number(f64),
    Flag(bool),
    List(Vec<&'static str>),
}

fn keys() -> impl Strategy<Value = Vec<Key>> {
    let text = select(&["a", "A", "b", "abc", "xc", "alice"][..]);
    let ip = select(&["10.1.2.3", "10.9.9.9", "192.0.2.1", "2001:db8::1"][..]);
    let date = select(
        &[
            "2025-01-01T00:00:00Z",
            "2025-06-01T00:00:00Z",
            "2027-01-01T00:00:00Z",
        ][..],
    );
    let list = prop::collection::vec(select(&["a", "b", "ab", "c"][..]), 1..4);
    (
        prop::option::of(text.prop_map(|t| Key::Text("t:text", t))),
        prop::option::of(ip.prop_map(|ip| Key::Text("t:ip", ip))),
        prop::option::of(date.prop_map(|date| Key::Text("t:date", date))),
        prop::option::of(select(&[7.0, 9.5, 10.0][..]).prop_map(Key::Number)),
        prop::option::of(any::<bool>().prop_map(Key::Flag)),
        prop::option::of(list.prop_map(Key::List)),
    )
        .prop_map(|(a, b, c, d, e, f)| [a, b, c, d, e, f].into_iter().flatten().collect())
}

fn statement() -> impl Strategy<Value = String> {
    let not = || prop::bool::weighted(0.2).prop_map(|n| if n { "Not" } else { "" });
    (
        select(&["Allow", "Allow", "Deny"][..]),
        (not(), select(ACTIONS)),
        (not(), select(RESOURCES)),
        prop::option::weighted(0.7, select(CONDITIONS)),
    )
        .prop_map(|(effect, (na, action), (nr, resource), condition)| {
            let condition = condition.map_or(String::new(), |c| format!(r#","Condition":{c}"#));
            format!(
                r#"{{"Effect":"{effect}","{na}Action":["{action}"],"{nr}Resource":"{resource}"{condition}}}"#
            )
        })
}

fn ours(text: &str, action: &str, resource: &str, keys: &[Key]) -> Outcome {
    let policy = Policy::parse(text, PolicyKind::Identity).unwrap();
    let mut context = Context::new();
    for key in keys {
        match key {
            Key::Text(name, value) => context.set(name, *value),
            Key::Number(value) => context.set("t:number", value.to_string()),
            Key::Flag(value) => context.set("t:flag", value.to_string()),
            Key::List(values) => context.set_list("t:list", values.iter().copied()),
        }
    }
    let alice = Principal::from_arn(ALICE).unwrap();
    let request = Request::new(alice, action, resource, context);
    let policies = Policies {
        identity: vec![Attached::new("policy", &policy)],
        ..Policies::default()
    };
    keyward_iam::evaluate(&request, &policies).outcome
}

fn theirs(text: &str, action: &str, resource: &str, keys: &[Key]) -> Outcome {
    let policy: IAMPolicy = serde_json::from_str(text).unwrap();
    let mut context = TheirContext::new().with_string("aws:username", "alice");
    for key in keys {
        let (name, value) = match key {
            Key::Text(name, value) => (*name, ContextValue::String((*value).to_owned())),
            Key::Number(value) => ("t:number", ContextValue::Number(*value)),
            Key::Flag(value) => ("t:flag", ContextValue::Boolean(*value)),
            Key::List(values) => {
                let values = values.iter().map(|v| (*v).to_owned()).collect();
                ("t:list", ContextValue::StringList(values))
            }
        };
        context.insert(name.to_owned(), value);
    }
    let alice = TheirPrincipal::Aws(PrincipalId::String(ALICE.to_owned()));
    let request =
        IAMRequest::new_with_context(alice, action, Arn::parse(resource).unwrap(), context);
    match evaluate_policies(&[policy], &request).unwrap() {
        TheirDecision::Allow => Outcome::Allowed,
        TheirDecision::Deny => Outcome::ExplicitDeny,
        TheirDecision::NotApplicable => Outcome::ImplicitDeny,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn one_layer(
        statements in prop::collection::vec(statement(), 1..5),
        action in select(ASKED),
        resource in select(ON),
        keys in keys(),
    ) {
        let text = format!(r#"{{"Version":"2012-10-17","Statement":[{}]}}"#, statements.join(","));
        prop_assert_eq!(
            ours(&text, action, resource, &keys),
            theirs(&text, action, resource, &keys),
            "{}", text
        );
    }
}
