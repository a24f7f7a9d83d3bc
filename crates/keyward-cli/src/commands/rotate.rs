//! `keyward rotate`: a new key in the place of an old one.

mod options;
mod outcome;
mod progress;
mod text;

use std::time::{Duration, SystemTime};

use clap::Args;
use keyward::{Engine, RotateOptions, RotationReport};
use keyward_core::{Error, ProfileName, Result, Timestamp};

use self::outcome::Outcome;
pub(super) use self::{outcome::report_document, text::state as state_in_words};
use super::timer::last_run;
use crate::{
    context,
    duration::span,
    exit::{Exit, fail},
    screen,
};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward rotate prod                    make a new key, prove it, put it in place; the old one works on
  keyward rotate prod                    again, when it says so: retire the old key, then delete it
  keyward rotate prod --wait             all of it in one go; takes a day and 75 minutes
  keyward rotate prod --dry-run          whose key it is, how old, and what would be done
  keyward rotate prod --rollback         back to the old key, until it is deleted
  keyward rotate --all --older-than 90d  for cron: begins what is due, goes on with what has begun
  keyward rotate prod --with admin       sign the calls to IAM as another profile, with its MFA
  keyward rotate prod --target credentials-file:~/.aws/credentials#prod --target dotenv:/srv/app/.env
  keyward rotate prod --prove-with 'aws s3 ls s3://my-bucket'    the new key has to do this too
  keyward rotate prod --target 'command:ssh web1 put-key'    gets the key as JSON on stdin
  keyward rotate prod --target secretsmanager:prod/app --target-profile deploy
  keyward rotate prod --target ssm:/prod/app-key --target-region eu-west-1

The key's user needs iam:ListAccessKeys, CreateAccessKey, UpdateAccessKey, DeleteAccessKey and
GetAccessKeyLastUsed on itself, or --with a profile that has them. A run that was cut off, at whatever
instant, is taken up by the next one; a working key stays in place all the time.")]
pub(crate) struct Rotate {
    /// Whose key [default: AWS_PROFILE, then what a trusted project file names, then "default"]
    #[arg(conflicts_with = "all")]
    profile: Option<ProfileName>,
    /// Every key in the vault; one that fails keeps no other from it
    #[arg(long)]
    all: bool,
    /// Begin only with keys that are older (90d, 12h); what has begun goes on
    #[arg(long, value_name = "AGE", value_parser = span)]
    older_than: Option<Duration>,
    /// Say what would be done, and do nothing
    #[arg(long, conflicts_with_all = ["rollback", "wait"])]
    dry_run: bool,
    /// Back to the old key, as long as it was not deleted
    #[arg(long, conflicts_with = "older_than")]
    rollback: bool,
    /// Stay until nothing is left to do
    #[arg(long)]
    wait: bool,
    #[command(flatten)]
    how: options::How,
    /// Print the outcome as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(rotate: &Rotate) -> Exit {
    let engine = context::engine();
    let answer = all_of(rotate, &engine);
    if rotate.all && !rotate.dry_run {
        last_run::remember(&engine, outcome::failures(&answer));
    }
    match answer {
        Ok(outcomes) => outcome::tell(&outcomes, rotate.all, rotate.json),
        Err(error) => fail(&error, rotate.json),
    }
}

fn all_of(rotate: &Rotate, engine: &Engine) -> Result<Vec<Outcome>> {
    let line = progress::Line::new();
    let options = RotateOptions {
        watch: line.watch(),
        ..rotate.how.options(engine)?
    };
    let profiles = if rotate.all {
        engine.with_vault(|vault| Ok(vault.names()))?
    } else {
        vec![context::selected_profile(engine, rotate.profile.as_ref())?]
    };
    context::block_on(async {
        let mut outcomes = Vec::new();
        for profile in profiles {
            let outcome = one(engine, rotate, &profile, &options).await;
            line.clear();
            outcomes.push(outcome.unwrap_or_else(|error| Outcome::Failed { profile, error }));
        }
        Ok(outcomes)
    })
}

async fn one(
    engine: &Engine,
    rotate: &Rotate,
    profile: &ProfileName,
    options: &RotateOptions,
) -> Result<Outcome> {
    if rotate.rollback {
        if rotate.all && engine.rotation(profile)?.is_none() {
            return Ok(Outcome::NothingUnderWay(profile.clone()));
        }
        let report = engine.roll_back(profile, options).await?;
        return Ok(Outcome::Went(
            wait_for(engine, rotate, options, report).await?,
        ));
    }
    if let Some(age) = rotate.older_than
        && let Some(born) = younger_than(engine, profile, options, age).await?
    {
        return Ok(Outcome::NotDue {
            profile: profile.clone(),
            due: born + age,
        });
    }
    if rotate.dry_run {
        return Ok(Outcome::Would(
            engine.preview_rotation(profile, options).await?,
        ));
    }
    let report = engine.rotate(profile, options).await?;
    Ok(Outcome::Went(
        wait_for(engine, rotate, options, report).await?,
    ))
}

/// When the key was made, if that is not long enough ago. The vault tells the least that its age can be;
/// where that is not enough, IAM is asked.
async fn younger_than(
    engine: &Engine,
    profile: &ProfileName,
    options: &RotateOptions,
    age: Duration,
) -> Result<Option<Timestamp>> {
    if engine.rotation(profile)?.is_some() || is_revoked(engine, profile)? {
        return Ok(None);
    }
    let now: Timestamp = SystemTime::now().into();
    let is_young = |born: &Timestamp| *born + age > now;
    let entry = engine.with_vault(|vault| Ok(vault.entry(profile)))?;
    let Some(added) = entry.map(|entry| entry.added_at).filter(is_young) else {
        return Ok(None);
    };
    let history = engine.key_history(profile, options).await?;
    Ok(Some(history.created.unwrap_or(added)).filter(is_young))
}

/// What is dead is due, however young.
fn is_revoked(engine: &Engine, profile: &ProfileName) -> Result<bool> {
    let entry = engine.with_vault(|vault| vault.get(profile))?;
    Ok(entry.is_some_and(|entry| entry.revoked().is_some()))
}

/// With `--wait`: until there is nothing left to do.
async fn wait_for(
    engine: &Engine,
    rotate: &Rotate,
    options: &RotateOptions,
    mut report: RotationReport,
) -> Result<RotationReport> {
    while let Some(next) = report.next.filter(|_| rotate.wait) {
        if !rotate.json {
            text::report(&report, true);
        }
        tokio::time::sleep(next.remaining(SystemTime::now().into())).await;
        let former = std::mem::take(&mut report.notes);
        report = engine.rotate(&report.profile, options).await?;
        report.notes.splice(0..0, former);
        report.notes.dedup();
    }
    Ok(report)
}

/// What a person should know beside the outcome.
fn note_all(notes: &[String]) {
    for note in notes {
        screen::note(note);
    }
}

/// The exit code of the worst.
fn worst<'a>(errors: impl Iterator<Item = &'a Error>) -> Exit {
    let exits = errors.map(|error| Exit::from(error.code()));
    exits
        .max_by_key(|exit| exit.severity())
        .unwrap_or(Exit::Done)
}
