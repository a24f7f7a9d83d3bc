//! What one evaluation looks at, and a note of what it looked for in vain.

use std::{cell::RefCell, collections::BTreeSet};

use crate::{
    pattern::{Unresolved, Variables},
    request::{Context, Found},
};

/// A request's condition keys during one evaluation.
pub(crate) struct Scope<'a> {
    context: &'a Context,
    notes: RefCell<Notes>,
}

/// Condition keys in lower case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes {
    pub(crate) absent: BTreeSet<String>,
    pub(crate) unknown: BTreeSet<String>,
}

impl<'a> Scope<'a> {
    pub(crate) fn new(context: &'a Context) -> Self {
        Self {
            context,
            notes: RefCell::default(),
        }
    }

    /// `key` in lower case; notes it where there is no answer.
    pub(crate) fn find(&self, key: &str) -> Found<'a> {
        let found = self.context.find(key);
        match found {
            Found::Absent => note(&mut self.notes.borrow_mut().absent, key),
            Found::Unknown => note(&mut self.notes.borrow_mut().unknown, key),
            Found::One(_) | Found::List(_) => {}
        }
        found
    }

    pub(crate) fn into_notes(self) -> Notes {
        self.notes.into_inner()
    }
}

impl Variables for Scope<'_> {
    fn variable(&self, key: &str) -> Result<&str, Unresolved> {
        match self.find(key) {
            Found::One(value) => Ok(value),
            // A multivalued key cannot be a variable.
            Found::Absent | Found::List(_) => Err(Unresolved::Absent),
            Found::Unknown => Err(Unresolved::Unknown),
        }
    }
}

fn note(keys: &mut BTreeSet<String>, key: &str) {
    if !keys.contains(key) {
        keys.insert(key.to_owned());
    }
}
