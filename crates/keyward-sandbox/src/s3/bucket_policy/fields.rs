//! The fields of a bucket policy: S3 names the first that is missing or not one of its own.

use serde_json::{Map, Value};

pub(super) const NOT_JSON: &str = "Policies must be valid JSON and the first byte must be '{'";
const OF_STATEMENTS: [&str; 9] = [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

/// What is wrong, in S3's words.
pub(super) fn check(text: &str) -> Result<(), String> {
    let root: Value = match text.starts_with('{') {
        true => serde_json::from_str(text).map_err(|_| NOT_JSON.to_owned())?,
        false => return Err(NOT_JSON.to_owned()),
    };
    let policy = root.as_object().ok_or(NOT_JSON)?;
    known(policy, &["Version", "Id", "Statement"])?;
    let version = policy.get("Version").map(Value::as_str);
    if !matches!(version, None | Some(Some("2012-10-17" | "2008-10-17"))) {
        return Err("The policy must contain a valid version string".to_owned());
    }
    match policy.get("Statement") {
        Some(Value::Array(all)) if !all.is_empty() => all.iter().try_for_each(statement),
        Some(Value::Array(_)) => Err("Could not parse the policy: Statement is empty!".to_owned()),
        Some(one) => statement(one),
        None => Err(missing("Statement")),
    }
}

fn statement(value: &Value) -> Result<(), String> {
    let fields = value.as_object().ok_or("Invalid policy syntax.")?;
    known(fields, &OF_STATEMENTS)?;
    for (one, other) in [
        ("Effect", "Effect"),
        ("Principal", "NotPrincipal"),
        ("Action", "NotAction"),
        ("Resource", "NotResource"),
    ] {
        if !fields.contains_key(one) && !fields.contains_key(other) {
            return Err(missing(one));
        }
    }
    match fields["Effect"].as_str() {
        Some("Allow" | "Deny") => Ok(()),
        other => Err(format!("Invalid effect: {}", other.unwrap_or_default())),
    }
}

fn known(fields: &Map<String, Value>, names: &[&str]) -> Result<(), String> {
    let mut given = fields.keys();
    match given.find(|name| !names.contains(&name.as_str())) {
        Some(name) => Err(format!("Unknown field {name}")),
        None => Ok(()),
    }
}

fn missing(field: &str) -> String {
    format!("Missing required field {field}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_fault_is_named() {
        for (text, expected) in [
            ("", NOT_JSON),
            (" {}", NOT_JSON),
            ("{", NOT_JSON),
            ("[]", NOT_JSON),
            ("{}", "Missing required field Statement"),
            (r#"{"Statments":[]}"#, "Unknown field Statments"),
            (
                r#"{"Version":"2012","Statement":[]}"#,
                "The policy must contain a valid version string",
            ),
            (r#"{"Statement":{}}"#, "Missing required field Effect"),
            (
                r#"{"Statement":{"Effect":"Allow"}}"#,
                "Missing required field Principal",
            ),
            (
                r#"{"Statement":{"Effect":"allow","Principal":"*","Action":"*","Resource":"*"}}"#,
                "Invalid effect: allow",
            ),
        ] {
            assert_eq!(check(text).unwrap_err(), expected, "{text}");
        }
    }
}
