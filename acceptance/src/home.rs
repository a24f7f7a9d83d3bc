//! A user's home folder: AWS files, a vault, and the variables that point there.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use keyward::Engine;
use keyward_core::{Secret, Timestamp, World, disk::Disk};
use keyward_vault::{Entry, Expected, NewSlot, Revocation, Vault};
use tempfile::TempDir;

use crate::ground;

/// A home of its own, gone when dropped.
pub struct Home {
    folder: TempDir,
    env: BTreeMap<String, String>,
}

impl Home {
    /// An empty home against the ground's sandbox.
    ///
    /// # Panics
    /// No temporary folder can be made.
    #[must_use]
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join(".aws")).expect("made");
        let path = |name: &str| folder.path().join(name).display().to_string();
        let env = BTreeMap::from([
            ("HOME".to_owned(), path("")),
            ("KEYWARD_HOME".to_owned(), path("keyward")),
            (
                "AWS_ENDPOINT_URL".to_owned(),
                ground().sandbox().endpoint().to_owned(),
            ),
            ("AWS_EC2_METADATA_DISABLED".to_owned(), "true".to_owned()),
        ]);
        Self { folder, env }
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Where the vault is or would be.
    #[must_use]
    pub fn keyward_home(&self) -> PathBuf {
        self.path().join("keyward")
    }

    /// The identity file of [`Home::with_vault`].
    #[must_use]
    pub fn identity(&self) -> PathBuf {
        self.path().join("identity.txt")
    }

    /// One more variable, placeholders replaced.
    #[must_use]
    pub fn with_env(mut self, name: &str, value: &str) -> Self {
        let value = self.fill(value);
        self.env.insert(name.to_owned(), value);
        self
    }

    /// A file below the home, placeholders replaced.
    ///
    /// # Panics
    /// It cannot be written.
    #[must_use]
    pub fn with_file(self, name: &str, text: &str) -> Self {
        fs::write(self.path().join(name), self.fill(text)).expect("written");
        self
    }

    /// `~/.aws/config`.
    #[must_use]
    pub fn with_config(self, text: &str) -> Self {
        self.with_file(".aws/config", text)
    }

    /// `~/.aws/credentials`.
    #[must_use]
    pub fn with_credentials(self, text: &str) -> Self {
        self.with_file(".aws/credentials", text)
    }

    /// A vault opened by an identity file, with users' keys under profile names.
    ///
    /// # Panics
    /// It cannot be made.
    #[must_use]
    pub fn with_vault(self, entries: &[(&str, &str)]) -> Self {
        let identity = self.identity();
        let disk = Disk::real();
        let slots = [NewSlot::IdentityFile(&identity)];
        let mut vault = Vault::create(&self.keyward_home(), &disk, &slots).expect("a vault");
        for (profile, user) in entries {
            let entry = Entry {
                access_key_id: ground().key_id(user).to_owned(),
                secret_access_key: Secret::new(ground().secret(user)),
                account_id: None,
                added_at: Timestamp::from_unix(0),
                import_record: None,
                rotation: None,
                targets: Vec::new(),
                mfa_seeds: Vec::new(),
                prove_with: None,
                revocation: None,
            };
            let name = profile.parse().expect("a profile name");
            vault.put(&name, &entry, Expected::Absent).expect("put");
        }
        let identity = identity.display().to_string();
        self.with_env("KEYWARD_IDENTITY_FILE", &identity)
    }

    /// The vault's key of a profile marked as one that was revoked.
    ///
    /// # Panics
    /// It is not in the vault.
    #[must_use]
    pub fn with_revoked(self, profile: &str) -> Self {
        let engine = Engine::builder(World::real().with_env(self.variables())).build();
        let name = profile.parse().expect("a profile name");
        let marked = engine.with_vault(|vault| {
            let mut entry = vault.get(&name)?.expect("in the vault");
            let arn = "arn:aws:iam::123456789012:user/alice".to_owned();
            let ids = vec![entry.access_key_id.clone()];
            entry.revocation = Some(Revocation::new(ids, arn, Timestamp::from_unix(0)));
            vault.put(&name, &entry, Expected::Any)
        });
        let _ = marked.expect("marked");
        self
    }

    /// Text of a file below the home.
    ///
    /// # Panics
    /// It cannot be read.
    #[must_use]
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).expect("readable")
    }

    /// The environment of a program that runs here.
    #[must_use]
    pub fn variables(&self) -> BTreeMap<String, String> {
        self.env.clone()
    }

    /// Searches every file below the home for a secret; names the ones that may hold some.
    ///
    /// # Panics
    /// A secret is found elsewhere.
    pub fn assert_no_secret_but_in(&self, allowed: &[&str]) {
        search(self.path(), &|file, bytes| {
            let name = file.strip_prefix(self.path()).expect("below").to_owned();
            if !allowed.iter().any(|allowed| name == Path::new(allowed)) {
                let text = String::from_utf8_lossy(bytes);
                ground().assert_no_secret(&file.display().to_string(), &text);
            }
        });
    }

    fn fill(&self, text: &str) -> String {
        ground()
            .fill(text)
            .replace("${HOME}", &self.path().display().to_string())
    }
}

impl Default for Home {
    fn default() -> Self {
        Self::new()
    }
}

fn search(folder: &Path, visit: &dyn Fn(&Path, &[u8])) {
    for entry in fs::read_dir(folder).expect("readable") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            search(&path, visit);
        } else if let Ok(bytes) = fs::read(&path) {
            visit(&path, &bytes);
        }
    }
}
