//! The vault: who else may read its folder, what opens it, how old its keys are.

use std::path::Path;

use keyward::{
    Engine, default_identity_file, key_id,
    traps::{Severity, Trap},
};
use keyward_core::disk::Disk;
use keyward_vault::SlotKind;

/// AWS and CIS both ask for a new key after so many days.
pub(super) const OLD_AFTER_DAYS: i64 = 90;

/// Looks without asking anybody: a vault that only a person can open keeps its keys' ages to itself.
pub(crate) fn look(engine: &Engine, found: &mut Vec<Trap>) {
    let home = engine.world().paths().keyward_home;
    found.extend(open_to_others(&home, 0o700));
    if !engine.has_vault() {
        return;
    }
    for name in Disk::real().list(&home).unwrap_or_default() {
        let path = home.join(name);
        let mode = if path.is_dir() { 0o700 } else { 0o600 };
        found.extend(open_to_others(&path, mode));
    }
    unlocking(engine, &home, found);
    ages(engine, found);
    seeds(engine, found);
}

/// A vault that does not open was told already.
fn seeds(engine: &Engine, found: &mut Vec<Trap>) {
    for device in engine.mfa_devices().unwrap_or_default() {
        let Some(entry) = device.seed_in else {
            continue;
        };
        found.push(Trap::new(
            "mfa_seed",
            Severity::Notice,
            format!(
                "the vault has the seed of the MFA device {} beside the key of {entry}: whoever opens it has both factors",
                device.serial
            ),
            format!("where a person can give codes, `keyward mfa remove {entry} --seed-only`"),
        ));
    }
}

fn unlocking(engine: &Engine, home: &Path, found: &mut Vec<Trap>) {
    let info = match keyward_vault::info(home, &Disk::real()) {
        Ok(info) => info,
        Err(error) => {
            let remedy = error.hint().unwrap_or("see `keyward vault restore --help`");
            found.push(Trap::new("vault", Severity::Error, error.message(), remedy));
            return;
        }
    };
    if !info.slots.contains(&SlotKind::IdentityFile) {
        return;
    }
    let named = engine.world().var("KEYWARD_IDENTITY_FILE").map(Into::into);
    let file = named.or_else(|| default_identity_file(engine.world()));
    let Some(file) = file.filter(|file| file.exists()) else {
        return;
    };
    found.extend(open_to_others(&file, 0o600));
    if info.slots.len() == 1 {
        found.push(Trap::new(
            "weak_unlock",
            Severity::Notice,
            format!(
                "the vault opens by the file {} alone: whoever can read it has the keys, and without it they are lost",
                file.display()
            ),
            "keep a copy of it elsewhere; on a machine with a person, `keyward vault passphrase` adds a second way in",
        ));
    }
}

fn ages(engine: &Engine, found: &mut Vec<Trap>) {
    let entries = match engine.with_vault(|vault| Ok(vault.entries())) {
        Ok(entries) => entries,
        Err(error) => {
            let message = format!(
                "the keys of the vault were not looked at: {}",
                error.message()
            );
            let remedy = error.hint().unwrap_or("unlock it, then run doctor again");
            found.push(Trap::new("vault_locked", Severity::Notice, message, remedy));
            return;
        }
    };
    let now = engine.world().now();
    for entry in entries {
        let days = (now.unix() - entry.added_at.unix()) / 86_400;
        if days > OLD_AFTER_DAYS {
            found.push(Trap::new(
                "old_key",
                Severity::Warning,
                format!(
                    "the key {} of {} has been in the vault for {days} days",
                    key_id::shown(&entry.access_key_id),
                    entry.name
                ),
                format!("keyward rotate {}", entry.name),
            ));
        }
    }
}

#[cfg(unix)]
fn open_to_others(path: &Path, wanted: u32) -> Option<Trap> {
    use std::os::unix::fs::MetadataExt;

    let mode = std::fs::metadata(path).ok()?.mode() & 0o777;
    (mode & 0o077 != 0).then(|| {
        Trap::new(
            "file_mode",
            Severity::Error,
            format!(
                "{}: other users may enter or read it (mode {mode:o})",
                path.display()
            ),
            format!("chmod {wanted:o} '{}'", path.display()),
        )
    })
}

#[cfg(not(unix))]
fn open_to_others(_path: &Path, _wanted: u32) -> Option<Trap> {
    None
}
