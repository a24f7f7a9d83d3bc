//! Identity policies: syntax only.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>

use serde_json::{Map, Value};

use crate::protocol::AwsError;
use crate::trust::parse::malformed;

const SYNTAX: &str = "Syntax errors in policy.";

/// Refuses what IAM refuses as malformed.
pub(crate) fn check(text: &str) -> Result<(), AwsError> {
    let value: Value = serde_json::from_str(text).map_err(|_| malformed(SYNTAX))?;
    let document = value.as_object().ok_or_else(|| malformed(SYNTAX))?;
    only(document, &["Version", "Id", "Statement"])?;
    if document
        .get("Version")
        .is_some_and(|version| version != "2012-10-17" && version != "2008-10-17")
    {
        return Err(malformed(SYNTAX));
    }
    match document.get("Statement") {
        Some(Value::Array(all)) => all.iter().try_for_each(statement),
        Some(one) => statement(one),
        None => Err(malformed(SYNTAX)),
    }
}

/// `arn:aws:iam::aws:policy/NAME` of AWS, or `arn:aws:iam::ACCOUNT:policy/NAME`.
pub(crate) fn is_policy_arn(arn: &str) -> bool {
    let parts: Vec<&str> = arn.split(':').collect();
    let ["arn", "aws", "iam", "", owner, resource] = parts[..] else {
        return false;
    };
    let owned = owner == "aws" || (owner.len() == 12 && owner.bytes().all(|b| b.is_ascii_digit()));
    owned
        && resource
            .strip_prefix("policy/")
            .is_some_and(|name| !name.is_empty())
}

fn statement(value: &Value) -> Result<(), AwsError> {
    let fields = value.as_object().ok_or_else(|| malformed(SYNTAX))?;
    if fields.contains_key("Principal") || fields.contains_key("NotPrincipal") {
        return Err(malformed("Policy document should not specify a principal."));
    }
    only(
        fields,
        &[
            "Sid",
            "Effect",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition",
        ],
    )?;
    if !matches!(
        fields.get("Effect").and_then(Value::as_str),
        Some("Allow" | "Deny")
    ) {
        return Err(malformed(SYNTAX));
    }
    if fields
        .get("Condition")
        .is_some_and(|condition| !condition.is_object())
    {
        return Err(malformed(SYNTAX));
    }
    one_of(
        fields,
        ["Action", "NotAction"],
        "Policy statement must contain actions.",
    )?;
    one_of(
        fields,
        ["Resource", "NotResource"],
        "Policy statement must contain resources.",
    )
}

/// Exactly one of two names, with a string or a list of strings.
fn one_of(fields: &Map<String, Value>, names: [&str; 2], missing: &str) -> Result<(), AwsError> {
    let found: Vec<&Value> = names.iter().filter_map(|name| fields.get(*name)).collect();
    let [value] = found[..] else {
        return Err(malformed(if found.is_empty() { missing } else { SYNTAX }));
    };
    let texts = match value {
        Value::Array(all) => all.iter().all(Value::is_string),
        other => other.is_string(),
    };
    if texts {
        Ok(())
    } else {
        Err(malformed(SYNTAX))
    }
}

fn only(fields: &Map<String, Value>, allowed: &[&str]) -> Result<(), AwsError> {
    let known = fields.keys().all(|name| allowed.contains(&name.as_str()));
    if known {
        Ok(())
    } else {
        Err(malformed(SYNTAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_formed_documents_pass() {
        for text in [
            r#"{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#,
            r#"{"Statement":{"Effect":"Deny","NotAction":["iam:*"],"NotResource":["x"],"Condition":{}}}"#,
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn malformed_documents_are_refused() {
        for text in [
            "",
            "[]",
            "{}",
            r#"{"Statement":[{"Effect":"Allow","Action":"s3:*"}]}"#,
            r#"{"Statement":[{"Effect":"Allow","Resource":"*"}]}"#,
            r#"{"Statement":[{"Effect":"allow","Action":"s3:*","Resource":"*"}]}"#,
            r#"{"Statement":[{"Effect":"Allow","Action":1,"Resource":"*"}]}"#,
            r#"{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}]}"#,
            r#"{"Statement":[{"Effect":"Allow","Actions":"s3:*","Resource":"*"}]}"#,
        ] {
            assert_eq!(
                check(text).unwrap_err().code,
                "MalformedPolicyDocument",
                "{text}"
            );
        }
    }

    #[test]
    fn policy_arns() {
        assert!(is_policy_arn("arn:aws:iam::aws:policy/ReadOnlyAccess"));
        assert!(is_policy_arn("arn:aws:iam::123456789012:policy/path/x"));
        assert!(!is_policy_arn("arn:aws:iam::1:policy/x"));
        assert!(!is_policy_arn("arn:aws:iam::aws:role/x"));
    }
}
