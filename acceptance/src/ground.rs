//! The sandbox that a test binary shares, with users and roles made by a real client.

use std::{collections::BTreeMap, sync::OnceLock};

use keyward_sandbox::{Options, Sandbox};
use serde::Deserialize;

use crate::tools;

/// A running sandbox and the keys of its users.
pub struct Ground {
    sandbox: Sandbox,
    keys: BTreeMap<String, Key>,
}

#[derive(Clone, Debug, Deserialize)]
struct Key {
    id: String,
    secret: String,
}

/// Set for a test program that runs where AWS's own metadata addresses exist: the sandbox listens there.
pub const LINK_LOCAL: &str = "KEYWARD_TEST_LINK_LOCAL";

/// The one of this process.
pub fn ground() -> &'static Ground {
    static GROUND: OnceLock<Ground> = OnceLock::new();
    GROUND.get_or_init(Ground::prepare)
}

impl Ground {
    fn prepare() -> Self {
        let options = Options {
            link_local: std::env::var_os(LINK_LOCAL).is_some(),
            ..Options::default()
        };
        let sandbox = Sandbox::start(options).expect("the sandbox starts");
        let made = std::process::Command::new(std::env::var("KEYWARD_VENV").map_or_else(
            |_| panic!("KEYWARD_VENV is not set: run these tests with `cargo xtask test`"),
            |venv| format!("{venv}/bin/python"),
        ))
        .arg(tools::repository().join("acceptance/clients/python/principals.py"))
        .env_clear()
        .envs(sandbox.environment())
        .env("HOME", "/nonexistent")
        .output()
        .expect("boto3 makes the principals");
        assert!(
            made.status.success(),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
        let keys = serde_json::from_slice(&made.stdout).expect("its keys");
        Self { sandbox, keys }
    }

    /// The sandbox.
    #[must_use]
    pub fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// A user's key id.
    #[must_use]
    pub fn key_id(&self, user: &str) -> &str {
        &self.key(user).id
    }

    /// A user's secret.
    #[must_use]
    pub fn secret(&self, user: &str) -> &str {
        &self.key(user).secret
    }

    fn key(&self, user: &str) -> &Key {
        self.keys
            .get(user)
            .unwrap_or_else(|| panic!("there is no user {user}"))
    }

    /// `${KEY_ID:user}` and `${SECRET:user}` replaced.
    #[must_use]
    pub fn fill(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (user, key) in &self.keys {
            text = text
                .replace(&format!("${{KEY_ID:{user}}}"), &key.id)
                .replace(&format!("${{SECRET:{user}}}"), &key.secret);
        }
        text
    }

    /// Every secret that exists on this ground: of users, and of each session handed out so far.
    ///
    /// # Panics
    /// One of them is in `text`.
    pub fn assert_no_secret(&self, what: &str, text: &str) {
        for secret in self.sandbox.control().secrets() {
            assert!(!text.contains(&secret), "a secret appears in {what}");
        }
    }
}
