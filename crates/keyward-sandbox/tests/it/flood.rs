//! Ten thousand connections, and clients that send slowly, too much or nothing. The sandbox runs in a
//! process of its own, because both ends of a connection take a descriptor each.

#![cfg(unix)]

use std::env;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::client::{Call, Signer, exchange, sandbox};

const WANTED: usize = 10_000;
/// Descriptors that the test itself needs, and those of tests beside it.
const OWN: usize = 500;
const LIMIT: &str = "SANDBOX_TEST_DESCRIPTORS";

/// What the tests below start.
#[test]
#[ignore = "the other tests start it"]
fn child() {
    if let Some(limit) = env::var(LIMIT).ok().and_then(|text| text.parse().ok()) {
        let limit = Rlimit {
            current: Some(limit),
            maximum: Some(limit),
        };
        setrlimit(Resource::Nofile, limit).unwrap();
    }
    let sandbox = sandbox();
    let admin = sandbox.admin();
    let (id, secret) = (&admin.access_key_id, &*admin.secret_access_key);
    println!("\nready {} {id} {secret}", sandbox.endpoint());
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
}

struct Elsewhere {
    process: Child,
    /// Open as long as it runs: it ends when it cannot write.
    _output: BufReader<ChildStdout>,
    host: String,
    admin: Signer,
}

impl Elsewhere {
    fn start(descriptors: Option<usize>) -> Self {
        let mut command = Command::new(env::current_exe().unwrap());
        command
            .args(["--exact", "flood::child", "--ignored", "--nocapture"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        if let Some(limit) = descriptors {
            command.env(LIMIT, limit.to_string());
        }
        let mut process = command.spawn().unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let mut lines = output.by_ref().lines().map_while(Result::ok);
        let ready = lines.find_map(|line| line.strip_prefix("ready ").map(str::to_owned));
        let ready = ready.unwrap();
        let parts: Vec<&str> = ready.split(' ').collect();
        Self {
            process,
            _output: output,
            host: parts[0].trim_start_matches("http://").to_owned(),
            admin: Signer::new(parts[1], parts[2]),
        }
    }

    fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.host).unwrap()
    }

    /// A signed request on a connection of its own is answered.
    fn assert_alive(&self) {
        let call = Call::sts("GetCallerIdentity", &[]);
        let headers = call.signed(&self.host, &self.admin);
        let answer = exchange(&self.host, call.method, &call.target, &headers, &call.body);
        assert!(answer.ok().text("Arn").ends_with("user/admin"));
    }

    /// The memory that it holds, in MiB; nothing where the system does not tell.
    fn mebibytes(&self) -> Option<usize> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
        let kib: usize = line.split_whitespace().nth(1)?.parse().ok()?;
        Some(kib / 1024)
    }

    fn assert_holds_less_than(&self, bound: usize, what: &str) {
        if let Some(held) = self.mebibytes() {
            eprintln!("{what}: {held} MiB");
            assert!(held < bound, "{what}: {held} MiB");
        }
    }
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

/// Raises this process's limit as far as it may be, and says so aloud where that is not enough.
fn connections() -> usize {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: maximum,
        maximum,
    };
    setrlimit(Resource::Nofile, raised).unwrap();
    let most = maximum.map_or(usize::MAX, |most| usize::try_from(most).unwrap());
    let possible = most.saturating_sub(OWN);
    if possible < WANTED {
        eprintln!("only {possible} of {WANTED} connections: the descriptor limit is {most}");
    }
    possible.min(WANTED)
}

#[test]
fn ten_thousand_connections_do_not_stop_it() {
    let count = connections();
    let sandbox = Elsewhere::start(None);
    let mut all: Vec<TcpStream> = (0..count).map(|_| sandbox.connect()).collect();
    sandbox.assert_alive();
    sandbox.assert_holds_less_than(512, "silent connections");
    let each = |all: &mut Vec<TcpStream>, bytes: &[u8]| {
        // The server may have closed some: that is its right.
        all.iter_mut()
            .for_each(|stream| drop(stream.write_all(bytes)));
    };
    each(&mut all, b"POST / HTTP/1.1\r\nhost: x\r\nx-slow: ");
    sandbox.assert_alive();
    each(&mut all, &[b'y'; 16 * 1024]);
    sandbox.assert_alive();
    sandbox.assert_holds_less_than(1_024, "heads of 16 KiB that do not end");
    each(&mut all, b"\r\ncontent-length: 67108864\r\n\r\nhalf");
    sandbox.assert_alive();
    each(&mut all, &[b'z'; 8 * 1024]);
    sandbox.assert_alive();
    sandbox.assert_holds_less_than(1_536, "bodies announced as 64 MiB");
    drop(all);
    sandbox.assert_alive();
}

#[test]
fn with_fewer_descriptors_than_clients_the_silent_give_way() {
    let sandbox = Elsewhere::start(Some(300));
    let mut waiting: Vec<TcpStream> = (0..300).map(|_| sandbox.connect()).collect();
    for _ in 0..5 {
        waiting.extend((0..100).map(|_| sandbox.connect()));
        sandbox.assert_alive();
    }
    let body = b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf";
    for _ in 0..300 {
        let mut stream = sandbox.connect();
        let _ = stream.write_all(body);
        waiting.push(stream);
    }
    sandbox.assert_alive();
}

#[test]
fn large_bodies_together_are_bounded_and_small_requests_still_served() {
    let sandbox = Elsewhere::start(None);
    let block = vec![0_u8; 1 << 20];
    let mut all: Vec<TcpStream> = (0..40).map(|_| sandbox.connect()).collect();
    for stream in &mut all {
        let head = b"PUT /b/k HTTP/1.1\r\nhost: x\r\ncontent-length: 67108864\r\n\r\n";
        let _ = stream.write_all(head);
    }
    // 1200 MiB in all, of which the sandbox keeps less than the half.
    for _ in 0..30 {
        for stream in &mut all {
            let _ = stream.write_all(&block);
        }
    }
    sandbox.assert_alive();
    sandbox.assert_holds_less_than(1_024, "1200 MiB of bodies that do not end");
    let mut answers: Vec<String> = Vec::new();
    for stream in &mut all {
        // Who got no room has been told, unless the answer was lost with the connection.
        stream.set_nonblocking(true).unwrap();
        let mut text = Vec::new();
        let _ = stream.read_to_end(&mut text);
        answers.push(String::from_utf8_lossy(&text).into_owned());
    }
    assert!(answers.iter().any(String::is_empty), "some had room");
    drop(all);
    sandbox.assert_alive();
}
