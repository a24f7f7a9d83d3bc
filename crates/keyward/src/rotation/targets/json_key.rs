//! A key inside the text of a JSON object, whose other bytes stay as they are.

use std::{collections::BTreeMap, ops::Range};

use keyward_core::Secret;
use keyward_profile::KeyPair;
use serde_json::value::RawValue;
use zeroize::{Zeroize, Zeroizing};

use super::KeyFields;

/// The two values that make the key, where they stand.
pub(super) struct JsonKey<'t> {
    text: &'t str,
    id: &'t RawValue,
    secret: &'t RawValue,
}

impl<'t> JsonKey<'t> {
    /// `None` for anything but an object with both fields.
    pub(super) fn find(text: &'t str, fields: &KeyFields) -> Option<Self> {
        let object: BTreeMap<String, &'t RawValue> = serde_json::from_str(text).ok()?;
        Some(Self {
            text,
            id: object.get(&fields.id)?,
            secret: object.get(&fields.secret)?,
        })
    }

    /// `None` where one of them is no text.
    pub(super) fn key(&self) -> Option<KeyPair> {
        Some(KeyPair {
            access_key_id: serde_json::from_str(self.id.get()).ok()?,
            secret_access_key: Secret::new(serde_json::from_str::<String>(self.secret.get()).ok()?),
        })
    }

    /// The text with another key in their places.
    pub(super) fn replaced(&self, key: &KeyPair) -> Zeroizing<String> {
        let id = quoted(&key.access_key_id);
        let secret = quoted(key.secret_access_key.expose());
        let mut edits = [
            (self.range(self.id), id.as_str()),
            (self.range(self.secret), secret.as_str()),
        ];
        edits.sort_by_key(|(range, _)| range.start);
        // Room enough that it never grows: growing would leave a copy behind.
        let mut text = Zeroizing::new(String::with_capacity(
            self.text.len() + id.len() + secret.len(),
        ));
        let mut done = 0;
        for (range, value) in edits {
            text.push_str(&self.text[done..range.start]);
            text.push_str(value);
            done = range.end;
        }
        text.push_str(&self.text[done..]);
        text
    }

    /// Where a value stands: it is a part of the text itself.
    fn range(&self, value: &RawValue) -> Range<usize> {
        let start = value.get().as_ptr().addr() - self.text.as_ptr().addr();
        start..start + value.get().len()
    }
}

fn quoted(text: &str) -> Zeroizing<String> {
    let mut json = Vec::with_capacity(6 * text.len() + 2);
    serde_json::to_writer(&mut json, text).expect("text is always JSON");
    match String::from_utf8(json) {
        Ok(json) => Zeroizing::new(json),
        Err(error) => {
            error.into_bytes().zeroize();
            unreachable!("JSON is UTF-8")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{ \"z\": 1.0,\n  \"AWS_SECRET_ACCESS_KEY\":\"a\\/b\" , \"AWS_ACCESS_KEY_ID\": \"AKIA1\",\n  \"url\" : \"postgres:\\u002f\\/x\", \"big\": 123456789012345678901234567890 }\n";

    fn key(id: &str, secret: &str) -> KeyPair {
        KeyPair {
            access_key_id: id.to_owned(),
            secret_access_key: Secret::new(secret),
        }
    }

    #[test]
    fn only_the_two_values_change() {
        let fields = KeyFields::default();
        let found = JsonKey::find(TEXT, &fields).unwrap();
        assert_eq!(found.key(), Some(key("AKIA1", "a/b")));
        let text = found.replaced(&key("AKIA2", "x\"y+/="));
        let expected = TEXT
            .replace("\"a\\/b\"", "\"x\\\"y+/=\"")
            .replace("AKIA1", "AKIA2");
        assert_eq!(*text, expected);
        let again = JsonKey::find(&text, &fields).unwrap();
        assert_eq!(again.key(), Some(key("AKIA2", "x\"y+/=")));
    }

    #[test]
    fn what_holds_no_key_is_told() {
        let named = KeyFields {
            id: "id".to_owned(),
            secret: "secret".to_owned(),
        };
        for text in ["", "x", "[]", "{\"id\": \"AKIA1\"}", TEXT] {
            assert!(JsonKey::find(text, &named).is_none(), "{text}");
        }
        let number = JsonKey::find("{\"id\": 1, \"secret\": \"x\"}", &named).unwrap();
        assert_eq!(number.key(), None);
    }
}
