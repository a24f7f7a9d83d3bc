//! The document with requests and policies. Every policy keeps its line in the document.

use std::collections::BTreeMap;

use keyward_core::{Error, ErrorCode, Result};
use keyward_iam::{
    Attached, Context, ParseError, Policies, Policy, PolicyKind, Principal, Request,
};
use serde::Deserialize;
use serde_json::value::RawValue;

/// A policy as it was named, and how many lines of the document stand before it.
pub(super) struct Named {
    pub(super) name: String,
    pub(super) policy: Policy,
    pub(super) lines_before: usize,
}

/// One request and all that applies to it.
pub(super) struct Simulation {
    pub(super) request: Request,
    /// As it was written, for the report.
    pub(super) action: String,
    pub(super) identity: Vec<Named>,
    pub(super) resource: Option<Named>,
    pub(super) boundary: Option<Named>,
    pub(super) session: Option<Vec<Named>>,
    pub(super) service_control: Vec<Vec<Named>>,
    pub(super) resource_control: Vec<Vec<Named>>,
    pub(super) endpoint: Option<Named>,
}

impl Simulation {
    pub(super) fn policies(&self) -> Policies<'_> {
        Policies {
            identity: attached(&self.identity),
            resource: self.resource.as_ref().map(Named::attached),
            // A key of KMS is its policy's alone to give.
            resource_must_allow: self.request.action().starts_with("kms:"),
            boundary: self.boundary.as_ref().map(Named::attached),
            session: self.session.as_deref().map(attached),
            service_control: self
                .service_control
                .iter()
                .map(|level| attached(level))
                .collect(),
            resource_control: self
                .resource_control
                .iter()
                .map(|level| attached(level))
                .collect(),
            endpoint: self.endpoint.as_ref().map(Named::attached),
        }
    }

    /// How many lines stand before the policy of that name.
    pub(super) fn lines_before(&self, name: &str) -> usize {
        let control = self
            .service_control
            .iter()
            .chain(&self.resource_control)
            .flatten();
        let single = [&self.resource, &self.boundary, &self.endpoint];
        let all = self
            .identity
            .iter()
            .chain(self.session.iter().flatten())
            .chain(control);
        let mut all = all.chain(single.into_iter().flatten());
        all.find(|named| named.name == name)
            .map_or(0, |named| named.lines_before)
    }
}

fn attached(policies: &[Named]) -> Vec<Attached<'_>> {
    policies.iter().map(Named::attached).collect()
}

impl Named {
    fn attached(&self) -> Attached<'_> {
        Attached::new(&self.name, &self.policy)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Written<'a> {
    request: WrittenRequest,
    #[serde(borrow, default)]
    identity_policies: Vec<&'a RawValue>,
    #[serde(borrow)]
    resource_policy: Option<&'a RawValue>,
    #[serde(borrow, default)]
    permission_boundaries: Vec<&'a RawValue>,
    #[serde(borrow)]
    session_policies: Option<Vec<&'a RawValue>>,
    #[serde(borrow, default)]
    service_control_policies: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    resource_control_policies: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    endpoint_policies: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct WrittenRequest {
    principal: String,
    action: String,
    resource: WrittenResource,
    #[serde(default, alias = "contextVariables")]
    context: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenResource {
    Arn(String),
    #[serde(rename_all = "camelCase")]
    Owned {
        resource: String,
        account_id: String,
    },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    One(Scalar),
    List(Vec<Scalar>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Scalar {
    Text(String),
    Bool(bool),
    Number(serde_json::Number),
}

impl Scalar {
    fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Bool(value) => value.to_string(),
            Self::Number(number) => number.to_string(),
        }
    }
}

#[derive(Deserialize)]
struct WrittenPolicy<'a> {
    name: Option<String>,
    #[serde(borrow)]
    policy: &'a RawValue,
}

#[derive(Deserialize)]
struct WrittenLevel<'a> {
    #[serde(borrow)]
    policies: Vec<&'a RawValue>,
}

/// One simulation, or a list.
///
/// # Errors
///
/// `invalid_argument`, with the line.
pub(super) fn parse(text: &str) -> Result<Vec<Simulation>> {
    let is_list = text.trim_start().starts_with('[');
    let all = if is_list {
        serde_json::from_str::<Vec<&RawValue>>(text)
    } else {
        serde_json::from_str::<&RawValue>(text).map(|one| vec![one])
    };
    let all = all.map_err(|error| invalid(&error.to_string()))?;
    all.into_iter().map(|one| simulation(text, one)).collect()
}

fn simulation(text: &str, raw: &RawValue) -> Result<Simulation> {
    let before = lines_before(text, raw);
    let written: Written<'_> = serde_json::from_str(raw.get()).map_err(|error| {
        let line = before + error.line();
        let words = error.to_string();
        let words = words
            .split(" at line ")
            .next()
            .unwrap_or_default()
            .to_owned();
        invalid(&format!("line {line}: {words}"))
    })?;
    let read = Reader { text };
    let resource_kind = resource_kind(&written.request.action);
    Ok(Simulation {
        action: written.request.action.clone(),
        request: request(written.request)
            .map_err(|why| invalid(&format!("line {}: {why}", before + 1)))?,
        identity: read.all(
            &written.identity_policies,
            PolicyKind::Identity,
            "identityPolicies",
        )?,
        resource: read.at_most_one(
            written.resource_policy.as_slice(),
            resource_kind,
            "resourcePolicy",
        )?,
        boundary: read.at_most_one(
            &written.permission_boundaries,
            PolicyKind::Identity,
            "permissionBoundaries",
        )?,
        session: written
            .session_policies
            .map(|all| read.all(&all, PolicyKind::Identity, "sessionPolicies"))
            .transpose()?,
        service_control: read.levels(
            &written.service_control_policies,
            PolicyKind::ServiceControl,
            "serviceControlPolicies",
        )?,
        resource_control: read.levels(
            &written.resource_control_policies,
            PolicyKind::ResourceControl,
            "resourceControlPolicies",
        )?,
        endpoint: read.at_most_one(
            &written.endpoint_policies,
            PolicyKind::Endpoint,
            "endpointPolicies",
        )?,
    })
}

fn request(written: WrittenRequest) -> Result<Request, String> {
    let context = written
        .context
        .into_iter()
        .fold(Context::new(), |context, (key, value)| match value {
            Value::One(one) => context.with(&key, one.text()),
            Value::List(all) => context.with_list(&key, all.into_iter().map(Scalar::text)),
        });
    made(
        &written.principal,
        &written.action,
        written.resource,
        context,
    )
}

fn made(
    principal: &str,
    action: &str,
    resource: WrittenResource,
    context: Context,
) -> Result<Request, String> {
    let who = Principal::from_arn(principal).ok_or_else(|| {
        format!(
            "{principal} is no ARN of a user, an account's root, a role session or a federated user"
        )
    })?;
    if !action.split_once(':').is_some_and(|(service, name)| {
        !service.is_empty() && !name.is_empty() && !name.contains('*')
    }) {
        return Err(format!("{action} is no action: write service:Name"));
    }
    Ok(match resource {
        WrittenResource::Arn(arn) => Request::new(who, action, arn, context),
        WrittenResource::Owned {
            resource,
            account_id,
        } => Request::new(who, action, resource, context).owned_by(account_id),
    })
}

/// As the flags give it.
pub(super) fn request_of(
    principal: &str,
    action: &str,
    resource: &str,
    context: Context,
) -> Result<Request> {
    made(
        principal,
        action,
        WrittenResource::Arn(resource.to_owned()),
        context,
    )
    .map_err(|why| invalid(&why))
}

/// Of a role it is the trust policy.
pub(super) fn resource_kind(action: &str) -> PolicyKind {
    if action.to_ascii_lowercase().starts_with("sts:assumerole") {
        PolicyKind::Trust
    } else {
        PolicyKind::Resource
    }
}

struct Reader<'t> {
    text: &'t str,
}

impl Reader<'_> {
    fn all(&self, raw: &[&RawValue], kind: PolicyKind, field: &str) -> Result<Vec<Named>> {
        let numbered = raw.iter().enumerate();
        numbered
            .map(|(at, raw)| self.one(raw, kind, &format!("{field}[{at}]")))
            .collect()
    }

    fn at_most_one(
        &self,
        raw: &[&RawValue],
        kind: PolicyKind,
        field: &str,
    ) -> Result<Option<Named>> {
        match raw {
            [] => Ok(None),
            [one] => self.one(one, kind, field).map(Some),
            _ => Err(invalid(&format!(
                "{field} holds {} policies: one at most applies",
                raw.len()
            ))),
        }
    }

    /// A list for each level; a list of policies is one level.
    fn levels(&self, raw: &[&RawValue], kind: PolicyKind, field: &str) -> Result<Vec<Vec<Named>>> {
        let mut levels = Vec::new();
        let mut flat = Vec::new();
        for (at, raw) in raw.iter().enumerate() {
            let place = format!("{field}[{at}]");
            if let Ok(level) = serde_json::from_str::<Vec<&RawValue>>(raw.get()) {
                levels.push(self.all(&level, kind, &place)?);
            } else if let Ok(level) = serde_json::from_str::<WrittenLevel<'_>>(raw.get()) {
                levels.push(self.all(&level.policies, kind, &place)?);
            } else {
                flat.push(self.one(raw, kind, &place)?);
            }
        }
        if !flat.is_empty() {
            levels.push(flat);
        }
        Ok(levels)
    }

    fn one(&self, raw: &RawValue, kind: PolicyKind, place: &str) -> Result<Named> {
        let wrapped = serde_json::from_str::<WrittenPolicy<'_>>(raw.get()).ok();
        let (name, raw) = match &wrapped {
            Some(wrapped) => (wrapped.name.clone(), wrapped.policy),
            None => (None, raw),
        };
        named(
            name.unwrap_or_else(|| place.to_owned()),
            raw.get(),
            kind,
            lines_before(self.text, raw),
        )
    }
}

/// A policy of this text, under a name.
pub(super) fn named(
    name: String,
    text: &str,
    kind: PolicyKind,
    lines_before: usize,
) -> Result<Named> {
    match Policy::parse(text, kind) {
        Ok(policy) => Ok(Named {
            name,
            policy,
            lines_before,
        }),
        Err(error) => Err(refused(&name, &error, lines_before)),
    }
}

fn refused(name: &str, error: &ParseError, lines_before: usize) -> Error {
    let at = error.position();
    let (line, column) = (lines_before + at.line, at.column);
    let error = Error::new(
        ErrorCode::InvalidArgument,
        format!("{name}: line {line}, column {column}: {}", error.message()),
    );
    error.with_hint("AWS would refuse it as MalformedPolicyDocument")
}

/// `raw` is a part of `text`.
fn lines_before(text: &str, raw: &RawValue) -> usize {
    let offset = (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let before = text.get(..offset).unwrap_or_default();
    before.bytes().filter(|byte| *byte == b'\n').count()
}

fn invalid(why: &str) -> Error {
    Error::new(ErrorCode::InvalidArgument, why.to_owned())
        .with_hint("`keyward policy simulate --help` shows the document's form")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn simulation(text: &str) -> Result<Simulation> {
        parse(text).map(|mut all| all.remove(0))
    }

    const ALLOW: &str = r#"{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } }"#;

    fn with(fields: &str) -> String {
        format!(
            "{{ \"request\": {{ \"principal\": \"arn:aws:iam::123456789012:user/a\", \"action\": \"s3:GetObject\",\n  \"resource\": \"arn:aws:s3:::b/k\", \"context\": {{ \"aws:MultiFactorAuthPresent\": true }} }},\n{fields} }}"
        )
    }

    #[test]
    fn control_policies_are_levels_in_any_of_three_forms() {
        for form in [
            format!("[{ALLOW}], [{ALLOW}]"),
            format!("{{ \"orgIdentifier\": \"r\", \"policies\": [{ALLOW}] }}, [{ALLOW}]"),
        ] {
            let found =
                simulation(&with(&format!("\"serviceControlPolicies\": [{form}]"))).unwrap();
            assert_eq!(found.service_control.len(), 2, "{form}");
        }
        let flat = simulation(&with(&format!(
            "\"serviceControlPolicies\": [{ALLOW}, {ALLOW}]"
        )))
        .unwrap();
        assert_eq!(
            (flat.service_control.len(), flat.service_control[0].len()),
            (1, 2)
        );
    }

    #[test]
    fn a_mistake_is_named_with_its_line_in_the_document() {
        let broken = ALLOW.replace("Allow", "allow");
        for (text, part) in [
            (
                with(&format!("\"identityPolicies\": [{ALLOW},\n\n{broken}]")),
                "identityPolicies[1]: line 5, column",
            ),
            (with("\"identityPolicy\": []"), "line 3: unknown field"),
            (with("").replace("user/a", "role/a"), "is no ARN of a user"),
            (
                with("\"identityPolicies\": []").replace("s3:GetObject", "GetObject"),
                "is no action",
            ),
            ("[1]".to_owned(), "line 1: invalid type"),
            ("{".to_owned(), "EOF"),
        ] {
            let text = text.replace(",\n }", " }");
            let error = simulation(&text).err().unwrap();
            assert!(
                error.message().contains(part),
                "{}: {part}",
                error.message()
            );
        }
    }

    #[test]
    fn policies_may_have_names() {
        let text = with(&format!(
            "\"identityPolicies\": [\n{{ \"name\": \"app\", \"policy\": {ALLOW} }}]"
        ));
        let found = simulation(&text).unwrap();
        assert_eq!(
            (found.identity[0].name.as_str(), found.lines_before("app")),
            ("app", 3)
        );
    }
}
