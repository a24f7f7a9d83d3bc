//! `keyward sandbox`: a strict local AWS.

mod node;
mod ready;
mod variables;

use std::{ffi::OsString, io::Read, process::Command};

use clap::{Args, ValueEnum};
use keyward_core::{Error, ErrorCode};
use keyward_sandbox::{Approval, Options, Sandbox as Server};

use crate::{child, exit::Exit};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward sandbox                        serve until interrupted; prints variables to paste
  keyward sandbox --port 4566
  keyward sandbox -- node app.js         run a program against it, and return its exit code
  keyward sandbox --instance-role app -- node app.js    the program gets its keys as on EC2
  keyward sandbox --container-role app -- node app.js   the same as on ECS or EKS
  keyward sandbox --approval manual      a person approves sign-ins at IAM Identity Center on a page

STS, IAM, S3, SNS, EC2, Secrets Manager and SSM parameters answer on one port; metadata and sign-ins
on ports of their own. Signatures, sessions and trust policies are really checked. State lives in memory
and ends with it. A program sees no AWS files and no endpoints of yours; to give it files, name them
behind --: env AWS_CONFIG_FILE=test.config node app.js. In a Node program the SDK for JavaScript v2,
which knows no AWS_ENDPOINT_URL, talks to the sandbox too, and never to public AWS.
With a role, a program gets no access key: the administrator's is in --json.")]
pub(crate) struct Sandbox {
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
    instance_role: Option<String>,
    /// The role of the ECS task or EKS pod; made if it does not exist
    #[arg(long, value_name = "NAME")]
    container_role: Option<String>,
    /// IAM Identity Center's start URL [default: a page of the sandbox's own]
    #[arg(long, value_name = "URL")]
    sso_start_url: Option<String>,
    /// Who approves sign-ins
    #[arg(long, value_enum, default_value_t)]
    approval: Who,
    /// Listen on AWS's own metadata addresses too (169.254.169.254, …); they have to exist
    #[arg(long)]
    link_local: bool,
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

pub(super) fn run(sandbox: &Sandbox) -> Exit {
    match Server::start(options(sandbox)) {
        Ok(server) if sandbox.command.is_empty() => serve(&server, sandbox),
        Ok(server) => run_under(&server, sandbox),
        Err(error) => not_started(&error.to_string(), sandbox.json),
    }
}

#[allow(
    clippy::needless_update,
    reason = "an option of the sandbox may land before its flag does"
)]
fn options(asked: &Sandbox) -> Options {
    Options {
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
        link_local: asked.link_local,
        ..Options::default()
    }
}

fn not_started(why: &str, json: bool) -> Exit {
    let error = Error::new(
        ErrorCode::InvalidArgument,
        format!("the sandbox could not start: {why}"),
    )
    .with_hint("choose another port, or leave it out for any free one; --link-local needs addresses that exist, and the right to listen on port 80");
    crate::exit::fail(&error, json)
}

/// Serves until a signal; with `--json`, until stdin closes.
fn serve(server: &Server, asked: &Sandbox) -> Exit {
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
fn run_under(server: &Server, asked: &Sandbox) -> Exit {
    let vars = match variables::of_program(server, asked) {
        Ok(vars) => vars,
        Err(error) => return crate::exit::fail(&error, false),
    };
    let command = &asked.command;
    let mut program = Command::new(&command[0]);
    program.args(&command[1..]).env_clear().envs(vars);
    child::spawn_and_wait(program, &command[0])
}
