//! The MFA devices that the user's files and the vault know of.

use std::collections::BTreeMap;

use keyward_core::{ProfileName, Result};
use keyward_profile::{Profile, ProfileSet};

use crate::Engine;

/// A device, and where its codes come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownMfaDevice {
    /// Its ARN, or the number on it.
    pub serial: String,
    /// The profiles whose `mfa_serial` it is.
    pub profiles: Vec<String>,
    /// Whether one of them has an `mfa_process`.
    pub has_process: bool,
    /// The vault's entry that has its seed.
    pub seed_in: Option<ProfileName>,
}

impl Engine {
    /// The devices that profiles name, and those whose seeds are in the vault, by serial.
    ///
    /// # Errors
    /// A file that cannot be read; the vault's own.
    pub fn mfa_devices(&self) -> Result<Vec<KnownMfaDevice>> {
        let mut known = BTreeMap::new();
        in_files(&self.profiles()?, &mut known);
        if self.has_vault() {
            self.in_vault(&mut known)?;
        }
        Ok(known.into_values().collect())
    }

    /// The devices whose seeds are beside the key of `profile`.
    ///
    /// # Errors
    /// The vault's own.
    pub fn mfa_seeds_of(&self, profile: &ProfileName) -> Result<Vec<String>> {
        let entry = self.with_vault(|vault| vault.get(profile))?;
        let seeds = entry.map(|entry| entry.mfa_seeds).unwrap_or_default();
        Ok(seeds.into_iter().map(|mfa| mfa.serial).collect())
    }

    fn in_vault(&self, known: &mut Known) -> Result<()> {
        for name in self.with_vault(|vault| Ok(vault.names()))? {
            for serial in self.mfa_seeds_of(&name)? {
                at(known, &serial).seed_in = Some(name.clone());
            }
        }
        Ok(())
    }
}

type Known = BTreeMap<String, KnownMfaDevice>;

fn in_files(set: &ProfileSet, known: &mut Known) {
    for name in set.names() {
        let Some(section) = set.keyward_section(name).or_else(|| set.profile(name)) else {
            continue;
        };
        if let Some(serial) = text(section, "mfa_serial") {
            let device = at(known, serial);
            device.profiles.push(name.to_owned());
            device.has_process |= text(section, "mfa_process").is_some();
        }
    }
}

fn text<'a>(section: &'a Profile, key: &str) -> Option<&'a str> {
    let value = section.get(key)?.value.as_str();
    value.filter(|value| !value.is_empty())
}

fn at<'a>(known: &'a mut Known, serial: &str) -> &'a mut KnownMfaDevice {
    known
        .entry(serial.to_owned())
        .or_insert_with(|| KnownMfaDevice {
            serial: serial.to_owned(),
            ..KnownMfaDevice::default()
        })
}
