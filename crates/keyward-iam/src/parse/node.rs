//! JSON values that know where they stand in the text.
//!
//! `serde_json` does the reading. A `RawValue` borrows from the text it was read from, so its place is
//! the distance between two pointers. The grammar is five levels deep, and each level reads what is
//! below it once more; nothing recurses deeper than the grammar.

use std::fmt;

use serde::{
    Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::ParseError;
use crate::policy::Position;

/// A text and where its lines begin.
pub(super) struct Document<'a> {
    text: &'a str,
    line_starts: Vec<usize>,
}

/// One JSON value of a document.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    document: &'a Document<'a>,
    raw: &'a str,
}

/// The fields of an object, in order.
pub(super) struct Fields<'a> {
    node: Node<'a>,
    entries: Vec<(String, Node<'a>)>,
}

impl<'a> Document<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            text,
            line_starts: std::iter::once(0).chain(after_breaks).collect(),
        }
    }

    /// The whole, checked to be JSON.
    pub(super) fn root(&'a self) -> Result<Node<'a>, ParseError> {
        let raw: &RawValue =
            serde_json::from_str(self.text).map_err(|error| self.not_json(0, &error))?;
        Ok(Node {
            document: self,
            raw: raw.get(),
        })
    }

    fn position(&self, offset: usize) -> Position {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts[line - 1];
        Position {
            line,
            column: self.text[start..offset].chars().count() + 1,
        }
    }

    /// `error` came from reading what begins at `offset`.
    fn not_json(&self, offset: usize, error: &serde_json::Error) -> ParseError {
        let lines: Vec<usize> = std::iter::once(offset)
            .chain(
                self.line_starts
                    .iter()
                    .copied()
                    .filter(|start| *start > offset),
            )
            .collect();
        let start = lines.get(error.line().saturating_sub(1)).copied();
        let at = start.unwrap_or(offset) + error.column().saturating_sub(1);
        let at = self.text.floor_char_boundary(at.min(self.text.len()));
        let words = error.to_string();
        let words = words.split(" at line ").next().unwrap_or_default();
        ParseError::new(self.position(at), format!("no JSON: {words}"))
    }
}

impl<'a> Node<'a> {
    pub(super) fn position(&self) -> Position {
        self.document.position(self.offset())
    }

    pub(super) fn refuse(&self, message: impl Into<String>) -> ParseError {
        ParseError::new(self.position(), message)
    }

    pub(super) fn is_object(&self) -> bool {
        self.raw.starts_with('{')
    }

    /// The fields of an object, none twice and none but `known`.
    pub(super) fn fields(&self, what: &str, known: &[&str]) -> Result<Fields<'a>, ParseError> {
        let fields = self.any_fields(what)?;
        match fields
            .entries
            .iter()
            .find(|(name, _)| !known.contains(&name.as_str()))
        {
            None => Ok(fields),
            Some((name, node)) => Err(node.refuse(format!("{what} has no element `{name}`"))),
        }
    }

    /// The fields of an object, none twice.
    pub(super) fn any_fields(&self, what: &str) -> Result<Fields<'a>, ParseError> {
        if !self.is_object() {
            return Err(self.refuse(format!("{what} is not an object")));
        }
        let read = serde_json::Deserializer::from_str(self.raw)
            .deserialize_map(Entries)
            .map_err(|error| self.document.not_json(self.offset(), &error))?;
        let mut entries: Vec<(String, Node<'a>)> = Vec::with_capacity(read.len());
        for (name, raw) in read {
            let node = self.below(raw);
            if entries.iter().any(|(earlier, _)| *earlier == name) {
                return Err(node.refuse(format!("`{name}` stands twice in {what}")));
            }
            entries.push((name, node));
        }
        Ok(Fields {
            node: *self,
            entries,
        })
    }

    /// The elements of a list, or the value alone.
    pub(super) fn one_or_more(&self) -> Result<Vec<Node<'a>>, ParseError> {
        if !self.raw.starts_with('[') {
            return Ok(vec![*self]);
        }
        let raws: Vec<&'a RawValue> = self.read()?;
        Ok(raws.into_iter().map(|raw| self.below(raw)).collect())
    }

    pub(super) fn text(&self, what: &str) -> Result<String, ParseError> {
        if self.raw.starts_with('"') {
            self.read()
        } else {
            Err(self.refuse(format!("{what} is not a string")))
        }
    }

    /// A string, or a number or boolean as it is written.
    pub(super) fn scalar(&self, what: &str) -> Result<String, ParseError> {
        if self.raw.starts_with(['{', '[', 'n']) {
            return Err(self.refuse(format!("{what} is no string, number or boolean")));
        }
        if self.raw.starts_with('"') {
            self.read()
        } else {
            Ok(self.raw.to_owned())
        }
    }

    fn read<T: serde::Deserialize<'a>>(&self) -> Result<T, ParseError> {
        serde_json::from_str(self.raw)
            .map_err(|error| self.document.not_json(self.offset(), &error))
    }

    fn below(&self, raw: &'a RawValue) -> Self {
        Self {
            document: self.document,
            raw: raw.get(),
        }
    }

    /// Bytes from the beginning of the text, of which `raw` is a part.
    fn offset(&self) -> usize {
        let begin = self.document.text.as_ptr().addr();
        self.raw.as_ptr().addr().saturating_sub(begin)
    }
}

impl<'a> Fields<'a> {
    pub(super) fn get(&self, name: &str) -> Option<Node<'a>> {
        self.iter()
            .find_map(|(known, node)| (known == name).then_some(node))
    }

    pub(super) fn need(&self, name: &str, what: &str) -> Result<Node<'a>, ParseError> {
        self.get(name).ok_or_else(|| {
            self.node
                .refuse(format!("{what} has no `{name}`"))
                .in_aws_words(format!("Missing required field {name} cannot be empty!"))
        })
    }

    /// Which of two elements there is, and whether it is the second; both is an error.
    pub(super) fn one_of(
        &self,
        plain: &str,
        negated: &str,
    ) -> Result<Option<(Node<'a>, bool)>, ParseError> {
        match (self.get(plain), self.get(negated)) {
            (Some(_), Some(node)) => {
                Err(node.refuse(format!("`{plain}` and `{negated}` exclude each other")))
            }
            (Some(node), None) => Ok(Some((node, false))),
            (None, Some(node)) => Ok(Some((node, true))),
            (None, None) => Ok(None),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Node<'a>)> {
        self.entries
            .iter()
            .map(|(name, node)| (name.as_str(), *node))
    }
}

/// Reads an object as its entries, in order, doubles included.
struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(entries)
    }
}
