//! Users with MFA devices, and an authenticator.

use std::fs;

use acceptance::{Home, Output, Run, ground, keyward, python, repository};
use serde_json::{Value, json};

/// A home where the vault has the key of a user with an MFA device, and profiles that ask for it.
pub(crate) struct Mfa {
    pub(crate) home: Home,
    user: &'static str,
    pub(crate) made: Value,
}

impl Mfa {
    pub(crate) fn new(user: &'static str) -> Self {
        let made = made(user, &[]);
        let serial = made["serial"].as_str().unwrap();
        let role = |name: &str| {
            format!(
                "[profile {name}]\nrole_arn = arn:aws:iam::123456789012:role/{user}-{name}\nsource_profile = dev\nmfa_serial = {serial}\n"
            )
        };
        let config = format!(
            "[profile dev]\nregion = us-east-1\nmfa_serial = {serial}\n{}{}region = eu-west-1\n{}",
            role("guarded"),
            role("second"),
            role("recent"),
        );
        let home = Home::new()
            .with_vault(&[])
            .with_config(&config)
            .with_env("AWS_REGION", "us-east-1")
            .with_env("AWS_DEFAULT_REGION", "us-east-1")
            .with_file("seed", made["seed"].as_str().unwrap());
        let key = json!({ "AccessKeyId": made["id"], "SecretAccessKey": made["secret"] });
        let add = keyward().args(["add", "dev", "--stdin"]);
        let _ = add.at(&home).stdin(key.to_string()).run().success();
        Self { home, user, made }
    }

    /// The same, where each profile has the authenticator for its `mfa_process`.
    pub(crate) fn with_process(user: &'static str) -> Self {
        let mfa = Self::new(user);
        let config = mfa.home.read(".aws/config");
        let process = format!("mfa_process = {}\nmfa_serial", mfa.authenticator());
        let config = config.replace("mfa_serial", &process);
        fs::write(mfa.home.path().join(".aws/config"), config).unwrap();
        mfa
    }

    fn authenticator(&self) -> String {
        let program = repository().join("acceptance/clients/python/mfa_code.py");
        let venv = std::env::var("KEYWARD_VENV").unwrap();
        let file = |name: &str| self.home.path().join(name).display().to_string();
        format!(
            "{venv}/bin/python {} {} {}",
            program.display(),
            file("seed"),
            file("codes")
        )
    }

    pub(crate) fn code(&self) -> String {
        let show = Run::new("sh").args(["-c", &self.authenticator()]);
        show.run().success().stdout.trim().to_owned()
    }

    /// How often the authenticator was asked.
    pub(crate) fn asked(&self) -> usize {
        fs::read_to_string(self.home.path().join("codes")).map_or(0, |codes| codes.lines().count())
    }

    pub(crate) fn keyward(&self, args: &[&str]) -> Output {
        keyward().at(&self.home).args(args).run()
    }

    fn arn(&self, role: &str) -> String {
        format!(
            "arn:aws:sts::123456789012:assumed-role/{}-{role}/",
            self.user
        )
    }

    pub(crate) fn assert_role(&self, answer: &Value, role: &str) {
        let got = answer["arn"].as_str().unwrap_or_default();
        assert!(got.starts_with(&self.arn(role)), "{answer}");
    }

    /// Calls that the user's key signed.
    pub(crate) fn calls(&self, operation: &str) -> usize {
        let log = ground().sandbox().control().request_log();
        log.iter()
            .filter(|call| call.operation == operation && call.error.is_none())
            .filter(|call| call.access_key_id.as_deref() == self.made["id"].as_str())
            .count()
    }
}

/// A user with a key, and roles that ask for MFA.
pub(crate) fn made(user: &str, args: &[&str]) -> Value {
    let make = python("mfa_user.py").arg(user).args(args.iter().copied());
    let make = ground()
        .sandbox()
        .environment()
        .into_iter()
        .fold(make, |make, (name, value)| make.env(name, value));
    make.shows_credentials().run().success().json()
}
