//! A seed: the state that a sandbox starts with.

use std::path::Path;
use std::{fmt, fs, io};

use zeroize::Zeroizing;

use super::{Document, Problem, SeedError, VERSION};
use crate::state::State;

/// A seed document and the name that errors call it by. It is read when the sandbox starts.
#[derive(Clone)]
pub struct Seed {
    name: String,
    text: Zeroizing<String>,
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seed")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Seed {
    /// The document's text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            name: "the seed".to_owned(),
            text: Zeroizing::new(text.into()),
        }
    }

    /// A document that was made in a program.
    #[must_use]
    pub fn value(value: &serde_json::Value) -> Self {
        Self::text(format!("{value:#}"))
    }

    /// A file.
    ///
    /// # Errors
    /// Where it cannot be read as text; what it says is looked at when the sandbox starts.
    pub fn file(path: &Path) -> Result<Self, SeedError> {
        let name = path.display().to_string();
        let text = fs::read_to_string(path);
        let text = text.map_err(|error| SeedError::unreadable(&name, &error))?;
        Ok(Self {
            name,
            text: Zeroizing::new(text),
        })
    }

    /// A stream, under a name for errors: all of it, or its first line.
    ///
    /// # Errors
    /// Where it cannot be read as text.
    pub fn reader(
        name: &str,
        mut reader: impl io::BufRead,
        first_line: bool,
    ) -> Result<Self, SeedError> {
        let mut text = Zeroizing::new(String::new());
        let read = if first_line {
            reader.read_line(&mut text)
        } else {
            reader.read_to_string(&mut text)
        };
        read.map_err(|error| SeedError::unreadable(name, &error))?;
        Ok(Self {
            name: name.to_owned(),
            text,
        })
    }

    pub(crate) fn state(&self) -> Result<State, SeedError> {
        let read = parse(&self.text).and_then(Document::restore);
        read.map_err(|problem| problem.within(&self.name, &self.text))
    }
}

/// Reads a document of this version.
fn parse(text: &str) -> Result<Document, Problem> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let document: Document =
        serde_path_to_error::deserialize(&mut reader).map_err(Problem::of_syntax)?;
    if document.version != VERSION {
        let why = format!("version {} is not known", document.version);
        let place = super::Place::ROOT;
        let place = place.at("version");
        return Err(place.refuse(why).hint("this keyward reads version 1"));
    }
    reader.end().map_err(|error| {
        let place = super::Place::ROOT;
        place
            .refuse("there is more after the document")
            .in_line(error.line())
    })?;
    Ok(document)
}
