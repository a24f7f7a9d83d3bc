//! Values that every part of the document is made of.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

use super::problem::{Place, Problem};
use crate::authorization::Document;
use crate::state::ids;

/// An instant: `2026-01-31T12:00:00Z`, on the sandbox's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct When(pub(crate) OffsetDateTime);

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.0.format(&Rfc3339).map_err(serde::ser::Error::custom)?;
        serializer.serialize_str(&text)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let at = OffsetDateTime::parse(&text, &Rfc3339).map_err(|_| {
            let why = format!("`{text}` is no instant such as 2026-01-31T12:00:00Z");
            serde::de::Error::custom(why)
        })?;
        Ok(Self(at.to_offset(UtcOffset::UTC)))
    }
}

/// Names and values in their order, written as an object: tags, headers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Pairs(pub(crate) Vec<(String, String)>);

impl Pairs {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Pairs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Pairs;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of texts")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// A policy: the document itself, or its text as a string.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct PolicyText(Box<RawValue>);

impl PolicyText {
    /// The text as it was sent, white space and all.
    pub(crate) fn of(document: &Document) -> Self {
        let text = document.text();
        let verbatim = RawValue::from_string(text.to_owned());
        let verbatim = verbatim.ok().filter(|raw| raw.get() == text);
        Self(verbatim.unwrap_or_else(|| {
            serde_json::value::to_raw_value(text).expect("a string is always JSON")
        }))
    }

    /// Read by `parse`, one of [`Document`]'s.
    pub(crate) fn restore(
        &self,
        place: Place<'_>,
        parse: impl FnOnce(&str) -> Result<Document, (String, usize)>,
    ) -> Result<Document, Problem> {
        let raw = self.0.get();
        let quoted = serde_json::from_str::<String>(raw).ok();
        parse(quoted.as_deref().unwrap_or(raw)).map_err(|(why, line)| {
            // Lines inside a string are none of the file's.
            let inside = if quoted.is_some() { 0 } else { line - 1 };
            place
                .refuse(why)
                .lines_in(inside)
                .hint("correct the policy; IAM would refuse it too")
        })
    }

    /// Of a user, group, role or session.
    pub(crate) fn identity(&self, place: Place<'_>) -> Result<Document, Problem> {
        self.restore(place, Document::explained_identity)
    }
}

/// Bytes in base64.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Base64(pub(crate) Vec<u8>);

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD
            .decode(text)
            .map(Self)
            .map_err(|_| serde::de::Error::custom("this is no base64"))
    }
}

/// The unique id of a user or role that a policy names: as it was when the policy was given, else
/// that of today. Of a snapshot's policy, which was in order once, a name that nobody has any more
/// stands for nobody.
pub(crate) fn id_of(
    arn: &str,
    then: &BTreeMap<String, String>,
    now: &HashMap<String, String>,
) -> Option<String> {
    let known = then.get(arn).or_else(|| now.get(arn)).cloned();
    known.or_else(|| (!then.is_empty()).then(|| ids::unique_id(ids::USER)))
}

/// For `skip_serializing_if`.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A name of IAM: `[\w+=,.@-]`, at most `longest` characters.
pub(crate) fn check_name(name: &str, longest: usize, place: Place<'_>) -> Result<(), Problem> {
    let fits = name
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"_+=,.@-".contains(&b));
    if fits && (1..=longest).contains(&name.len()) {
        return Ok(());
    }
    Err(place
        .refuse(format!("`{name}` cannot be a name"))
        .hint("a name has letters, digits and +=,.@_- only"))
}

/// A path of IAM; `/` where there is none.
pub(crate) fn path(path: Option<String>, place: Place<'_>) -> Result<String, Problem> {
    let path = path.unwrap_or_else(|| "/".to_owned());
    let printable = path.bytes().all(|b| (0x21..=0x7e).contains(&b));
    if path.starts_with('/') && path.ends_with('/') && printable {
        return Ok(path);
    }
    Err(place
        .at("path")
        .refuse(format!("`{path}` is no path"))
        .hint("a path begins and ends with a slash"))
}

/// A region: `us-east-1`.
pub(crate) fn check_region(region: &str, place: Place<'_>) -> Result<(), Problem> {
    let letters = region
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if letters && region.matches('-').count() >= 2 {
        return Ok(());
    }
    Err(place
        .refuse(format!("`{region}` is no region"))
        .hint("put a region first, such as us-east-1, and names below it"))
}
