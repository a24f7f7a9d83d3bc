//! The new key has to prove itself: IAM tells its servers one after another.

use std::time::Duration;

use keyward_core::{Credentials, Error, ErrorCode, Result, Timestamp};

use super::{
    journal::{Journal, Stage},
    run::{Progress, Run},
    sealed, words,
};

/// Between two questions.
const PAUSE: Duration = Duration::from_secs(2);
/// What AWS may take to know a key at all.
const PATIENCE: Duration = Duration::from_secs(120);

/// AWS answers with the right user, again and again, for as long as the options say.
pub(super) async fn step(run: &mut Run<'_>, journal: &Journal) -> Result<Progress> {
    let Some(next) = run.sealed.next() else {
        return Err(words::damaged(run.profile));
    };
    let credentials = sealed::credentials(next);
    prove(run, journal, &credentials).await?;
    run.commit_stage(journal, Stage::Proven)?;
    Ok(Progress::Moved)
}

/// Comes back when AWS has taken `credentials` for long enough.
pub(super) async fn prove(
    run: &Run<'_>,
    journal: &Journal,
    credentials: &Credentials,
) -> Result<()> {
    let deadline = run.now() + PATIENCE + run.options.proof;
    let mut taken_since: Option<Timestamp> = None;
    loop {
        let refusal = match ask(run, journal, credentials).await {
            Ok(()) => None,
            Err(error) if is_final(&error) => return Err(error),
            Err(error) => Some(error),
        };
        match refusal {
            None => {
                let since = *taken_since.get_or_insert(run.now());
                if run.now() >= since + run.options.proof {
                    return Ok(());
                }
            }
            Some(error) if run.now() > deadline => {
                return Err(words::not_proved(error, &credentials.access_key_id));
            }
            // Not known everywhere yet: the time counts anew.
            Some(error) if error.code() == ErrorCode::AwsRefused => taken_since = None,
            Some(_) => {}
        }
        run.options.clock.pause(PAUSE).await;
    }
}

async fn ask(run: &Run<'_>, journal: &Journal, credentials: &Credentials) -> Result<()> {
    let caller = run.engine.caller(&run.plan, credentials).await?;
    if caller.arn == journal.arn {
        return Ok(());
    }
    Err(words::another_user(
        &credentials.access_key_id,
        &journal.arn,
        &caller.arn,
    ))
}

/// Whether asking again cannot help.
fn is_final(error: &Error) -> bool {
    error.code() == ErrorCode::AccountMismatch
}
