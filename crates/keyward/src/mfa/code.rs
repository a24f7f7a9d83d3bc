//! Whom to ask for a code, in order: whoever gave one with the request, the program's callback, the
//! profile's `mfa_process`, the seed in the vault, the person at the terminal.

use std::sync::Arc;

use keyward_core::{Error, ErrorCode, Result, Secret};
use keyward_profile::{Plan, Step};

use super::{MfaQuestion, command, seed, seed_code};
use crate::Engine;

/// Who gave a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    Given,
    Program,
    Command,
    Vault,
    Person,
}

/// A code, and who gave it.
pub(super) struct Code {
    pub(super) origin: Origin,
    pub(super) digits: Secret,
}

/// A code for step number `index`. `skew` is by how many seconds AWS's clock is ahead of ours.
///
/// # Errors
/// `mfa_required` where nobody has one; `invalid_argument` for an answer that is none.
pub(super) async fn ask(
    engine: &Engine,
    plan: &Plan,
    index: usize,
    question: &MfaQuestion,
    skew: i64,
) -> Result<Code> {
    let step = &plan.steps[index];
    let answers = engine.mfa();
    if let Some(digits) = answers.take_code() {
        return code(Origin::Given, digits, question);
    }
    if let Some(provider) = &answers.provider {
        return code(Origin::Program, provider.code(question).await?, question);
    }
    if let Some(process) = step.mfa_process() {
        let digits = command::code(engine.world(), process).await?;
        return code(Origin::Command, digits, question);
    }
    if let Some(mfa) = seed::of(engine, plan, &question.serial)? {
        let digits = seed_code::waited_for(engine, &mfa, skew).await?;
        return code(Origin::Vault, digits, question);
    }
    let digits = ask_person(engine, question).await?;
    code(
        Origin::Person,
        digits.ok_or_else(|| nobody(plan, index, question))?,
        question,
    )
}

/// Who gives the code of a step's device without a person, in words.
pub(crate) fn codes_from(engine: &Engine, plan: &Plan, step: &Step) -> Option<String> {
    if let Some(process) = step.mfa_process() {
        return Some(format!("mfa_process gives it ({})", process.location));
    }
    seed::of(engine, plan, step.mfa_serial()?).ok()??;
    Some("the vault makes it from the device's seed".to_owned())
}

async fn ask_person(engine: &Engine, question: &MfaQuestion) -> Result<Option<Secret>> {
    let (ask, question) = (Arc::clone(engine.person()), question.clone());
    tokio::task::spawn_blocking(move || ask.mfa_code(&question))
        .await
        .map_err(|error| Error::new(ErrorCode::Unexpected, error.to_string()))?
}

/// STS counts what is no code as a try; nothing else is sent.
fn code(origin: Origin, digits: Secret, question: &MfaQuestion) -> Result<Code> {
    if command::is_code(&digits) {
        return Ok(Code { origin, digits });
    }
    let whose = match origin {
        Origin::Given => "--mfa-code",
        Origin::Program => "mfaCodeProvider",
        Origin::Command => "mfa_process",
        Origin::Vault => "the vault",
        Origin::Person => "what was typed",
    };
    Err(Error::new(
        ErrorCode::InvalidArgument,
        format!("{whose}: not a code of the MFA device {}", question.serial),
    )
    .with_hint("a code has six digits"))
}

/// The session in front of a role is asked for where the role stands.
fn nobody(plan: &Plan, index: usize, question: &MfaQuestion) -> Error {
    let place = plan.steps[index..].iter().find_map(|step| match step {
        Step::AssumeRole(role) => Some(format!("{}: ", role.role_arn.location)),
        Step::GetSessionToken(_) => None,
    });
    let place = place.unwrap_or_default();
    Error::new(
        ErrorCode::MfaRequired,
        format!(
            "{place}{} wants a code from the MFA device {}, and there is no terminal to ask on",
            question.purpose, question.serial
        ),
    )
    .with_hint("give one with --mfa-code (in Node: mfaCodeProvider), set mfa_process in the profile to a command that prints one, store the seed (`keyward mfa add`), or run `keyward whoami` for this profile in a terminal: its session serves all")
}

/// What the person reads.
pub(super) fn question(plan: &Plan, step: &Step, serial: &str) -> MfaQuestion {
    let purpose = match (step, plan.profile.as_ref()) {
        (Step::AssumeRole(role), _) => format!("role {}", role.role_arn.value),
        (_, Some(profile)) => format!("profile {profile}"),
        (_, None) => "a session".to_owned(),
    };
    MfaQuestion {
        serial: serial.to_owned(),
        purpose,
        again: false,
    }
}
