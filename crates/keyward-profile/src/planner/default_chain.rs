//! The default chain: the first source that has credentials.

use keyward_core::Result;

use super::{
    Explained, PlanRequest,
    considered::{Notes, no_credentials},
    credential_source::container_variable,
    environment, errors, profile,
    rules::{Link, ProfileSource},
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
    /// No file defines the selected profile, and that was said.
    is_absent: bool,
}

/// Base credentials and the steps on top.
type Found = (Base, Vec<Step>);

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
            is_absent: false,
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
        let chain = self.request.rules.chain;
        for (at, link) in chain.iter().enumerate() {
            if let Some(found) = self.link(*link)? {
                return Ok(self.plan(*link, found));
            }
            let is_profile = |link: &Link| matches!(link, Link::Profile(_));
            if is_profile(link) && !chain[at + 1..].iter().any(is_profile) {
                self.nothing_in_profile()?;
            }
        }
        Err(no_credentials(&self.notes.0))
    }

    fn link(&mut self, link: Link) -> Result<Option<Found>> {
        let only = |base: Option<Base>| base.map(|base| (base, Vec::new()));
        Ok(match link {
            Link::Profile(order) => self.profile(order)?,
            Link::Environment => only(self.environment()?),
            // Whoever names a profile wants no other identity.
            Link::WebIdentityVariables | Link::Container if self.selected.by_program() => None,
            Link::WebIdentityVariables => only(self.web_identity()?),
            Link::Container => only(self.container()),
            Link::Metadata => only(self.metadata()),
        })
    }

    fn plan(&mut self, link: Link, (base, steps): Found) -> Plan {
        let is_profile = matches!(link, Link::Profile(_));
        Plan {
            profile: is_profile.then(|| self.selected.name.clone()),
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
        self.check_named_profile()?;
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

    /// The AWS CLI refuses a profile that nobody defines, whoever wins.
    fn check_named_profile(&self) -> Result<()> {
        let name = &self.selected.name;
        match &self.selected.by {
            Some(by) if self.request.rules.profile_must_exist => {
                let exists = View::new(self.set, name).exists() || (self.request.vault)(name)?;
                let missing = || errors::not_found(self.set, name, by);
                exists.then_some(()).ok_or_else(missing)
            }
            _ => Ok(()),
        }
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

    fn profile(&mut self, order: &'static [ProfileSource]) -> Result<Option<Found>> {
        let view = View::new(self.set, &self.selected.name);
        if view.exists() {
            return profile::Resolution::new(self.request, self.set, &mut self.notes)
                .run(view, order);
        }
        if std::mem::replace(&mut self.is_absent, true) {
            return Ok(None);
        }
        self.vault_alone(&view)
    }

    /// A profile that only the vault knows is a profile.
    fn vault_alone(&mut self, view: &View<'_>) -> Result<Option<Found>> {
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
        if !view.exists() {
            return Ok(());
        }
        if let Some(location) = view.location_of("role_arn") {
            return Err(errors::role_without_source(&view, location));
        }
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
        let Some(variable) = container_variable(self.request) else {
            self.notes.aside(
                NAME,
                None,
                "neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor AWS_CONTAINER_CREDENTIALS_FULL_URI is set",
            );
            return None;
        };
        let location = Location::Variable {
            name: variable.to_owned(),
        };
        self.notes
            .chosen(NAME, Some(&location), format!("{variable} is set"));
        Some(Base::Container { location, variable })
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
