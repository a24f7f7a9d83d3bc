//! One run: step after step, until nothing is left to do or only time can do it.

use std::time::Duration;

use keyward_core::{ErrorCode, ProfileName, Result, Timestamp, disk::LockGuard};
use keyward_profile::Plan;

use super::{
    RotateOptions, RotationReport, RotationState, create, drain,
    journal::{Journal, Stage},
    promote, prove, retire, rollback,
    sealed::Sealed,
    targets, words,
};
use crate::{Engine, Request, aws::Aws, hand_over};

/// A second rotation waits so long for the first one to end.
const LOCK_PATIENCE: Duration = Duration::from_secs(2);

/// What a step came to.
pub(super) enum Progress {
    /// A stage further.
    Moved,
    /// Nothing to do before this instant.
    Waits(Timestamp),
    /// Nothing to do at all.
    Done,
}

/// A run and what it knows.
pub(super) struct Run<'a> {
    pub(super) engine: &'a Engine,
    pub(super) profile: &'a ProfileName,
    pub(super) options: &'a RotateOptions,
    pub(super) plan: Plan,
    pub(super) aws: Aws,
    pub(super) sealed: Sealed,
    /// The intent is of this run, and nothing has been sent under it.
    pub(super) fresh_intent: bool,
    /// Whether it was turned around.
    going_back: bool,
    pub(super) notes: Vec<String>,
    _lock: LockGuard,
}

impl Engine {
    /// Rotates the key of `profile` as far as it goes by now: begins a rotation where there is none,
    /// takes up one that was begun. Run again at [`RotationReport::next`].
    ///
    /// # Errors
    /// `aws_refused`, `network`, `timeout`: the key in place is as it was, or already the proved new
    /// one; the next run goes on. `not_supported` for keys that cannot be rotated. The vault's own.
    pub async fn rotate(
        &self,
        profile: &ProfileName,
        options: &RotateOptions,
    ) -> Result<RotationReport> {
        let mut run = Run::new(self, profile, options).await?;
        run.remember_options().await?;
        run.go_on().await
    }

    /// Brings the former key back, where it was not deleted yet, and retires the new one.
    ///
    /// # Errors
    /// `invalid_argument` where there is nothing to roll back; else as [`Engine::rotate`].
    pub async fn roll_back(
        &self,
        profile: &ProfileName,
        options: &RotateOptions,
    ) -> Result<RotationReport> {
        let mut run = Run::new(self, profile, options).await?;
        rollback::begin(&mut run).await?;
        run.going_back = true;
        if run.sealed.journal.is_none() {
            return Ok(run.report(RotationState::Done, None));
        }
        run.go_on().await
    }

    /// Where the rotation of `profile` stands; `None` where there is none. Asks nobody.
    ///
    /// # Errors
    /// `entry_not_found`; the vault's own.
    pub fn rotation(&self, profile: &ProfileName) -> Result<Option<RotationReport>> {
        let sealed = Sealed::read(self.vault(), profile)?;
        let journal = sealed.journal.as_ref();
        Ok(journal.map(|journal| report(profile, &sealed, state_of(journal), journal.next())))
    }
}

impl<'a> Run<'a> {
    pub(super) async fn new(
        engine: &'a Engine,
        profile: &'a ProfileName,
        options: &'a RotateOptions,
    ) -> Result<Self> {
        options.check()?;
        let vault = engine.vault();
        let lock = vault.lock_keys(LOCK_PATIENCE)?;
        let sealed = Sealed::read(vault, profile);
        let plan = engine.plan_for(&Request::profile(profile.clone())).await;
        let (sealed, plan) = match (sealed, plan) {
            (Ok(sealed), plan) => (sealed, plan?),
            (Err(error), Ok(plan)) if error.code() == ErrorCode::EntryNotFound => {
                return Err(words::no_key_of_its_own(profile, &plan).unwrap_or(error));
            }
            (Err(error), _) => return Err(error),
        };
        options.check_drain(hand_over::lifetime(&plan.settings))?;
        Ok(Self {
            engine,
            profile,
            options,
            aws: engine.aws(&plan),
            plan,
            going_back: sealed.journal.as_ref().is_some_and(|it| it.going_back),
            sealed,
            fresh_intent: false,
            notes: Vec::new(),
            _lock: lock,
        })
    }

    async fn go_on(&mut self) -> Result<RotationReport> {
        loop {
            match self.step().await? {
                Progress::Moved => {}
                Progress::Waits(until) => return Ok(self.report(self.state(), Some(until))),
                Progress::Done => return Ok(self.report(RotationState::Done, None)),
            }
        }
    }

    /// What the options ask of later runs too is sealed before anything else.
    pub(super) async fn remember_options(&mut self) -> Result<()> {
        let targets = targets::chosen(self).await?;
        let mut journal = self.sealed.journal.clone();
        if let Some(journal) = &mut journal {
            self.options.times_into(journal);
        }
        let mut entry = self.sealed.entry.clone();
        entry.targets = targets;
        entry.prove_with = self.chosen_proof();
        if entry == self.sealed.entry && journal == self.sealed.journal {
            return Ok(());
        }
        self.commit(entry, journal)
    }

    /// The command that a new key has to pass: what the options say, else what the entry does.
    pub(super) fn chosen_proof(&self) -> Option<String> {
        let known = &self.sealed.entry.prove_with;
        let known = known.as_ref().filter(|_| !self.options.forget_proof);
        self.options.prove_with.as_ref().or(known).cloned()
    }

    pub(super) async fn step(&mut self) -> Result<Progress> {
        let Some(journal) = self.sealed.journal.clone() else {
            return create::begin(self).await;
        };
        match journal.stage {
            Stage::Intent => create::step(self, journal).await,
            Stage::Pending | Stage::Proven if journal.going_back => {
                rollback::drop_next(self, &journal).await
            }
            Stage::Pending => prove::step(self, &journal).await,
            Stage::Proven => promote::step(self, &journal),
            Stage::Promoting => promote::finish(self, journal).await,
            Stage::Draining => drain::step(self, &journal).await,
            Stage::Inactive => retire::step(self, &journal).await,
        }
    }

    pub(super) fn now(&self) -> Timestamp {
        self.options.clock.now()
    }

    /// Seals what the entry has become, with how far the rotation has come.
    pub(super) fn commit(
        &mut self,
        entry: keyward_vault::Entry,
        journal: Option<Journal>,
    ) -> Result<()> {
        let vault = self.engine.vault();
        self.sealed = self.sealed.commit(vault, self.profile, entry, journal)?;
        Ok(())
    }

    /// Seals only how far it has come.
    pub(super) fn commit_stage(&mut self, journal: &Journal, stage: Stage) -> Result<()> {
        let journal = journal.at(stage, self.now());
        self.commit(self.sealed.entry.clone(), Some(journal))
    }

    fn state(&self) -> RotationState {
        let journal = self.sealed.journal.as_ref();
        journal.map_or(RotationState::Done, state_of)
    }

    fn report(&self, state: RotationState, next: Option<Timestamp>) -> RotationReport {
        let mut report = report(self.profile, &self.sealed, state, next);
        report.notes.clone_from(&self.notes);
        report.going_back = self.going_back;
        report
    }
}

fn state_of(journal: &Journal) -> RotationState {
    journal.stage.state(journal.going_back)
}

fn report(
    profile: &ProfileName,
    sealed: &Sealed,
    state: RotationState,
    next: Option<Timestamp>,
) -> RotationReport {
    let other = sealed.next().or(sealed.former());
    RotationReport {
        profile: profile.clone(),
        state,
        access_key_id: sealed.entry.access_key_id.clone(),
        other_access_key_id: other.map(|key| key.access_key_id.clone()),
        former_revoked: sealed
            .former()
            .is_some_and(|key| sealed.entry.revocation_of(&key.access_key_id).is_some()),
        next,
        going_back: sealed.journal.as_ref().is_some_and(|it| it.going_back),
        targets: targets::report(sealed),
        notes: Vec::new(),
    }
}
