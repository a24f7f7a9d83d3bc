//! Edits change their own lines and nothing else.
#![allow(clippy::unwrap_used, reason = "a helper of a test may panic")]

#[path = "support/files.rs"]
mod files;

use std::path::Path;

use keyward_profile::{Document, FileKind, ProfileSet, SectionName, SourceText};
use proptest::prelude::*;

fn a() -> SectionName {
    SectionName::Profile("a".to_owned())
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Whether `part` is `whole` with some lines left out; line ends at the end of the text may differ.
fn is_part(part: &str, whole: &str) -> bool {
    let trimmed = |line: &&str| line.trim_end_matches(['\n', '\r']).to_owned();
    let mut rest = lines(whole).into_iter().map(|line| trimmed(&line));
    lines(part)
        .iter()
        .all(|line| rest.any(|other| other == trimmed(line)))
}

#[test]
fn a_key_keeps_its_place_its_comment_and_its_line_end() {
    let text = "\u{feff}# top\r\n[profile a]\r\nregion = r # why\r\n\r\n[default]";
    let mut document = Document::new(text, FileKind::Config);
    document.set(&a(), "region", "s").unwrap();
    assert_eq!(document.text(), text.replace("= r #", "= s #"));
    document.set(&a(), "output", "json").unwrap();
    let with_output = text.replace("r # why\r\n", "s # why\r\noutput = json\r\n");
    assert_eq!(document.text(), with_output);
    assert!(document.remove(&a(), "OUTPUT"));
    assert_eq!(document.text(), text.replace("= r #", "= s #"));
}

#[test]
fn nested_lines_go_with_their_key() {
    let text = "[profile a]\ns3 =\n  x = 1\n\n  y = 2\n\n# about b\n[profile b]\n";
    let mut document = Document::new(text, FileKind::Config);
    assert!(document.remove(&a(), "s3"));
    assert_eq!(document.text(), "[profile a]\n\n# about b\n[profile b]\n");
}

#[test]
fn keys_and_sections_are_renamed_in_place() {
    let text = "[profile a] # c\nregion = r\n[profile a]\nregion = s";
    let mut document = Document::new(text, FileKind::Config);
    assert!(document.rename_key(&a(), "region", "area").unwrap());
    assert_eq!(document.text(), text.replace("region", "area"));
    let b = SectionName::Keyward("b".into());
    assert!(document.rename_section(&a(), &b).unwrap());
    let renamed = text
        .replace("region", "area")
        .replace("profile a", "keyward b");
    assert_eq!(document.text(), renamed);
    assert!(
        document
            .rename_section(&b, &SectionName::Profile("in valid".into()))
            .is_err()
    );
}

#[test]
fn a_value_that_would_be_read_differently_is_refused() {
    let mut document = Document::new("[profile a]\n", FileKind::Config);
    for bad in ["x # y", " x", "x\ny", "x\r", "#x"] {
        assert!(document.set(&a(), "k", bad).is_err(), "{bad:?}");
    }
    assert!(document.set(&a(), "in valid", "x").is_err());
    assert_eq!(document.text(), "[profile a]\n");
}

#[test]
fn debug_shows_no_text() {
    let document = Document::new(
        "[a]\naws_secret_access_key = hidden\n",
        FileKind::Credentials,
    );
    assert!(!format!("{document:?}").contains("hidden"));
}

proptest! {
    #[test]
    fn any_text_round_trips(text in files::anything()) {
        for kind in [FileKind::Config, FileKind::Credentials] {
            let document = Document::new(&text, kind);
            prop_assert_eq!(document.text(), &text);
        }
    }

    #[test]
    fn no_text_makes_reading_panic(text in files::anything()) {
        let source = SourceText::new(Path::new("/f"), &text);
        if let Err(error) = ProfileSet::parse(Some(source), Some(source)) {
            prop_assert!(error.message().starts_with("/f:"));
        }
    }

    #[test]
    fn setting_a_new_key_adds_one_line_and_removing_it_restores_the_text(
        text in files::text_with_profile("[profile a]"),
    ) {
        let mut document = Document::new(&text, FileKind::Config);
        document.set(&a(), "new_key", "value").unwrap();
        prop_assert!(is_part(&text, document.text()));
        prop_assert_eq!(lines(document.text()).len(), lines(&text).len() + 1);
        prop_assert!(document.remove(&a(), "new_key"));
        prop_assert_eq!(document.text(), text);
    }

    #[test]
    fn setting_a_key_that_is_there_changes_only_its_lines(
        text in files::text_with_profile("[profile a]"),
    ) {
        let mut document = Document::new(&text, FileKind::Config);
        document.set(&a(), "aws_access_key_id", "AKIDNEW").unwrap();
        let changed: Vec<_> = lines(document.text()).into_iter().filter(|line| line.contains("AKIDNEW")).collect();
        prop_assert_eq!(changed.len(), 1);
        let rest = document.text().replace(changed[0], "");
        prop_assert!(is_part(&rest, &text));
    }

    #[test]
    fn removing_leaves_every_other_line(text in files::text_with_profile("[profile a]")) {
        let mut document = Document::new(&text, FileKind::Config);
        prop_assert!(document.remove(&a(), "aws_secret_access_key"));
        prop_assert!(is_part(document.text(), &text));
        prop_assert!(!document.remove(&a(), "aws_secret_access_key"));
    }

    #[test]
    fn a_section_added_and_removed_leaves_no_trace(text in files::anything()) {
        let mut document = Document::new(&text, FileKind::Config);
        let new = SectionName::Profile("brand-new".to_owned());
        document.add_section(&new).unwrap();
        document.set(&new, "region", "r").unwrap();
        prop_assert!(document.text().starts_with(&text));
        prop_assert!(document.remove_section(&new));
        prop_assert_eq!(document.text(), text);
    }
}
