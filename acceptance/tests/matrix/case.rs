//! One case: two files and an environment, rolled.

use std::{collections::BTreeSet, fmt};

use acceptance::{Home, ground};

use crate::{
    dice::Dice,
    place::{PROFILES, Place},
};

const PERCENT_QUOTED: usize = 10;

/// What is odd about a case: rows of `known.rs` refer to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Odd {
    HalfPair,
    HalfEnvironment,
    Twice,
    InlineComment,
    Capitals,
    Quoted,
    NoPrefix,
    BlankValue,
    Mfa,
    BrokenProcess,
    HalfSso,
    SsoInCredentials,
    Loop,
    EmptyProfile,
    NoConfigFile,
    Container,
    WebVariables,
}

pub(crate) struct Case {
    pub(crate) home: Home,
    pub(crate) profile: Option<&'static str>,
    pub(crate) odd: BTreeSet<Odd>,
    config: Option<String>,
    credentials: Option<String>,
    variables: Vec<(&'static str, String)>,
}

/// A case while it is rolled.
struct Roll<'a> {
    dice: &'a mut Dice,
    place: &'a Place,
    odd: BTreeSet<Odd>,
    config: String,
    credentials: String,
    /// What a process prints: file and text.
    files: Vec<(String, String)>,
    /// Profiles, and those that they name as their source.
    sources: Vec<(&'static str, &'static str)>,
}

impl Case {
    pub(crate) fn roll(dice: &mut Dice, place: &Place) -> Self {
        let mut roll = Roll {
            dice,
            place,
            odd: BTreeSet::new(),
            config: String::new(),
            credentials: String::new(),
            files: Vec::new(),
            sources: Vec::new(),
        };
        for profile in PROFILES {
            if roll.dice.percent(80) {
                roll.profile(profile);
            }
        }
        if PROFILES
            .iter()
            .any(|profile| roll.leads_back(profile, profile, 3))
        {
            roll.odd.insert(Odd::Loop);
        }
        let url = ground().sandbox().sso_start_url();
        roll.config.push_str(&format!(
            "[sso-session corp]\nsso_region = us-east-1\nsso_start_url = {url}\n"
        ));
        let variables = roll.variables();
        let profile = roll.dice.percent(30).then(|| *roll.dice.one(&PROFILES));
        roll.finish(variables, profile)
    }

    /// SDK v2 cannot be told a profile for its whole chain, and runs for ever where sources lead in a
    /// circle (token_file_web_identity_credentials.js, getParamsFromSharedConfig).
    pub(crate) fn is_for_v2(&self) -> bool {
        self.profile.is_none() && !self.odd.contains(&Odd::Loop)
    }
}

impl Roll<'_> {
    fn finish(
        mut self,
        variables: Vec<(&'static str, String)>,
        profile: Option<&'static str>,
    ) -> Case {
        let crlf = self.dice.percent(15);
        let ends = |text: String| {
            if crlf {
                text.replace('\n', "\r\n")
            } else {
                text
            }
        };
        let config = self.dice.percent(92).then(|| ends(self.config));
        let credentials = self.dice.percent(85).then(|| ends(self.credentials));
        if config.is_none() {
            self.odd.insert(Odd::NoConfigFile);
        }
        let mut home = Home::new();
        std::fs::create_dir_all(home.path().join(".aws/sso/cache")).unwrap();
        let (name, token) = &self.place.sso_token;
        home = home
            .with_file(&format!(".aws/sso/cache/{name}"), token)
            .with_file("token", &self.place.web_token);
        for (name, text) in &self.files {
            home = home.with_file(name, text);
        }
        if let Some(config) = &config {
            home = home.with_config(config);
        }
        if let Some(credentials) = &credentials {
            home = home.with_credentials(credentials);
        }
        let base = [
            ("AWS_REGION", "us-east-1"),
            ("AWS_DEFAULT_REGION", "us-east-1"),
        ];
        for (name, value) in base {
            home = home.with_env(name, value);
        }
        for (name, value) in &variables {
            home = home.with_env(name, value);
        }
        Case {
            home,
            profile,
            odd: self.odd,
            config,
            credentials,
            variables,
        }
    }

    /// Whether sources lead from one profile to another in so many steps.
    fn leads_back(&self, from: &str, to: &str, steps: usize) -> bool {
        let next = self.sources.iter().filter(|(profile, _)| *profile == from);
        steps > 0
            && next
                .into_iter()
                .any(|(_, source)| *source == to || self.leads_back(source, to, steps - 1))
    }

    /// One profile, in either file or both.
    fn profile(&mut self, profile: &'static str) {
        let both = self.dice.percent(15);
        let in_credentials = self.dice.percent(35);
        if both || !in_credentials {
            let text = self.section(profile, "config");
            self.config.push_str(&text);
        }
        if both || in_credentials {
            let text = self.section(profile, "credentials");
            self.credentials.push_str(&text);
        }
    }

    fn section(&mut self, profile: &'static str, file: &str) -> String {
        let mut text = self.header(profile, file);
        if self.dice.percent(30) {
            text.push_str("# a comment\n\nregion = us-east-1\n");
        }
        if self.dice.percent(4) {
            self.odd.insert(Odd::InlineComment);
            text.push_str("output = json # really\nrole_session_name = s # why\n");
        }
        for _ in 0..=usize::from(self.dice.percent(25)) {
            let part = self.part(profile, file);
            // The same part twice would be the same key twice.
            if !part.lines().any(|line| has_key(&text, line)) {
                text.push_str(&part);
            }
        }
        if self.dice.percent(4) {
            self.odd.insert(Odd::Twice);
            text.push_str(&format!(
                "{}region = us-east-1\n",
                header_line(profile, file, "")
            ));
        }
        if self.dice.percent(4) {
            self.odd.insert(Odd::Capitals);
            text = text.replace("aws_access_key_id", "AWS_ACCESS_KEY_ID");
        }
        text
    }

    fn header(&mut self, profile: &'static str, file: &str) -> String {
        if file == "config" && profile != "default" {
            if self.dice.percent(PERCENT_QUOTED) {
                self.odd.insert(Odd::Quoted);
                return header_line(profile, file, "\"");
            }
            if self.dice.percent(4) {
                self.odd.insert(Odd::NoPrefix);
                return format!("[{profile}]\n");
            }
        }
        header_line(profile, file, "")
    }

    /// One way of giving credentials.
    fn part(&mut self, profile: &'static str, file: &str) -> String {
        let user = format!("{file}-{profile}");
        let role = format!(
            "role_arn = arn:aws:iam::123456789012:role/m-{profile}\nrole_session_name = of-{profile}\n"
        );
        match self.dice.below(16) {
            0..=3 => self.pair(&user),
            4..=6 => {
                let source = *self.dice.one(&["default", "a", "b", "b", "a", "gone"]);
                self.sources.push((profile, source));
                format!("{role}source_profile = {source}\n")
            }
            7 => {
                let source = *self.dice.one(&["Environment", "EcsContainer", "Elsewhere"]);
                format!("{role}credential_source = {source}\n")
            }
            8 => role,
            9 | 10 => self.process(profile),
            11 => format!(
                "role_arn = arn:aws:iam::123456789012:role/web\nrole_session_name = web-of-{profile}\nweb_identity_token_file = ${{HOME}}/token\n"
            ),
            12 => {
                if file == "credentials" {
                    self.odd.insert(Odd::SsoInCredentials);
                }
                "sso_session = corp\nsso_account_id = 123456789012\nsso_role_name = ReadOnlyAccess\n".to_owned()
            }
            13 => {
                self.odd.insert(Odd::HalfSso);
                "sso_session = corp\n".to_owned()
            }
            14 => {
                self.odd.insert(Odd::Mfa);
                self.sources.push((profile, "b"));
                format!("{role}source_profile = b\nmfa_serial = arn:aws:iam::123456789012:mfa/m\n")
            }
            _ => {
                self.odd.insert(Odd::BlankValue);
                "credential_process =\nsource_profile =\n".to_owned()
            }
        }
    }

    fn pair(&mut self, user: &str) -> String {
        let key = self.place.key(user);
        let (id, secret) = (&key.id, &key.secret);
        if self.dice.percent(8) {
            self.odd.insert(Odd::HalfPair);
            return format!("aws_access_key_id = {id}\n");
        }
        format!("aws_access_key_id = {id}\naws_secret_access_key={secret}\n")
    }

    fn process(&mut self, profile: &str) -> String {
        if self.dice.percent(15) {
            self.odd.insert(Odd::BrokenProcess);
            return "credential_process = false\n".to_owned();
        }
        let key = self.place.key(&format!("process-{profile}"));
        let name = format!("process-{profile}");
        let document = format!(
            r#"{{"Version":1,"AccessKeyId":"{}","SecretAccessKey":"{}"}}"#,
            key.id, key.secret
        );
        self.files.push((name.clone(), document));
        format!("credential_process = cat ${{HOME}}/{name}\n")
    }

    fn variables(&mut self) -> Vec<(&'static str, String)> {
        let mut found = Vec::new();
        self.key_variables(
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "env",
            22,
            &mut found,
        );
        let amazon = ("AMAZON_ACCESS_KEY_ID", "AMAZON_SECRET_ACCESS_KEY");
        self.key_variables(amazon.0, amazon.1, "amazon", 6, &mut found);
        if self.dice.percent(40) {
            let name = *self.dice.one(&["default", "a", "b", "a", "b", "gone", ""]);
            if name.is_empty() {
                self.odd.insert(Odd::EmptyProfile);
            }
            found.push(("AWS_PROFILE", name.to_owned()));
        }
        if self.dice.percent(10) {
            let name = *self.dice.one(&PROFILES);
            found.push(("AWS_DEFAULT_PROFILE", name.to_owned()));
        }
        if self.dice.percent(70) {
            found.push(("AWS_SDK_LOAD_CONFIG", "1".to_owned()));
        }
        if self.dice.percent(10) {
            self.odd.insert(Odd::WebVariables);
            found.extend([
                ("AWS_WEB_IDENTITY_TOKEN_FILE", "${HOME}/token".to_owned()),
                (
                    "AWS_ROLE_ARN",
                    "arn:aws:iam::123456789012:role/web".to_owned(),
                ),
                ("AWS_ROLE_SESSION_NAME", "web-of-variables".to_owned()),
            ]);
        }
        if self.dice.percent(10) {
            self.odd.insert(Odd::Container);
            let sandbox = ground().sandbox();
            let token = sandbox.control().container_token();
            found.extend([
                (
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                    sandbox.container_uri(),
                ),
                ("AWS_CONTAINER_AUTHORIZATION_TOKEN", token.to_string()),
            ]);
        }
        found
    }

    fn key_variables(
        &mut self,
        id: &'static str,
        secret: &'static str,
        user: &str,
        percent: usize,
        into: &mut Vec<(&'static str, String)>,
    ) {
        if !self.dice.percent(percent) {
            return;
        }
        let key = self.place.key(user);
        let half = self.dice.percent(12);
        let empty = self.dice.percent(8);
        if half || empty {
            self.odd.insert(Odd::HalfEnvironment);
        }
        into.push((id, key.id.clone()));
        if !half {
            let secret_text = if empty {
                String::new()
            } else {
                key.secret.clone()
            };
            into.push((secret, secret_text));
        }
    }
}

fn header_line(profile: &str, file: &str, quote: &str) -> String {
    if file == "credentials" || profile == "default" {
        return format!("[{profile}]\n");
    }
    format!("[profile {quote}{profile}{quote}]\n")
}

/// Whether the section has this line's key already.
fn has_key(section: &str, line: &str) -> bool {
    let key = |line: &str| line.split('=').next().map(|key| key.trim().to_owned());
    section
        .lines()
        .any(|it| it.contains('=') && key(it) == key(line))
}

fn without_secret(line: &str) -> String {
    let is_secret = |key: &str| {
        ["secret", "token"]
            .iter()
            .any(|it| key.to_lowercase().contains(it))
    };
    match line.split_once('=') {
        Some((key, value)) if is_secret(key) && !value.is_empty() => format!("{key}=…"),
        _ => line.to_owned(),
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "named {:?}, odd {:?}", self.profile, self.odd)?;
        for (name, value) in &self.variables {
            writeln!(f, "{}", without_secret(&format!("{name}={value}")))?;
        }
        let file = |text: &Option<String>| match text {
            Some(text) => text
                .lines()
                .map(|line| without_secret(line) + "\n")
                .collect(),
            None => "(no file)\n".to_owned(),
        };
        write!(
            f,
            "--- config\n{}--- credentials\n{}",
            file(&self.config),
            file(&self.credentials)
        )
    }
}
