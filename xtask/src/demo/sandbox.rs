//! `keyward sandbox` as a child process.

use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader, Read},
    path::Path,
    process::{Child, ChildStdin, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use serde_json::Value;

use crate::{
    command::{Run, cannot_run},
    failure::{Failure, Result},
    http,
};

/// How long it may take to say that it is ready.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running sandbox. It stops when its standard input closes: at the latest, when this program ends.
pub(crate) struct Sandbox {
    child: Child,
    stdin: Option<ChildStdin>,
    about: Value,
}

impl Sandbox {
    /// Starts it, with its standard error in the file `log`.
    pub(crate) fn start(keyward: &Path, log: &Path) -> Result<Self> {
        let run = Run::new(keyward).args(["sandbox", "--json"]);
        let shown = run.shown().to_owned();
        let stderr = File::create(log).map_err(Failure::io("create", log))?;
        let mut command = run.into_command();
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(stderr);
        let mut child = command
            .spawn()
            .map_err(|error| cannot_run(&shown, &error))?;
        let stdin = child.stdin.take();
        let line = child.stdout.take().and_then(first_line);
        let about = line.and_then(|line| serde_json::from_str(&line).ok());
        let mut sandbox = Self {
            child,
            stdin,
            about: Value::Null,
        };
        match about {
            Some(about) => sandbox.about = about,
            None => return Err(did_not_start(&shown, log)),
        }
        Ok(sandbox)
    }

    /// A text of what it said about itself: `endpoint`, `region`, `accessKeyId`, ….
    pub(crate) fn about(&self, name: &str) -> Result<&str> {
        let text = self.about[name].as_str();
        text.ok_or_else(|| Failure::new(format!("`keyward sandbox --json` named no {name}")))
    }

    /// The administrator's secret access key.
    pub(crate) fn secret(&self) -> Result<&str> {
        let text = self.about["env"]["AWS_SECRET_ACCESS_KEY"].as_str();
        text.ok_or_else(|| Failure::new("`keyward sandbox --json` named no secret"))
    }

    /// Bytes of memory that it holds, by Linux's reckoning.
    pub(crate) fn resident(&self) -> Result<u64> {
        let path = format!("/proc/{}/status", self.child.id());
        let status = fs::read_to_string(&path).map_err(Failure::io("read", Path::new(&path)))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let size = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        size.map(|kibibytes| kibibytes * 1024)
            .ok_or_else(|| Failure::new(format!("{path} names no VmRSS")))
    }

    /// Reads from the control endpoint.
    pub(crate) fn look(&self, path: &str) -> Result<Value> {
        http::call(
            self.about("controlEndpoint")?,
            self.about("controlToken")?,
            "GET",
            path,
            None,
        )
    }

    /// Gives the control endpoint an order.
    pub(crate) fn order(&self, path: &str, body: &Value) -> Result<Value> {
        let (endpoint, token) = (self.about("controlEndpoint")?, self.about("controlToken")?);
        http::call(endpoint, token, "POST", path, Some(body))
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        drop(self.stdin.take());
        for _ in 0..100 {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

/// The first line, or none when it does not come in time. The rest is read and dropped, or the pipe would fill.
fn first_line(stdout: impl Read + Send + 'static) -> Option<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            _ = sender.send(line);
        }
    });
    receiver.recv_timeout(PATIENCE).ok()
}

fn did_not_start(shown: &str, log: &Path) -> Failure {
    let words = fs::read_to_string(log).unwrap_or_default();
    Failure::new(format!(
        "`{shown}` did not say where it listens\n{}",
        words.trim()
    ))
}
