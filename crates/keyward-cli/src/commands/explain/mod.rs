//! `keyward explain`: where credentials come from, and why.

mod answers;
mod plan;
mod rules;
mod sources;

use clap::Args;
use keyward::{Explanation, Request};
use keyward_core::ProfileName;
use serde_json::json;

use crate::{
    context,
    exit::{Exit, fail},
    screen, traps,
};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward explain                what the SDK's own chain finds here
  keyward explain prod
  keyward explain prod --json
  keyward explain --no-resolve   what would be asked, without asking it
  keyward explain --rules        would other AWS tools decide otherwise here?

Each part of the plan is run, in order, and STS is asked who the credentials are; a code of an MFA
device is never asked for. With --no-resolve and --rules nothing is asked of AWS and no program is
run. No secret is shown, and key ids are shortened. Ends with 0 where AWS accepts the credentials,
else as `keyward whoami` does; traps alone do not change that.")]
pub(crate) struct Explain {
    /// The profile [default: AWS_PROFILE, then what the SDK's own chain finds]
    profile: Option<ProfileName>,
    /// Print the explanation as JSON
    #[arg(long)]
    json: bool,
    /// Only plan: run no program, ask nothing of AWS
    #[arg(long)]
    no_resolve: bool,
    /// Compare SDK for JavaScript v3, v2 and the AWS CLI: who would win, and why
    #[arg(long)]
    rules: bool,
}

pub(super) fn run(explain: &Explain) -> Exit {
    let engine = context::engine();
    if explain.rules {
        // Other tools know no project file.
        let request = Request {
            profile: explain.profile.clone(),
            ..Request::default()
        };
        return rules::run(&engine, &request, explain.json);
    }
    let request = match context::request(&engine, explain.profile.as_ref()) {
        Ok(request) => request,
        Err(error) => return fail(&error, explain.json),
    };
    let work = async {
        Ok(if explain.no_resolve {
            engine.explain(&request).await
        } else {
            engine.explain_resolving(&request).await
        })
    };
    let explanation = match context::block_on(work) {
        Ok(explanation) => explanation,
        Err(error) => return fail(&error, explain.json),
    };
    if explain.json {
        screen::print_json(&json!(explanation));
    } else {
        tell(&explanation);
    }
    match &explanation.error {
        Some(error) => fail(error, false),
        None => Exit::Done,
    }
}

fn tell(explanation: &Explanation) {
    sources::tell(explanation);
    if let Some(plan) = &explanation.plan
        && !explanation.is_nobody()
    {
        plan::tell(plan, &explanation.asked);
    }
    if !explanation.traps.is_empty() {
        screen::print("");
        screen::print("Traps:");
        traps::tell(&explanation.traps, "  ");
    }
    if explanation.error.is_some() {
        screen::print("");
    }
}
