//! `--mfa-code`, of every command that resolves credentials.

use clap::Args;
use keyward::{MfaAnswers, Request, is_mfa_code};
use keyward_core::Secret;

/// A code is good once and for a minute and a half: the one secret that may travel in argv.
#[derive(Args)]
pub(super) struct MfaCode {
    /// The code that the MFA device shows [default: mfa_process of the profile, then the seed in the vault, then the terminal]
    #[arg(long, value_name = "CODE", value_parser = six_digits)]
    mfa_code: Option<Secret>,
}

impl MfaCode {
    pub(super) fn lay_on(&self, request: &mut Request) {
        request.mfa = self.answers();
    }

    pub(super) fn answers(&self) -> MfaAnswers {
        MfaAnswers {
            code: self.mfa_code.clone(),
            provider: None,
        }
    }
}

fn six_digits(text: &str) -> Result<Secret, String> {
    let code = Secret::new(text);
    match is_mfa_code(&code) {
        true => Ok(code),
        false => Err("a code has six digits".to_owned()),
    }
}
