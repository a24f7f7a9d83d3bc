//! Text with wildcards and policy variables.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>

use std::borrow::Cow;

use super::{
    Unresolved, Variables,
    glob::{self, AsAtom, Atom},
};

/// What counts as more than a character while a template is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    /// Whether `*` and `?` are wildcards.
    pub(crate) wildcards: bool,
    /// Whether `${…}` is a variable: in policies of version 2012-10-17.
    pub(crate) variables: bool,
    /// Whether case is folded away on both sides.
    pub(crate) ignore_case: bool,
}

/// Compiled text.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    pieces: Vec<Piece>,
    has_variables: bool,
    ignore_case: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Text(Box<str>),
    One,
    Many,
    Variable {
        key: Box<str>,
        default: Option<Box<str>>,
    },
}

/// Why a `${…}` is none, in words that follow "the variable".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BadVariable(pub(crate) String);

impl Template {
    pub(crate) fn parse(text: &str, reading: Reading) -> Result<Self, BadVariable> {
        let folded = fold(text, reading.ignore_case);
        pieces(&folded, reading).map(|pieces| Self::of(pieces, reading.ignore_case))
    }

    fn of(pieces: Vec<Piece>, ignore_case: bool) -> Self {
        let has_variables = pieces
            .iter()
            .any(|piece| matches!(piece, Piece::Variable { .. }));
        Self {
            pieces,
            has_variables,
            ignore_case,
        }
    }

    /// Whether it is a lone `*`.
    pub(crate) fn is_anything(&self) -> bool {
        self.pieces == [Piece::Many]
    }

    pub(crate) fn ends_with_many(&self) -> bool {
        self.pieces.last() == Some(&Piece::Many)
    }

    pub(crate) fn has_variables(&self) -> bool {
        self.has_variables
    }

    /// The first `most` parts between colons; a colon inside a variable separates nothing, and the
    /// last part keeps the colons that are left.
    pub(crate) fn split_at_colons(self, most: usize) -> Vec<Self> {
        let mut parts = vec![Vec::new()];
        for piece in self.pieces {
            let Piece::Text(text) = piece else {
                push(&mut parts, piece);
                continue;
            };
            let left = most - parts.len() + 1;
            for (index, part) in text.splitn(left, ':').enumerate() {
                if index > 0 {
                    parts.push(Vec::new());
                }
                if !part.is_empty() {
                    push(&mut parts, Piece::Text(part.into()));
                }
            }
        }
        parts
            .into_iter()
            .map(|pieces| Self::of(pieces, self.ignore_case))
            .collect()
    }

    /// Whether the whole of `text` matches. Values of variables stand for themselves: a `*` in one is
    /// no wildcard.
    pub(crate) fn matches(
        &self,
        text: &str,
        variables: &dyn Variables,
    ) -> Result<bool, Unresolved> {
        let text = fold(text, self.ignore_case);
        if !self.has_variables {
            return Ok(glob::matches(&self.pieces, &text));
        }
        if !self.may_begin(&text) {
            return Ok(false);
        }
        let values: Vec<Cow<'_, str>> = self.values(variables)?;
        let mut next = values.iter();
        let atoms: Vec<Atom<'_>> = self
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Variable { .. } => Atom::Text(next.next().map_or("", |value| value)),
                other => other.atom(),
            })
            .collect();
        Ok(glob::matches(&atoms, &text))
    }

    /// False where the characters before the first wildcard or variable rule a match out, so that no
    /// variable is missed without need.
    fn may_begin(&self, text: &str) -> bool {
        match self.pieces.first() {
            Some(Piece::Text(first)) => text.starts_with(&**first),
            _ => true,
        }
    }

    /// The values of its variables, in order.
    fn values<'v>(&'v self, variables: &'v dyn Variables) -> Result<Vec<Cow<'v, str>>, Unresolved> {
        self.pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Variable { key, default } => Some(
                    variables
                        .variable(key)
                        .or_else(|why| or_default(why, default.as_deref())),
                ),
                Piece::Text(_) | Piece::One | Piece::Many => None,
            })
            .map(|value| value.map(|text| fold(text, self.ignore_case)))
            .collect()
    }
}

impl AsAtom for Piece {
    fn atom(&self) -> Atom<'_> {
        match self {
            Self::Text(text) => Atom::Text(text),
            Self::One => Atom::One,
            Self::Many => Atom::Many,
            // Never asked for: `Template::matches` puts the value in its place.
            Self::Variable { .. } => Atom::Text(""),
        }
    }
}

fn or_default(why: Unresolved, default: Option<&str>) -> Result<&str, Unresolved> {
    match why {
        Unresolved::Absent => default.ok_or(why),
        Unresolved::Unknown => Err(why),
    }
}

fn fold(text: &str, ignore_case: bool) -> Cow<'_, str> {
    if ignore_case
        && text
            .bytes()
            .any(|b| !b.is_ascii() || b.is_ascii_uppercase())
    {
        Cow::Owned(text.to_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

fn push(parts: &mut [Vec<Piece>], piece: Piece) {
    if let Some(last) = parts.last_mut() {
        last.push(piece);
    }
}

fn pieces(text: &str, reading: Reading) -> Result<Vec<Piece>, BadVariable> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let special = match c {
            '*' if reading.wildcards => Some((Piece::Many, after)),
            '?' if reading.wildcards => Some((Piece::One, after)),
            '$' if reading.variables && after.starts_with('{') => Some(variable(&after[1..])?),
            _ => None,
        };
        match special {
            // `${*}` and its like are plain characters.
            Some((Piece::Text(escaped), after)) => {
                plain.push_str(&escaped);
                rest = after;
            }
            Some((piece, after)) => {
                flush(&mut plain, &mut pieces);
                // `**` says no more than `*`.
                if !(piece == Piece::Many && pieces.last() == Some(&Piece::Many)) {
                    pieces.push(piece);
                }
                rest = after;
            }
            None => {
                plain.push(c);
                rest = after;
            }
        }
    }
    flush(&mut plain, &mut pieces);
    Ok(pieces)
}

fn flush(plain: &mut String, pieces: &mut Vec<Piece>) {
    if !plain.is_empty() {
        pieces.push(Piece::Text(std::mem::take(plain).into()));
    }
}

/// Reads from behind `${`; gives the variable and what follows its brace.
fn variable(text: &str) -> Result<(Piece, &str), BadVariable> {
    let bad = |why: &str| BadVariable(why.to_owned());
    let name_end = text
        .find(['}', ','])
        .ok_or_else(|| bad("has no closing brace"))?;
    let name = &text[..name_end];
    let (default, after) = match text[name_end..].strip_prefix(',') {
        Some(rest) => default(rest).map(|(value, after)| (Some(value), after))?,
        None => (None, &text[name_end + 1..]),
    };
    match name {
        "" => Err(bad("has no name")),
        "*" | "?" | "$" if default.is_none() => Ok((Piece::Text(name.into()), after)),
        _ if !name.contains(':') || name.contains(char::is_whitespace) => {
            Err(BadVariable(format!("`{name}` is no condition key")))
        }
        _ => Ok((
            Piece::Variable {
                key: name.to_lowercase().into(),
                default,
            },
            after,
        )),
    }
}

/// Reads ` 'value'}` from behind the comma.
fn default(text: &str) -> Result<(Box<str>, &str), BadVariable> {
    let bad = || BadVariable("has a default that is not in single quotes".to_owned());
    let quoted = text.trim_start().strip_prefix('\'').ok_or_else(bad)?;
    let (value, after) = quoted.split_once('\'').ok_or_else(bad)?;
    let after = after.trim_start().strip_prefix('}').ok_or_else(bad)?;
    Ok((value.into(), after))
}

#[cfg(test)]
mod tests;
