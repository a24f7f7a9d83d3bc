//! A profile and the profiles it leads to: base credentials and the roles on top.

use std::collections::BTreeSet;

use keyward_core::{ProfileName, Result};

use super::{
    PlanRequest,
    considered::Notes,
    credential_source, errors, login, process,
    role::{self, RoleSource},
    rules::ProfileSource,
    sso, static_keys,
    view::View,
    web_identity,
};
use crate::{Base, Located, Location, ProfileSet, Step};

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
    pub(super) fn run(mut self, selected: View<'a>) -> Result<Option<(Base, Vec<Step>)>> {
        let mut chain: Vec<View<'a>> = Vec::new();
        let mut names = BTreeSet::new();
        let mut view = selected;
        let mut reached = Reached::Selected;
        let base = loop {
            match self.look_at(&view, &reached)? {
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
        match reached {
            Reached::ByItself(location) => profile_loop(location, chain, &view.name),
            other => errors::no_information(view, other.at()),
        }
    }

    fn look_at(&mut self, view: &View<'a>, reached: &Reached) -> Result<Found<'a>> {
        view.check()?;
        if matches!(reached, Reached::Selected) {
            return self.in_order(view, reached);
        }
        if let Some(base) = self.own_keys(view)? {
            return Ok(Found::Base(base));
        }
        if matches!(reached, Reached::ByItself(_)) {
            return Ok(Found::Nothing);
        }
        self.in_order(view, reached)
    }

    fn in_order(&mut self, view: &View<'a>, reached: &Reached) -> Result<Found<'a>> {
        let selected = matches!(reached, Reached::Selected);
        for source in self.request.rules.profile_order {
            let base = match source {
                ProfileSource::Role => match self.role(view, selected)? {
                    Found::Nothing => None,
                    found => return Ok(found),
                },
                // A source's own keys were looked at first of all.
                ProfileSource::Static if selected => match self.own_keys(view)? {
                    Some(base) => return Ok(Found::Base(base)),
                    None => None,
                },
                ProfileSource::Static => None,
                ProfileSource::WebIdentity => web_identity::in_profile(view)?,
                ProfileSource::Process => process::in_profile(self.request, view)?,
                ProfileSource::Sso => sso::in_profile(self.set, view)?,
                ProfileSource::Login => login::in_profile(view),
            };
            if let Some(base) = base {
                self.chosen(view, &base);
                return Ok(Found::Base(base));
            }
        }
        match view.location_of("role_arn") {
            Some(location) => Err(errors::role_without_source(view, location)),
            None => Ok(Found::Nothing),
        }
    }

    fn role(&mut self, view: &View<'a>, selected: bool) -> Result<Found<'a>> {
        let source = match view.text("role_arn") {
            Some(arn) => match role::source(view)? {
                Some(source) => {
                    self.note_role(view, &arn);
                    source
                }
                None => return self.lone_role(view, &arn),
            },
            // A source may be nothing but a credential_source (SDK v3,
            // resolveAssumeRoleCredentials.ts).
            None => match view.text("credential_source") {
                Some(named) if !selected => {
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
        if view.text("web_identity_token_file").is_some() {
            return Ok(Found::Nothing);
        }
        if self.request.rules.lone_role_arn_is_error {
            return Err(errors::role_without_source(view, &arn.location));
        }
        let reason = format!(
            "profile \"{}\": role_arn has no source_profile, so SDK v3 passes over it",
            view.name
        );
        self.notes.aside("assume_role", Some(&arn.location), reason);
        Ok(Found::Nothing)
    }

    /// The vault's entry, else the pair in the files.
    fn own_keys(&mut self, view: &View<'a>) -> Result<Option<Base>> {
        let name = &view.name;
        if (self.request.vault)(name)? {
            let base = Base::Vault { name: name.clone() };
            let reason = format!("the vault has an entry \"{name}\"");
            self.notes.chosen("vault", view.location(), reason);
            self.note_plaintext(view);
            return Ok(Some(base));
        }
        self.notes
            .aside("vault", None, format!("it has no entry \"{name}\""));
        let base = static_keys::in_files(self.request, view)?;
        match &base {
            Some(base) => self.chosen(view, base),
            None => {
                let reason = format!("profile \"{name}\" has no aws_access_key_id");
                self.notes.aside("static_keys", view.location(), reason);
            }
        }
        Ok(base)
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
            Base::Sso { session, .. } if session.is_some() => "sso_session",
            Base::Sso { .. } => "sso_start_url",
            Base::Login { .. } => "login_session",
            Base::Environment { .. } | Base::Container { .. } | Base::Imds { .. } => {
                "credential_source"
            }
            Base::Vault { .. } => return,
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
