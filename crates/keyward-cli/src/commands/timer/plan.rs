//! What the system will run: a plain value that each system's files are written from.

use std::{collections::BTreeMap, path::PathBuf};

use super::schedule::At;

/// A program, its arguments and variables, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    /// Absolute.
    pub(super) program: PathBuf,
    pub(super) args: Vec<String>,
    /// No secret.
    pub(super) env: BTreeMap<String, String>,
    /// At some time of the day where nobody says.
    pub(super) at: Option<At>,
}

/// What is run, for people.
pub(super) const WHAT: &str = "keyward: replace access keys that are due";

impl Plan {
    /// The command line as a person would type it.
    pub(super) fn command(&self) -> String {
        format!("keyward {}", self.args.join(" "))
    }

    /// For systems that want a time.
    pub(super) fn time(&self) -> At {
        self.at.unwrap_or(At {
            hour: 12,
            minute: 0,
        })
    }

    pub(super) fn when(&self) -> String {
        self.at
            .map_or_else(|| "every day".to_owned(), |at| format!("every day at {at}"))
    }
}

#[cfg(test)]
pub(super) fn example() -> Plan {
    let env = [
        ("KEYWARD_HOME", "/home/a b/.local/share/keyward"),
        (
            "KEYWARD_PASSPHRASE_COMMAND",
            "pass show \"k\" | head -1 # 100% $HOME <&>",
        ),
    ];
    Plan {
        program: "/opt/key ward/keyward".into(),
        args: ["rotate", "--all", "--older-than", "90d"]
            .map(str::to_owned)
            .into(),
        env: env
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        at: None,
    }
}
