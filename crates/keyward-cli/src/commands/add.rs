//! `keyward add`: store an access key. The secret comes from a prompt or from stdin, never from argv.

use std::io::{IsTerminal, Read};

use clap::Args;
use keyward_core::{Error, ErrorCode, ProfileName, Result, Secret};
use keyward_vault::{Entry, Expected};
use serde::Deserialize;
use serde_json::json;
use zeroize::Zeroizing;

use crate::{context, screen, terminal};

const INSTEAD: &str = "give the key on stdin: `keyward add PROFILE --stdin < key.json`";

/// More than any key document has; stdin may be a mistake.
const LONGEST_DOCUMENT: u64 = 64 * 1024;

#[derive(Args)]
#[command(after_help = "Examples:
  keyward add prod                                   asks for id and secret
  aws iam create-access-key | keyward add prod --stdin
  keyward add prod --stdin < key.json                {\"AccessKeyId\": \"…\", \"SecretAccessKey\": \"…\"}")]
pub(crate) struct Add {
    /// The profile that the key is for [default: AWS_PROFILE, then \"default\"]
    profile: Option<ProfileName>,
    /// Read the key as JSON from stdin; the answer of `aws iam create-access-key` will do
    #[arg(long)]
    stdin: bool,
    /// Replace the key that the vault has under this name
    #[arg(long)]
    replace: bool,
    /// Print the outcome as JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Deserialize)]
struct KeyDocument {
    #[serde(
        alias = "accessKeyId",
        alias = "aws_access_key_id",
        rename = "AccessKeyId"
    )]
    access_key_id: String,
    #[serde(
        alias = "secretAccessKey",
        alias = "aws_secret_access_key",
        rename = "SecretAccessKey"
    )]
    secret_access_key: Zeroizing<String>,
    #[serde(
        default,
        alias = "sessionToken",
        alias = "aws_session_token",
        rename = "SessionToken"
    )]
    session_token: Option<Zeroizing<String>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Document {
    Created {
        #[serde(rename = "AccessKey")]
        access_key: KeyDocument,
    },
    Plain(KeyDocument),
}

pub(super) fn run(add: &Add) -> Result<()> {
    let engine = context::engine();
    let profile = engine.selected_profile(add.profile.as_ref())?;
    let (version, mfa_seeds) = engine.with_vault(|vault| {
        let version = vault.entry(&profile).map(|entry| entry.version);
        // A device belongs to a user, not to the user's key.
        let seeds = vault.get(&profile)?.map(|entry| entry.mfa_seeds);
        Ok((version, seeds.unwrap_or_default()))
    })?;
    if version.is_some() && !add.replace {
        return Err(Error::new(
            ErrorCode::EntryExists,
            format!("the vault has a key under {profile} already"),
        )
        .with_hint("add --replace to replace it, or choose another profile name"));
    }
    engine.refuse_while_rotating(&profile)?;
    let (access_key_id, secret_access_key) = if add.stdin { from_stdin()? } else { asked()? };
    check(&access_key_id, &secret_access_key)?;
    let imported_from = match version {
        Some(_) => engine.imported_from(&profile)?,
        None => Vec::new(),
    };
    let entry = Entry {
        access_key_id: access_key_id.clone(),
        secret_access_key,
        account_id: None,
        added_at: engine.world().now(),
        import_record: None,
        rotation: None,
        targets: Vec::new(),
        mfa_seeds,
    };
    let expected = version.map_or(Expected::Absent, Expected::Version);
    engine.with_vault(|vault| vault.put(&profile, &entry, expected))?;
    tell(add, &profile, &access_key_id);
    for file in imported_from {
        screen::note(&format!(
            "the key that was replaced came from {}: `keyward import --undo` can no longer put it back there; \
             what points from there to {profile} gets the new one",
            file.display()
        ));
    }
    Ok(())
}

fn tell(add: &Add, profile: &ProfileName, access_key_id: &str) {
    if add.json {
        screen::print_json(&json!({ "profile": profile, "accessKeyId": access_key_id }));
        return;
    }
    screen::print(&format!(
        "Stored {} under {profile}. Try: keyward whoami {profile}",
        screen::short_key_id(access_key_id)
    ));
}

fn asked() -> Result<(String, Secret)> {
    let id = terminal::ask("AWS access key id", INSTEAD)?
        .trim()
        .to_owned();
    // What was pasted here may be the secret: then nothing more is asked.
    check_id(&id)?;
    let secret = terminal::ask_secret("AWS secret access key", INSTEAD)?;
    Ok((id, Secret::new(secret.expose().trim())))
}

fn from_stdin() -> Result<(String, Secret)> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        return Err(Error::new(
            ErrorCode::InvalidArgument,
            "--stdin wants a JSON document, and stdin is a terminal",
        )
        .with_hint("pipe the document in, or leave --stdin out to be asked"));
    }
    let mut text = Zeroizing::new(String::new());
    stdin
        .lock()
        .take(LONGEST_DOCUMENT)
        .read_to_string(&mut text)
        .map_err(|error| Error::new(ErrorCode::InvalidArgument, format!("stdin: {error}")))?;
    // serde's own words could quote the secret.
    let document: Document = serde_json::from_str(&text).map_err(|_| not_a_key())?;
    let (Document::Created { access_key: key } | Document::Plain(key)) = document;
    if key.session_token.is_some() {
        return Err(temporary());
    }
    Ok((
        key.access_key_id.clone(),
        Secret::new(key.secret_access_key.as_str()),
    ))
}

fn not_a_key() -> Error {
    Error::new(
        ErrorCode::InvalidArgument,
        "stdin: not a JSON object with AccessKeyId and SecretAccessKey",
    )
    .with_hint("`aws iam create-access-key` prints what is wanted")
}

fn temporary() -> Error {
    Error::new(
        ErrorCode::InvalidArgument,
        "these are temporary credentials; the vault keeps long-lived keys and makes sessions from them",
    )
    .with_hint("add the key of the IAM user that they came from")
}

/// What no key that AWS ever issued looks like; typing mistakes more than malice.
fn check(id: &str, secret: &Secret) -> Result<()> {
    check_id(id)?;
    let text = secret.expose();
    if text.len() < 16 || text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(Error::new(
            ErrorCode::InvalidArgument,
            "the secret access key is not one: it is too short, or has a space in it",
        )
        .with_hint("AWS's have 40 characters; copy it again"));
    }
    Ok(())
}

fn check_id(id: &str) -> Result<()> {
    if id.starts_with("ASIA") {
        return Err(temporary());
    }
    let id_fits = (16..=128).contains(&id.len()) && id.chars().all(|c| c.is_ascii_alphanumeric());
    if !id_fits {
        return Err(Error::new(
            ErrorCode::InvalidArgument,
            "the access key id is not one: 16 to 128 letters and digits, mostly starting with AKIA",
        ));
    }
    Ok(())
}
