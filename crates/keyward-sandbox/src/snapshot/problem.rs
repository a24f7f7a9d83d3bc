//! What is wrong with a seed, and where.

use std::fmt;

use serde_path_to_error::{Path, Segment};

use super::locate;

/// A field of the document, by the names above it.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    above: Option<&'a Place<'a>>,
    step: &'a str,
}

impl<'a> Place<'a> {
    /// The whole document.
    pub(crate) const ROOT: Place<'static> = Place {
        above: None,
        step: "",
    };

    /// A member of this one; of a list its number, from 0.
    pub(crate) fn at<'b>(&'b self, step: &'b str) -> Place<'b> {
        Place {
            above: Some(self),
            step,
        }
    }

    /// Refuses what stands here.
    pub(crate) fn refuse(&self, message: impl Into<String>) -> Problem {
        Problem {
            path: self.steps(),
            message: message.into(),
            hint: "docs/sandbox.md has the format",
            inside: 0,
            line: None,
        }
    }

    fn steps(&self) -> Vec<String> {
        let Some(above) = self.above else {
            return Vec::new();
        };
        let mut steps = above.steps();
        steps.push(self.step.to_owned());
        steps
    }
}

/// A refusal of one field.
#[derive(Debug)]
pub(crate) struct Problem {
    path: Vec<String>,
    message: String,
    hint: &'static str,
    /// Lines below the field's first, of a policy.
    inside: usize,
    line: Option<usize>,
}

impl Problem {
    pub(crate) fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    /// So many lines into the field's value.
    pub(crate) fn lines_in(mut self, lines: usize) -> Self {
        self.inside = lines;
        self
    }

    /// In this line of the document.
    pub(crate) fn in_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// What the parser refused.
    pub(crate) fn of_syntax(error: serde_path_to_error::Error<serde_json::Error>) -> Self {
        let path = steps(error.path());
        let error = error.into_inner();
        let (line, column) = (error.line(), error.column());
        let text = error.to_string();
        let end = format!(" at line {line} column {column}");
        let message = text.strip_suffix(&end).unwrap_or(&text).to_owned();
        Self {
            path,
            message,
            hint: "docs/sandbox.md has the format",
            inside: 0,
            line: Some(line),
        }
    }

    /// With the name of the document and the line in its text.
    pub(crate) fn within(self, name: &str, text: &str) -> SeedError {
        let line = self
            .line
            .or_else(|| locate::line(text, &self.path).map(|line| line + self.inside));
        SeedError {
            name: name.to_owned(),
            line,
            field: self.path.join("."),
            message: self.message,
            hint: self.hint,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.join("."), self.message)
    }
}

fn steps(path: &Path) -> Vec<String> {
    let step = |segment: &Segment| match segment {
        Segment::Seq { index } => Some(index.to_string()),
        Segment::Map { key } => Some(key.clone()),
        Segment::Enum { variant } => Some(variant.clone()),
        Segment::Unknown => None,
    };
    path.iter().filter_map(step).collect()
}

/// A seed that cannot be used: its name, line and field, why, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeedError {
    name: String,
    line: Option<usize>,
    field: String,
    message: String,
    hint: &'static str,
}

impl SeedError {
    pub(crate) fn unreadable(name: &str, error: &std::io::Error) -> Self {
        Self {
            name: name.to_owned(),
            line: None,
            field: String::new(),
            message: format!("cannot be read: {error}"),
            hint: "name a file that exists and that you may read",
        }
    }

    /// The line, from 1, where it is known.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// Such as `accounts.123456789012.users.alice`; empty for the whole document.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }

    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &str {
        self.hint
    }
}

impl fmt::Display for SeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if !self.field.is_empty() {
            write!(f, ", {}", self.field)?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for SeedError {}
