//! `cargo xtask demo`: the main job, end to end, on the local sandbox, with other people's clients.
//!
//! A plaintext key goes into the vault; a JavaScript program and the AWS CLI work through a role with what
//! keyward makes of it; a stolen session dies; and no trace of the key is left in clear.

mod account;
mod app;
mod home;
mod move_key;
pub(crate) mod sandbox;
mod stage;
mod theft;
mod traces;

use std::process::ExitCode;

use crate::{
    failure::{Failure, Result},
    keyward,
    report::Report,
    tools::Clients,
    workspace::Profile,
};
use stage::Stage;

pub(crate) fn run(args: &[String]) -> Result<ExitCode> {
    if let Some(other) = args.first() {
        return Err(crate::unknown_argument("demo", other));
    }
    let mut report = Report::new();
    let done = prepare(&mut report).and_then(|mut stage| {
        let done = walk(&mut report, &mut stage);
        stage.end(done.is_some());
        done
    });
    report.table();
    if done.is_none() || report.failed() {
        println!("\nthe demo FAILED");
        return Ok(ExitCode::FAILURE);
    }
    println!(
        "\nThe key lay in plaintext; now it is encrypted, and the programs used sessions that expire."
    );
    println!("Next: `cargo xtask install`, then the README's `Use it with your AWS account`.");
    Ok(ExitCode::SUCCESS)
}

fn prepare(report: &mut Report) -> Option<Stage> {
    report.step("Node.js, npm and Python are here", Clients::check)?;
    let (built, clients) = std::thread::scope(|scope| {
        let clients = scope.spawn(Clients::install);
        let built = report.step("build the command and the Node addon", || {
            keyward::build(Profile::Dev)
        });
        let clients = report.step(
            "install other people's clients, beside the build (npm ci, Python venv)",
            || {
                clients
                    .join()
                    .map_err(|_| Failure::new("the installation panicked"))?
            },
        );
        (built, clients)
    });
    let (built, clients) = (built?, clients?);
    report.step("start the sandbox, a strict local AWS", || {
        Stage::set(&built, clients)
    })
}

/// The walk. Each step stands on the one before it: the first failure ends it.
fn walk(report: &mut Report, stage: &mut Stage) -> Option<()> {
    let mut steps = STEPS.iter();
    steps.try_for_each(|(title, step)| report.step(title, || step(stage)))
}

type Step = fn(&mut Stage) -> Result;

const STEPS: [(&str, Step); 11] = [
    ("an account: user, role, bucket (AWS CLI)", account::make),
    ("the bad old way: the key in plaintext", move_key::plaintext),
    ("keyward init: a vault", move_key::init),
    ("keyward import: the key moves into it", move_key::import),
    ("keyward explain: what will happen", move_key::explain),
    ("keyward link: other AWS tools may use it", move_key::link),
    ("SDK for JavaScript v3: S3, SNS, EC2, STS", app::javascript),
    ("AWS CLI, through credential_process", app::aws_cli),
    ("keyward exec: an unchanged program", app::exec),
    ("a stolen session is refused once expired", theft::refused),
    ("no trace of the key in clear", traces::none_left),
];
