//! `keyward add`: store an access key. The secret comes from a prompt or from stdin, never from argv.

use std::io::{IsTerminal, Read};

use clap::Args;
use keyward::{NewKey, check_key_id, temporary_credentials};
use keyward_core::{Error, ErrorCode, ProfileName, Result, Secret};
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
    let there = engine
        .room_for_key(&profile, add.replace)
        .map_err(|error| match error.code() {
            ErrorCode::EntryExists => {
                error.with_hint("add --replace to replace it, or choose another profile name")
            }
            _ => error,
        })?;
    let key = if add.stdin { from_stdin()? } else { asked()? };
    let imported_from = match there {
        Some(_) => engine.imported_from(&profile)?,
        None => Vec::new(),
    };
    let access_key_id = key.access_key_id.clone();
    engine.add_vault_key(&profile, key, add.replace)?;
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

fn asked() -> Result<NewKey> {
    let id = terminal::ask("AWS access key id", INSTEAD)?
        .trim()
        .to_owned();
    // What was pasted here may be the secret: then nothing more is asked.
    check_key_id(&id)?;
    let secret = terminal::ask_secret("AWS secret access key", INSTEAD)?;
    Ok(NewKey {
        access_key_id: id,
        secret_access_key: Secret::new(secret.expose().trim()),
        account_id: None,
    })
}

fn from_stdin() -> Result<NewKey> {
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
        return Err(temporary_credentials());
    }
    Ok(NewKey {
        secret_access_key: Secret::new(key.secret_access_key.as_str()),
        access_key_id: key.access_key_id,
        account_id: None,
    })
}

fn not_a_key() -> Error {
    Error::new(
        ErrorCode::InvalidArgument,
        "stdin: not a JSON object with AccessKeyId and SecretAccessKey",
    )
    .with_hint("`aws iam create-access-key` prints what is wanted")
}
