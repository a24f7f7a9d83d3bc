//! `keyward explain`: where credentials come from, and why.

mod plan;
mod rules;

use clap::Args;
use keyward::{Explanation, Request};
use keyward_core::ProfileName;
use keyward_profile::Outcome;
use serde_json::{Value, json};

use crate::{
    context,
    exit::{Exit, as_json, fail},
    screen,
};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward explain                what the SDK's own chain would find here
  keyward explain prod
  keyward explain prod --json
  keyward explain --rules        would other AWS tools decide otherwise here?

Nothing is asked of AWS, and no secret is shown.")]
pub(crate) struct Explain {
    /// The profile [default: AWS_PROFILE, then what the SDK's own chain finds]
    profile: Option<ProfileName>,
    /// Print the explanation as JSON
    #[arg(long)]
    json: bool,
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
    let explanation = match context::block_on(async { Ok(engine.explain(&request).await) }) {
        Ok(explanation) => explanation,
        Err(error) => return fail(&error, explain.json),
    };
    if explain.json {
        screen::print_json(&document(&explanation));
    } else {
        tell(&explanation);
    }
    match &explanation.error {
        Some(error) => fail(error, false),
        None => Exit::Done,
    }
}

/// What was looked at, and the plan or the error.
fn document(explanation: &Explanation) -> Value {
    let mut document = json!(explanation);
    if let Some(error) = &explanation.error {
        document["error"] = as_json(error);
    }
    document
}

fn tell(explanation: &Explanation) {
    if !explanation.considered.is_empty() {
        screen::print("Sources, in order:");
    }
    for source in &explanation.considered {
        let mark = match source.outcome {
            Outcome::Chosen => "->",
            Outcome::SteppedAside => "  ",
        };
        screen::print(&format!("{mark} {source}"));
    }
    if let Some(plan) = &explanation.plan {
        plan::tell(plan);
    }
}
