//! A profile and the profiles it leads to: base credentials and the roles on top.

use std::collections::BTreeSet;

use keyward_core::{ProfileName, Result};

use super::{
    PlanRequest,
    considered::Notes,
    credential_source, errors, login, process,
    role::{self, RoleSource},
    rules::{CredentialSource, LoneRole, ProfileSource},
    sso, static_keys,
    view::View,
    web_identity,
};
use crate::{Base, CognitoId, FileKind, Located, Location, ProfileSet, Step};

/// Follows one profile to its base credentials.
pub(super) struct Resolution<'a, 'n> {
    request: &'a PlanRequest<'a>,
    set: &'a ProfileSet,
    notes: &'n mut Notes,
}

/// What one profile of a chain turned out to be.
enum Found<'a> {
    Base(Base),
    /// A role, and the profile whose credentials assume it.
    RoleOver(Located<&'a str>),
    /// A role over credentials that do not stand in a file.
    RoleOn(Base),
    Nothing,
}

/// How a profile was reached.
enum Reached {
    Selected,
    /// Another profile names it as its source.
    AsSource(Location),
    /// It names itself as its source: only its own keys count.
    ByItself(Location),
}

impl Reached {
    fn at(&self) -> Option<&Location> {
        match self {
            Self::Selected => None,
            Self::AsSource(location) | Self::ByItself(location) => Some(location),
        }
    }
}

impl<'a, 'n> Resolution<'a, 'n> {
    pub(super) fn new(
        request: &'a PlanRequest<'a>,
        set: &'a ProfileSet,
        notes: &'n mut Notes,
    ) -> Self {
        Self {
            request,
            set,
            notes,
        }
    }

    /// Base and steps; none where the selected profile says nothing about credentials.
    pub(super) fn run(
        mut self,
        selected: View<'a>,
        order: &[ProfileSource],
    ) -> Result<Option<(Base, Vec<Step>)>> {
        let mut chain: Vec<View<'a>> = Vec::new();
        let mut names = BTreeSet::new();
        let mut view = selected;
        let mut reached = Reached::Selected;
        let base = loop {
            match self.look_at(&view, &reached, order)? {
                Found::Base(base) => break base,
                Found::RoleOn(base) => {
                    chain.push(view);
                    break base;
                }
                Found::Nothing if chain.is_empty() => return Ok(None),
                Found::Nothing => return Err(self.dead_end(&view, &reached, &chain)),
                Found::RoleOver(source) => {
                    names.insert(view.name.clone());
                    let next = self.source(&view, &source)?;
                    chain.push(view);
                    reached = self.how(&chain, &names, &next, &source)?;
                    view = next;
                }
            }
        };
        let steps = chain.iter().rev().map(step).collect::<Result<_>>()?;
        Ok(Some((base, steps)))
    }

    fn source(&self, from: &View<'a>, source: &Located<&str>) -> Result<View<'a>> {
        let missing = || errors::source_not_found(self.set, from, &source.location, source.value);
        let name: ProfileName = source.value.parse().map_err(|_| missing())?;
        let next = View::new(self.set, &name);
        if !next.exists() && !(self.request.vault)(&name)? {
            return Err(missing());
        }
        Ok(next)
    }

    fn how(
        &self,
        chain: &[View<'a>],
        names: &BTreeSet<ProfileName>,
        next: &View<'a>,
        source: &Located<&str>,
    ) -> Result<Reached> {
        let location = source.location.clone();
        if chain.last().is_some_and(|last| last.name == next.name) {
            return Ok(Reached::ByItself(location));
        }
        if names.contains(&next.name) {
            return Err(profile_loop(&location, chain, &next.name));
        }
        Ok(Reached::AsSource(location))
    }

    /// A source without credentials, or one that leads to itself.
    fn dead_end(
        &self,
        view: &View<'_>,
        reached: &Reached,
        chain: &[View<'_>],
    ) -> keyward_core::Error {
        match (reached, view.location_of("role_arn")) {
            (Reached::ByItself(location), _) => profile_loop(location, chain, &view.name),
            (_, Some(location)) => errors::role_without_source(view, location),
            (other, None) => errors::no_information(view, other.at()),
        }
    }

    fn look_at(
        &mut self,
        view: &View<'a>,
        reached: &Reached,
        order: &[ProfileSource],
    ) -> Result<Found<'a>> {
        view.check()?;
        let sources = match reached {
            Reached::Selected => order,
            Reached::ByItself(_) if !static_keys::any(view) => &[ProfileSource::Static],
            Reached::AsSource(_) | Reached::ByItself(_) => self.request.rules.source_order,
        };
        let again = matches!(reached, Reached::ByItself(_));
        for source in sources.iter().filter(|source| !again || !source.is_role()) {
            match self.part(view, *source, matches!(reached, Reached::Selected))? {
                Found::Nothing => {}
                found => return Ok(found),
            }
        }
        Ok(Found::Nothing)
    }

    /// What one part of a profile gives.
    fn part(
        &mut self,
        view: &View<'a>,
        source: ProfileSource,
        selected: bool,
    ) -> Result<Found<'a>> {
        use ProfileSource::{
            Login, Process, Role, RoleWithoutKeys, RoleWithoutToken, Sso, SsoOfRole, Static,
            StaticOfConfig, StaticOfCredentials, WebIdentity,
        };
        let base = match source {
            RoleWithoutToken | RoleWithoutKeys
                if view.location_of("web_identity_token_file").is_some() =>
            {
                None
            }
            RoleWithoutKeys if static_keys::any(view) => None,
            Role | RoleWithoutToken | RoleWithoutKeys => return self.role(view, selected),
            Static | StaticOfCredentials | StaticOfConfig => {
                let keys = self.own_keys(view, source, selected)?;
                return Ok(keys.map_or(Found::Nothing, Found::Base));
            }
            WebIdentity => web_identity::in_profile(view)?,
            Process => process::in_profile(self.request, view)?,
            SsoOfRole if !sso::names_role(view) => None,
            Sso | SsoOfRole => sso::in_profile(self.set, view)?,
            Login => login::in_profile(view),
        };
        let Some(base) = base else {
            return Ok(Found::Nothing);
        };
        self.chosen(view, &base);
        Ok(Found::Base(base))
    }

    fn role(&mut self, view: &View<'a>, selected: bool) -> Result<Found<'a>> {
        let source = match view.text("role_arn") {
            Some(arn) => match role::source(view, self.request.rules.credential_source)? {
                Some(source) => {
                    self.note_role(view, &arn);
                    source
                }
                None => return self.lone_role(view, &arn),
            },
            // A source may be nothing but a credential_source (SDK v3,
            // resolveAssumeRoleCredentials.ts).
            None => match view.text("credential_source") {
                Some(named)
                    if !selected
                        && self.request.rules.credential_source == CredentialSource::Alone =>
                {
                    let base = credential_source::base(self.request, view, &named)?;
                    self.chosen(view, &base);
                    return Ok(Found::Base(base));
                }
                _ => return Ok(Found::Nothing),
            },
        };
        match source {
            RoleSource::Profile(source) => Ok(Found::RoleOver(source)),
            RoleSource::Named(named) => {
                let base = credential_source::base(self.request, view, &named)?;
                self.chosen(view, &base);
                Ok(Found::RoleOn(base))
            }
        }
    }

    fn lone_role(&mut self, view: &View<'a>, arn: &Located<&str>) -> Result<Found<'a>> {
        if web_identity::is_named(view) {
            return Ok(Found::Nothing);
        }
        let rules = self.request.rules;
        if rules.lone_role == LoneRole::IsError {
            return Err(errors::role_without_source(view, &arn.location));
        }
        let reason = format!(
            "profile \"{}\": role_arn has no source_profile, so {} passes over it",
            view.name, rules.name
        );
        self.notes.aside("assume_role", Some(&arn.location), reason);
        Ok(Found::Nothing)
    }

    /// The vault's entry, else the pair in the files that `source` means.
    fn own_keys(
        &mut self,
        view: &View<'a>,
        source: ProfileSource,
        selected: bool,
    ) -> Result<Option<Base>> {
        let rules = self.request.rules;
        if selected && rules.lone_role == LoneRole::HidesKeys && view.text("role_arn").is_some() {
            let reason = format!("profile \"{}\": its role_arn hides its keys", view.name);
            self.notes
                .aside("static_keys", view.location_of("role_arn"), reason);
            return Ok(None);
        }
        if source != ProfileSource::StaticOfConfig && self.in_vault(view)? {
            return Ok(Some(Base::Vault {
                name: view.name.clone(),
            }));
        }
        let base = static_keys::in_files(self.request, view)?;
        let base = base.filter(|base| match base {
            Base::StaticKeys { access_key_id, .. } => {
                source.means(self.set, &access_key_id.location)
            }
            _ => true,
        });
        match &base {
            Some(base) => self.chosen(view, base),
            None => self.note_no_keys(view, source),
        }
        Ok(base)
    }

    fn in_vault(&mut self, view: &View<'a>) -> Result<bool> {
        let name = &view.name;
        let is_there = (self.request.vault)(name)?;
        if is_there {
            let reason = format!("the vault has an entry \"{name}\"");
            self.notes.chosen("vault", view.location(), reason);
            self.note_plaintext(view);
        } else {
            self.notes
                .aside("vault", None, format!("it has no entry \"{name}\""));
        }
        Ok(is_there)
    }

    fn note_no_keys(&mut self, view: &View<'_>, source: ProfileSource) {
        let place = match source.file() {
            Some(FileKind::Credentials) => " in the credentials file",
            Some(FileKind::Config) => " in the config file",
            None => "",
        };
        let reason = format!("profile \"{}\" has no aws_access_key_id{place}", view.name);
        self.notes.aside("static_keys", view.location(), reason);
    }

    fn note_plaintext(&mut self, view: &View<'_>) {
        if let Some(location) = view.location_of("aws_access_key_id") {
            let reason = format!(
                "profile \"{}\" has keys in plaintext too; the vault's entry stands in their place",
                view.name
            );
            self.notes.aside("static_keys", Some(location), reason);
        }
    }

    fn note_role(&mut self, view: &View<'_>, arn: &Located<&str>) {
        let reason = format!("profile \"{}\" assumes {}", view.name, arn.value);
        self.notes
            .chosen("assume_role", Some(&arn.location), reason);
    }

    fn chosen(&mut self, view: &View<'_>, base: &Base) {
        let key = match base {
            Base::StaticKeys { .. } => "aws_access_key_id",
            Base::CredentialProcess { .. } => "credential_process",
            Base::WebIdentity { .. } => "web_identity_token_file",
            Base::GithubActions(_) => "web_identity_source",
            Base::Saml(_) => "saml_assertion_file",
            Base::RolesAnywhere(_) => "rolesanywhere_trust_anchor_arn",
            Base::CognitoIdentity(wanted) => match wanted.id.value {
                CognitoId::Pool(_) => "cognito_identity_pool_id",
                CognitoId::Identity(_) => "cognito_identity_id",
            },
            Base::Sso { session, .. } if session.is_some() => "sso_session",
            Base::Sso { .. } => "sso_start_url",
            Base::Login { .. } => "login_session",
            Base::Environment { .. } | Base::Container { .. } | Base::Imds { .. } => {
                "credential_source"
            }
            Base::Vault { .. } | Base::Program { .. } => return,
        };
        let reason = format!("profile \"{}\" has {key}", view.name);
        self.notes
            .chosen(base.name(), view.location_of(key), reason);
    }
}

fn step(view: &View<'_>) -> Result<Step> {
    let arn = view
        .text("role_arn")
        .expect("a profile stands in the chain for its role_arn");
    role::step(view, arn).map(Step::AssumeRole)
}

fn profile_loop(
    location: &Location,
    chain: &[View<'_>],
    back: &ProfileName,
) -> keyward_core::Error {
    let names: Vec<_> = chain.iter().map(|view| &view.name).collect();
    errors::profile_loop(location, &names, back)
}
