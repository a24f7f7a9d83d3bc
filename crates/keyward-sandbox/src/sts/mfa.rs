//! `SerialNumber` and `TokenCode`, of GetSessionToken and AssumeRole.

use time::OffsetDateTime;

use crate::dispatch::Context;
use crate::protocol::{AwsError, Params};
use crate::state::Principal;

/// When the caller proved its device with this request; none where it did not try.
pub(super) fn verify(
    cx: &mut Context<'_>,
    params: &Params,
) -> Result<Option<OffsetDateTime>, AwsError> {
    let (serial, code) = (params.get("SerialNumber"), params.get("TokenCode"));
    if let Some(code) = code {
        check_form(code)?;
    }
    let (serial, code) = match (serial, code) {
        (None, None) => return Ok(None),
        (Some(serial), Some(code)) => (serial, code),
        _ => {
            return Err(denied(
                "must provide both MFA serial number and one time pass code.",
            ));
        }
    };
    let user = match &cx.caller.principal {
        Principal::User { name, .. } if !cx.caller.temporary => name.clone(),
        _ => return Err(denied("cannot be used with session credentials.")),
    };
    let now = cx.now();
    let device = cx.account().mfa_devices.get_mut(serial);
    let device = device.filter(|device| device.belongs_to(&user)).ok_or_else(|| {
        denied("unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.")
    })?;
    // Authenticators run by the real clock.
    if device.take(code, OffsetDateTime::now_utc()) {
        return Ok(Some(now));
    }
    Err(AwsError::new(
        403,
        "AccessDenied",
        "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
    ))
}

fn check_form(code: &str) -> Result<(), AwsError> {
    if code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(());
    }
    Err(AwsError::constraint(
        code,
        "tokenCode",
        "satisfy regular expression pattern: [\\d]*",
    ))
}

fn denied(why: &str) -> AwsError {
    AwsError::new(
        403,
        "AccessDenied",
        format!("MultiFactorAuthentication failed, {why}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_six_digits() {
        assert!(check_form("012345").is_ok());
        for bad in ["", "12345", "1234567", "12345a", "１２３４５６"] {
            assert_eq!(
                check_form(bad).unwrap_err().code,
                "ValidationError",
                "{bad}"
            );
        }
    }
}
