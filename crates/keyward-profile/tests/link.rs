//! Profiles linked for other tools and back, to the byte.
#![allow(clippy::unwrap_used, reason = "a helper of a test may panic")]

#[path = "support/files.rs"]
mod files;
mod support;

use std::path::Path;

use keyward_core::{ErrorCode, ProfileName};
use keyward_profile::{SourceText, link, unlink};
use proptest::prelude::*;
use support::Setup;

const POINTER: &str = "\"/opt/keyward\" process a";

fn file(text: &str) -> SourceText<'_> {
    SourceText::new(Path::new("/config"), text)
}

fn a() -> ProfileName {
    "a".parse().unwrap()
}

const CONFIG: &str = "\
[profile b]
aws_access_key_id = A
aws_secret_access_key = B

# the work account
[profile a]
region = eu-west-1
role_arn = arn:aws:iam::123456789012:role/R  # trailing
source_profile = b
output = json
session_policy = {
  }

[profile c]
";

#[test]
fn what_keyward_resolves_moves_and_the_rest_stays() {
    let linked = link(&file(CONFIG), &a(), POINTER).unwrap();
    let (before, rest) = linked.split_once("[keyward a]\n").unwrap();
    assert!(before.ends_with("# the work account\n"));
    let (_, rest) = rest.split_once('\n').unwrap();
    assert_eq!(
        rest,
        format!(
            "role_arn = arn:aws:iam::123456789012:role/R  # trailing\nsource_profile = b\nsession_policy = {{\n  }}\n\n[profile a]\nregion = eu-west-1\ncredential_process = {POINTER}\noutput = json\n\n[profile c]\n"
        )
    );
    assert_eq!(unlink(&file(&linked), &a()).unwrap(), CONFIG);
}

#[test]
fn the_plan_is_the_same_before_and_after() {
    let linked = link(&file(CONFIG), &a(), POINTER).unwrap();
    let key = |text: &str| Setup::config(text).plans(Some("a")).plan.cache_key(1);
    assert_eq!(key(&linked), key(CONFIG));
}

#[test]
fn a_profile_of_the_vault_alone_is_linked_and_leaves_no_trace() {
    for text in [
        "",
        "[profile b]",
        "[profile b]\r\nregion = r\r\n",
        "\u{feff}# c\n\n",
    ] {
        let linked = link(&file(text), &a(), POINTER).unwrap();
        let planned = Setup::config(&linked).vault("a").plans(Some("a"));
        assert_eq!(planned.plan.base.name(), "vault");
        assert_eq!(unlink(&file(&linked), &a()).unwrap(), text);
    }
}

#[test]
fn a_default_profile_is_linked_too() {
    let text = "[default]\nrole_arn = arn:aws:iam::123456789012:role/R\nsource_profile = b";
    let default = ProfileName::default_profile();
    let linked = link(&file(text), &default, "\"/k\" process default").unwrap();
    assert!(linked.starts_with("[keyward default]\n"), "{linked}");
    assert!(
        linked.contains("\n[default]\ncredential_process = \"/k\" process default"),
        "{linked}"
    );
    assert_eq!(unlink(&file(&linked), &default).unwrap(), text);
}

#[test]
fn an_imported_profile_keeps_its_pointer() {
    let text = format!(
        "[profile a]\ncredential_process = {POINTER}\nrole_arn = arn:aws:iam::123456789012:role/R\nsource_profile = a\n"
    );
    let linked = link(&file(&text), &a(), POINTER).unwrap();
    let planned = Setup::config(&linked).vault("a").plans(Some("a"));
    assert_eq!(
        (planned.plan.base.name(), planned.plan.steps.len()),
        ("vault", 1)
    );
    assert_eq!(unlink(&file(&linked), &a()).unwrap(), text);
}

#[test]
fn after_edits_unlink_still_brings_every_key_home() {
    let linked = link(&file(CONFIG), &a(), POINTER).unwrap();
    let edited = linked
        .replace("source_profile = b", "source_profile = c\nexternal_id = e")
        .replace("region = eu-west-1\n", "");
    let text = unlink(&file(&edited), &a()).unwrap();
    assert!(!text.contains("keyward"), "{text}");
    let set = Setup::config(&text).set().unwrap();
    let profile = set.profile("a").unwrap();
    for (key, value) in [
        ("external_id", "e"),
        ("source_profile", "c"),
        ("output", "json"),
    ] {
        assert_eq!(
            profile.get(key).unwrap().value.as_str(),
            Some(value),
            "{key}"
        );
    }
    assert!(profile.get("credential_process").is_none());
    // Values may change without a loss of place.
    let revalued = linked.replace("source_profile = b", "source_profile = other");
    let expected = CONFIG.replace("source_profile = b", "source_profile = other");
    assert_eq!(unlink(&file(&revalued), &a()).unwrap(), expected);
    // The profile itself may be gone.
    let alone = linked.replace("[profile a]", "# gone");
    assert!(
        unlink(&file(&alone), &a())
            .unwrap()
            .contains("[profile a]\nrole_arn")
    );
}

#[test]
fn what_cannot_be_linked_is_refused() {
    let linked = link(&file(CONFIG), &a(), POINTER).unwrap();
    let twice = link(&file(&linked), &a(), POINTER).unwrap_err();
    assert_eq!(twice.code(), ErrorCode::InvalidArgument);
    assert!(twice.message().contains("is linked already"), "{twice}");
    let process = "[profile a]\ncredential_process = /bin/other\n";
    let error = link(&file(process), &a(), POINTER).unwrap_err();
    assert_eq!(
        error.message(),
        "/config:2: profile \"a\" has a credential_process of its own"
    );
    let plaintext = link(&file(CONFIG), &"b".parse().unwrap(), POINTER).unwrap_err();
    assert!(plaintext.hint().unwrap().contains("keyward import"));
    assert!(unlink(&file(CONFIG), &a()).is_err());
}

#[test]
fn the_properties_below_have_work_to_do() {
    let found = files::count(files::sound(), |text| {
        link(&file(text), &a(), POINTER).is_ok()
    });
    assert!(found > 60, "{found} of 200");
}

proptest! {
    #[test]
    fn unlinking_restores_every_byte(text in files::sound()) {
        if let Ok(linked) = link(&file(&text), &a(), POINTER) {
            prop_assert_eq!(unlink(&file(&linked), &a()).unwrap(), text);
        }
    }

    #[test]
    fn unlinking_restores_a_profile_with_a_role(
        before in files::sound(),
        lines in prop::collection::vec(
            prop::sample::select(vec![
                "role_arn = arn:aws:iam::123456789012:role/R # c", "source_profile = b", "region = r",
                "sso_session = s", "external_id = e", "output = json", "", "# note", "s3 =\n  a = b",
                "session_policy = {\n    \"a\": 1\n\n  }", "[profile a]", "mfa_serial=m",
            ]),
            1..10,
        ),
        open in any::<bool>(),
    ) {
        let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
        let end = if open { "" } else { "\n" };
        let text = format!("{before}{gap}[profile a]\n{}{end}", lines.join("\n"));
        if let Ok(linked) = link(&file(&text), &a(), POINTER) {
            prop_assert_eq!(unlink(&file(&linked), &a()).unwrap(), text);
        }
    }

    #[test]
    fn no_text_makes_linking_or_unlinking_panic(text in files::anything(), line in 0_usize..30) {
        let _ = unlink(&file(&text), &a());
        if let Ok(linked) = link(&file(&text), &a(), POINTER) {
            // A line lost at random.
            let edited: String = linked
                .split_inclusive('\n')
                .enumerate()
                .filter(|(at, _)| *at != line)
                .map(|(_, text)| text)
                .collect();
            let _ = unlink(&file(&edited), &a());
        }
    }
}
