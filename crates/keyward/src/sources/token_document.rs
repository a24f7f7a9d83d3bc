//! JSON full of tokens: overwritten in memory when dropped, and never shown.

use keyward_core::Timestamp;
use serde_json::{Map, Value};
use zeroize::{Zeroize, Zeroizing};

/// Room for any token file and the largest value of Secrets Manager, escaped, so that writing one leaves no copy behind where a buffer grew.
const ROOM: usize = 160 * 1024;

/// Shorter texts are no secrets: a region, a grant type.
const SHORTEST_SECRET: usize = 20;

/// A JSON object. Fields that nobody here knows stay in it.
#[derive(Clone)]
pub(crate) struct Document(Value);

impl Document {
    /// An object; `None` for anything else. serde's own words could quote a secret.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let document = Self(serde_json::from_slice(bytes).ok()?);
        document.0.is_object().then_some(document)
    }

    /// An object of these texts.
    pub(crate) fn of(fields: &[(&str, &str)]) -> Self {
        let fields = fields.iter();
        let fields = fields.map(|(name, text)| ((*name).to_owned(), Value::from(*text)));
        Self(Value::Object(fields.collect::<Map<_, _>>()))
    }

    /// Any JSON object.
    pub(crate) fn json(value: Value) -> Self {
        Self(value)
    }

    /// The text at a JSON pointer, unless it is empty.
    pub(crate) fn text(&self, pointer: &str) -> Option<&str> {
        let text = self.0.pointer(pointer)?.as_str()?;
        (!text.is_empty()).then_some(text)
    }

    /// What stands at a JSON pointer, none of it a secret: nobody overwrites a copy of it.
    pub(crate) fn part(&self, pointer: &str) -> Option<&Value> {
        self.0.pointer(pointer)
    }

    /// The whole number at a JSON pointer.
    pub(crate) fn number(&self, pointer: &str) -> Option<i64> {
        self.0.pointer(pointer)?.as_i64()
    }

    /// Seconds at a JSON pointer, whole or with a fraction, without it.
    pub(crate) fn seconds(&self, pointer: &str) -> Option<i64> {
        let number = self.0.pointer(pointer)?.as_number()?;
        let fraction = || number.as_f64().map(|seconds| seconds as i64);
        number.as_i64().or_else(fraction)
    }

    /// The instant at a JSON pointer, as any AWS tool writes it: older ones put `UTC` for `Z`.
    pub(crate) fn instant(&self, pointer: &str) -> Option<Timestamp> {
        let text = self.text(pointer)?;
        match text.strip_suffix("UTC") {
            Some(local) => Timestamp::parse(&format!("{local}Z")),
            None => Timestamp::parse(text),
        }
    }

    /// Sets a text in the object at `parent` (a JSON pointer, empty for the whole); nothing happens
    /// where there is no object.
    pub(crate) fn set(&mut self, parent: &str, name: &str, text: &str) {
        let Some(Value::Object(object)) = self.0.pointer_mut(parent) else {
            return;
        };
        if let Some(mut old) = object.insert(name.to_owned(), Value::from(text)) {
            wipe(&mut old);
        }
    }

    /// Puts a whole object under a name.
    pub(crate) fn nest(&mut self, name: &str, inner: &Self) {
        if let Value::Object(object) = &mut self.0 {
            object.insert(name.to_owned(), inner.0.clone());
        }
    }

    /// As bytes, for a file or a request.
    pub(crate) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(ROOM));
        serde_json::to_writer(&mut *bytes, &self.0).expect("a Vec takes any JSON");
        bytes
    }

    /// Whether a sentence repeats something of this document that may be a secret.
    pub(crate) fn is_quoted_in(&self, sentence: &str) -> bool {
        quotes(&self.0, sentence)
    }
}

impl Drop for Document {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(values) => values.iter_mut().for_each(wipe),
        Value::Object(fields) => fields.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn quotes(value: &Value, sentence: &str) -> bool {
    match value {
        Value::String(text) => {
            let is_name = text.starts_with("http") || text.starts_with("arn:");
            text.len() >= SHORTEST_SECRET && !is_name && sentence.contains(text.as_str())
        }
        Value::Array(values) => values.iter().any(|value| quotes(value, sentence)),
        Value::Object(fields) => fields.values().any(|value| quotes(value, sentence)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_knows_stays() {
        let text = br#"{"a":{"b":"1","new":[1,{"x":null}]},"z":true}"#;
        let mut document = Document::parse(text).unwrap();
        document.set("/a", "b", "2");
        document.set("/nowhere", "b", "2");
        document.set("", "c", "3");
        let expected = br#"{"a":{"b":"2","new":[1,{"x":null}]},"c":"3","z":true}"#;
        assert_eq!(document.to_bytes().as_slice(), expected);
    }

    #[test]
    fn instants_of_every_tool_are_read() {
        let at = |text: &str| Document::of(&[("at", text)]).instant("/at");
        let expected = Timestamp::parse("2026-11-23T09:00:00Z");
        for text in [
            "2026-11-23T09:00:00Z",
            "2026-11-23T09:00:00UTC",
            "2026-11-23T09:00:00.123Z",
            "2026-11-23T10:00:00+01:00",
        ] {
            assert_eq!(at(text), expected, "{text}");
        }
        assert_eq!(at("soon"), None);
        assert_eq!(at(""), None);
    }

    #[test]
    fn only_objects_are_documents() {
        for text in ["", "[]", "\"x\"", "{", "null"] {
            assert!(Document::parse(text.as_bytes()).is_none(), "{text}");
        }
    }

    #[test]
    fn a_repeated_token_is_noticed() {
        let document = Document::of(&[("t", "aoaAAAAAAAAAAAAAAAAAAAA"), ("r", "us-east-1")]);
        assert!(document.is_quoted_in("token aoaAAAAAAAAAAAAAAAAAAAA is bad"));
        assert!(!document.is_quoted_in("not in us-east-1"));
    }
}
