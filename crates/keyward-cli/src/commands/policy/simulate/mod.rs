//! `keyward policy simulate`: requests decided by policies, offline.

mod document;
mod flags;
mod report;

use std::{io::Read, path::PathBuf};

use clap::Args;
use keyward_core::{Error, ErrorCode, Result};
use keyward_iam::{Decision, evaluate};

use crate::exit::{Exit, fail};
use document::Simulation;

/// Longer than all policies of an account.
const LONGEST: u64 = 64 * 1024 * 1024;

#[derive(Args)]
#[command(after_help = "Examples:
  keyward policy simulate --policy app.json --action s3:GetObject --resource arn:aws:s3:::reports/1.csv
  keyward policy simulate --policy app.json --scp org.json --action s3:PutObject --resource '*' \\
      --principal arn:aws:sts::123456789012:assumed-role/app/x --context aws:SourceIp=203.0.113.7
  keyward policy simulate requests.json
  keyward policy simulate - --json < requests.json

The document, or a list of such:
  { \"request\": { \"principal\": ARN, \"action\": \"s3:GetObject\", \"resource\": ARN, \"context\": { KEY: VALUE } },
    \"identityPolicies\": [POLICY, …], \"resourcePolicy\": POLICY, \"permissionBoundaries\": [POLICY],
    \"sessionPolicies\": [POLICY, …], \"serviceControlPolicies\": [[POLICY, …], …],
    \"resourceControlPolicies\": [[POLICY, …], …], \"endpointPolicies\": [POLICY] }
A POLICY may stand in { \"name\": …, \"policy\": … }. Control policies are a list for each level of the organization, from
its root to the account. Of what is left out, nothing limits.

Ends with 0 where all are allowed, and with 8 where one is not. Nothing is sent anywhere.")]
pub(crate) struct Simulate {
    /// A document in JSON, - for standard input
    #[arg(conflicts_with_all = ["action", "policy"])]
    document: Option<PathBuf>,
    #[command(flatten)]
    flags: flags::Flags,
    /// Print decisions as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(simulate: &Simulate) -> Exit {
    match simulated(simulate) {
        Ok(exit) => exit,
        Err(error) => fail(&error, simulate.json),
    }
}

fn simulated(simulate: &Simulate) -> Result<Exit> {
    let simulations = match &simulate.document {
        Some(path) => {
            document::parse(&text_of(path)?).map_err(|error| error.in_context(name_of(path)))?
        }
        None => simulate.flags.simulations()?,
    };
    let decided: Vec<(&Simulation, Decision)> =
        simulations.iter().map(|one| (one, decide(one))).collect();
    if simulate.json {
        report::json(&decided);
    } else {
        report::text(&decided);
    }
    let all_allowed = decided.iter().all(|(_, decision)| decision.is_allowed());
    Ok(if all_allowed {
        Exit::Done
    } else {
        Exit::Findings
    })
}

fn decide(simulation: &Simulation) -> Decision {
    evaluate(&simulation.request, &simulation.policies())
}

fn name_of(path: &std::path::Path) -> String {
    if path.as_os_str() == "-" {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    }
}

fn text_of(path: &std::path::Path) -> Result<String> {
    let mut text = String::new();
    let read = if path.as_os_str() == "-" {
        std::io::stdin().take(LONGEST).read_to_string(&mut text)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(LONGEST).read_to_string(&mut text))
    };
    read.map_err(|error| {
        Error::new(
            ErrorCode::FileUnreadable,
            format!("{} cannot be read: {error}", name_of(path)),
        )
        .with_hint("name a file with JSON, or - for standard input")
    })?;
    Ok(text)
}
