//! The cross-SDK vectors for the syntax of config and credentials files.
#![allow(clippy::unwrap_used, reason = "a helper of a test may panic")]

use std::{collections::BTreeMap, path::Path};

use keyward_profile::{ProfileSet, Section, SourceText};
use serde_json::Value as Json;

type Tables = BTreeMap<String, BTreeMap<String, String>>;

fn source<'a>(path: &'a str, input: &'a Json, key: &str) -> Option<SourceText<'a>> {
    let text = input.get(key)?.as_str()?;
    Some(SourceText::new(Path::new(path), text))
}

fn properties(section: &Section) -> BTreeMap<String, String> {
    section
        .properties()
        .map(|(key, property)| {
            let value = property.value.value.to_secret();
            (key.to_owned(), value.expose().to_owned())
        })
        .collect()
}

fn expected(config: &Json, key: &str) -> Tables {
    config.get(key).map_or_else(Tables::new, |tables| {
        serde_json::from_value(tables.clone()).unwrap()
    })
}

#[test]
fn every_case_passes() {
    let vectors: Json = serde_json::from_str(include_str!("vectors/profile-parser.json")).unwrap();
    let cases = vectors["tests"].as_array().unwrap();
    assert!(cases.len() > 50, "the vectors are there");
    for case in cases {
        check(case);
    }
}

fn check(case: &Json) {
    let (name, input, output) = (&case["name"], &case["input"], &case["output"]);
    let set = ProfileSet::parse(
        source("/config", input, "configFile"),
        source("/credentials", input, "credentialsFile"),
    );
    if let Some(words) = output.get("errorContaining").and_then(Json::as_str) {
        let error = set.expect_err(&name.to_string());
        assert!(error.message().contains(words), "{name}: {error}");
        assert!(error.message().starts_with("/config:"), "{name}: {error}");
        return;
    }
    let set = set.unwrap_or_else(|error| panic!("{name}: {error}"));
    let profiles: Tables = set
        .names()
        .into_iter()
        .map(|profile| {
            (
                profile.to_owned(),
                properties(set.profile(profile).unwrap()),
            )
        })
        .collect();
    assert_eq!(profiles, expected(&output["config"], "profiles"), "{name}");
    let sessions: Tables = set
        .sso_session_names()
        .map(|session| {
            (
                session.to_owned(),
                properties(set.sso_session(session).unwrap()),
            )
        })
        .collect();
    assert_eq!(
        sessions,
        expected(&output["config"], "sso_sessions"),
        "{name}"
    );
}
