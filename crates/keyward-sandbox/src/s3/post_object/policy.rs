//! What a form's policy allows: until when, and which fields with which values.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html>

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use time::OffsetDateTime;

use super::form::Form;
use crate::protocol::{AwsError, times};
use crate::s3::put_object;

/// Fields that need no condition.
const FREE: [&str; 3] = ["file", "policy", "x-amz-signature"];

/// A policy.
#[derive(Debug)]
pub(super) struct Policy {
    expires: OffsetDateTime,
    conditions: Vec<Condition>,
}

#[derive(Debug)]
struct Condition {
    rule: Rule,
    /// As refusals quote it.
    text: String,
}

#[derive(Debug, PartialEq, Eq)]
enum Rule {
    /// A field's name in lower case, and its value.
    Equals(String, String),
    StartsWith(String, String),
    Length(usize, usize),
}

impl Policy {
    /// Reads it from the field, which has it in base64.
    pub(super) fn read(field: &str) -> Result<Self, AwsError> {
        let bytes = STANDARD
            .decode(field)
            .map_err(|_| invalid("Invalid Base64 encoding."))?;
        let root: Value = serde_json::from_slice(&bytes).map_err(|_| invalid("Invalid JSON."))?;
        let expires = root["expiration"].as_str();
        let expires = expires.ok_or_else(|| invalid("Policy missing expiration."))?;
        let conditions = root["conditions"].as_array();
        let conditions = conditions.ok_or_else(|| invalid("Policy missing conditions."))?;
        let mut read = Vec::new();
        for condition in conditions {
            read.extend(Condition::read(condition)?);
        }
        Ok(Self {
            expires: instant(expires).ok_or_else(|| invalid("Invalid 'expiration' value."))?,
            conditions: read,
        })
    }

    /// Refuses a form that it does not allow. The clock is the real one, as for every signature.
    pub(super) fn check(&self, form: &Form, bucket: &str) -> Result<(), AwsError> {
        if self.expires <= OffsetDateTime::now_utc() {
            return Err(denied("Policy expired."));
        }
        for condition in &self.conditions {
            condition.check(form, bucket)?;
        }
        let extra = form.fields.iter().map(|(name, _)| name.as_str());
        let extra: Vec<&str> = extra.filter(|name| !self.mentions(name)).collect();
        if extra.is_empty() {
            return Ok(());
        }
        Err(denied(&format!("Extra input fields: {}", extra.join(", "))))
    }

    fn mentions(&self, field: &str) -> bool {
        let named = |condition: &Condition| match &condition.rule {
            Rule::Equals(name, _) | Rule::StartsWith(name, _) => name == field,
            Rule::Length(..) => false,
        };
        FREE.contains(&field) || field.starts_with("x-ignore-") || self.conditions.iter().any(named)
    }
}

impl Condition {
    /// One condition, or several in one object.
    fn read(value: &Value) -> Result<Vec<Self>, AwsError> {
        match value {
            Value::Object(pairs) => pairs
                .iter()
                .map(|(name, value)| {
                    let value = value.as_str().ok_or_else(bad_condition)?;
                    Ok(Self::compare("eq", name, value))
                })
                .collect(),
            Value::Array(parts) => Ok(vec![Self::from_list(parts)?]),
            _ => Err(bad_condition()),
        }
    }

    fn from_list(parts: &[Value]) -> Result<Self, AwsError> {
        let [operator, first, second] = parts else {
            return Err(bad_condition());
        };
        let operator = operator.as_str().unwrap_or_default().to_lowercase();
        match (operator.as_str(), first.as_str(), second.as_str()) {
            ("eq" | "starts-with", Some(field), Some(value)) => {
                let name = field.strip_prefix('$').ok_or_else(bad_condition)?;
                Ok(Self::compare(&operator, name, value))
            }
            ("content-length-range", _, _) => {
                let (least, most) = (size(first)?, size(second)?);
                Ok(Self {
                    rule: Rule::Length(least, most),
                    text: format!("[\"content-length-range\", {least}, {most}]"),
                })
            }
            _ => Err(bad_condition()),
        }
    }

    fn compare(operator: &str, name: &str, value: &str) -> Self {
        let field = name.to_lowercase();
        let text = format!("[\"{operator}\", \"${name}\", \"{value}\"]");
        let rule = match operator {
            "eq" => Rule::Equals(field, value.to_owned()),
            _ => Rule::StartsWith(field, value.to_owned()),
        };
        Self { rule, text }
    }

    fn check(&self, form: &Form, bucket: &str) -> Result<(), AwsError> {
        // The form need not repeat the bucket that it is sent to.
        let field = |name: &str| match name {
            "bucket" => Some(bucket),
            _ => form.field(name),
        };
        let holds = match &self.rule {
            Rule::Equals(name, value) => field(name) == Some(value),
            Rule::StartsWith(name, prefix) => {
                field(name).is_some_and(|text| starts(name, text, prefix))
            }
            Rule::Length(least, most) => return length(form.file.len(), *least, *most),
        };
        if holds {
            return Ok(());
        }
        Err(denied(&format!("Policy Condition failed: {}", self.text)))
    }
}

/// `Content-Type` may be a list, of which every entry counts.
fn starts(name: &str, text: &str, prefix: &str) -> bool {
    match name {
        "content-type" => text
            .split(',')
            .all(|one| one.trim_start().starts_with(prefix)),
        _ => text.starts_with(prefix),
    }
}

fn length(size: usize, least: usize, most: usize) -> Result<(), AwsError> {
    if size < least {
        return Err(AwsError::new(
            400,
            "EntityTooSmall",
            "Your proposed upload is smaller than the minimum allowed size",
        )
        .with("ProposedSize", size.to_string())
        .with("MinSizeAllowed", least.to_string()));
    }
    put_object::check_size(size, most)
}

/// A number, or one in quotation marks.
fn size(value: &Value) -> Result<usize, AwsError> {
    let number = match value {
        Value::String(text) => text.parse().ok(),
        other => other
            .as_u64()
            .and_then(|number| usize::try_from(number).ok()),
    };
    number.ok_or_else(bad_condition)
}

/// `2026-01-01T00:00:00Z`, with fractions of a second or without.
fn instant(text: &str) -> Option<OffsetDateTime> {
    let whole = text.split(['.', 'Z']).next()?;
    times::parse_basic(&format!("{}Z", whole.replace(['-', ':'], "")))
}

fn bad_condition() -> AwsError {
    invalid("Invalid Condition.")
}

fn invalid(why: &str) -> AwsError {
    AwsError::new(
        400,
        "InvalidPolicyDocument",
        format!("Invalid Policy: {why}"),
    )
}

fn denied(why: &str) -> AwsError {
    AwsError::new(
        403,
        "AccessDenied",
        format!("Invalid according to Policy: {why}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(conditions: &str) -> Result<Policy, AwsError> {
        let text =
            format!(r#"{{"expiration":"2999-01-01T00:00:00.000Z","conditions":{conditions}}}"#);
        Policy::read(&STANDARD.encode(text))
    }

    fn form(fields: &[(&str, &str)]) -> Form {
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Form {
            fields: fields.iter().map(pair).collect(),
            file: hyper::body::Bytes::from_static(b"hello"),
        }
    }

    #[test]
    fn conditions_hold_or_are_named() {
        let sent = form(&[("key", "user/x"), ("acl", "private"), ("x-ignore-me", "1")]);
        let check = |conditions| match policy(conditions).unwrap().check(&sent, "b") {
            Ok(()) => "taken".to_owned(),
            Err(error) => format!("{} {}", error.code, error.message),
        };
        for (conditions, expected) in [
            (
                r#"[{"bucket":"b"},{"acl":"private"},["starts-with","$key","user/"]]"#,
                "taken",
            ),
            (
                r#"[["eq","$acl","private"],["eq","$Key","user/x"],["content-length-range",1,"5"]]"#,
                "taken",
            ),
            (
                r#"[{"acl":"public-read"}]"#,
                "AccessDenied Invalid according to Policy: Policy Condition failed: [\"eq\", \"$acl\", \"public-read\"]",
            ),
            (
                r#"[["starts-with","$Content-Type",""]]"#,
                "AccessDenied Invalid according to Policy: Policy Condition failed: [\"starts-with\", \"$Content-Type\", \"\"]",
            ),
            (
                r#"[{"acl":"private"}]"#,
                "AccessDenied Invalid according to Policy: Extra input fields: key",
            ),
            (
                r#"[["content-length-range",6,9]]"#,
                "EntityTooSmall Your proposed upload is smaller than the minimum allowed size",
            ),
            (
                r#"[["content-length-range",0,4]]"#,
                "EntityTooLarge Your proposed upload exceeds the maximum allowed size",
            ),
        ] {
            assert_eq!(check(conditions), expected, "{conditions}");
        }
    }

    #[test]
    fn what_is_no_policy_is_refused() {
        for bad in [
            r#"{}"#,
            r#"[["is","$key","x"]]"#,
            r#"[["eq","key","x"]]"#,
            r#"[1]"#,
        ] {
            assert_eq!(
                policy(bad).unwrap_err().code,
                "InvalidPolicyDocument",
                "{bad}"
            );
        }
        for bad in ["%", "e30=", "eA=="] {
            assert_eq!(Policy::read(bad).unwrap_err().code, "InvalidPolicyDocument");
        }
    }

    #[test]
    fn a_policy_ends() {
        let text = r#"{"expiration":"2020-01-01T00:00:00Z","conditions":[]}"#;
        let policy = Policy::read(&STANDARD.encode(text)).unwrap();
        let refused = policy.check(&form(&[]), "b").unwrap_err();
        assert_eq!(
            refused.message,
            "Invalid according to Policy: Policy expired."
        );
    }
}
