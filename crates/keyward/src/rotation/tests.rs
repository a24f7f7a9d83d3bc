//! Whole rotations against the sandbox, with a clock that moves when it is waited by.

use std::{future::Future, pin::Pin, sync::Arc, time::Duration};

use keyward_core::{Error, ErrorCode, ProfileName, Result, Secret, Timestamp, World, disk::Disk};
use keyward_sandbox::{FaultKind, FaultRule, Options, Sandbox};
use keyward_vault::{Entry, Expected, NewSlot, Vault};
use tempfile::TempDir;
use tokio::sync::Mutex;

use super::{RotateOptions, RotationClock, RotationReport, RotationState, run::Run, sealed};
use crate::{
    Engine,
    iam::{Iam, KeyStatus, ListedKey},
};

/// A machine with one key in its vault, and the AWS that knows the key.
struct Ground {
    sandbox: Arc<Sandbox>,
    home: TempDir,
    clock: Arc<MovingClock>,
}

/// Moves itself and the sandbox.
struct MovingClock {
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
    fn new() -> Self {
        let sandbox = Arc::new(Sandbox::start(Options::default()).unwrap());
        let home = tempfile::tempdir().unwrap();
        let identity = home.path().join("identity.txt");
        let slots = [NewSlot::IdentityFile(&identity)];
        let folder = home.path().join("keyward");
        let mut vault = Vault::create(&folder, &Disk::real(), &slots).unwrap();
        let entry = Entry {
            access_key_id: sandbox.admin().access_key_id.clone(),
            secret_access_key: Secret::new(sandbox.admin().secret_access_key.as_str()),
            account_id: None,
            added_at: Timestamp::from_unix(0),
            import_record: None,
            rotation: None,
            targets: Vec::new(),
        };
        vault.put(&app(), &entry, Expected::Absent).unwrap();
        let clock = Arc::new(MovingClock {
            sandbox: Arc::clone(&sandbox),
            now: Mutex::new(World::real().now()),
        });
        Self {
            sandbox,
            home,
            clock,
        }
    }

    fn engine(&self) -> Engine {
        let path = |name: &str| self.home.path().join(name).display().to_string();
        let endpoint = self.sandbox.endpoint().to_owned();
        let world = World::real().with_env([
            ("HOME", path("")),
            ("KEYWARD_HOME", path("keyward")),
            ("KEYWARD_IDENTITY_FILE", path("identity.txt")),
            ("AWS_ENDPOINT_URL", endpoint),
            ("AWS_REGION", "us-east-1".to_owned()),
            ("AWS_EC2_METADATA_DISABLED", "true".to_owned()),
        ]);
        Engine::builder(world).build()
    }

    fn options(&self) -> RotateOptions {
        RotateOptions {
            clock: Arc::<MovingClock>::clone(&self.clock),
            ..RotateOptions::default()
        }
    }

    async fn rotate(&self) -> Result<RotationReport> {
        self.engine().rotate(&app(), &self.options()).await
    }

    /// Runs until nothing is left to do, waiting as the reports say.
    async fn to_the_end(&self, options: &RotateOptions) -> RotationReport {
        loop {
            let report = self.engine().rotate(&app(), options).await.unwrap();
            match report.next {
                None => return report,
                Some(next) => self.clock.pause(next.remaining(self.clock.now())).await,
            }
        }
    }

    /// The keys at AWS, asked for with the key in the vault: it has to work.
    async fn keys(&self) -> Vec<ListedKey> {
        let engine = self.engine();
        let (profile, options) = (app(), self.options());
        let run = Run::new(&engine, &profile, &options).await.unwrap();
        let credentials = sealed::credentials(&run.sealed.current());
        let iam = Iam {
            aws: &run.aws,
            credentials: &credentials,
        };
        iam.list_access_keys(None).await.unwrap()
    }

    fn fail(&self, operation: &str, kind: FaultKind, count: u64) {
        self.sandbox.control().add_fault(FaultRule {
            service: Some("iam".to_owned()),
            operation: Some(operation.to_owned()),
            count: Some(count),
            ..FaultRule::new(kind)
        });
    }
}

fn app() -> ProfileName {
    "app".parse().unwrap()
}

fn refused(answer: Result<RotationReport>) -> Error {
    answer.expect_err("refused")
}

#[tokio::test]
async fn from_one_key_to_another() {
    let ground = Ground::new();
    let old = ground.keys().await[0].id.clone();

    let report = ground.rotate().await.unwrap();
    assert_eq!(report.state, RotationState::Draining);
    assert_eq!(report.other_access_key_id.as_ref(), Some(&old));
    assert_ne!(report.access_key_id, old);
    let both = ground.keys().await;
    assert!(both.len() == 2 && both.iter().all(|key| key.status == KeyStatus::Active));

    let too_early = ground.rotate().await.unwrap();
    assert_eq!(
        too_early, report,
        "nothing happens before the time has come"
    );

    ground
        .clock
        .pause(report.next.unwrap().remaining(ground.clock.now()))
        .await;
    let report = ground.rotate().await.unwrap();
    assert_eq!(report.state, RotationState::Inactive);
    let former = ground.keys().await.into_iter().find(|key| key.id == old);
    assert_eq!(former.unwrap().status, KeyStatus::Inactive);

    let end = ground.to_the_end(&ground.options()).await;
    assert_eq!(
        (end.state, end.other_access_key_id),
        (RotationState::Done, None)
    );
    assert_eq!(ground.keys().await.len(), 1);
    assert_eq!(ground.engine().rotation(&app()).unwrap(), None);
}

#[tokio::test]
async fn back_from_every_stage() {
    for steps in 0..2 {
        let ground = Ground::new();
        let old = ground.keys().await[0].id.clone();
        let mut report = ground.rotate().await.unwrap();
        for _ in 0..steps {
            ground
                .clock
                .pause(report.next.unwrap().remaining(ground.clock.now()))
                .await;
            report = ground.rotate().await.unwrap();
        }
        let back = ground
            .engine()
            .roll_back(&app(), &ground.options())
            .await
            .unwrap();
        assert_eq!(back.access_key_id, old);
        ground.to_the_end(&ground.options()).await;
        let keys = ground.keys().await;
        assert_eq!((keys.len(), &keys[0].id), (1, &old));
        let nothing = ground.engine().roll_back(&app(), &ground.options()).await;
        assert_eq!(refused(nothing).code(), ErrorCode::InvalidArgument);
    }
}

#[tokio::test]
async fn a_lost_answer_leaves_a_key_that_is_found_and_disarmed() {
    let ground = Ground::new();
    ground.fail("CreateAccessKey", FaultKind::CutAfter, 1);
    let lost = refused(ground.rotate().await);
    assert!(
        lost.message().contains("AWS may have made a key or not"),
        "{lost}"
    );
    let full = refused(ground.rotate().await);
    assert!(full.hint().unwrap().contains("--delete-orphans"), "{full}");
    let keys = ground.keys().await;
    assert_eq!(
        keys.iter()
            .filter(|key| key.status == KeyStatus::Active)
            .count(),
        1
    );

    let options = RotateOptions {
        delete_orphans: true,
        ..ground.options()
    };
    let report = ground.to_the_end(&options).await;
    assert_eq!(report.state, RotationState::Done);
    assert_eq!(ground.keys().await.len(), 1);
}

#[tokio::test]
async fn a_request_that_never_arrived_leaves_nothing() {
    let ground = Ground::new();
    ground.fail("CreateAccessKey", FaultKind::CutBefore, 1);
    refused(ground.rotate().await);
    assert_eq!(
        ground.rotate().await.unwrap().state,
        RotationState::Draining
    );
    assert_eq!(ground.keys().await.len(), 2);
}
