//! Sections and keys that stand more than once in a file. The SDKs read them together and let the last
//! key count; botocore (the AWS CLI, boto3) refuses the whole file.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::lines::Lines;
use crate::{
    FileKind, FileText,
    syntax::{Header, Kind, SectionName, property_end},
};

/// A header, or a key within one section, that was there before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// The section.
    pub section: SectionName,
    /// The key in lower case; none where the section itself is repeated.
    pub key: Option<String>,
    /// Where it stands again, counted from 1.
    pub line: u32,
    /// Where it stood first.
    pub first: u32,
}

/// What stands more than once, in the order of the lines.
#[must_use]
pub fn repeated(text: &str, kind: FileKind) -> Vec<Repeated> {
    let lines = Lines::new(text, kind);
    let number = |line: usize| lines.all[line].number;
    let mut found = Vec::new();
    for (name, places) in places(&lines) {
        for again in &places[1..] {
            found.push(Repeated {
                section: name.clone(),
                key: None,
                line: number(again.start),
                first: number(places[0].start),
            });
        }
        for place in &places {
            for (key, at) in keys(&lines, place) {
                found.extend(at[1..].iter().map(|again| Repeated {
                    section: name.clone(),
                    key: Some(key.clone()),
                    line: number(*again),
                    first: number(at[0]),
                }));
            }
        }
    }
    found.sort_by_key(|repeated| repeated.line);
    found
}

/// The text with each section and each key once, and every value as it was read before: sections go
/// behind their first place, of a key the last one stays. All other lines stay as they are.
#[must_use]
pub fn merged(text: &str, kind: FileKind) -> FileText {
    let together = sections_together(text, kind);
    let lines = Lines::new(&together, kind);
    let mut dropped = BTreeSet::new();
    for place in places(&lines).into_values().flatten() {
        for at in keys(&lines, &place).into_values() {
            for &earlier in &at[..at.len() - 1] {
                dropped.extend(earlier..property_end(&lines.all, earlier));
            }
        }
    }
    written(
        &lines,
        (0..lines.all.len()).filter(|line| !dropped.contains(line)),
    )
}

fn sections_together(text: &str, kind: FileKind) -> FileText {
    let lines = Lines::new(text, kind);
    let mut dropped = BTreeSet::new();
    let mut moved: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for places in places(&lines).into_values() {
        let behind = lines.content_end(&places[0]);
        for again in &places[1..] {
            let end = lines.content_end(again);
            moved
                .entry(behind)
                .or_default()
                .extend(again.start + 1..end);
            dropped.extend(again.start..end);
        }
    }
    let order = (0..=lines.all.len()).flat_map(|line| {
        let here = line < lines.all.len() && !dropped.contains(&line);
        let moved = moved.remove(&line).unwrap_or_default();
        moved.into_iter().chain(here.then_some(line))
    });
    written(&lines, order)
}

/// Where each section that counts stands. `[default]` and `[profile default]` are not the same.
fn places(lines: &Lines<'_>) -> BTreeMap<SectionName, Vec<Range<usize>>> {
    let mut names = BTreeSet::new();
    for line in &lines.all {
        if let Kind::Header(Header::Known { section, .. }) = &line.kind {
            names.insert(section.clone());
        }
    }
    names
        .into_iter()
        .map(|name| (name.clone(), lines.sections(&name)))
        .collect()
}

/// The lines of each key of one section.
fn keys(lines: &Lines<'_>, section: &Range<usize>) -> BTreeMap<String, Vec<usize>> {
    let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for line in section.clone() {
        if let Kind::Property { key, .. } = &lines.all[line].kind {
            let key = lines.text[key.clone()].to_ascii_lowercase();
            found.entry(key).or_default().push(line);
        }
    }
    found
}

/// Lines in another order. A last line without an end gets one where another follows.
fn written(lines: &Lines<'_>, order: impl Iterator<Item = usize>) -> FileText {
    let mut text = FileText::new(String::with_capacity(lines.text.len() + 2));
    // A byte order mark stands in front of the first line.
    text.push_str(&lines.text[..lines.all.first().map_or(0, |line| line.body.start)]);
    let mut is_open = false;
    for line in order {
        if is_open {
            text.push_str(lines.closing_end());
        }
        text.push_str(lines.body(line));
        text.push_str(lines.end_of(line));
        is_open = lines.end_of(line).is_empty();
    }
    text
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::{ProfileSet, SourceText};

    const TWICE: &str = "[profile a]\nregion = x\n\n# b's\n[profile b]\noutput = json\n\n[profile a]\nRegion = y\noutput = text\n[profile c]\nregion = z";

    #[test]
    fn sections_and_keys_are_told_with_their_lines() {
        let told: Vec<_> = repeated(TWICE, FileKind::Config)
            .into_iter()
            .map(|it| (it.section.name().to_owned(), it.key, it.first, it.line))
            .collect();
        assert_eq!(told, [("a".to_owned(), None, 1, 8)]);
        let keys = repeated("[a]\nx = 1\nX = 2\n", FileKind::Credentials);
        assert_eq!((keys[0].key.as_deref(), keys[0].line), (Some("x"), 3));
        assert!(repeated("[default]\n[profile default]\n", FileKind::Config).is_empty());
    }

    #[test]
    fn they_go_behind_their_first_place_and_nothing_else_moves() {
        assert_eq!(
            merged(TWICE, FileKind::Config).as_str(),
            "[profile a]\nRegion = y\noutput = text\n\n# b's\n[profile b]\noutput = json\n\n[profile c]\nregion = z"
        );
        let open = "[a]\nx = 1\n[b]\n[a]\r\ny = 2";
        assert_eq!(
            merged(open, FileKind::Credentials).as_str(),
            "[a]\nx = 1\ny = 2\n[b]\n"
        );
    }

    /// Keys and the lines of their values, by profile.
    type Read = Vec<(String, Vec<(String, Vec<String>)>)>;

    fn read(text: &str) -> Option<Read> {
        let set = ProfileSet::parse(Some(SourceText::new(Path::new("/c"), text)), None).ok()?;
        let of = |name: &str| {
            let section = set.profile(name)?;
            let values = section.properties().map(|(key, property)| {
                let lines = property.value.value.as_str().unwrap_or_default().lines();
                (key.to_owned(), lines.map(str::to_owned).collect())
            });
            Some((name.to_owned(), values.collect()))
        };
        Some(set.names().into_iter().filter_map(of).collect())
    }

    proptest! {
        #[test]
        fn what_is_read_stays_the_same(text in "(\\[default\\]|\\[profile a\\]|\\[profile b\\]|\\[c\\]|x = 1|X = 2|y =|  z = 3|# c|\r?\n){0,40}") {
            let after = merged(&text, FileKind::Config);
            if let Some(before) = read(&text) {
                prop_assert_eq!(Some(before), read(&after));
                prop_assert!(repeated(&after, FileKind::Config).is_empty(), "{:?}", after);
                prop_assert_eq!(merged(&after, FileKind::Config), after);
            }
        }
    }
}
