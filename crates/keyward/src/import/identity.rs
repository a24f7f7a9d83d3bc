//! Whether a profile may stand for a key that comes from elsewhere.
//!
//! AWS's tools and keyward must both see that key and no other behind the profile's name; else an
//! import would change whom programs act as.

use keyward_core::{Error, ErrorCode, ProfileName, Result};
use keyward_profile::{Base, PlanRequest, ProfileSet, Rules, Section, SensitiveCommand, Taken};

use crate::{Engine, sources};

/// What the profile has in AWS's files already.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// This very key, or a pointer to keyward.
    ForThisKey,
    /// No credentials at all.
    ForNothing,
}

/// What the profile stands for so far.
///
/// # Errors
/// `profile_invalid` where it is something else than this key.
pub(super) fn stands_for(set: &ProfileSet, profile: &ProfileName, taken: &Taken) -> Result<Stands> {
    let own = set.profile(profile.as_str());
    let linked = set.keyward_section(profile.as_str());
    let mut stands = Stands::ForNothing;
    for section in [own, linked].into_iter().flatten() {
        let is_same = has_pair(section, taken);
        for (key, property) in section.properties() {
            let found = &property.value;
            if found.value.is_empty() || !keyward_profile::selects_credentials(key) {
                continue;
            }
            let fits = match key {
                "aws_access_key_id" | "aws_secret_access_key" => is_same,
                "credential_process" => leads_here(section, profile),
                _ => false,
            };
            if !fits {
                return Err(another_identity(profile, key, &found.location));
            }
            stands = Stands::ForThisKey;
        }
    }
    Ok(stands)
}

/// Whether a section's `credential_process` asks keyward for this profile.
pub(crate) fn leads_here(section: &Section, profile: &ProfileName) -> bool {
    sources::is_own_pointer(section)
        && section.get("credential_process").is_some_and(|found| {
            SensitiveCommand::from_secret(found.value.to_secret()).asks_for(profile)
        })
}

fn has_pair(section: &Section, taken: &Taken) -> bool {
    let id = section.get("aws_access_key_id");
    let secret = section.get("aws_secret_access_key");
    id.and_then(|found| found.value.as_str()) == Some(taken.access_key_id.as_str())
        && secret.is_some_and(|found| found.value.to_secret() == taken.secret_access_key)
}

fn another_identity(
    profile: &ProfileName,
    key: &str,
    location: &keyward_profile::Location,
) -> Error {
    Error::new(
        ErrorCode::ProfileInvalid,
        format!(
            "{location}: profile \"{profile}\" has {key} of its own: under its name programs would not act \
             with the key to import; nothing was written"
        ),
    )
    .with_hint("give the key a profile name that is free, with --profile")
}

impl Engine {
    /// Makes sure that other AWS tools, which know no vault, follow the pointer where they used the
    /// key: they may prefer something else in the profile to a `credential_process`.
    pub(super) fn check_other_tools(
        &self,
        before: &ProfileSet,
        after: &ProfileSet,
        profile: &ProfileName,
    ) -> Result<()> {
        for rules in [Rules::JS_V3, Rules::CLI] {
            let plan = |set| {
                let request = PlanRequest {
                    profile: Some(profile),
                    env: &|name| self.world().var(name),
                    rules,
                    vault: &|_| Ok(false),
                    own_program: &|_| false,
                };
                keyward_profile::plan(&request, set).map(|planned| planned.plan)
            };
            let Ok(used) = plan(before) else {
                continue;
            };
            let is_key =
                |base: &Base| matches!(base, Base::StaticKeys { profile: it, .. } if it == profile);
            let is_pointer = |base: &Base| matches!(base, Base::CredentialProcess { profile: it, .. } if it == profile);
            if is_key(&used.base) && !plan(after).is_ok_and(|plan| is_pointer(&plan.base)) {
                return Err(pointer_not_followed(profile));
            }
        }
        Ok(())
    }

    /// Makes sure that a plan for the profile, once the vault has its key, is that key and nothing
    /// on top.
    pub(super) fn check_plan(&self, set: &ProfileSet, profile: &ProfileName) -> Result<()> {
        let planned = keyward_profile::plan(
            &PlanRequest {
                profile: Some(profile),
                env: &|name| self.world().var(name),
                rules: Rules::default(),
                vault: &|name| Ok(name == profile),
                own_program: &sources::is_own_program,
            },
            set,
        )?;
        let is_the_key = matches!(&planned.plan.base, Base::Vault { name } if name == profile);
        if is_the_key && planned.plan.steps.is_empty() {
            return Ok(());
        }
        let message = format!(
            "profile \"{profile}\" would not give the key to import, but {}; nothing was written",
            planned.plan.base.name()
        );
        Err(Error::new(ErrorCode::ProfileInvalid, message)
            .with_hint("give the key a profile name that is free, with --profile"))
    }
}

fn pointer_not_followed(profile: &ProfileName) -> Error {
    Error::new(
        ErrorCode::ProfileInvalid,
        format!(
            "profile \"{profile}\" has something besides its key that AWS's tools would use or trip over \
             before a pointer to keyward; nothing was written"
        ),
    )
    .with_hint(
        "let the key have a profile of its own, which a role may name as its source_profile, and import that",
    )
}
