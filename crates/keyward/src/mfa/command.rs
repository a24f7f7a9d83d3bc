//! `mfa_process`: a command whose first line is a code (`ykman oath accounts code --single NAME`).

use keyward_core::{Error, ErrorCode, Result, Secret, World};
use keyward_profile::{Located, SensitiveCommand};

use crate::sources::run_command;

/// The code that the command prints.
///
/// # Errors
/// `mfa_required` where it fails or prints no code, naming its line.
pub(super) async fn code(world: &World, command: &Located<SensitiveCommand>) -> Result<Secret> {
    let text = run_command(world, &command.value, &[])
        .await
        .map_err(|error| failed(command, error.message()))?;
    let code = text.lines().next().map(str::trim).map(Secret::new);
    code.filter(is_code)
        .ok_or_else(|| failed(command, "printed no code of six digits on its first line"))
}

/// Whether it has the form of a code: AWS takes six digits (AWS STS API Reference, `TokenCode`).
#[must_use]
pub fn is_code(code: &Secret) -> bool {
    let digits = code.expose();
    digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn failed(command: &Located<SensitiveCommand>, why: &str) -> Error {
    Error::new(
        ErrorCode::MfaRequired,
        format!(
            "{}: mfa_process ({}): {why}",
            command.location, command.value
        ),
    )
    .with_hint("run the command by itself: it must print a code of six digits and end with 0")
}
