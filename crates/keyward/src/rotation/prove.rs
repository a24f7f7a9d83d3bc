//! The new key has to prove itself: IAM tells its servers one after another.

use std::time::Duration;

use keyward_core::{Credentials, Error, ErrorCode, Result, Timestamp};

use super::{
    journal::{Journal, Stage},
    prove_with,
    run::{Progress, Run},
    sealed, words,
};

/// Between two questions.
pub(super) const PAUSE: Duration = Duration::from_secs(2);
/// What AWS may take to know a key at all.
pub(super) const PATIENCE: Duration = Duration::from_secs(120);

/// How far a key has come in proving itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofProgress {
    /// Whose proof.
    pub access_key_id: String,
    /// Answers since AWS refused it last.
    pub answers: u32,
    /// For how long it has answered without a refusal.
    pub lasted: Duration,
    /// For how long it has to.
    pub needed: Duration,
}

/// AWS answers with the right user, again and again, for as long as the options say; then the command
/// that the user named succeeds.
pub(super) async fn step(run: &mut Run<'_>, journal: &Journal) -> Result<Progress> {
    let Some(next) = run.sealed.next() else {
        return Err(words::damaged(run.profile));
    };
    let credentials = sealed::credentials(next);
    prove(run, journal, &credentials).await?;
    if let Some(line) = &run.sealed.entry.prove_with {
        prove_with::until_it_ends_well(run, line, &credentials).await?;
    }
    run.commit_stage(journal, Stage::Proven)?;
    Ok(Progress::Moved)
}

/// The answers so far.
struct Proof<'a> {
    run: &'a Run<'a>,
    id: &'a str,
    taken_since: Option<Timestamp>,
    answers: u32,
}

impl Proof<'_> {
    /// Whether AWS has taken the key for long enough.
    fn take(&mut self) -> bool {
        let now = self.run.now();
        let since = *self.taken_since.get_or_insert(now);
        self.answers += 1;
        self.tell(now.remaining(since));
        now >= since + self.run.options.proof
    }

    /// Not known everywhere yet: the time counts anew.
    fn begin_anew(&mut self) {
        (self.taken_since, self.answers) = (None, 0);
        self.tell(Duration::ZERO);
    }

    fn tell(&self, lasted: Duration) {
        if let Some(watch) = &self.run.options.watch {
            watch(&ProofProgress {
                access_key_id: self.id.to_owned(),
                answers: self.answers,
                lasted,
                needed: self.run.options.proof,
            });
        }
    }
}

/// Comes back when AWS has taken `credentials` for long enough.
pub(super) async fn prove(
    run: &Run<'_>,
    journal: &Journal,
    credentials: &Credentials,
) -> Result<()> {
    let deadline = run.now() + PATIENCE + run.options.proof;
    let mut proof = Proof {
        run,
        id: &credentials.access_key_id,
        taken_since: None,
        answers: 0,
    };
    proof.tell(Duration::ZERO);
    loop {
        match ask(run, journal, credentials).await {
            Ok(()) if proof.take() => return Ok(()),
            Ok(()) => {}
            Err(error) if is_final(&error) => return Err(error),
            Err(error) if run.now() > deadline => {
                return Err(words::not_proved(error, &credentials.access_key_id));
            }
            Err(error) if error.code() == ErrorCode::AwsRefused => proof.begin_anew(),
            Err(_) => {}
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
