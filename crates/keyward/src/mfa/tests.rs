//! Seeds against the sandbox, by clocks that are off: its devices run by the real one.

use std::sync::Arc;

use keyward_core::{Result, Secret, Timestamp, World, disk::Disk};
use keyward_profile::GetSessionToken;
use keyward_sandbox::{Options, Sandbox};
use keyward_vault::{Entry, Expected, NewSlot, Vault};
use tempfile::TempDir;

use super::{Enrollment, totp, used};
use crate::{Engine, Request};

const NAME: &str = "me";

/// A machine whose vault has the key of the sandbox's administrator, and the seed of its device.
struct Machine {
    sandbox: Sandbox,
    home: TempDir,
    serial: String,
}

impl Machine {
    async fn new() -> Self {
        let sandbox = Sandbox::start(Options::default()).unwrap();
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
            mfa_seeds: Vec::new(),
            prove_with: None,
            revocation: None,
        };
        let name = NAME.parse().unwrap();
        vault.put(&name, &entry, Expected::Absent).unwrap();
        let mut machine = Self {
            sandbox,
            home,
            serial: String::new(),
        };
        machine.serial = machine.enroll().await;
        machine
    }

    /// With codes of a moment ago, so that the one of this moment is unused.
    async fn enroll(&self) -> String {
        let engine = self.engine(0);
        let made = engine.enroll_mfa(&request(), None).await.unwrap();
        let Enrollment::Made(device) = made else {
            panic!("the user had none");
        };
        device.store().await.unwrap();
        let code = |window| totp::code(device.seed(), window).unwrap();
        loop {
            let here = totp::window(World::real().now());
            // Refused only where a window ended in between.
            if device
                .enable(&code(here - 2), &code(here - 1))
                .await
                .is_ok()
            {
                return device.serial().to_owned();
            }
        }
    }

    /// A process whose clock is so many seconds ahead of the real one.
    fn engine(&self, ahead: i64) -> Engine {
        let path = |name: &str| self.home.path().join(name).display().to_string();
        let now = Timestamp::from_unix(World::real().now().unix() + ahead);
        let config = format!("[profile {NAME}]\nmfa_serial = {}\n", self.serial);
        let world = World::fake(now)
            .with_env([
                ("HOME", path("")),
                ("KEYWARD_HOME", path("keyward")),
                ("KEYWARD_IDENTITY_FILE", path("identity.txt")),
                ("AWS_CONFIG_FILE", path("config")),
                ("AWS_ENDPOINT_URL", self.sandbox.endpoint().to_owned()),
                ("AWS_REGION", "us-east-1".to_owned()),
                ("AWS_EC2_METADATA_DISABLED", "true".to_owned()),
            ])
            .with_file(path("config"), config);
        Engine::builder(world).build()
    }

    async fn session(&self, ahead: i64, code: Option<Secret>) -> Result<String> {
        let mut request = request();
        request.session = Some(GetSessionToken::default());
        request.mfa.code = code;
        let credentials = self.engine(ahead).credentials(&request).await?;
        Ok(credentials.access_key_id)
    }
}

fn request() -> Request {
    Request::profile(NAME.parse().unwrap())
}

#[tokio::test]
async fn a_clock_that_is_off_is_seen_in_the_refusal_and_allowed_for() {
    for ahead in [-600, 600] {
        let machine = Machine::new().await;
        let id = machine.session(ahead, None).await.unwrap();
        assert!(id.starts_with("ASIA"), "{ahead}: {id}");
    }
}

#[tokio::test]
async fn a_persons_code_is_refused_with_the_clock_in_the_words() {
    let machine = Machine::new().await;
    let used = machine.engine(0).vault().entry(&NAME.parse().unwrap());
    let seed = &used.unwrap().mfa_seeds[0].seed;
    let old = totp::code(seed, totp::window(World::real().now()) - 20).unwrap();
    let error = machine.session(-600, Some(old)).await.unwrap_err();
    let says = error.message();
    assert!(
        says.contains("behind AWS's") && says.contains(":mfa/"),
        "{says}"
    );
    assert!(error.hint().unwrap_or_default().contains("set the clock"));
}

#[tokio::test]
async fn no_two_processes_get_the_same_code() {
    let machine = Arc::new(Machine::new().await);
    let at = World::real().now();
    let mut takers = tokio::task::JoinSet::new();
    for _ in 0..3 {
        let machine = Arc::clone(&machine);
        takers.spawn(async move {
            let engine = machine.engine(0);
            used::reserve(&engine, &machine.serial, at, true)
                .await
                .unwrap()
        });
    }
    let mut windows = takers.join_all().await;
    windows.sort_unstable();
    let here = totp::window(at);
    assert_eq!(windows, [here, here + 1, here + 2]);
}
