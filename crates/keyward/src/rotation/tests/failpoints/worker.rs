//! Runs cases one after another against one sandbox.

use std::{collections::BTreeSet, future::Future, pin::pin, task::Poll, time::Duration};

use keyward_core::{
    Error,
    disk::{Disk, Fault},
};
use keyward_profile::KeyPair;
use keyward_sandbox::LoggedRequest;
use tokio::runtime::Runtime;
use zeroize::Zeroizing;

use super::{
    super::{
        at_aws,
        ground::{Ground, app},
        targets::{held, three},
    },
    case::{AwsFault, Back, Case, DiskFault},
    matrix::SERVICES,
};
use crate::{
    Engine, Request,
    iam::KeyStatus,
    rotation::{
        RotateOptions, RotationClock, RotationReport, RotationTarget,
        options::HOLD,
        run::{Progress, Run},
        sealed,
    },
    signed::{self, Call},
};

/// The log of an AWS that has seen many runs takes long to read.
const RUNS_OF_ONE_AWS: usize = 16;

/// A rotation that is not over after so many runs never will be.
const MOST_RUNS: usize = 16;

/// How many points a rotation has where it can fail.
pub(super) struct Points {
    pub(super) disk: u64,
    /// Of each of [`SERVICES`].
    pub(super) requests: [u64; SERVICES.len()],
}

pub(super) struct Worker {
    runtime: Runtime,
    /// The machine of the case; the next one takes its key over.
    ground: Ground,
    runs: usize,
}

/// What was seen of one rotation.
struct Watch {
    /// Ids of keys that were sealed: the last one has to be the one that counts in the end.
    sealed: Vec<String>,
    delete_orphans: bool,
    /// Every id that a message named.
    told: String,
}

impl Worker {
    pub(super) fn new() -> Self {
        Self {
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap(),
            ground: Ground::new(),
            runs: 0,
        }
    }

    /// Counts the points of a rotation that nothing befalls.
    pub(super) fn count(&mut self, case: &Case) -> Points {
        let disk = Disk::counting();
        let log = self.rotate(case, &disk);
        let of = |service: &str| log.iter().filter(|entry| entry.service == service).count() as u64;
        let mut requests = SERVICES.map(of);
        // The last look at IAM does not belong to it.
        requests[0] -= 1;
        Points {
            disk: disk.operations(),
            requests,
        }
    }

    /// Whether the fault struck.
    pub(super) fn run(&mut self, case: &Case) -> bool {
        self.runs += 1;
        if self.runs.is_multiple_of(RUNS_OF_ONE_AWS) {
            self.ground = Ground::new();
        }
        let disk = match case.disk {
            Some(DiskFault { at, fault }) => Disk::failing_at(at, fault),
            None => Disk::real(),
        };
        let log = self.rotate(case, &disk);
        let befell: Vec<_> = log.iter().filter_map(|entry| entry.fault).collect();
        let disk_struck = case.disk.is_none_or(|fault| disk.operations() >= fault.at);
        disk_struck && case.aws.iter().all(|fault| befell.contains(&fault.kind))
    }

    fn log(&self) -> Vec<LoggedRequest> {
        self.ground.sandbox.control().request_log()
    }

    /// One rotation to its end, however often it has to be run. The requests since faults could strike.
    fn rotate(&mut self, case: &Case, disk: &Disk) -> Vec<LoggedRequest> {
        let key = at_aws::key_of(&self.ground);
        self.ground = Ground::with(&self.ground.sandbox, &key);
        let control = self.ground.sandbox.control();
        control.set_propagation(Duration::from_secs(if case.slow_iam { 7 } else { 0 }));
        let options = RotateOptions {
            targets: match case.with_targets {
                true => self.runtime.block_on(everywhere(&self.ground)),
                false => Vec::new(),
            },
            ..self.ground.options()
        };
        if let Some(from) = case.back_from {
            self.runtime.block_on(drive(&self.ground, &options, from));
        }
        let newest = self.log().pop().map(|entry| entry.request_id);
        for rule in case.aws.iter().flat_map(AwsFault::rules) {
            control.add_fault(rule);
        }
        let work = to_the_end(&self.ground, case, disk, options, &key.access_key_id);
        self.runtime.block_on(work);
        let mut log = self.log();
        // From the back: the log is bounded.
        let is_newest = |entry: &LoggedRequest| Some(&entry.request_id) == newest.as_ref();
        let before = log.iter().rposition(is_newest).map_or(0, |at| at + 1);
        log.split_off(before)
    }
}

/// Five places, holding the key that the vault holds.
async fn everywhere(ground: &Ground) -> Vec<RotationTarget> {
    let mut targets = three(ground);
    targets.extend(at_aws::places(ground).await);
    targets
}

/// To a stage, where nothing befalls it.
async fn drive(ground: &Ground, options: &RotateOptions, to: Back) {
    let (engine, profile) = (ground.engine(), app());
    let mut run = Run::new(&engine, &profile, options).await.unwrap();
    run.remember_options().await.unwrap();
    let is_there = |run: &Run<'_>| {
        let journal = run.sealed.journal.as_ref();
        journal.is_some_and(|journal| journal.stage == to.stage())
    };
    while !is_there(&run) {
        if let Progress::Waits(until) = run.step().await.unwrap() {
            ground.clock.pause(until.remaining(run.now())).await;
        }
    }
    if to == Back::Hold {
        ground.clock.pause(HOLD / 2).await;
    }
}

async fn to_the_end(
    ground: &Ground,
    case: &Case,
    disk: &Disk,
    mut options: RotateOptions,
    former: &str,
) {
    let mut watch = Watch {
        sealed: Vec::new(),
        delete_orphans: false,
        told: String::new(),
    };
    let mut disk = disk.clone();
    // Who takes it back says so until it is heard.
    let mut goes_back = case.back_from.is_some();
    for run in 0..MOST_RUNS {
        if run > 0 && case.back_from.is_some() && is_back(ground) {
            return at_the_end(ground, case, &watch, former).await;
        }
        options.delete_orphans = watch.delete_orphans;
        let engine = ground.engine_on(&disk);
        let work = async {
            match goes_back {
                true => engine.roll_back(&app(), &options).await,
                false => engine.rotate(&app(), &options).await,
            }
        };
        let answer = until_death(case, &disk, work).await;
        drop(engine);
        if case.disk.is_some_and(|fault| disk.operations() >= fault.at) {
            disk = Disk::real();
        }
        look(ground, case, &mut watch).await;
        match answer {
            None => {}
            Some(Ok(report)) => {
                goes_back = false;
                watch.told.push_str(&report.notes.join("\n"));
                if is_over(ground, &report).await {
                    return at_the_end(ground, case, &watch, former).await;
                }
            }
            Some(Err(error)) => heed(ground, &mut watch, &error).await,
        }
    }
    panic!("{case:?}: not over after {MOST_RUNS} runs: {}", watch.told);
}

/// A run that died, or was refused, may have done the last of it; the next one would begin a rotation.
fn is_back(ground: &Ground) -> bool {
    ground.watcher.rotation(&app()).unwrap().is_none()
}

/// Waits as the report says.
async fn is_over(ground: &Ground, report: &RotationReport) -> bool {
    let Some(next) = report.next else {
        return true;
    };
    let clock = &ground.clock;
    clock.pause(next.remaining(clock.now())).await;
    false
}

/// Polls until the disk's fault is the death of the process: nothing comes after it, no request either.
async fn until_death<T>(case: &Case, disk: &Disk, work: impl Future<Output = T>) -> Option<T> {
    let deadly = |fault: &DiskFault| matches!(fault.fault, Fault::Kill | Fault::Torn);
    let death = case.disk.filter(deadly).map(|fault| fault.at);
    let mut work = pin!(work);
    std::future::poll_fn(|context| {
        let answer = work.as_mut().poll(context);
        if death.is_some_and(|at| disk.operations() >= at) {
            return Poll::Ready(None);
        }
        answer.map(Some)
    })
    .await
}

/// What a person would do.
async fn heed(ground: &Ground, watch: &mut Watch, error: &Error) {
    watch.told.push_str(&format!("{error}\n"));
    if error
        .hint()
        .is_some_and(|hint| hint.contains("--delete-orphans"))
    {
        // The next look is the test's own.
        ground.sandbox.control().clear_faults();
        let keys = ground.keys().await;
        let active = keys.iter().filter(|key| key.status == KeyStatus::Active);
        assert_eq!(active.count(), 1, "an orphan does not work: {error}");
        let orphan = keys.iter().find(|key| key.status == KeyStatus::Inactive);
        assert!(error.message().contains(&orphan.unwrap().id), "{error}");
        watch.delete_orphans = true;
    }
}

/// The key in the vault and in every target works.
async fn look(ground: &Ground, case: &Case, watch: &mut Watch) {
    let engine = &ground.watcher;
    let entry = engine.vault().entry(&app()).unwrap();
    if let Some(next) = entry.rotation.and_then(|rotation| rotation.next)
        && watch.sealed.last() != Some(&next.access_key_id)
    {
        watch.sealed.push(next.access_key_id);
    }
    let mut keys = vec![KeyPair {
        access_key_id: entry.access_key_id,
        secret_access_key: entry.secret_access_key,
    }];
    if case.with_targets {
        keys.extend(held(ground));
        keys.extend(at_aws::held(ground));
    }
    let mut asked = BTreeSet::new();
    for key in keys {
        if asked.insert(key.access_key_id.clone()) {
            assert!(
                works(ground, engine, &key).await,
                "{case:?}: {} {}",
                key.access_key_id,
                watch.told
            );
        }
    }
}

/// Asks a service that no fault befalls.
async fn works(ground: &Ground, engine: &Engine, key: &KeyPair) -> bool {
    let plan = engine.plan_for(&Request::profile(app())).await.unwrap();
    let url = format!("{}/", ground.sandbox.endpoint().trim_end_matches('/'));
    let call = Call {
        service: "sns",
        region: "us-east-1",
        url: &url,
        headers: &[("content-type", "application/x-www-form-urlencoded")],
        body: &Zeroizing::new(b"Action=ListTopics&Version=2010-03-31".to_vec()),
    };
    let key = keyward_vault::AccessKey {
        access_key_id: key.access_key_id.clone(),
        secret_access_key: key.secret_access_key.clone(),
    };
    let answer = signed::send(&engine.aws(&plan), &sealed::credentials(&key), &call).await;
    answer.is_ok_and(|answer| answer.is_success())
}

/// One key, the one that was sealed, or the former one where it was taken back: active, in the vault and in
/// every target.
async fn at_the_end(ground: &Ground, case: &Case, watch: &Watch, former: &str) {
    ground.sandbox.control().clear_faults();
    let keys = ground.keys().await;
    let entry = ground.watcher.vault().entry(&app()).unwrap();
    let only = keys
        .first()
        .filter(|key| keys.len() == 1 && key.status == KeyStatus::Active);
    let only = only.unwrap_or_else(|| panic!("{case:?}: {keys:?} {}", watch.told));
    assert_eq!(only.id, entry.access_key_id, "{case:?}");
    assert_eq!(entry.rotation, None, "{case:?}");
    match (case.back_from, watch.sealed.first()) {
        (Some(_), _) => assert_eq!(only.id, former, "{case:?}: it is taken back"),
        (None, Some(sealed)) => assert_eq!(
            (sealed, watch.sealed.len()),
            (&only.id, 1),
            "{case:?}: what was sealed is used"
        ),
        (None, None) => {}
    }
    if case.with_targets {
        let held = [held(ground), at_aws::held(ground)].concat();
        // The command is not run where nobody got a new key.
        let has_run = case.back_from.is_none() || ground.file("store.json").exists();
        assert!(
            held.len() == 4 + usize::from(has_run)
                && held.iter().all(|key| key.access_key_id == only.id),
            "{case:?}"
        );
    }
}
