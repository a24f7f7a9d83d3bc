//! A sandbox that is killed at random instants, again and again: every answer that a client had is
//! true afterwards.
//!
//! The child process is this test program itself, asked for [`child`] alone.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;

use crate::client::{Call, Signer};
use crate::data;

const FOLDER: &str = "KEYWARD_TEST_DATA_FOLDER";
const KILLS: usize = 50;

/// What runs in the child process: serves a folder until it is killed.
#[test]
#[ignore = "the other test starts it in a process of its own"]
fn child() {
    let Ok(folder) = std::env::var(FOLDER) else {
        return;
    };
    let sandbox = data::start(Path::new(&folder)).unwrap();
    let admin = sandbox.admin();
    let host = sandbox.endpoint().trim_start_matches("http://");
    println!(
        "ready {host} {} {}",
        admin.access_key_id, *admin.secret_access_key
    );
    // The parent's death closes the pipe.
    let _ = std::io::stdin().read_line(&mut String::new());
}

struct Running {
    child: Child,
    host: String,
    admin: Signer,
}

fn start(folder: &Path) -> Running {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["data_kill::child", "--exact", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = lines
        .map(Result::unwrap)
        .find_map(|line| line.split_once("ready ").map(|(_, rest)| rest.to_owned()));
    let line = line.expect("a killed sandbox's folder can be opened");
    let words: Vec<&str> = line.split(' ').collect();
    Running {
        host: words[0].to_owned(),
        admin: Signer::new(words[1], words[2]),
        child,
    }
}

/// What clients were told.
#[derive(Default)]
struct Told {
    /// Object to its last confirmed body, and those sent since, which may have come to be.
    objects: BTreeMap<String, (Vec<u8>, Vec<Vec<u8>>)>,
    keys: Vec<Signer>,
}

#[test]
fn no_confirmed_write_is_ever_lost() {
    let home = tempfile::tempdir().unwrap();
    let told = Mutex::new(Told::default());
    for round in 0..KILLS {
        let mut running = start(home.path());
        check(&running, &told.lock().unwrap());
        if round == 0 {
            let made = Call::s3("PUT", "/bucket", b"").attempt(&running.host, &running.admin);
            assert_eq!(made.unwrap().status, 200);
        }
        let mut random = [0; 2];
        getrandom(&mut random);
        let patience = Duration::from_millis(u64::from(u16::from_le_bytes(random)) % 150);
        std::thread::scope(|scope| {
            let (host, admin, told) = (&running.host, &running.admin, &told);
            (0..3).for_each(|client| {
                drop(scope.spawn(move || put_objects(client, round, host, admin, told)));
            });
            scope.spawn(move || make_keys(round, host, admin, told));
            std::thread::sleep(patience);
            running.child.kill().unwrap();
            running.child.wait().unwrap();
        });
    }
    let running = start(home.path());
    let told = told.into_inner().unwrap();
    check(&running, &told);
    assert!(told.objects.len() > KILLS / 2, "{}", told.objects.len());
    assert!(told.keys.len() > 2, "{}", told.keys.len());
    let mut child = running.child;
    child.kill().unwrap();
    child.wait().unwrap();
}

/// Not the sandbox's own: any source will do.
fn getrandom(bytes: &mut [u8]) {
    use std::io::Read as _;
    std::fs::File::open("/dev/urandom")
        .unwrap()
        .read_exact(bytes)
        .unwrap();
}

/// Writes new objects and old ones anew until there is nobody to answer.
fn put_objects(client: usize, round: usize, host: &str, admin: &Signer, told: &Mutex<Told>) {
    for number in 0.. {
        let key = format!("/bucket/{client}/{}", (round * 7 + number) % 90);
        let body = format!("{round} {number} ")
            .repeat(1 + number % 400)
            .into_bytes();
        {
            let mut told = told.lock().unwrap();
            told.objects
                .entry(key.clone())
                .or_default()
                .1
                .push(body.clone());
        }
        let answer = Call::s3("PUT", &key, &body).attempt(host, admin);
        let Some(answer) = answer else { return };
        assert_eq!(answer.status, 200, "{answer:?}");
        told.lock().unwrap().objects.insert(key, (body, Vec::new()));
    }
}

/// Users with keys.
fn make_keys(round: usize, host: &str, admin: &Signer, told: &Mutex<Told>) {
    for number in 0..20 {
        let name = format!("user-{round}-{number}");
        let user = [("UserName", name.as_str())];
        let made = Call::iam("CreateUser", &user).attempt(host, admin);
        let Some(made) = made else { return };
        assert_eq!(made.status, 200);
        let Some(answer) = Call::iam("CreateAccessKey", &user).attempt(host, admin) else {
            return;
        };
        told.lock()
            .unwrap()
            .keys
            .push(Signer::from_answer(&answer.ok()));
    }
}

fn check(running: &Running, told: &Told) {
    let send = |call: Call<'_>, signer: &Signer| call.attempt(&running.host, signer).unwrap();
    for (key, (confirmed, under_way)) in &told.objects {
        let answer = send(Call::s3("GET", key, b""), &running.admin);
        let whole = if confirmed.is_empty() {
            answer.status == 404 || under_way.contains(&answer.body)
        } else {
            answer.body == *confirmed || under_way.contains(&answer.body)
        };
        assert!(whole, "{key}: {}", answer.status);
    }
    for signer in told.keys.iter().rev().take(40) {
        let answer = send(Call::sts("GetCallerIdentity", &[]), signer);
        assert_eq!(answer.status, 200, "{}", signer.key);
    }
}
