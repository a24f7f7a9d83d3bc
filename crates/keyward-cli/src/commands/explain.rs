//! `keyward explain`: where credentials come from, and why.

use clap::Args;
use keyward::{Explanation, Request};
use keyward_core::ProfileName;
use keyward_profile::{AssumeRole, Base, Outcome, Plan, Step};
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

Nothing is asked of AWS, and no secret is shown.")]
pub(crate) struct Explain {
    /// The profile [default: AWS_PROFILE, then what the SDK's own chain finds]
    profile: Option<ProfileName>,
    /// Print the explanation as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(explain: &Explain) -> Exit {
    let engine = context::engine();
    let request = Request {
        profile: explain.profile.clone(),
        ..Request::default()
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
    let Some(plan) = &explanation.plan else {
        return;
    };
    screen::print("");
    screen::print(&match &plan.profile {
        Some(profile) => format!("Plan for profile {profile}:"),
        None => "Plan:".to_owned(),
    });
    screen::print(&format!("  {}", base_line(&plan.base)));
    for (depth, step) in plan.steps.iter().enumerate() {
        let indent = "   ".repeat(depth);
        screen::print(&format!("  {indent}└─ {}", step_line(step)));
    }
    settings(plan);
}

fn settings(plan: &Plan) {
    let settings = &plan.settings;
    screen::print(&match &settings.region {
        Some(region) => format!("  region {}  ({})", region.value, region.location),
        None => "  region: none set; STS is asked in us-east-1".to_owned(),
    });
    for (service, endpoint) in &settings.endpoints {
        screen::print(&format!(
            "  endpoint of {service}: {}  ({})",
            endpoint.value, endpoint.location
        ));
    }
}

fn base_line(base: &Base) -> String {
    match base {
        Base::Environment { access_key_id, .. } => format!(
            "environment: key {} (AWS_ACCESS_KEY_ID)",
            screen::short_key_id(access_key_id)
        ),
        Base::Vault { name } => format!("vault: the key of {name}, encrypted at rest"),
        Base::StaticKeys {
            profile,
            access_key_id,
            ..
        } => format!(
            "static keys of profile {profile}: {}, in plaintext ({})",
            screen::short_key_id(&access_key_id.value),
            access_key_id.location
        ),
        Base::CredentialProcess {
            profile, command, ..
        } => format!(
            "credential_process of profile {profile}: {} ({})",
            command.value, command.location
        ),
        Base::WebIdentity {
            token_file,
            role_arn,
            ..
        } => format!(
            "web identity: the token in {} for {role_arn} ({})",
            token_file.value, token_file.location
        ),
        Base::Container { location } => format!("container endpoint ({location})"),
        Base::Imds { .. } => "the instance's metadata service".to_owned(),
        other => format!("{}: not supported by this version of keyward", other.name()),
    }
}

fn step_line(step: &Step) -> String {
    match step {
        Step::AssumeRole(role) => format!(
            "AssumeRole {}{} ({})",
            role.role_arn.value,
            role_options(role),
            role.role_arn.location
        ),
        Step::GetSessionToken(_) => "GetSessionToken".to_owned(),
    }
}

fn role_options(role: &AssumeRole) -> String {
    let mut text = String::new();
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            text.push_str(&format!(", {name} {value}"));
        }
    };
    add("session", role.session_name.clone());
    add("external id", role.external_id.clone());
    add("duration", role.duration_seconds.map(|s| format!("{s} s")));
    add("source identity", role.source_identity.clone());
    add("MFA", role.mfa_serial.clone());
    text
}
