//! The JSON 1.1 protocol of Secrets Manager, SSM and Cognito Identity.
//! <https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html>

use std::collections::BTreeMap;

use hyper::header::{CONTENT_TYPE, HeaderValue};
use serde_json::{Map, Value, json};
use time::OffsetDateTime;

use super::{AwsError, Reply};
use crate::request::Request;

/// What a JSON operation gives.
pub(crate) type JsonAnswer = Result<Value, AwsError>;

pub(crate) fn success(value: &Value, request_id: &str) -> Reply {
    typed(Reply::json(200, value)).header("x-amzn-requestid", request_id)
}

pub(crate) fn error(error: &AwsError, request_id: &str) -> Reply {
    let body = json!({ "__type": error.code, "message": error.message, "Message": error.message });
    typed(Reply::json(error.status, &body))
        .header("x-amzn-errortype", error.code)
        .header("x-amzn-requestid", request_id)
}

fn typed(mut reply: Reply) -> Reply {
    let kind = HeaderValue::from_static("application/x-amz-json-1.1");
    reply.headers.insert(CONTENT_TYPE, kind);
    reply
}

/// The operation that `X-Amz-Target` names, behind the service's prefix.
pub(crate) fn operation<'r>(request: &'r Request, prefix: &str) -> Option<&'r str> {
    request.header("x-amz-target")?.strip_prefix(prefix)
}

/// An instant as JSON carries it: seconds since 1970, with a fraction.
pub(crate) fn instant(at: OffsetDateTime) -> Value {
    let millis = at.unix_timestamp_nanos() / 1_000_000;
    // A date's milliseconds have 42 bits; a double holds 53.
    json!(millis as f64 / 1000.0)
}

/// The members of a request.
#[derive(Debug, Default)]
pub(crate) struct Input(Map<String, Value>);

impl Input {
    /// Reads a body. Nothing at all means no members.
    pub(crate) fn read(body: &[u8]) -> Result<Self, AwsError> {
        if body.is_empty() {
            return Ok(Self::default());
        }
        match serde_json::from_slice(body) {
            Ok(Value::Object(members)) => Ok(Self(members)),
            Ok(_) | Err(_) => Err(serialization("the body is not a JSON object")),
        }
    }

    fn member(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    pub(crate) fn text(&self, name: &str) -> Result<Option<&str>, AwsError> {
        let wrong = || serialization(&format!("{name} has to be a string"));
        self.member(name)
            .map(|value| value.as_str().ok_or_else(wrong))
            .transpose()
    }

    /// A text that must be there and not empty.
    pub(crate) fn required(&self, name: &str) -> Result<&str, AwsError> {
        self.text(name)?.filter(|text| !text.is_empty()).ok_or_else(|| {
            let place = format!("{}{}", name[..1].to_lowercase(), &name[1..]);
            AwsError::new(400, "ValidationException", format!(
                "1 validation error detected: Value at '{place}' failed to satisfy constraint: Member must not be null"
            ))
        })
    }

    pub(crate) fn flag(&self, name: &str) -> Result<bool, AwsError> {
        let wrong = || serialization(&format!("{name} has to be true or false"));
        self.member(name)
            .map_or(Ok(false), |value| value.as_bool().ok_or_else(wrong))
    }

    /// The same where its absence means something else.
    pub(crate) fn optional_flag(&self, name: &str) -> Result<Option<bool>, AwsError> {
        match self.member(name) {
            Some(_) => self.flag(name).map(Some),
            None => Ok(None),
        }
    }

    /// One member alone.
    pub(crate) fn of(name: &str, value: &str) -> Self {
        Self(Map::from_iter([(name.to_owned(), json!(value))]))
    }

    /// A whole number within bounds.
    pub(crate) fn number(
        &self,
        name: &str,
        bounds: std::ops::RangeInclusive<i64>,
    ) -> Result<Option<i64>, AwsError> {
        let Some(value) = self.member(name) else {
            return Ok(None);
        };
        let number = value
            .as_i64()
            .ok_or_else(|| serialization(&format!("{name} has to be a number")))?;
        if bounds.contains(&number) {
            return Ok(Some(number));
        }
        let (least, most) = bounds.into_inner();
        Err(AwsError::new(
            400,
            "ValidationException",
            format!("{name} {number} is not between {least} and {most}"),
        ))
    }

    /// A list of texts; none where there is none.
    pub(crate) fn texts(&self, name: &str) -> Result<Vec<&str>, AwsError> {
        let wrong = || serialization(&format!("{name} has to be a list of strings"));
        let Some(value) = self.member(name) else {
            return Ok(Vec::new());
        };
        let items = value.as_array().ok_or_else(wrong)?;
        items
            .iter()
            .map(|item| item.as_str().ok_or_else(wrong))
            .collect()
    }

    /// A map of texts; an empty one where there is none.
    pub(crate) fn map(&self, name: &str) -> Result<BTreeMap<String, String>, AwsError> {
        let wrong = || serialization(&format!("{name} has to be a map of strings"));
        let Some(value) = self.member(name) else {
            return Ok(BTreeMap::new());
        };
        let members = value.as_object().ok_or_else(wrong)?;
        let one = |(key, value): (&String, &Value)| {
            let value = value.as_str().ok_or_else(wrong)?;
            Ok((key.clone(), value.to_owned()))
        };
        members.iter().map(one).collect()
    }

    /// A list of structures.
    pub(crate) fn structures(&self, name: &str) -> Result<Vec<Input>, AwsError> {
        let wrong = || serialization(&format!("{name} has to be a list of structures"));
        let Some(value) = self.member(name) else {
            return Ok(Vec::new());
        };
        let items = value.as_array().ok_or_else(wrong)?;
        items
            .iter()
            .map(|item| item.as_object().cloned().map(Input).ok_or_else(wrong))
            .collect()
    }

    /// `Tags`, a list of keys and values.
    pub(crate) fn tags(&self) -> Result<Vec<(String, String)>, AwsError> {
        let one = |tag: &Input| {
            let value = tag.text("Value")?.unwrap_or_default().to_owned();
            Ok((tag.required("Key")?.to_owned(), value))
        };
        self.structures("Tags")?.iter().map(one).collect()
    }

    /// Refuses members that are not built, so that none is silently left out.
    pub(crate) fn only(&self, known: &[&str]) -> Result<(), AwsError> {
        let other = self.0.keys().find(|name| !known.contains(&name.as_str()));
        other.map_or(Ok(()), |name| Err(AwsError::not_built(name)))
    }
}

/// Tags as an answer lists them.
pub(crate) fn tags(tags: &[(String, String)]) -> Value {
    tags.iter()
        .map(|(key, value)| json!({ "Key": key, "Value": value }))
        .collect()
}

/// A page of a sorted list: what is shown, and the name that the next page begins behind.
pub(crate) fn page<T>(
    items: Vec<(String, T)>,
    after: Option<&str>,
    size: usize,
) -> (Vec<T>, Option<String>) {
    let mut rest: Vec<(String, T)> = items
        .into_iter()
        .filter(|(key, _)| after.is_none_or(|after| key.as_str() > after))
        .collect();
    let more = rest.len() > size;
    rest.truncate(size);
    let next = rest.last().filter(|_| more).map(|(key, _)| key.clone());
    (rest.into_iter().map(|(_, item)| item).collect(), next)
}

fn serialization(why: &str) -> AwsError {
    AwsError::new(400, "SerializationException", why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_have_types() {
        let input = Input::read(br#"{"A":"x","B":true,"C":3,"L":["a"],"N":null}"#).unwrap();
        assert_eq!(input.text("A"), Ok(Some("x")));
        assert_eq!(input.text("N"), Ok(None));
        assert_eq!(input.flag("B"), Ok(true));
        assert_eq!(input.number("C", 1..=3), Ok(Some(3)));
        assert_eq!(input.texts("L"), Ok(vec!["a"]));
        for wrong in [
            input.text("B").map(drop),
            input.flag("A").map(drop),
            input.number("A", 1..=3).map(drop),
            input.texts("C").map(drop),
            Input::read(b"[]").map(drop),
            Input::read(b"{").map(drop),
        ] {
            assert_eq!(wrong.unwrap_err().code, "SerializationException");
        }
        assert_eq!(input.required("Z").unwrap_err().code, "ValidationException");
        assert_eq!(
            input.number("C", 4..=5).unwrap_err().code,
            "ValidationException"
        );
        assert!(input.only(&["A", "B"]).is_err());
    }

    #[test]
    fn pages_follow_each_other() {
        let items = || ["a", "b", "c"].map(|k| (k.to_owned(), k)).to_vec();
        assert_eq!(
            page(items(), None, 2),
            (vec!["a", "b"], Some("b".to_owned()))
        );
        assert_eq!(page(items(), Some("b"), 2), (vec!["c"], None));
    }
}
