//! A folder of `scenarios/`: set up, asked at every door, compared.

use std::{collections::BTreeMap, fs, path::Path};

use serde::Deserialize;

use crate::{
    Home,
    doors::{Answer, DOORS, explained},
};

/// One behaviour. The fields are described in `scenarios/README.md`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    #[serde(skip)]
    name: String,
    #[serde(skip)]
    config: Option<String>,
    #[serde(skip)]
    credentials: Option<String>,
    /// What a user sees.
    pub docs: String,
    profile: Option<String>,
    #[serde(default)]
    env: BTreeMap<String, String>,
    vault: Option<BTreeMap<String, String>>,
    #[serde(default)]
    revoked: Vec<String>,
    #[serde(default)]
    locked: bool,
    expect: Expect,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    arn: Option<String>,
    source: Option<String>,
    expires: Option<bool>,
    error: Option<String>,
    exit: Option<i32>,
    #[serde(default)]
    says: Vec<String>,
    #[serde(default)]
    traps: Vec<String>,
}

impl Scenario {
    /// Reads a folder.
    ///
    /// # Panics
    /// `scenario.json` is absent or wrong.
    #[must_use]
    pub fn read(folder: &Path) -> Self {
        let text = fs::read_to_string(folder.join("scenario.json")).expect("scenario.json");
        let mut scenario: Self = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        scenario.name = folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        scenario.config = fs::read_to_string(folder.join("config")).ok();
        scenario.credentials = fs::read_to_string(folder.join("credentials")).ok();
        scenario
    }

    /// Runs it through every door; what differs from the expectation, a line each.
    #[must_use]
    pub fn differences(&self) -> Vec<String> {
        let home = self.home();
        let ask = |(door, ask): crate::doors::Door| {
            let answer = ask(&home, self.profile.as_deref());
            self.compare(&answer)
                .map(|difference| format!("{}, {door}: {difference}", self.name))
        };
        let answers = DOORS.into_iter().filter_map(ask);
        answers.chain(self.traps(&home)).collect()
    }

    /// Where traps are expected, every door explains with the same document.
    fn traps(&self, home: &Home) -> Vec<String> {
        if self.expect.traps.is_empty() {
            return Vec::new();
        }
        let documents = explained(home, self.profile.as_deref());
        let [(_, first), ..] = &documents;
        let told = |code: &String| {
            let traps = first["traps"].as_array();
            traps.is_some_and(|traps| traps.iter().any(|trap| trap["code"] == **code))
        };
        let missing = self.expect.traps.iter().filter(|code| !told(code));
        let missing = missing.map(|code| format!("{}: no trap {code} in {first}", self.name));
        let others = documents.iter().filter(|(_, document)| document != first);
        let others = others.map(|(door, it)| format!("{}, {door}: {it} is not {first}", self.name));
        missing.chain(others).collect()
    }

    fn home(&self) -> Home {
        let mut home = Home::new();
        if let Some(config) = &self.config {
            home = home.with_config(config);
        }
        if let Some(credentials) = &self.credentials {
            home = home.with_credentials(credentials);
        }
        if let Some(vault) = &self.vault {
            let entries: Vec<_> = vault
                .iter()
                .map(|(p, u)| (p.as_str(), u.as_str()))
                .collect();
            home = home.with_vault(&entries);
        }
        for profile in &self.revoked {
            home = home.with_revoked(profile);
        }
        if self.locked {
            home = home.with_env("KEYWARD_IDENTITY_FILE", "");
        }
        self.env
            .iter()
            .fold(home, |home, (name, value)| home.with_env(name, value))
    }

    fn compare(&self, answer: &Answer) -> Option<String> {
        let expect = &self.expect;
        let same = match answer {
            Answer::Identity {
                arn,
                source,
                expires,
            } => {
                expect.arn.as_ref().is_some_and(|want| matches(want, arn))
                    && agree(expect.source.as_ref(), source.as_ref())
                    && agree(expect.expires.as_ref(), Some(expires))
            }
            Answer::Error {
                code,
                message,
                exit,
            } => {
                expect.error.as_ref() == Some(code)
                    && agree(expect.exit.as_ref(), exit.as_ref())
                    && expect.says.iter().all(|text| message.contains(text))
            }
        };
        (!same).then(|| format!("expected {expect:?}, got {answer:?}"))
    }
}

/// Equal, where both sides have something to say.
fn agree<T: PartialEq>(expected: Option<&T>, got: Option<&T>) -> bool {
    match (expected, got) {
        (Some(expected), Some(got)) => expected == got,
        _ => true,
    }
}

/// `*` at the end stands for anything but nothing.
fn matches(pattern: &str, text: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => text.len() > start.len() && text.starts_with(start),
        None => pattern == text,
    }
}
