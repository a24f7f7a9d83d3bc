//! `--mfa-code`, of every command that resolves credentials.

use clap::Args;
use keyward::{MfaAnswers, Request};
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
        request.mfa = MfaAnswers {
            code: self.mfa_code.clone(),
            provider: None,
        };
    }
}

fn six_digits(text: &str) -> Result<Secret, String> {
    if text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(Secret::new(text));
    }
    Err("a code has six digits".to_owned())
}
