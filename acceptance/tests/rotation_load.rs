//! A key is rotated fifty times under twenty programs that call S3 with it, and no request fails.
//!
//! Keyward's own times are shortened by the profile's `hand_over_seconds`; IAM's ten seconds of propagation
//! pass on the sandbox's clock, which the rotation turns. A drain is far longer than any request; here
//! time does not pass while a request is under way that was begun with the old key.

// One future spans a whole rotation.
#![recursion_limit = "256"]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::{
    collections::{BTreeMap, BTreeSet},
    future::Future,
    io::{BufRead, BufReader},
    pin::Pin,
    process::Child,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use acceptance::{Home, Run, client_program, ground, keyward, python};
use keyward::{Engine, RotateOptions, RotationClock, RotationState};
use keyward_core::{ProfileName, Timestamp, World};
use keyward_sandbox::LoggedRequest;

const ROTATIONS: usize = 50;
/// Of each kind; two processes host them.
const PROGRAMS: usize = 10;
const PROPAGATION: Duration = Duration::from_secs(10);
/// boto3 asks before each request where the end is less than ten minutes off; a program in Node keeps
/// what it has while it is fresh.
const NODE: &str = ".aws/config-of-node";
/// For so long a Node program keeps a key that it is handed for a second: it asks again in the last quarter.
const KEPT: Duration = Duration::from_millis(760);
/// A machine under load is slow; one where nothing moves for so long is broken.
const PATIENCE: Duration = Duration::from_secs(60);

/// Turns itself and the sandbox.
struct Turned(Mutex<Timestamp>);

impl RotationClock for Turned {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }

    fn pause(&self, span: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        let mut now = self.0.lock().unwrap();
        *now = *now + span;
        ground().sandbox().control().advance_clock(span);
        Box::pin(std::future::ready(()))
    }
}

/// What the programs say of themselves.
#[derive(Default)]
struct Seen {
    calls: u64,
    under_way_since: Option<Instant>,
}

#[derive(Default)]
struct Told {
    programs: BTreeMap<String, Seen>,
    failures: Vec<String>,
}

impl Told {
    fn take(&mut self, line: &str) {
        let (id, what) = line.split_once(' ').unwrap_or((line, ""));
        let program = self.programs.entry(id.to_owned()).or_default();
        if what == "begins" {
            program.under_way_since = Some(Instant::now());
            return;
        }
        program.under_way_since = None;
        program.calls += 1;
        if what != "ends" {
            self.failures.push(line.to_owned());
        }
    }

    /// Whether every request that was begun before has ended.
    fn settled(&self, before: Instant) -> bool {
        let mut under_way = self.programs.values().filter_map(|it| it.under_way_since);
        under_way.all(|since| since > before)
    }

    fn all_are_calling(&self) -> bool {
        self.programs.len() == 2 * PROGRAMS && self.programs.values().all(|it| it.calls > 0)
    }

    fn calls(&self) -> u64 {
        self.programs.values().map(|it| it.calls).sum()
    }
}

/// The programs, until they are stopped.
struct Load {
    told: Arc<Mutex<Told>>,
    children: Vec<Child>,
    readers: Vec<std::thread::JoinHandle<()>>,
    // Their folders.
    _runs: Vec<Run>,
    stop: std::path::PathBuf,
}

impl Load {
    fn start(home: &Home) -> Self {
        let stop = home.path().join("stop");
        let stop_text = stop.display().to_string();
        let half = (PROGRAMS / 2).to_string();
        let mut runs = Vec::new();
        for first in ["0", &half] {
            let args = ["app", first, &half, &stop_text];
            let config = home.path().join(NODE);
            let run = client_program("rotation-load.mjs").at(home).args(args);
            runs.push(run.env("AWS_CONFIG_FILE", config));
            let run = python("rotation_load.py").at(home).arg("call");
            runs.push(run.args(args));
        }
        let told: Arc<Mutex<Told>> = Arc::default();
        let mut children: Vec<Child> = runs.iter().map(Run::spawn).collect();
        let readers = children.iter_mut().map(|child| {
            let (told, stdout) = (Arc::clone(&told), child.stdout.take().unwrap());
            std::thread::spawn(move || {
                for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                    told.lock().unwrap().take(&line);
                }
            })
        });
        Self {
            readers: readers.collect(),
            told,
            children,
            _runs: runs,
            stop,
        }
    }

    async fn until(&self, what: &str, holds: impl Fn(&Told) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !holds(&self.told.lock().unwrap()) {
            assert!(Instant::now() < deadline, "{what}: not within {PATIENCE:?}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    fn end(mut self) -> Told {
        std::fs::write(&self.stop, "").unwrap();
        for reader in self.readers.drain(..) {
            reader.join().unwrap();
        }
        for child in &mut self.children {
            assert!(child.wait().unwrap().success());
        }
        std::mem::take(&mut *self.told.lock().unwrap())
    }
}

/// Programs do not outlive a test that failed.
impl Drop for Load {
    fn drop(&mut self) {
        for child in &mut self.children {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn machine() -> Home {
    let home = Home::new()
        .with_vault(&[])
        .with_env("AWS_REGION", "us-east-1")
        .with_config("[profile app]\nregion = us-east-1\nhand_over_seconds = 60\n")
        .with_file(
            NODE,
            "[profile app]\nregion = us-east-1\nhand_over_seconds = 1\n",
        );
    let make = python("rotation_load.py").args(["make", "loaded"]);
    let variables = ground().sandbox().environment();
    let make = variables
        .into_iter()
        .fold(make, |run, (name, value)| run.env(name, value));
    let made = make.env("HOME", "/nonexistent").shows_credentials().run();
    let add = keyward().at(&home).args(["add", "app", "--stdin"]);
    let _ = add.stdin(made.success().stdout).run().success();
    let _ = keyward().at(&home).args(["link", "app"]).run().success();
    home
}

/// The requests of the programs, as the sandbox logged them.
fn requests() -> Vec<LoggedRequest> {
    let log = ground().sandbox().control().request_log();
    log.into_iter().filter(|it| it.service == "s3").collect()
}

/// None was refused; the keys that they were signed with. The log holds some ten thousand.
fn keys_of_requests() -> BTreeSet<String> {
    let requests = requests();
    let refused = requests.iter().find(|it| it.status != 200);
    assert!(refused.is_none(), "{refused:?}");
    requests
        .into_iter()
        .filter_map(|it| it.access_key_id)
        .collect()
}

#[tokio::test]
async fn fifty_rotations_under_twenty_programs_fail_no_request() {
    let home = machine();
    let app: ProfileName = "app".parse().unwrap();
    let control = ground().sandbox().control();
    control.set_propagation(PROPAGATION);
    let clock = Arc::new(Turned(Mutex::new(World::real().now())));
    // The user itself is news, too.
    clock.pause(2 * PROPAGATION).await;
    let options = RotateOptions {
        clock: Arc::<Turned>::clone(&clock),
        hold: Some(Duration::ZERO),
        ..RotateOptions::default()
    };
    let engine = Engine::builder(World::real().with_env(home.variables())).build();

    let load = Load::start(&home);
    load.until("all programs call", Told::all_are_calling).await;
    let begun = Instant::now();
    let (mut keys, mut used) = (BTreeSet::new(), BTreeSet::new());
    for rotation in 0..ROTATIONS {
        let promoted = engine.rotate(&app, &options).await.unwrap();
        assert_eq!(promoted.state, RotationState::Draining);
        tokio::time::sleep(KEPT).await;
        let nobody_has_it = Instant::now();
        load.until("requests with the old key end", |told| {
            told.settled(nobody_has_it)
        })
        .await;
        clock
            .pause(promoted.next.unwrap().remaining(clock.now()))
            .await;
        let done = engine.rotate(&app, &options).await.unwrap();
        assert_eq!(done.state, RotationState::Done);
        keys.insert(done.access_key_id);
        if rotation % 10 == 9 {
            used.append(&mut keys_of_requests());
        }
    }
    let wall = begun.elapsed();
    let told = load.end();
    println!(
        "{} rotations, {} requests of {} programs, {:.1} s, {} failed",
        keys.len(),
        told.calls(),
        told.programs.len(),
        wall.as_secs_f64(),
        told.failures.len()
    );
    assert_eq!(told.failures, [""; 0]);
    used.append(&mut keys_of_requests());
    assert_eq!(keys.len(), ROTATIONS);
    let unused = keys.difference(&used).count();
    assert_eq!(unused, 0, "every key was used");
    home.assert_no_secret_but_in(&[]);
}
