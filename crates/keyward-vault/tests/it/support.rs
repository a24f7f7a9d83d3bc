//! A vault in a folder of its own, and its keys.

use std::{
    fs,
    path::{Path, PathBuf},
};

use keyward_core::{ProfileName, Result, Secret, Timestamp, disk::Disk};
use keyward_vault::{Entry, Expected, NewSlot, Unlock, Vault, VaultInfo};

pub(crate) const PASSPHRASE: &str = "correct horse battery staple";

/// A place for a vault and, beside it, for an identity file.
pub(crate) struct Place {
    path: PathBuf,
    /// Removes the place in the end, where this process made it.
    _folder: Option<tempfile::TempDir>,
}

impl Place {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            path: folder.path().to_owned(),
            _folder: Some(folder),
        }
    }

    /// The place that another process made.
    pub(crate) fn at(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            _folder: None,
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn home(&self) -> PathBuf {
        home(self.path())
    }

    pub(crate) fn identity(&self) -> PathBuf {
        identity(self.path())
    }

    /// A vault that an identity file and a passphrase unlock, with two entries.
    pub(crate) fn with_vault() -> Self {
        let place = Self::new();
        let mut vault = create(place.path(), &Disk::real()).unwrap();
        put(&mut vault, "prod", "old").unwrap();
        put(&mut vault, "other", "untouched").unwrap();
        place
    }

    pub(crate) fn open(&self) -> Result<Vault> {
        open(self.path(), &Disk::real())
    }

    pub(crate) fn open_by_passphrase(&self) -> Result<Vault> {
        Vault::open(
            &self.home(),
            &Disk::real(),
            &mut Keys::passphrase(PASSPHRASE),
        )
    }

    /// The secret of an entry, by a vault that is opened anew.
    pub(crate) fn secret(&self, profile: &str) -> Result<Option<String>> {
        secret(&self.open()?, profile)
    }

    /// Every file below the vault's folder except the lock.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        collect(&self.home(), &mut files);
        files.retain(|file| !file.ends_with("lock"));
        files.sort();
        files
    }

    pub(crate) fn entry_files(&self) -> Vec<PathBuf> {
        self.files_in("entries")
    }

    pub(crate) fn files_in(&self, folder: &str) -> Vec<PathBuf> {
        let folder = self.home().join("vault").join(folder);
        self.files()
            .into_iter()
            .filter(|file| file.starts_with(&folder))
            .collect()
    }

    pub(crate) fn manifest(&self) -> PathBuf {
        self.home().join("vault/manifest")
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

pub(crate) fn home(place: &Path) -> PathBuf {
    place.join("home")
}

pub(crate) fn identity(place: &Path) -> PathBuf {
    place.join("identity.txt")
}

pub(crate) fn create(place: &Path, disk: &Disk) -> Result<Vault> {
    let passphrase = Secret::new(PASSPHRASE);
    let slots = [
        NewSlot::IdentityFile(&identity(place)),
        NewSlot::DangerouslyFastPassphrase(&passphrase),
    ];
    Vault::create(&home(place), disk, &slots)
}

pub(crate) fn open(place: &Path, disk: &Disk) -> Result<Vault> {
    Vault::open(&home(place), disk, &mut Keys::identity(identity(place)))
}

pub(crate) fn put(vault: &mut Vault, profile: &str, secret: &str) -> Result<u64> {
    vault.put(&name(profile), &entry(secret), Expected::Any)
}

pub(crate) fn secret(vault: &Vault, profile: &str) -> Result<Option<String>> {
    let entry = vault.get(&name(profile))?;
    Ok(entry.map(|entry| entry.secret_access_key.expose().to_owned()))
}

pub(crate) fn name(profile: &str) -> ProfileName {
    profile.parse().unwrap()
}

pub(crate) fn entry(secret: &str) -> Entry {
    Entry {
        access_key_id: "AKIAIOSFODNN7EXAMPLE".to_owned(),
        secret_access_key: Secret::new(secret),
        account_id: None,
        added_at: Timestamp::from_unix(1_800_000_000),
        import_record: None,
        rotation: None,
        targets: Vec::new(),
        mfa_seeds: Vec::new(),
        prove_with: None,
        revocation: None,
    }
}

/// What a caller has to unlock with.
#[derive(Default)]
pub(crate) struct Keys {
    pub(crate) identity: Option<PathBuf>,
    pub(crate) passphrase: Option<&'static str>,
    pub(crate) keyring: bool,
    pub(crate) asked: u32,
}

impl Keys {
    pub(crate) fn none() -> Self {
        Self::default()
    }

    pub(crate) fn identity(path: PathBuf) -> Self {
        Self {
            identity: Some(path),
            ..Self::default()
        }
    }

    pub(crate) fn passphrase(text: &'static str) -> Self {
        Self {
            passphrase: Some(text),
            ..Self::default()
        }
    }

    pub(crate) fn keyring() -> Self {
        Self {
            keyring: true,
            ..Self::default()
        }
    }
}

impl Unlock for Keys {
    fn identity_file(&mut self) -> Option<PathBuf> {
        self.identity.clone()
    }

    fn keyring(&mut self) -> bool {
        self.keyring
    }

    fn passphrase(&mut self, _info: &VaultInfo) -> Result<Option<Secret>> {
        self.asked += 1;
        Ok(self.passphrase.map(Secret::new))
    }
}
