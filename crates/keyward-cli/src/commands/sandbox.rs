//! `keyward sandbox`: a strict local AWS.

use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
    io::{IsTerminal, Read},
    process::Command,
};

use clap::Args;
use keyward_core::{Error, ErrorCode, Result, World, disk::Disk};
use keyward_sandbox::{Options, Sandbox as Server};
use serde_json::json;

use crate::{
    child,
    exit::Exit,
    generated_files::{GeneratedFiles, NO_SETTINGS},
    screen,
};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward sandbox                        serve until interrupted; prints variables to paste
  keyward sandbox --port 4566
  keyward sandbox -- node app.js         run a program against it, and return its exit code

STS, IAM, S3, SNS (SMS) and EC2 answer on one port. Signatures, sessions and trust policies are
really checked. State lives in memory and ends with it. A program sees no AWS files and no endpoints
of yours; to give it files, name them behind --: env AWS_CONFIG_FILE=test.config node app.js")]
pub(crate) struct Sandbox {
    /// The port on 127.0.0.1 [default: any free one]
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// Print one JSON line with the addresses and keys when ready; end when stdin closes
    #[arg(long, conflicts_with = "command")]
    json: bool,
    /// A program to run against it, behind --
    #[arg(last = true, value_name = "CMD")]
    command: Vec<OsString>,
}

pub(super) fn run(sandbox: &Sandbox) -> Exit {
    let options = Options {
        port: sandbox.port,
        ..Options::default()
    };
    let server = match Server::start(options) {
        Ok(server) => server,
        Err(error) => return not_started(&error.to_string()),
    };
    if sandbox.command.is_empty() {
        serve(&server, sandbox.json)
    } else {
        run_under(&server, &sandbox.command)
    }
}

fn not_started(why: &str) -> Exit {
    let error = Error::new(
        ErrorCode::InvalidArgument,
        format!("the sandbox could not start: {why}"),
    )
    .with_hint("choose another --port, or leave it out for any free one");
    crate::exit::fail(&error, false)
}

/// Serves until a signal; with `--json`, until stdin closes.
fn serve(server: &Server, json: bool) -> Exit {
    if json {
        tell_programs(server);
        let mut ignored = Vec::new();
        let _ = std::io::stdin().lock().read_to_end(&mut ignored);
        return Exit::Done;
    }
    tell_people(server);
    loop {
        std::thread::park();
    }
}

fn tell_programs(server: &Server) {
    let vars: std::collections::BTreeMap<_, _> = server.environment().into_iter().collect();
    let var = |name: &str| vars.get(name).cloned();
    screen::print_json(&json!({
        "endpoint": server.endpoint(),
        "controlEndpoint": server.control_endpoint(),
        "controlToken": server.control_token(),
        "region": var("AWS_REGION"),
        "accessKeyId": var("AWS_ACCESS_KEY_ID"),
        "secretAccessKey": var("AWS_SECRET_ACCESS_KEY"),
    }));
}

fn tell_people(server: &Server) {
    if std::io::stdout().is_terminal() {
        screen::note(
            "the sandbox is running; paste these lines into another terminal. Ctrl-C ends it",
        );
    }
    for (name, value) in server.environment() {
        screen::print(&format!("export {name}='{value}'"));
    }
}

/// Runs a program with the sandbox's variables; interrupts go to the program, which decides.
fn run_under(server: &Server, command: &[OsString]) -> Exit {
    let vars = match environment(server) {
        Ok(vars) => vars,
        Err(error) => return crate::exit::fail(&error, false),
    };
    let mut program = Command::new(&command[0]);
    program.args(&command[1..]).env_clear().envs(vars);
    child::spawn_and_wait(program, &command[0])
}

/// What a program sees: the sandbox, and no way to AWS by a variable or a profile of the user's.
fn environment(server: &Server) -> Result<BTreeMap<OsString, OsString>> {
    let home = World::real().paths().keyward_home;
    let files = GeneratedFiles::write(&home, &Disk::real(), NO_SETTINGS)?;
    let mut vars = child::without_credentials();
    vars.retain(|name, _| !leads_elsewhere(name));
    let given = server.environment();
    vars.extend(
        given
            .into_iter()
            .map(|(name, value)| (name.into(), value.into())),
    );
    files.set_in(&mut vars);
    Ok(vars)
}

/// Variables that win over `AWS_ENDPOINT_URL`, or with which SDKs refuse one.
fn leads_elsewhere(name: &OsStr) -> bool {
    const SWITCHES: &[&str] = &[
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
        "AWS_USE_DUALSTACK_ENDPOINT",
        "AWS_USE_FIPS_ENDPOINT",
    ];
    name.to_str()
        .is_some_and(|name| name.starts_with("AWS_ENDPOINT_URL_") || SWITCHES.contains(&name))
}
