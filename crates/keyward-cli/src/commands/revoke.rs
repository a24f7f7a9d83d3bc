//! `keyward revoke`: the moment a key has leaked.

mod outcome;
mod preview;

use clap::Args;
use keyward::{Revocation, RevocationReport, RevokeOptions};
use keyward_core::{ProfileName, Result};

use crate::{
    context,
    exit::{Exit, fail},
    screen, terminal,
};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward revoke prod                    says what it will do, asks, does it
  keyward revoke prod --with admin       signed by another profile: the key dies first
  keyward revoke prod --with admin --roles    and the sessions of every role that stands on prod
  keyward revoke prod --yes --json       for scripts
  keyward rotate prod --with admin       afterwards: a new key in the place of the dead one

For the profile of a key: forgets its sealed sessions, denies what its user's sessions may do (the inline
policy AWSRevokeOlderSessions, as the IAM console does), and makes the key inactive. For the profile of a
role: forgets and denies the role's sessions; its key stays. Run it again as often as needed; what AWS
refuses is named, and the rest is done.

Who signs needs iam:PutUserPolicy (iam:PutRolePolicy for roles) and iam:UpdateAccessKey.")]
pub(crate) struct Revoke {
    /// Whose key or role
    profile: ProfileName,
    /// Sign as this profile, instead of with the key itself
    #[arg(long, value_name = "PROFILE")]
    with: Option<ProfileName>,
    /// Deny the sessions of every role, too, that a profile above this one names
    #[arg(long)]
    roles: bool,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
    /// Print the outcome as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(revoke: &Revoke) -> Exit {
    match revoked(revoke) {
        Ok(Some(report)) => outcome::tell(&report, revoke.json),
        Ok(None) => {
            screen::note("nothing was revoked");
            Exit::Done
        }
        Err(error) => fail(&error, revoke.json),
    }
}

fn revoked(revoke: &Revoke) -> Result<Option<RevocationReport>> {
    let engine = context::engine();
    let options = RevokeOptions {
        sign_with: revoke.with.clone(),
        roles: revoke.roles,
    };
    context::block_on(async {
        let prepared = engine.prepare_revocation(&revoke.profile, &options);
        let prepared = prepared.await?;
        if !revoke.yes && !is_wanted(revoke, &options, &prepared)? {
            return Ok(None);
        }
        prepared.run().await.map(Some)
    })
}

fn is_wanted(revoke: &Revoke, options: &RevokeOptions, what: &Revocation<'_>) -> Result<bool> {
    preview::say(&revoke.profile, options, what);
    let answer = terminal::ask(
        &format!("Revoke {}? [y/N]", revoke.profile),
        "add --yes to revoke without a question",
    )?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}
