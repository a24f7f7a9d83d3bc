//! A machine, its vault and its AWS.

use std::{
    future::Future,
    path::{Path, PathBuf},
    pin::Pin,
    sync::Arc,
    time::Duration,
};

use keyward_core::{Error, ProfileName, Result, Secret, Timestamp, World, disk::Disk};
use keyward_profile::KeyPair;
use keyward_sandbox::{FaultKind, FaultRule, Options, Sandbox, Seed};
use keyward_vault::{Entry, Expected, NewSlot, Vault};
use tempfile::TempDir;
use tokio::sync::Mutex;

use crate::{
    Engine,
    iam::{Iam, ListedKey},
    rotation::{RotateOptions, RotationClock, RotationReport, run::Run, sealed},
};

/// A machine with one key in its vault, and the AWS that knows the key.
pub(super) struct Ground {
    pub(super) sandbox: Arc<Sandbox>,
    pub(super) home: TempDir,
    pub(super) clock: Arc<MovingClock>,
    /// A process that only looks.
    pub(super) watcher: Engine,
}

/// Moves itself and the sandbox.
pub(super) struct MovingClock {
    sandbox: Arc<Sandbox>,
    now: Mutex<Timestamp>,
}

impl RotationClock for MovingClock {
    fn now(&self) -> Timestamp {
        *self.now.try_lock().expect("one task")
    }

    fn pause(&self, span: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async move {
            let mut now = self.now.lock().await;
            *now = *now + span;
            self.sandbox.control().advance_clock(span);
        })
    }
}

impl Ground {
    pub(super) fn new() -> Self {
        let sandbox = Arc::new(Sandbox::start(Options::default()).unwrap());
        let key = KeyPair {
            access_key_id: sandbox.admin().access_key_id.clone(),
            secret_access_key: Secret::new(sandbox.admin().secret_access_key.as_str()),
        };
        Self::with(&sandbox, &key)
    }

    /// A machine with the key of a user of a seed in its vault; `None` is the root user.
    pub(super) fn seeded(seed: &serde_json::Value, user: Option<&str>) -> Self {
        let options = Options {
            seed: Some(Seed::value(seed)),
            ..Options::default()
        };
        let sandbox = Arc::new(Sandbox::start(options).unwrap());
        let key = key_of(&sandbox, "123456789012", user);
        Self::with(&sandbox, &key)
    }

    /// Names profiles in `~/.aws/config`.
    pub(super) fn config(&self, text: &str) {
        let folder = self.home.path().join(".aws");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("config"), text).unwrap();
    }

    /// A new machine for a key of the sandbox's administrator. In memory, where the system has such a
    /// place: none of this has to outlive a power cut. Its clock starts with the real one: the sandbox
    /// tells instants as a client with the real clock reads them.
    pub(super) fn with(sandbox: &Arc<Sandbox>, key: &KeyPair) -> Self {
        let clock = Arc::new(MovingClock {
            sandbox: Arc::clone(sandbox),
            now: Mutex::new(World::real().now()),
        });
        let memory = Path::new("/dev/shm");
        let home = match memory.is_dir() {
            true => tempfile::tempdir_in(memory).unwrap(),
            false => tempfile::tempdir().unwrap(),
        };
        let identity = home.path().join("identity.txt");
        let slots = [NewSlot::IdentityFile(&identity)];
        let folder = home.path().join("keyward");
        let mut vault = Vault::create(&folder, &Disk::real(), &slots).unwrap();
        let entry = Entry {
            access_key_id: key.access_key_id.clone(),
            secret_access_key: key.secret_access_key.clone(),
            account_id: None,
            added_at: Timestamp::from_unix(0),
            import_record: None,
            rotation: None,
            targets: Vec::new(),
            mfa_seeds: Vec::new(),
            prove_with: None,
            revocation: None,
        };
        vault.put(&app(), &entry, Expected::Absent).unwrap();
        let watcher = engine_in(&home, sandbox, &Disk::real());
        Self {
            sandbox: Arc::clone(sandbox),
            home,
            clock,
            watcher,
        }
    }

    pub(super) fn engine(&self) -> Engine {
        self.engine_on(&Disk::real())
    }

    /// A process on this machine. It asks AWS once, so that a fault is one.
    pub(super) fn engine_on(&self, disk: &Disk) -> Engine {
        engine_in(&self.home, &self.sandbox, disk)
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    pub(super) fn options(&self) -> RotateOptions {
        RotateOptions {
            clock: Arc::<MovingClock>::clone(&self.clock),
            ..RotateOptions::default()
        }
    }

    pub(super) async fn rotate(&self) -> Result<RotationReport> {
        self.engine().rotate(&app(), &self.options()).await
    }

    /// Runs until nothing is left to do, waiting as the reports say.
    pub(super) async fn to_the_end(&self, options: &RotateOptions) -> RotationReport {
        loop {
            let report = self.engine().rotate(&app(), options).await.unwrap();
            match report.next {
                None => return report,
                Some(next) => self.clock.pause(next.remaining(self.clock.now())).await,
            }
        }
    }

    /// The keys at AWS, asked for with the key in the vault: it has to work.
    pub(super) async fn keys(&self) -> Vec<ListedKey> {
        let (profile, options) = (app(), self.options());
        let run = Run::new(&self.watcher, &profile, &options).await.unwrap();
        let credentials = sealed::credentials(&run.sealed.current());
        let iam = Iam {
            aws: &run.aws,
            credentials: &credentials,
            mfa: None,
        };
        iam.list_access_keys(None).await.unwrap()
    }

    pub(super) fn fail(&self, operation: &str, kind: FaultKind, count: u64) {
        self.sandbox.control().add_fault(FaultRule {
            service: Some("iam".to_owned()),
            operation: Some(operation.to_owned()),
            count: Some(count),
            ..FaultRule::new(kind)
        });
    }
}

fn engine_in(home: &TempDir, sandbox: &Sandbox, disk: &Disk) -> Engine {
    let path = |name: &str| home.path().join(name).display().to_string();
    let endpoint = sandbox.endpoint().to_owned();
    let world = World::real().with_env([
        ("HOME", path("")),
        ("KEYWARD_HOME", path("keyward")),
        ("KEYWARD_IDENTITY_FILE", path("identity.txt")),
        ("AWS_ENDPOINT_URL", endpoint),
        ("AWS_REGION", "us-east-1".to_owned()),
        ("AWS_EC2_METADATA_DISABLED", "true".to_owned()),
        ("AWS_MAX_ATTEMPTS", "1".to_owned()),
    ]);
    Engine::builder(world).disk(disk.clone()).build()
}

/// The key of a user of the sandbox.
pub(super) fn key_of(sandbox: &Sandbox, account: &str, user: Option<&str>) -> KeyPair {
    let identities = sandbox.identities().into_iter();
    let mut found =
        identities.filter(|it| it.account_id == account && it.user_name.as_deref() == user);
    let key = found.next().expect("in the seed").key;
    KeyPair {
        access_key_id: key.access_key_id.clone(),
        secret_access_key: Secret::new(key.secret_access_key.as_str()),
    }
}

pub(super) fn app() -> ProfileName {
    "app".parse().unwrap()
}

pub(super) fn refused(answer: Result<RotationReport>) -> Error {
    answer.expect_err("refused")
}
