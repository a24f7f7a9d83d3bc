//! Sessions that keyward keeps sealed, and the profiles that stand on what is revoked.

use keyward_core::{ProfileName, Result};
use keyward_profile::{Base, Plan, Step};

use super::{Principal, RevocationOutcome, RevocationPart, RevocationWhat, principal::role_of};
use crate::{Engine, Request, mfa};

/// A profile whose credentials stand on what is revoked, from a step of its plan on.
pub(super) struct Above {
    pub(super) profile: ProfileName,
    pub(super) plan: Plan,
    from: usize,
}

/// All of them, the revoked profile itself among them. A profile that has no plan stands on nothing.
pub(super) async fn above(engine: &Engine, principal: &Principal) -> Result<Vec<Above>> {
    let mut found = Vec::new();
    for profile in names(engine)? {
        let request = Request::profile(profile.clone());
        let Ok(plan) = engine.plan_for(&request).await else {
            continue;
        };
        if let Some(from) = stands_from(engine, &plan, principal) {
            found.push(Above {
                profile,
                plan,
                from,
            });
        }
    }
    Ok(found)
}

fn names(engine: &Engine) -> Result<Vec<ProfileName>> {
    let set = engine.profiles()?;
    let in_files = set.names();
    let mut names: Vec<ProfileName> = in_files.iter().filter_map(|it| it.parse().ok()).collect();
    if engine.has_vault() {
        names.extend(engine.vault().with(|vault| Ok(vault.names()))?);
    }
    names.sort();
    names.dedup();
    Ok(names)
}

/// The first step whose session is a revoked one.
fn stands_from(engine: &Engine, plan: &Plan, principal: &Principal) -> Option<usize> {
    match principal {
        Principal::User { access_key_ids, .. } => {
            let id = key_of(engine, &plan.base)?;
            access_key_ids.contains(&id).then_some(0)
        }
        Principal::Role { arn, .. } => {
            let is_it =
                |step: &Step| matches!(step, Step::AssumeRole(role) if role.role_arn.value == *arn);
            let assumed = plan.steps.iter().position(is_it);
            assumed.or_else(|| (role_of(plan) == Some(arn)).then_some(0))
        }
    }
}

/// The id of a key that a plan names without running it.
fn key_of(engine: &Engine, base: &Base) -> Option<String> {
    match base {
        Base::Vault { name } => Some(engine.vault().entry(name).ok()?.access_key_id),
        Base::StaticKeys { access_key_id, .. } => Some(access_key_id.value.clone()),
        _ => None,
    }
}

/// Forgets what is kept of them, on this machine's disk and in this engine.
pub(super) async fn forget(engine: &Engine, above: &[Above]) -> RevocationPart {
    let mut forgotten = Vec::new();
    let mut refusal = None;
    for it in above {
        match forget_one(engine, it).await {
            Ok(true) => forgotten.push(it.profile.clone()),
            Ok(false) => {}
            Err(error) => refusal = Some(error),
        }
    }
    RevocationPart {
        what: RevocationWhat::Sessions(forgotten),
        outcome: refusal.map_or(RevocationOutcome::Done, RevocationOutcome::Refused),
    }
}

async fn forget_one(engine: &Engine, above: &Above) -> Result<bool> {
    let mut was_there = false;
    for index in above.from..above.plan.steps.len() {
        engine.drop_cached(&above.plan, index + 1)?;
        was_there |= mfa::discard(engine, &above.plan, index).await?;
    }
    Ok(was_there)
}
