//! The servers beside the sandbox. Each ends with the value that holds it.

use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::load::Examples;
use crate::{
    command::{Run, cannot_run},
    failure::{Failure, Result},
    tools,
};

/// How long moto may take to listen.
const PATIENCE: Duration = Duration::from_secs(60);

/// `moto_server`, as its documentation starts it.
pub(super) struct Moto {
    pub(super) endpoint: String,
    child: Child,
}

impl Moto {
    pub(super) fn start(log: &Path) -> Result<Self> {
        let program = tools::moto_server()?;
        let port = free_port()?;
        let run = Run::new(program).args(["-H", "127.0.0.1", "-p", &port.to_string()]);
        let shown = run.shown().to_owned();
        let mut command = run.into_command();
        command.stdin(Stdio::null()).stdout(Stdio::null());
        command.stderr(File::create(log).map_err(Failure::io("create", log))?);
        let child = command
            .spawn()
            .map_err(|error| cannot_run(&shown, &error))?;
        let moto = Self {
            endpoint: format!("http://127.0.0.1:{port}"),
            child,
        };
        let began = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if began.elapsed() > PATIENCE {
                return Err(Failure::new(format!("`{shown}` does not listen")));
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(moto)
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

/// The server that does nothing. It ends when its standard input closes.
pub(super) struct Floor {
    pub(super) address: String,
    child: Child,
}

impl Floor {
    pub(super) fn start(examples: &Examples) -> Result<Self> {
        let run = Run::new(examples.program("floor"));
        let shown = run.shown().to_owned();
        let mut command = run.into_command();
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command
            .spawn()
            .map_err(|error| cannot_run(&shown, &error))?;
        let mut address = String::new();
        if let Some(stdout) = child.stdout.take() {
            let read = BufReader::new(stdout).read_line(&mut address);
            read.map_err(|error| cannot_run(&shown, &error))?;
        }
        Ok(Self {
            address: address.trim().to_owned(),
            child,
        })
    }
}

impl Drop for Floor {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

fn free_port() -> Result<u16> {
    let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let address = bound.and_then(|listener| listener.local_addr());
    address
        .map(|address| address.port())
        .map_err(|error| Failure::new(format!("no port is free: {error}")))
}
