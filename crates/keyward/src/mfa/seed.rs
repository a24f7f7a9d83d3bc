//! Seeds in the vault, beside the key of the user whose devices they are. Whoever opens the vault has both
//! factors then: convenient for programs that run alone, and weaker than a device of its own.

use std::time::Duration;

use keyward_core::{Error, ErrorCode, ProfileName, Result, Secret};
use keyward_profile::{Base, GetSessionToken, Plan, Step};
use keyward_vault::{Entry, Expected, MfaSeed};

use super::{MfaCode, seed_code, totp};
use crate::{Engine, Request};

/// A rotation holds its lock for as long as it runs; it takes a while where it proves a key.
const PATIENCE: Duration = Duration::from_secs(30);

impl Engine {
    /// Keeps the seed of a device in the vault, beside the key that `profile` stands on. `typed` is its
    /// Base32, or the `otpauth:` address of its QR code; `serial` names the device where the profile
    /// does not. Gives the device's serial back.
    ///
    /// # Errors
    /// `invalid_argument` for what is no seed, and where nobody names the device; `entry_not_found` where
    /// the profile's key is not in the vault; `entry_exists` where another seed of the device is there
    /// and `replace` is not asked for; the vault's own.
    pub async fn store_mfa_seed(
        &self,
        profile: &ProfileName,
        serial: Option<&str>,
        typed: &Secret,
        replace: bool,
    ) -> Result<String> {
        let seed = totp::seed(typed)?;
        let plan = self.mfa_plan(profile).await?;
        let serial = serial.or_else(|| serial_of(&plan));
        let serial = serial.ok_or_else(|| no_device(profile))?.to_owned();
        check_serial(&serial)?;
        let mfa = MfaSeed { serial, seed };
        let serial = mfa.serial.clone();
        self.change_seeds(entry_of(&plan)?, |seeds| put(seeds, mfa, replace))?;
        Ok(serial)
    }

    /// Whether a seed would have its place: the key that `profile` stands on is in the vault.
    ///
    /// # Errors
    /// `entry_not_found` where it is not; as [`Engine::plan_for`].
    pub async fn check_mfa_entry(&self, profile: &ProfileName) -> Result<()> {
        entry_of(&self.mfa_plan(profile).await?).map(drop)
    }

    /// Forgets the seed of a device; true where there was one.
    ///
    /// # Errors
    /// As [`Engine::store_mfa_seed`].
    pub async fn forget_mfa_seed(&self, profile: &ProfileName, serial: &str) -> Result<bool> {
        let plan = self.mfa_plan(profile).await?;
        let name = entry_of(&plan)?;
        let seeds = self.vault().entry(name)?.mfa_seeds;
        if !seeds.iter().any(|mfa| mfa.serial == serial) {
            return Ok(false);
        }
        self.change_seeds(name, |seeds| {
            seeds.retain(|mfa| mfa.serial != serial);
            Ok(())
        })?;
        Ok(true)
    }

    /// A code of `profile`'s device, or of the one that `serial` names, which nobody else is given.
    ///
    /// # Errors
    /// `entry_not_found` where the vault has no seed of it; the vault's own.
    pub async fn mfa_code(&self, profile: &ProfileName, serial: Option<&str>) -> Result<MfaCode> {
        let plan = self.mfa_plan(profile).await?;
        let seeds = self.vault().entry(entry_of(&plan)?)?.mfa_seeds;
        let only = match seeds.as_slice() {
            [only] => Some(only.serial.as_str()),
            _ => None,
        };
        let wanted = serial.or_else(|| serial_of(&plan)).or(only);
        let found = wanted.and_then(|wanted| seeds.iter().find(|mfa| mfa.serial == wanted));
        let mfa = found.ok_or_else(|| no_seed(profile, wanted))?;
        seed_code::next(self, mfa, 0).await
    }

    /// The plan of the profile, with a session where it has no role.
    pub(super) async fn mfa_plan(&self, profile: &ProfileName) -> Result<Plan> {
        let mut request = Request::profile(profile.clone());
        request.session = Some(GetSessionToken::default());
        self.plan_for(&request).await
    }

    /// A rotation replaces the entry, and must not find another one there meanwhile.
    fn change_seeds(
        &self,
        name: &ProfileName,
        change: impl FnOnce(&mut Vec<MfaSeed>) -> Result<()>,
    ) -> Result<()> {
        let vault = self.vault();
        let _lock = vault.lock_keys(PATIENCE)?;
        vault.with(|vault| {
            let found = vault.entry(name).zip(vault.get(name)?);
            let (info, mut entry): (_, Entry) = found.ok_or_else(|| not_in_vault(name))?;
            change(&mut entry.mfa_seeds)?;
            vault.put(name, &entry, Expected::Version(info.version))?;
            Ok(())
        })
    }
}

fn put(seeds: &mut Vec<MfaSeed>, new: MfaSeed, replace: bool) -> Result<()> {
    match seeds.iter_mut().find(|mfa| mfa.serial == new.serial) {
        Some(mfa) if mfa.seed == new.seed || replace => *mfa = new,
        Some(_) => {
            return Err(Error::new(
                ErrorCode::EntryExists,
                format!("the vault has another seed of {} already", new.serial),
            )
            .with_hint(
                "add --replace, if the device was set up anew: the seed that is there is lost then",
            ));
        }
        None => seeds.push(new),
    }
    Ok(())
}

/// Whether the plan stands on an entry that has the seed of exactly this device.
pub(super) fn of(engine: &Engine, plan: &Plan, serial: &str) -> Result<Option<MfaSeed>> {
    let Base::Vault { name } = &plan.base else {
        return Ok(None);
    };
    let seeds = engine.vault().entry(name)?.mfa_seeds;
    Ok(seeds.into_iter().find(|mfa| mfa.serial == serial))
}

/// The device that the plan asks.
pub(super) fn serial_of(plan: &Plan) -> Option<&str> {
    plan.steps.iter().find_map(Step::mfa_serial)
}

/// The entry that the plan stands on.
pub(super) fn entry_of(plan: &Plan) -> Result<&ProfileName> {
    match (&plan.base, &plan.profile) {
        (Base::Vault { name }, _) => Ok(name),
        (_, Some(profile)) => Err(not_in_vault(profile)),
        (_, None) => Err(not_in_vault(&ProfileName::default_profile())),
    }
}

fn check_serial(serial: &str) -> Result<()> {
    if crate::traps::is_mfa_serial(serial) {
        return Ok(());
    }
    Err(Error::new(
        ErrorCode::InvalidArgument,
        format!("the serial of an MFA device cannot be {serial:?}"),
    )
    .with_hint("it is arn:aws:iam::123456789012:mfa/NAME"))
}

fn not_in_vault(profile: &ProfileName) -> Error {
    Error::new(
        ErrorCode::EntryNotFound,
        format!("the key that profile {profile} stands on is not in the vault, and a seed is kept beside the key"),
    )
    .with_hint(format!(
        "`keyward import --profile {profile}` or `keyward add {profile}` brings it there"
    ))
}

fn no_device(profile: &ProfileName) -> Error {
    Error::new(
        ErrorCode::InvalidArgument,
        format!("profile {profile} names no MFA device"),
    )
    .with_hint("name it: --serial arn:aws:iam::ACCOUNT:mfa/NAME; or set mfa_serial in the profile")
}

fn no_seed(profile: &ProfileName, serial: Option<&str>) -> Error {
    let device = serial.map_or_else(
        || format!("an MFA device of profile {profile}, or several of them and none is named"),
        |serial| format!("the MFA device {serial} of profile {profile}"),
    );
    Error::new(
        ErrorCode::EntryNotFound,
        format!("the vault has no seed of {device}"),
    )
    .with_hint(format!(
        "`keyward mfa add {profile}` stores one, `keyward mfa enroll {profile} --store` makes one; `keyward mfa` lists what is there"
    ))
}
