//! Starts a sandbox: the flags, and what runs against it.

use std::{ffi::OsString, io::Read, path::PathBuf, process::Command, time::Duration};

use clap::{Args, ValueEnum};
use keyward_core::{Error, ErrorCode};
use keyward_sandbox::{
    Approval, FaultRule, Options, Sandbox as Server, Seed, StartError, parse_duration,
};

use super::{ready, variables};
use crate::{child, exit::Exit, screen};

/// How to start one.
#[derive(Args)]
pub(super) struct Start {
    /// The port on 127.0.0.1 [default: any free one]
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// The control port [default: any free one]
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    control_port: u16,
    /// The port of instance metadata (IMDS) [default: any free one]
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    imds_port: u16,
    /// The port of container credentials [default: any free one]
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    container_port: u16,
    /// The port of IAM Identity Center and of sign-in [default: any free one]
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    identity_port: u16,
    /// The role of the EC2 instance; made if it does not exist
    #[arg(long, value_name = "NAME")]
    pub(super) instance_role: Option<String>,
    /// The role of the ECS task or EKS pod; made if it does not exist
    #[arg(long, value_name = "NAME")]
    pub(super) container_role: Option<String>,
    /// IAM Identity Center's start URL [default: a page of the sandbox's own]
    #[arg(long, value_name = "URL")]
    sso_start_url: Option<String>,
    /// Who approves sign-ins
    #[arg(long, value_enum, default_value_t)]
    approval: Who,
    /// Take SAML assertions that control has not made, though their XML signatures are not verified
    #[arg(long)]
    accept_unsigned_saml: bool,
    /// Make requests fail: SERVICE[:OPERATION]=KIND[,count=N][,probability=P][,key=ACCESS_KEY_ID];
    /// may be given more than once
    #[arg(long = "fault", value_name = "RULE")]
    faults: Vec<FaultRule>,
    /// How long changes of IAM take until they are enforced, such as 10s [default: not at all]
    #[arg(long, value_name = "TIME", value_parser = parse_duration)]
    propagation: Option<Duration>,
    /// Listen on AWS's own metadata addresses too (169.254.169.254, …); they have to exist
    #[arg(long)]
    link_local: bool,
    /// Show state and requests on a page of the control address; prints a link that opens it once
    #[arg(long)]
    pub(super) web: bool,
    /// A JSON file with what there is at the start (docs/sandbox.md); - reads standard input, with
    /// --json its first line
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,
    /// A folder that keeps everything; --seed counts only while it is empty
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Print one JSON line with the addresses and keys when ready; end when stdin closes
    #[arg(long, conflicts_with = "command")]
    json: bool,
    /// A program to run against it, behind --
    #[arg(last = true, value_name = "CMD")]
    command: Vec<OsString>,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Who {
    /// Every sign-in is approved at once
    #[default]
    Automatic,
    /// A person on the approval page, or control
    Manual,
}

pub(super) fn run(start: &Start) -> Exit {
    raise_descriptor_limit();
    let server = match options(start).and_then(Server::start) {
        Ok(server) => server,
        Err(error) => return not_started(&error, start.json),
    };
    if server.seed_unused() {
        screen::note("the data folder has a state already, so --seed was not used");
    }
    if start.command.is_empty() {
        serve(&server, start)
    } else {
        run_under(&server, start)
    }
}

/// Each connection is a descriptor, and the usual soft limit is 1024. Where it cannot be raised, the
/// sandbox keeps fewer connections.
#[cfg(unix)]
fn raise_descriptor_limit() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: maximum,
        maximum,
    };
    let _ = setrlimit(Resource::Nofile, raised);
}

#[cfg(not(unix))]
fn raise_descriptor_limit() {}

#[allow(
    clippy::needless_update,
    reason = "an option of the sandbox may land before its flag does"
)]
fn options(asked: &Start) -> Result<Options, StartError> {
    let seed = asked.seed.as_deref().map(|file| match file.to_str() {
        Some("-") => Seed::reader("standard input", std::io::stdin().lock(), asked.json),
        _ => Seed::file(file),
    });
    Ok(Options {
        port: asked.port,
        control_port: asked.control_port,
        imds_port: asked.imds_port,
        container_port: asked.container_port,
        identity_port: asked.identity_port,
        instance_role: asked.instance_role.clone(),
        container_role: asked.container_role.clone(),
        sso_start_url: asked.sso_start_url.clone(),
        approval: match asked.approval {
            Who::Automatic => Approval::Automatic,
            Who::Manual => Approval::Manual,
        },
        accept_unsigned_saml: asked.accept_unsigned_saml,
        link_local: asked.link_local,
        faults: asked.faults.clone(),
        propagation: asked.propagation.unwrap_or_default(),
        seed: seed.transpose().map_err(StartError::Seed)?,
        data: asked.data.clone(),
        ..Options::default()
    })
}

fn not_started(why: &StartError, json: bool) -> Exit {
    let error = Error::new(
        ErrorCode::InvalidArgument,
        format!("the sandbox could not start: {why}"),
    )
    .with_hint(why.hint().to_owned());
    crate::exit::fail(&error, json)
}

/// Serves until a signal; with `--json`, until stdin closes.
fn serve(server: &Server, asked: &Start) -> Exit {
    if asked.json {
        ready::tell_programs(server, asked);
        let mut ignored = Vec::new();
        let _ = std::io::stdin().lock().read_to_end(&mut ignored);
        return Exit::Done;
    }
    ready::tell_people(server, asked);
    loop {
        std::thread::park();
    }
}

/// Runs a program with the sandbox's variables; interrupts go to the program, which decides.
fn run_under(server: &Server, asked: &Start) -> Exit {
    let vars = match variables::of_program(server, asked) {
        Ok(vars) => vars,
        Err(error) => return crate::exit::fail(&error, false),
    };
    if asked.web {
        let link = ready::web_link(server);
        screen::note(&format!(
            "state and requests, with a link for one use: {link}"
        ));
    }
    let command = &asked.command;
    let mut program = Command::new(&command[0]);
    program.args(&command[1..]).env_clear().envs(vars);
    child::spawn_and_wait(program, &command[0])
}
