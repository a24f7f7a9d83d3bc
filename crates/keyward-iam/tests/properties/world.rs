//! Random statements over a world small enough that they often meet.

use keyward_iam::{Attached, Context, Decision, Policies, Policy, PolicyKind, Principal, Request};
use proptest::{prelude::*, sample::select};

const ACTIONS: &[&str] = &[
    "*",
    "s3:*",
    "s3:GetObject",
    "S3:get*",
    "s3:PutObject",
    "iam:*",
];
const RESOURCES: &[&str] = &[
    "*",
    "arn:aws:s3:::a/*",
    "arn:aws:s3:::a/x",
    "arn:aws:s3:::${aws:username}/*",
    "arn:aws:s3:::${aws:PrincipalTag/team, 'a'}/*",
    "arn:aws:s3:::b*",
];
const OPERATORS: &[&str] = &[
    "StringEquals",
    "StringNotEquals",
    "StringLikeIfExists",
    "ForAllValues:StringEquals",
    "ForAnyValue:StringNotLike",
    "NumericLessThan",
    "Bool",
    "Null",
    "NoSuchOperator",
];
const KEYS: &[&str] = &["aws:k", "aws:PrincipalTag/team", "aws:list"];
const VALUES: &[&str] = &["true", "a", "${aws:username}", "*", "7"];
const PRINCIPALS: &[&str] = &[
    r#""*""#,
    r#"{"AWS":"111111111111"}"#,
    r#"{"AWS":"arn:aws:iam::111111111111:user/a"}"#,
    r#"{"AWS":"arn:aws:iam::111111111111:role/a"}"#,
    r#"{"AWS":"arn:aws:sts::111111111111:assumed-role/a/s"}"#,
    r#"{"Service":"ec2.amazonaws.com"}"#,
];
const CALLERS: &[&str] = &[
    "arn:aws:iam::111111111111:user/a",
    "arn:aws:sts::111111111111:assumed-role/a/s",
    "arn:aws:sts::111111111111:federated-user/f",
    "arn:aws:iam::111111111111:root",
    "arn:aws:iam::222222222222:user/a",
];

/// Statements of each layer, as text.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) identity: Vec<String>,
    pub(crate) resource: Vec<String>,
    pub(crate) boundary: Option<Vec<String>>,
    pub(crate) session: Option<Vec<String>>,
    pub(crate) scp: Option<Vec<String>>,
    pub(crate) caller: &'static str,
    pub(crate) keys: Vec<(&'static str, &'static str)>,
    pub(crate) resource_must_allow: bool,
}

impl World {
    /// One statement a policy, so that the order of policies is the order of statements.
    pub(crate) fn decide(&self) -> Decision {
        let identity = parse(&self.identity, PolicyKind::Identity);
        let resource = document(&self.resource, PolicyKind::Resource);
        let boundary = document_of(self.boundary.as_ref(), PolicyKind::Identity);
        let session = self
            .session
            .as_ref()
            .map(|all| parse(all, PolicyKind::Identity));
        let scp = self
            .scp
            .as_ref()
            .map(|all| parse(all, PolicyKind::ServiceControl));
        let policies = Policies {
            identity: attach(&identity),
            resource: resource.as_ref().map(|p| Attached::new("p", p)),
            resource_must_allow: self.resource_must_allow,
            boundary: boundary.as_ref().map(|p| Attached::new("p", p)),
            session: session.as_deref().map(attach),
            service_control: scp.as_deref().map(attach).into_iter().collect(),
            ..Policies::default()
        };
        keyward_iam::evaluate(&self.request(), &policies)
    }

    fn request(&self) -> Request {
        let mut context = Context::new();
        for (key, value) in &self.keys {
            match *key {
                "aws:list" => context.set_list(key, [*value, "a"]),
                _ => context.set(key, *value),
            }
        }
        let caller = Principal::from_arn(self.caller).unwrap();
        Request::new(caller, "s3:GetObject", "arn:aws:s3:::a/x", context).owned_by("111111111111")
    }
}

fn parse(statements: &[String], kind: PolicyKind) -> Vec<Policy> {
    statements
        .iter()
        .filter_map(|one| document(std::slice::from_ref(one), kind))
        .collect()
}

/// Where there are no statements there is no policy.
fn document(statements: &[String], kind: PolicyKind) -> Option<Policy> {
    let all = statements.join(",");
    let text = format!(r#"{{"Version":"2012-10-17","Statement":[{all}]}}"#);
    (!statements.is_empty()).then(|| Policy::parse(&text, kind).unwrap())
}

/// A limit without statements limits to nothing; a statement about nothing says the same.
fn document_of(statements: Option<&Vec<String>>, kind: PolicyKind) -> Option<Policy> {
    let nothing = r#"{"Effect":"Allow","Action":"no:Such","Resource":"*"}"#.to_owned();
    let mut statements = statements?.clone();
    statements.push(nothing);
    document(&statements, kind)
}

fn attach(policies: &[Policy]) -> Vec<Attached<'_>> {
    policies.iter().map(|p| Attached::new("p", p)).collect()
}

pub(crate) fn world() -> impl Strategy<Value = World> {
    let limit = || prop::option::weighted(0.3, statements(""));
    let keys = prop::collection::vec((select(KEYS), select(VALUES)), 0..3);
    (
        statements(""),
        resource_statements(),
        (limit(), limit(), limit()),
        select(CALLERS),
        keys,
        prop::bool::weighted(0.2),
    )
        .prop_map(|(identity, resource, limits, caller, keys, must)| World {
            identity,
            resource,
            boundary: limits.0,
            session: limits.1,
            scp: limits.2,
            caller,
            keys,
            resource_must_allow: must,
        })
}

/// Any number, each with the same element before the others.
fn statements(with: &'static str) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(statement(with.to_owned(), None), 0..5)
}

fn resource_statements() -> impl Strategy<Value = Vec<String>> {
    let one = (select(PRINCIPALS), prop::bool::weighted(0.2)).prop_flat_map(|(who, negated)| {
        let not = if negated { "Not" } else { "" };
        statement(format!(r#""{not}Principal":{who},"#), None)
    });
    prop::collection::vec(one, 0..4)
}

pub(crate) fn denial() -> impl Strategy<Value = String> {
    statement(String::new(), Some("Deny"))
}

fn statement(with: String, effect: Option<&'static str>) -> impl Strategy<Value = String> {
    let not = || prop::bool::weighted(0.15).prop_map(|n| if n { "Not" } else { "" });
    let effect = match effect {
        Some(effect) => Just(effect).boxed(),
        None => select(&["Allow", "Allow", "Deny"][..]).boxed(),
    };
    (
        effect,
        (not(), select(ACTIONS)),
        (not(), select(RESOURCES)),
        prop::option::weighted(0.4, (select(OPERATORS), select(KEYS), select(VALUES))),
    )
        .prop_map(move |(effect, (na, action), (nr, resource), condition)| {
            let condition = condition.map_or(String::new(), |(operator, key, value)| {
                format!(r#","Condition":{{"{operator}":{{"{key}":"{value}"}}}}"#)
            });
            format!(
                r#"{{"Effect":"{effect}",{with}"{na}Action":"{action}","{nr}Resource":"{resource}"{condition}}}"#
            )
        })
}
