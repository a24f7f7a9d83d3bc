//! The default chain: the first source that has credentials.

use keyward_core::{ProfileName, Result};

use super::{
    Explained, PlanRequest,
    considered::{Notes, no_credentials},
    credential_source::container_variable,
    environment, errors, profile,
    selected::Selected,
    settings,
    view::View,
    web_identity,
};
use crate::{Base, Location, Plan, ProfileSet, Settings, Step};

/// A search for credentials, with what it has looked at so far.
pub(super) struct Search<'a> {
    request: &'a PlanRequest<'a>,
    set: &'a ProfileSet,
    selected: Selected,
    settings: Settings,
    notes: Notes,
}

impl<'a> Search<'a> {
    pub(super) fn new(request: &'a PlanRequest<'a>, set: &'a ProfileSet) -> Result<Self> {
        let selected = Selected::choose(request)?;
        let settings = settings::read(request, set, &View::new(set, &selected.name))?;
        Ok(Self {
            request,
            set,
            selected,
            settings,
            notes: Notes::default(),
        })
    }

    pub(super) fn run(mut self) -> Explained {
        let plan = self.first();
        Explained {
            considered: self.notes.0,
            plan,
        }
    }

    fn first(&mut self) -> Result<Plan> {
        if let Some(base) = self.environment()? {
            return Ok(self.plan(None, base, Vec::new()));
        }
        if let Some((base, steps)) = self.profile()? {
            let name = self.selected.name.clone();
            return Ok(self.plan(Some(name), base, steps));
        }
        let rest = match self.web_identity()? {
            Some(base) => Some(base),
            None => self.container().or_else(|| self.metadata()),
        };
        match rest {
            Some(base) => Ok(self.plan(None, base, Vec::new())),
            None => Err(no_credentials(&self.notes.0)),
        }
    }

    fn plan(&mut self, profile: Option<ProfileName>, base: Base, steps: Vec<Step>) -> Plan {
        Plan {
            profile,
            base,
            steps,
            settings: std::mem::take(&mut self.settings),
        }
    }

    fn environment(&mut self) -> Result<Option<Base>> {
        const NAME: &str = "environment";
        if let Some(reason) = self.environment_loses() {
            self.notes.aside(NAME, None, reason);
            return Ok(None);
        }
        let Some((base, variable)) = environment::keys(self.request)? else {
            self.notes.aside(
                NAME,
                None,
                "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set",
            );
            return Ok(None);
        };
        let reason = format!("{variable} is set");
        let location = Location::Variable { name: variable };
        self.notes.chosen(NAME, Some(&location), reason);
        Ok(Some(base))
    }

    /// Why the environment's keys are not looked at.
    fn environment_loses(&self) -> Option<String> {
        let set = (self.request.env)("AWS_ACCESS_KEY_ID").is_some();
        let keys = if set {
            "AWS_ACCESS_KEY_ID is set, but "
        } else {
            ""
        };
        if self.selected.by_program() {
            let name = &self.selected.name;
            return Some(format!("{keys}profile \"{name}\" was asked for by name"));
        }
        let variable = self.selected.variable()?;
        if self.request.rules.keys_beat_profile_variable {
            return None;
        }
        let rules = self.request.rules.name;
        Some(format!(
            "{keys}{variable} is set, which comes first by the rules of {rules}"
        ))
    }

    fn profile(&mut self) -> Result<Option<(Base, Vec<Step>)>> {
        let view = View::new(self.set, &self.selected.name);
        if !view.exists() {
            return self.vault_alone(&view);
        }
        let found = profile::Resolution::new(self.request, self.set, &mut self.notes).run(view)?;
        if found.is_none() {
            self.nothing_in_profile()?;
        }
        Ok(found)
    }

    /// A profile that only the vault knows is a profile.
    fn vault_alone(&mut self, view: &View<'_>) -> Result<Option<(Base, Vec<Step>)>> {
        let name = &view.name;
        if (self.request.vault)(name)? {
            let reason = format!("the vault has an entry \"{name}\"; no file defines the profile");
            self.notes.chosen("vault", None, reason);
            let base = Base::Vault { name: name.clone() };
            return Ok(Some((base, Vec::new())));
        }
        if let Some(by) = &self.selected.by {
            return Err(errors::not_found(self.set, name, by));
        }
        let reason = format!("no file defines \"{name}\", and the vault has no entry of that name");
        self.notes.aside("profile", None, reason);
        Ok(None)
    }

    /// The SDKs go on when AWS_PROFILE or nobody named the profile. Where the program itself asked
    /// for it, another identity would be a surprise.
    fn nothing_in_profile(&mut self) -> Result<()> {
        let view = View::new(self.set, &self.selected.name);
        if self.selected.by_program() {
            return Err(errors::no_information(&view, None));
        }
        let reason = format!(
            "profile \"{}\" did not contain credential information",
            view.name
        );
        self.notes.aside("profile", view.location(), reason);
        Ok(())
    }

    fn web_identity(&mut self) -> Result<Option<Base>> {
        const NAME: &str = "web_identity";
        match web_identity::in_environment(self.request)? {
            Ok(base) => {
                let location = Location::Variable {
                    name: "AWS_WEB_IDENTITY_TOKEN_FILE".to_owned(),
                };
                let reason = "AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN are set";
                self.notes.chosen(NAME, Some(&location), reason);
                Ok(Some(base))
            }
            Err(why) => {
                self.notes.aside(NAME, None, why);
                Ok(None)
            }
        }
    }

    fn container(&mut self) -> Option<Base> {
        const NAME: &str = "container";
        let Some(location) = container_variable(self.request) else {
            self.notes.aside(
                NAME,
                None,
                "neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor AWS_CONTAINER_CREDENTIALS_FULL_URI is set",
            );
            return None;
        };
        self.notes
            .chosen(NAME, Some(&location), format!("{location} is set"));
        Some(Base::Container { location })
    }

    fn metadata(&mut self) -> Option<Base> {
        const NAME: &str = "imds";
        const SWITCH: &str = "AWS_EC2_METADATA_DISABLED";
        if let Some(value) = (self.request.env)(SWITCH)
            && self.request.rules.metadata_switch.is_off(&value)
        {
            let location = Location::Variable {
                name: SWITCH.to_owned(),
            };
            let reason = format!("{SWITCH} turns it off");
            self.notes.aside(NAME, Some(&location), reason);
            return None;
        }
        let reason = "nothing else has credentials; the instance's metadata service is asked";
        self.notes.chosen(NAME, None, reason);
        Some(Base::Imds { location: None })
    }
}
