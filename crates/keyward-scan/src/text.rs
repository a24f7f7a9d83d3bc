//! One text: its parts, grouped, with their places.

use std::{borrow::Cow, ops::Range};

use keyward_core::{Secret, key_id};

use memchr::memmem;

use crate::{
    finding::{Confidence, Finding, Kind, Place},
    grouping::{Group, groups},
    lines::Lines,
    parts::{self, Part},
    shown::shown,
};

/// On a line, or on the line before, it says that a key is meant to be there.
const ALLOW: &[u8] = b"keyward:allow";

/// All findings of a text, in order. UTF-16 is told by its byte order mark.
#[must_use]
pub fn scan(text: &[u8]) -> Vec<Finding> {
    scan_from(&as_utf8(text), 0)
}

/// As [`scan`], of a text whose first line has this number less one.
pub(crate) fn scan_from(text: &[u8], lines_before: u64) -> Vec<Finding> {
    let parts = parts::find(text);
    if parts.is_empty() {
        return Vec::new();
    }
    let mut lines = Lines::new(text, lines_before);
    let groups = groups(&parts);
    let found = groups
        .iter()
        .filter_map(|group| finding(text, &mut lines, &parts, group));
    found.collect()
}

/// None where the text allows it.
fn finding(text: &[u8], lines: &mut Lines<'_>, parts: &[Part], group: &Group) -> Option<Finding> {
    let mut members: Vec<&Part> = group.members().map(|at| &parts[at]).collect();
    members.sort_by_key(|part| part.span.start);
    let first = members.first()?.span.start;
    if members
        .iter()
        .any(|part| is_allowed(text, lines, part.span.start))
    {
        return None;
    }
    let places = members.iter().map(|part| place(lines, part)).collect();
    let secret = |at: Option<usize>| at.map(|at| Secret::new(parts[at].value.as_str()));
    Some(Finding {
        kind: kind(parts, group),
        confidence: confidence(group),
        key_id: group.id.map(|at| parts[at].value.to_string()),
        account_id: group.id.and_then(|at| key_id::account_of(&parts[at].value)),
        secret_access_key: secret(group.secret),
        session_token: secret(group.token),
        api_key: secret(group.api_key),
        places,
        shown: shown(text, &lines.line(first), first, parts),
    })
}

fn place(lines: &mut Lines<'_>, part: &Part) -> Place {
    let (line, column) = lines.place(part.span.start);
    Place {
        what: part.what,
        line,
        column,
        length: part.span.len() as u64,
        offset: part.span.start as u64,
    }
}

fn kind(parts: &[Part], group: &Group) -> Kind {
    match group {
        Group { id: Some(id), .. } => parts::key_id::kind(&parts[*id].value),
        Group {
            api_key: Some(_), ..
        } => Kind::BedrockApiKey,
        Group {
            secret: Some(_), ..
        } => Kind::SecretAccessKey,
        _ => Kind::SessionToken,
    }
}

fn confidence(group: &Group) -> Confidence {
    let is_whole = group.id.is_some() && group.secret.is_some();
    if is_whole || group.api_key.is_some() {
        Confidence::High
    } else {
        Confidence::Medium
    }
}

fn is_allowed(text: &[u8], lines: &Lines<'_>, at: usize) -> bool {
    let line = lines.line(at);
    // On a line of its own, it speaks of the next.
    let is_alone = |before: Range<usize>| {
        let before = &text[before];
        let found = memmem::find(before, ALLOW);
        found.is_some_and(|at| !before[..at].iter().any(u8::is_ascii_alphanumeric))
    };
    let before = lines.line_before(&line).filter(|before| before.len() < 200);
    memmem::find(&text[line], ALLOW).is_some() || before.is_some_and(is_alone)
}

/// UTF-16 with a byte order mark as UTF-8; anything else as it is.
pub(crate) fn as_utf8(text: &[u8]) -> Cow<'_, [u8]> {
    let unit = match text {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return Cow::Borrowed(text),
    };
    let units = text[2..]
        .chunks_exact(2)
        .map(|pair| unit([pair[0], pair[1]]));
    let letters =
        char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER));
    Cow::Owned(letters.collect::<String>().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = concat!("AKIA", "Y34FZKBOKMUTVV7A");
    const SECRET: &str = "zR8vQ2mX/7pLw4Tn+K1sYb6HcJ9dFg3AeUoViN5E";

    #[test]
    fn parts_that_stand_together_are_one_finding() {
        let text = format!("a\n  id: {ID}\n  secretAccessKey: {SECRET}\n");
        let [finding] = &scan(text.as_bytes())[..] else {
            panic!()
        };
        assert_eq!(finding.rule(), "aws-access-key");
        assert_eq!(finding.account_id.as_deref(), Some("609629065308"));
        assert_eq!(finding.confidence, Confidence::High);
        let places: Vec<(u64, u64)> = finding
            .places
            .iter()
            .map(|place| (place.line, place.column))
            .collect();
        assert_eq!(places, [(2, 7), (3, 20)]);
        assert_eq!(finding.shown, "id: AKIA…VV7A");
    }

    #[test]
    fn each_secret_goes_with_its_own_id() {
        let other = ID.replace('Y', "Z");
        let second = SECRET.replace('z', "y");
        let text = format!("{ID} {SECRET}\n{other} {second}\n");
        let found = scan(text.as_bytes());
        let pairs: Vec<_> = found
            .iter()
            .map(|finding| finding.values().collect::<Vec<_>>())
            .collect();
        assert_eq!(pairs, [[ID, SECRET], [&other, &second]]);
    }

    #[test]
    fn what_is_allowed_is_left_out() {
        for text in [
            format!("{ID} // keyward:allow in tests"),
            format!("# keyward:allow\n{ID}"),
        ] {
            assert!(scan(text.as_bytes()).is_empty(), "{text}");
        }
        let not_alone = format!("let a = 1; // keyward:allow\n{ID}");
        assert_eq!(scan(not_alone.as_bytes()).len(), 1);
    }

    #[test]
    fn no_output_holds_a_secret() {
        let long = format!("{}{ID}:{SECRET}{}", "x ".repeat(50), ";y".repeat(100));
        let found = scan(long.as_bytes());
        let json = serde_json::to_string(&found).unwrap();
        assert!(!format!("{found:?}{json}").contains(&SECRET[..10]));
        assert!(!json.contains(ID), "{json}");
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_scanned(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
            let _ = scan(&bytes);
        }

        #[test]
        fn keys_are_found_in_any_text(before in "\\PC{0,80}", after in "\\PC{0,80}") {
            let text = format!("{before}\n{ID} {SECRET}\n{after}");
            proptest::prop_assert!(scan(text.as_bytes()).iter().any(|finding| finding.secret_access_key.is_some()));
        }

        #[test]
        fn marks_at_any_place_do_not_harm(text in "(AKIA|ABSKQmVkcm9ja0FQSUtleS|QUtJQ|secretKey|IQoJb3JpZ2lu|oGZXIvYXdz|[%\\\\=a-z2-7/\n]){0,60}") {
            let _ = scan(text.as_bytes());
        }
    }
}
