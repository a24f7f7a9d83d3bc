//! From looking to done.

use std::time::Duration;

use keyward_core::{ProfileName, Result, disk::LockGuard};
use keyward_profile::{Base, Plan};

use super::{
    Principal, RevocationOutcome, RevocationPart, RevocationReport, RevocationWhat, RevokeOptions,
    clock::AwsClock,
    keys::{self, Keys},
    policies,
    principal::role_of,
    roles,
    sessions::{self, Above},
    signer::Signer,
    words,
};
use crate::{Engine, Request};

/// A rotation that is making or proving a key ends within this.
const LOCK_PATIENCE: Duration = Duration::from_secs(30);

/// What is to be revoked, looked up and not touched yet.
pub struct Revocation<'a> {
    engine: &'a Engine,
    profile: ProfileName,
    options: &'a RevokeOptions,
    plan: Plan,
    principal: Principal,
    signer: Signer,
    clock: AwsClock,
    above: Vec<Above>,
    /// Others that work.
    other_keys: Vec<String>,
}

impl Engine {
    /// Looks up what revoking `profile` is about. Changes nothing.
    ///
    /// # Errors
    /// `not_supported` for what has no user or role to revoke (root keys, Identity Center);
    /// `account_mismatch`; `expired_credentials` where AWS no longer takes the key that would sign;
    /// `aws_refused`, `network`, `timeout`; those of planning.
    pub async fn prepare_revocation<'a>(
        &'a self,
        profile: &ProfileName,
        options: &'a RevokeOptions,
    ) -> Result<Revocation<'a>> {
        let plan = self.plan_for(&Request::profile(profile.clone())).await?;
        let other = Signer::other(self, options).await?;
        let (signer, principal, clock) = match role_of(&plan) {
            Some(arn) => of_role(self, &plan, arn, other).await?,
            None => match keys::of(self, &plan).await? {
                Some(keys) => of_keys(self, profile, &plan, keys, other).await?,
                None => of_session(self, &plan, other).await?,
            },
        };
        Ok(Revocation {
            above: sessions::above(self, &principal).await?,
            other_keys: keys::others(&signer, &principal).await,
            engine: self,
            profile: profile.clone(),
            options,
            plan,
            principal,
            signer,
            clock,
        })
    }
}

type Looked = (Signer, Principal, AwsClock);

async fn of_role(engine: &Engine, plan: &Plan, arn: &str, other: Option<Signer>) -> Result<Looked> {
    let principal = Principal::role(arn)?;
    let signer = match other {
        Some(other) => other,
        None => Signer::below(engine, plan).await?,
    };
    let clock = check_account(engine, &signer, &principal).await?;
    Ok((signer, principal, clock))
}

async fn of_keys(
    engine: &Engine,
    profile: &ProfileName,
    plan: &Plan,
    keys: Keys,
    other: Option<Signer>,
) -> Result<Looked> {
    let own = engine.probe(plan, &keys.own).await;
    let clock = AwsClock::of(&own);
    let other = other.and_then(|other| other.but_for(&keys.ids));
    let signer = other.unwrap_or_else(|| Signer::own(engine, plan, keys.own.clone()));
    let principal = match own.caller {
        Ok(caller) => Principal::of_caller(&caller.arn, keys.ids)?,
        Err(error) if !keys::is_dead(&error) => return Err(error),
        Err(_) if !signer.is_other => {
            return Err(words::no_longer_taken(&keys.own.access_key_id, profile));
        }
        Err(_) => {
            let iam = signer.iam();
            let name = iam.user_of_key(&keys.own.access_key_id).await?;
            Principal::of_caller(&iam.user_arn(&name).await?, keys.ids)?
        }
    };
    if signer.is_other {
        check_account(engine, &signer, &principal).await?;
    }
    Ok((signer, principal, clock))
}

async fn of_session(engine: &Engine, plan: &Plan, other: Option<Signer>) -> Result<Looked> {
    let own = Signer::below(engine, plan).await?;
    let caller = engine.caller(plan, &own.credentials).await?;
    let principal = Principal::of_session(&caller.arn)?;
    let signer = other.unwrap_or(own);
    let clock = check_account(engine, &signer, &principal).await?;
    Ok((signer, principal, clock))
}

/// A policy is attached from within its own account.
async fn check_account(
    engine: &Engine,
    signer: &Signer,
    principal: &Principal,
) -> Result<AwsClock> {
    let probe = engine.probe(&signer.plan, &signer.credentials).await;
    let clock = AwsClock::of(&probe);
    let caller = probe.caller?;
    if caller.account == principal.account() {
        Ok(clock)
    } else {
        Err(words::another_account(principal.arn(), &caller.account))
    }
}

impl Revocation<'_> {
    /// The user or role.
    #[must_use]
    pub fn principal(&self) -> &Principal {
        &self.principal
    }

    /// Profiles whose sessions die with it, itself among them.
    #[must_use]
    pub fn profiles(&self) -> Vec<&ProfileName> {
        self.above.iter().map(|it| &it.profile).collect()
    }

    /// Roles that the key may have assumed, each with a profile that stands for it.
    #[must_use]
    pub fn roles(&self) -> Vec<(String, ProfileName)> {
        roles::reached(&self.principal, &self.above)
    }

    /// Does it. Done again, it does what is left.
    ///
    /// # Errors
    /// `file_busy` while a rotation runs; the vault's, where it could not be remembered that the key is
    /// dead. What AWS refuses is in the report.
    pub async fn run(self) -> Result<RevocationReport> {
        let _lock = self.lock()?;
        let mut report = RevocationReport {
            profile: self.profile.clone(),
            arn: self.principal.arn().to_owned(),
            cutoff: None,
            parts: vec![sessions::forget(self.engine, &self.above).await],
            roles_alive: match self.options.roles {
                true => Vec::new(),
                false => self.roles(),
            },
            other_keys: self.other_keys.clone(),
        };
        if self.signer.is_other {
            self.end_keys(&mut report).await?;
            self.deny(&mut report).await;
        } else {
            self.deny(&mut report).await;
            self.end_keys(&mut report).await?;
        }
        Ok(report)
    }

    /// No key is to be made while others die.
    fn lock(&self) -> Result<Option<LockGuard>> {
        let Base::Vault { .. } = &self.plan.base else {
            return Ok(None);
        };
        self.engine.vault().lock_keys(LOCK_PATIENCE).map(Some)
    }

    async fn deny(&self, report: &mut RevocationReport) {
        let key_dies = !self.principal.access_key_ids().is_empty();
        let cutoff = self.clock.cutoff(self.engine.world(), key_dies);
        let own = policies::deny(&self.signer, &self.principal, cutoff).await;
        report.parts.push(own);
        if self.options.roles {
            for (arn, _) in self.roles() {
                let part = self.deny_role(&arn, cutoff).await;
                report.parts.push(part);
            }
        }
        let is_policy = |part: &&RevocationPart| {
            matches!(
                part.what,
                RevocationWhat::UserPolicy(_) | RevocationWhat::RolePolicy(_)
            )
        };
        let mut policies = report.parts.iter().filter(is_policy);
        report.cutoff = policies.any(RevocationPart::is_done).then_some(cutoff);
    }

    async fn deny_role(&self, arn: &str, cutoff: keyward_core::Timestamp) -> RevocationPart {
        let refused = |error| RevocationPart {
            what: RevocationWhat::RolePolicy(arn.to_owned()),
            outcome: RevocationOutcome::Refused(error),
        };
        match Principal::role(arn) {
            Ok(role) if role.account() != self.principal.account() => {
                refused(words::another_account(arn, self.principal.account()))
            }
            Ok(role) => policies::deny(&self.signer, &role, cutoff).await,
            Err(error) => refused(error),
        }
    }

    /// The key that programs get comes last: it may be the one that signs.
    async fn end_keys(&self, report: &mut RevocationReport) -> Result<()> {
        let Principal::User {
            arn,
            name,
            access_key_ids,
        } = &self.principal
        else {
            return Ok(());
        };
        let wait = !self.signer.is_other && report.parts.iter().any(may_pass);
        let mut dead = Vec::new();
        for id in access_key_ids {
            let part = match wait {
                true => RevocationPart {
                    what: RevocationWhat::Key(id.clone()),
                    outcome: RevocationOutcome::NotTried,
                },
                false => keys::deactivate(&self.signer, name, id).await,
            };
            if part.is_done() {
                dead.push(id.clone());
            }
            report.parts.push(part);
        }
        match &self.plan.base {
            Base::Vault { name } => keys::mark(self.engine, name, arn, &dead),
            _ => Ok(()),
        }
    }
}

/// Whether it failed in passing: a key that signs for itself must not die before it is done.
fn may_pass(part: &RevocationPart) -> bool {
    matches!(&part.outcome, RevocationOutcome::Refused(error) if error.is_passing())
}
