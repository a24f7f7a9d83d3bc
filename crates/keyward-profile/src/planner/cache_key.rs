//! A plan, or the first steps of it, as text that is the same for the same credentials.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::{
    AssumeRole, Base, CognitoId, CognitoIdentity, GetSessionToken, GithubActions, Location, Plan,
    RolesAnywhere, Saml, SensitiveCommand, Service, Settings, Step,
};

impl Plan {
    /// The key under which the credentials after the first `steps` steps may be kept: base, steps,
    /// region and endpoint. Two plans that share a prefix share its key, so one MFA session serves
    /// every role above it. Holds no secret: keys count by their id, a command by its digest.
    #[must_use]
    pub fn cache_key(&self, steps: usize) -> String {
        let mut key = Key::default();
        key.base(&self.base);
        let counted = &self.steps[..steps.min(self.steps.len())];
        for step in counted {
            key.step(step);
        }
        let settings = &self.settings;
        if steps > 0 || self.base.asks_sts() {
            // A session is good in every region, and the profiles above one device need not agree on one.
            let is_session = matches!(counted, [Step::GetSessionToken(_)]);
            let region = settings.region.as_ref().filter(|_| !is_session);
            key.option("region", region.map(|region| region.value.as_str()));
            key.reached(settings, &[Service::Sts]);
            key.switch("global", settings.sts_global_endpoint);
        }
        match self.base {
            Base::Sso { .. } => key.reached(settings, &[Service::Sso, Service::SsoOidc]),
            Base::Login { .. } => key.reached(settings, &[Service::Signin]),
            Base::RolesAnywhere(_) => key.reached(settings, &[Service::RolesAnywhere]),
            Base::CognitoIdentity(_) => key.reached(settings, &[Service::CognitoIdentity]),
            _ => {}
        }
        key.0
    }
}

/// Parts as `name=LENGTH:value;`, so that no value can pass for another part.
#[derive(Default)]
struct Key(String);

impl Key {
    fn part(&mut self, name: &str, value: &str) {
        write!(self.0, "{name}={}:{value};", value.len()).expect("a String takes any text");
    }

    fn option(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.part(name, value);
        }
    }

    fn switch(&mut self, name: &str, is_on: bool) {
        self.part(name, if is_on { "1" } else { "0" });
    }

    /// Which servers stand for these services: another one is another AWS.
    fn reached(&mut self, settings: &Settings, services: &[Service]) {
        for service in services {
            let endpoint = settings.endpoint(*service);
            self.option(service.key(), endpoint.map(|found| found.value.as_str()));
        }
        self.switch("fips", settings.use_fips_endpoint);
        self.switch("dualstack", settings.use_dualstack_endpoint);
    }

    fn location(&mut self, location: &Location) {
        self.part("at", &location.to_string());
    }

    fn base(&mut self, base: &Base) {
        self.part("base", base.name());
        match base {
            Base::Environment { access_key_id, .. } | Base::Program { access_key_id, .. } => {
                self.part("key", access_key_id);
            }
            Base::StaticKeys {
                profile,
                access_key_id,
                ..
            } => {
                self.part("profile", profile.as_str());
                self.part("key", &access_key_id.value);
            }
            Base::Vault { name } => self.part("entry", name.as_str()),
            Base::CredentialProcess {
                profile, command, ..
            } => {
                self.part("profile", profile.as_str());
                self.part("command", &digest(&command.value));
            }
            Base::WebIdentity {
                token_file,
                role_arn,
                session_name,
            } => {
                self.part("file", &token_file.value);
                self.part("role", role_arn);
                self.option("name", session_name.as_deref());
            }
            Base::GithubActions(GithubActions { role, audience }) => {
                self.assume_role(role);
                self.option("audience", audience.as_deref());
            }
            Base::Saml(Saml {
                role,
                provider_arn,
                assertion_file,
            }) => {
                self.assume_role(role);
                self.part("provider", provider_arn);
                self.part("file", &assertion_file.value);
            }
            Base::RolesAnywhere(wanted) => self.roles_anywhere(wanted),
            Base::CognitoIdentity(wanted) => self.cognito_identity(wanted),
            Base::Sso { .. } => self.sso(base),
            Base::Login { session, .. } => self.part("session", &session.value),
            Base::Container { location, variable } => {
                self.location(location);
                self.part("variable", variable);
            }
            Base::Imds { .. } => {}
        }
    }

    fn roles_anywhere(&mut self, wanted: &RolesAnywhere) {
        let RolesAnywhere {
            role,
            trust_anchor_arn,
            profile_arn,
            certificate,
            private_key,
            chain,
        } = wanted;
        self.assume_role(role);
        self.part("anchor", &trust_anchor_arn.value);
        self.part("profile", profile_arn);
        self.part("certificate", &certificate.value);
        self.part("private", &private_key.value);
        self.option("chain", chain.as_ref().map(|chain| chain.value.as_str()));
    }

    fn cognito_identity(&mut self, wanted: &CognitoIdentity) {
        let CognitoIdentity {
            id,
            login,
            custom_role_arn,
        } = wanted;
        match &id.value {
            CognitoId::Pool(id) => self.part("pool", id),
            CognitoId::Identity(id) => self.part("identity", id),
        }
        let provider = login.as_ref().map(|login| login.provider.as_str());
        let file = login.as_ref().map(|login| login.token_file.value.as_str());
        self.option("provider", provider);
        self.option("file", file);
        self.option("role", custom_role_arn.as_deref());
    }

    fn sso(&mut self, base: &Base) {
        let Base::Sso {
            profile: _,
            session,
            account_id,
            role_name,
            region,
            start_url,
        } = base
        else {
            return;
        };
        self.option("session", session.as_deref());
        self.option("account", account_id.as_deref());
        self.option("role", role_name.as_deref());
        self.part("sso_region", region);
        self.part("url", start_url);
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::AssumeRole(role) => self.assume_role(role),
            Step::GetSessionToken(session) => self.session_token(session),
        }
    }

    fn assume_role(&mut self, role: &AssumeRole) {
        // Every field by name: a new one that is forgotten here does not compile.
        let AssumeRole {
            role_arn,
            session_name,
            external_id,
            duration_seconds,
            source_identity,
            tags,
            transitive_tag_keys,
            policy,
            policy_arns,
            mfa_serial,
            mfa_process: _,
            region,
            profile: _,
        } = role;
        self.part("assume", &role_arn.value);
        self.option("name", session_name.as_deref());
        self.option("external", external_id.as_deref());
        self.option(
            "seconds",
            duration_seconds.map(|n| n.to_string()).as_deref(),
        );
        self.option("identity", source_identity.as_deref());
        for (name, value) in tags {
            self.part("tag", name);
            self.part("value", value);
        }
        for name in transitive_tag_keys {
            self.part("transitive", name);
        }
        self.option("policy", policy.as_deref());
        for arn in policy_arns {
            self.part("policy_arn", arn);
        }
        self.option("mfa", mfa_serial.as_deref());
        self.option("role_region", region.as_deref());
    }

    fn session_token(&mut self, session: &GetSessionToken) {
        let GetSessionToken {
            duration_seconds,
            mfa_serial,
            mfa_process: _,
        } = session;
        self.part("session_token", "");
        self.option(
            "seconds",
            duration_seconds.map(|n| n.to_string()).as_deref(),
        );
        self.option("mfa", mfa_serial.as_deref());
    }
}

/// A command may hold a secret among its arguments.
fn digest(command: &SensitiveCommand) -> String {
    let digest = Sha256::digest(command.as_secret().expose());
    digest
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
