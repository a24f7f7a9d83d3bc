//! A section with its keys.

use std::collections::BTreeMap;

use super::Value;
use crate::{Located, Location};

/// A profile is a section like the others.
pub type Profile = Section;

/// A section: all places where its name stands, in both files, merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    name: String,
    location: Location,
    properties: BTreeMap<String, Property>,
}

/// A key's value and what stands one level below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// The value as the vectors define it: lines below are joined with line feeds.
    pub value: Located<Value>,
    /// Where the key has no value of its own: the keys one level down, in order.
    pub nested: Vec<(String, Located<Value>)>,
}

impl Section {
    pub(crate) fn new(name: &str, location: Location) -> Self {
        Self {
            name: name.to_owned(),
            location,
            properties: BTreeMap::new(),
        }
    }

    /// The section's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first header that names it.
    #[must_use]
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// The value of a key, which is given in lower case.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Located<Value>> {
        self.properties.get(key).map(|property| &property.value)
    }

    /// The value of a key one level down, as `addressing_style` below `s3 =`. The last one counts.
    #[must_use]
    pub fn sub(&self, key: &str, sub_key: &str) -> Option<&Located<Value>> {
        let nested = &self.properties.get(key)?.nested;
        let found = nested.iter().rev().find(|(name, _)| name == sub_key)?;
        Some(&found.1)
    }

    /// Every key with its property, sorted by key.
    pub fn properties(&self) -> impl Iterator<Item = (&str, &Property)> {
        self.properties
            .iter()
            .map(|(key, property)| (key.as_str(), property))
    }

    /// Adds a property; a later one of the same key replaces an earlier one.
    pub(crate) fn put(&mut self, key: String, property: Property) {
        self.properties.insert(key, property);
    }

    /// Lays `over` on this section, key by key.
    pub(crate) fn merge(&mut self, over: Self) {
        self.properties.extend(over.properties);
    }
}
