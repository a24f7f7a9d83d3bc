//! From JSON to a trust policy, refusing what IAM refuses.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>

use serde_json::{Map, Value};

use super::condition::Condition;
use super::{Actions, Principals, Statement, TrustPolicy};
use crate::protocol::AwsError;

const SYNTAX: &str = "Syntax errors in policy.";

impl TrustPolicy {
    /// Reads a document. Whether its principals exist is the caller's matter.
    pub(crate) fn parse(text: &str) -> Result<Self, AwsError> {
        let value: Value = serde_json::from_str(text)
            .map_err(|_| malformed("This policy contains invalid Json"))?;
        let document = value.as_object().ok_or_else(|| malformed(SYNTAX))?;
        check_names(document, &["Version", "Id", "Statement"])?;
        if let Some(version) = document.get("Version")
            && version != "2012-10-17"
            && version != "2008-10-17"
        {
            return Err(malformed(SYNTAX));
        }
        let statements = match document.get("Statement") {
            Some(Value::Array(all)) => all.iter().map(statement).collect::<Result<_, _>>()?,
            Some(one) => vec![statement(one)?],
            None => return Err(malformed("Missing required field Statement")),
        };
        Ok(Self {
            text: text.to_owned(),
            statements,
        })
    }
}

/// IAM's refusal of a policy document.
pub(crate) fn malformed(why: &str) -> AwsError {
    AwsError::new(400, "MalformedPolicyDocument", why)
}

fn statement(value: &Value) -> Result<Statement, AwsError> {
    let fields = value.as_object().ok_or_else(|| malformed(SYNTAX))?;
    for prohibited in ["Resource", "NotResource"] {
        if fields.contains_key(prohibited) {
            return Err(malformed(&format!("Has prohibited field {prohibited}")));
        }
    }
    check_names(
        fields,
        &[
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Condition",
        ],
    )?;
    let allow = match fields.get("Effect").and_then(Value::as_str) {
        Some("Allow") => true,
        Some("Deny") => false,
        _ => return Err(malformed(SYNTAX)),
    };
    Ok(Statement {
        allow,
        principals: principals(fields)?,
        actions: actions(fields)?,
        conditions: fields
            .get("Condition")
            .map(conditions)
            .transpose()?
            .unwrap_or_default(),
    })
}

fn principals(fields: &Map<String, Value>) -> Result<Principals, AwsError> {
    match (fields.get("Principal"), fields.get("NotPrincipal")) {
        (Some(_), Some(_)) => Err(malformed(SYNTAX)),
        (None, None) => Err(malformed("Missing required field Principal")),
        (None, Some(_)) => Ok(Principals::Unsupported),
        (Some(Value::String(star)), None) if star == "*" => Ok(Principals::Anyone),
        (Some(Value::Object(kinds)), None) => {
            check_names(kinds, &["AWS", "Service", "Federated", "CanonicalUser"])?;
            for value in kinds.values() {
                strings(value)?;
            }
            let of = |kind: &str| kinds.get(kind).map(strings).transpose();
            Ok(Principals::Named {
                aws: of("AWS")?.unwrap_or_default(),
                federated: of("Federated")?.unwrap_or_default(),
            })
        }
        (Some(_), None) => Err(malformed(SYNTAX)),
    }
}

fn actions(fields: &Map<String, Value>) -> Result<Actions, AwsError> {
    let (list, make): (&Value, fn(Vec<String>) -> Actions) =
        match (fields.get("Action"), fields.get("NotAction")) {
            (Some(list), None) => (list, Actions::These),
            (None, Some(list)) => (list, Actions::AllBut),
            (None, None) => return Err(malformed("Missing required field Action")),
            (Some(_), Some(_)) => return Err(malformed(SYNTAX)),
        };
    let list = strings(list)?;
    if list
        .iter()
        .any(|action| !action.to_lowercase().starts_with("sts:"))
    {
        return Err(malformed(
            "AssumeRole policy may only specify STS AssumeRole actions.",
        ));
    }
    Ok(make(list))
}

fn conditions(value: &Value) -> Result<Vec<Condition>, AwsError> {
    let operators = value.as_object().ok_or_else(|| malformed(SYNTAX))?;
    let mut all = Vec::new();
    for (operator, keys) in operators {
        for (key, values) in keys.as_object().ok_or_else(|| malformed(SYNTAX))? {
            all.push(Condition {
                operator: operator.clone(),
                key: key.to_lowercase(),
                values: scalars(values)?,
            });
        }
    }
    Ok(all)
}

/// A string or a list of strings.
fn strings(value: &Value) -> Result<Vec<String>, AwsError> {
    let one = |value: &Value| {
        value
            .as_str()
            .map(str::to_owned)
            .ok_or_else(|| malformed(SYNTAX))
    };
    match value {
        Value::Array(all) => all.iter().map(one).collect(),
        single => Ok(vec![one(single)?]),
    }
}

/// The same where numbers and booleans stand for their text.
fn scalars(value: &Value) -> Result<Vec<String>, AwsError> {
    let one = |value: &Value| match value {
        Value::String(text) => Ok(text.clone()),
        Value::Bool(_) | Value::Number(_) => Ok(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => Err(malformed(SYNTAX)),
    };
    match value {
        Value::Array(all) => all.iter().map(one).collect(),
        single => Ok(vec![one(single)?]),
    }
}

fn check_names(fields: &Map<String, Value>, allowed: &[&str]) -> Result<(), AwsError> {
    let known = fields.keys().all(|name| allowed.contains(&name.as_str()));
    if known {
        Ok(())
    } else {
        Err(malformed(SYNTAX))
    }
}
