//! `keyward sandbox`: a strict local AWS, and questions to one that runs.

mod identities;
mod node;
mod ready;
mod running;
mod snapshot;
mod start;
mod variables;
mod why;

use clap::{Args, Subcommand};

use crate::exit::{Exit, fail};

#[derive(Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:
  keyward sandbox                        serve until interrupted; prints variables to paste
  keyward sandbox --port 4566
  keyward sandbox -- node app.js         run a program against it, and return its exit code
  keyward sandbox --instance-role app -- node app.js    the program gets its keys as on EC2
  keyward sandbox --container-role app -- node app.js   the same as on ECS or EKS
  keyward sandbox --approval manual      a person approves sign-ins at IAM Identity Center on a page
  keyward sandbox --fault 'sts=throttling,count=2' --fault 's3:Put*=latency:500ms' -- node app.js
  keyward sandbox --propagation 10s      a new key is refused for 10 seconds, as at AWS
  keyward sandbox --web                  state and requests on a local page
  keyward sandbox --data .sandbox        state that is there again at the next start
  keyward sandbox --seed accounts.json   users, roles, buckets and all else from a file
  keyward sandbox snapshot --output accounts.json       write such a file of the running sandbox
  keyward sandbox why                    why the running sandbox refused its last request

STS, IAM, S3, SNS, EC2, Secrets Manager and SSM parameters answer on one port; metadata and sign-ins
on ports of their own. Signatures, sessions and trust policies are really checked. State lives in memory
and ends with it, unless --data names a folder. A program sees no AWS files and no endpoints of yours; to give it files, name them
behind --: env AWS_CONFIG_FILE=test.config node app.js. In a Node program the SDK for JavaScript v2,
which knows no AWS_ENDPOINT_URL, talks to the sandbox too, and never to public AWS.
Kinds of faults: throttling, server-error, unavailable, revoked-key, cut-before, cut-after and
latency:500ms; services as they are signed for (sts, s3, …), imds, container, sso, sso-oidc, signin,
or * for all.
With a role, a program gets no access key: the administrator's is in --json."
)]
pub(crate) struct Sandbox {
    #[command(subcommand)]
    ask: Option<Ask>,
    #[command(flatten)]
    start: start::Start,
}

/// What is asked of a sandbox that runs already.
#[derive(Subcommand)]
enum Ask {
    /// Say why a request was refused or granted
    Why(why::Why),
    /// Write its whole state as a seed
    Snapshot(snapshot::Snapshot),
    /// List who has an access key, in every account
    Identities(identities::Identities),
}

pub(super) fn run(sandbox: &Sandbox) -> Exit {
    let (json, answer) = match &sandbox.ask {
        None => return start::run(&sandbox.start),
        Some(Ask::Why(ask)) => (ask.json, why::run(ask)),
        Some(Ask::Snapshot(ask)) => (false, snapshot::run(ask)),
        Some(Ask::Identities(ask)) => (ask.json, identities::run(ask)),
    };
    match answer {
        Ok(()) => Exit::Done,
        Err(error) => fail(&error, json),
    }
}
