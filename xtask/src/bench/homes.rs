//! The home folders that the rows run in: one profile `p`, its key in plaintext or in a vault.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use crate::{
    command::Run,
    failure::{Failure, Result},
    tools::{self, Clients},
    workspace,
};

/// AWS's documented example key.
const PROFILE: &str = "[p]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n\
    aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n";
/// What `cat` reads: the same key, as credential_process would answer it.
const DOCUMENT: &str = "{\"Version\":1,\"AccessKeyId\":\"AKIAIOSFODNN7EXAMPLE\",\
    \"SecretAccessKey\":\"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\"}\n";

/// The environment of a row.
pub(super) type Variables = BTreeMap<String, OsString>;

pub(super) struct Homes {
    /// The key in plaintext, no vault.
    pub(super) plaintext: Variables,
    /// The key in a vault that an identity file opens.
    pub(super) identity: Variables,
    /// The key in a vault that a passphrase opens.
    pub(super) passphrase: Variables,
    /// A small JSON file.
    pub(super) document: PathBuf,
    /// Programs for Node, with the packages beside them.
    pub(super) programs: PathBuf,
}

impl Homes {
    pub(super) fn make(keyward: &Path, clients: &Clients) -> Result<Self> {
        let folder = workspace::target()?.join("bench");
        _ = fs::remove_dir_all(&folder);
        let plaintext = home(&folder.join("plaintext"))?;
        let identity = vault(
            keyward,
            home(&folder.join("identity"))?,
            &folder.join("identity.key"),
        )?;
        let passphrase = vault_by_passphrase(keyward, home(&folder.join("passphrase"))?)?;
        let document = folder.join("credentials.json");
        fs::write(&document, DOCUMENT).map_err(Failure::io("write", &document))?;
        let programs = folder.join("programs");
        fs::create_dir_all(&programs).map_err(Failure::io("create", &programs))?;
        tools::link_folder(&clients.node_modules, &programs.join("node_modules"))?;
        Ok(Self {
            plaintext,
            identity,
            passphrase,
            document,
            programs,
        })
    }
}

/// A home folder with the profile in plaintext, and an environment that selects it.
fn home(path: &Path) -> Result<Variables> {
    let credentials = path.join(".aws/credentials");
    fs::create_dir_all(path.join(".aws")).map_err(Failure::io("create", path))?;
    fs::write(&credentials, PROFILE).map_err(Failure::io("write", &credentials))?;
    let mut variables = Variables::new();
    for name in ["PATH", "SystemRoot"] {
        variables.extend(std::env::var_os(name).map(|value| (name.to_owned(), value)));
    }
    variables.insert("HOME".into(), path.into());
    variables.insert("USERPROFILE".into(), path.into());
    variables.insert("AWS_PROFILE".into(), "p".into());
    variables.insert("AWS_EC2_METADATA_DISABLED".into(), "true".into());
    Ok(variables)
}

fn vault(keyward: &Path, mut home: Variables, identity: &Path) -> Result<Variables> {
    home.insert("KEYWARD_IDENTITY_FILE".into(), identity.into());
    let init = Run::new(keyward)
        .args(["init", "--unlock", "file", "--identity"])
        .arg(identity);
    fill(keyward, init, home)
}

fn vault_by_passphrase(keyward: &Path, mut home: Variables) -> Result<Variables> {
    home.insert(
        "KEYWARD_PASSPHRASE_COMMAND".into(),
        "echo a passphrase for the bench".into(),
    );
    let init = Run::new(keyward).args(["init", "--unlock", "passphrase"]);
    fill(keyward, init, home)
}

/// Makes the vault and moves the profile's key into it.
fn fill(keyward: &Path, init: Run, home: Variables) -> Result<Variables> {
    init.only_env(&home).quiet()?;
    let import = Run::new(keyward).args(["import", "--profile", "p"]);
    import.only_env(&home).quiet()?;
    Ok(home)
}
