//! `mfa_serial`, and keyward's own `mfa_process` beside it.

use keyward_core::ProfileName;

use super::view::View;
use crate::{GetSessionToken, Located, ProfileSet, SensitiveCommand};

/// The session that a profile's MFA device opens; without a device, a session that needs none.
#[must_use]
pub fn session_of(set: &ProfileSet, profile: &ProfileName) -> GetSessionToken {
    let view = View::new(set, profile);
    GetSessionToken {
        duration_seconds: None,
        mfa_serial: view.string("mfa_serial"),
        mfa_process: process(&view),
    }
}

/// The command whose first line is a code.
pub(super) fn process(view: &View<'_>) -> Option<Located<SensitiveCommand>> {
    view.secret("mfa_process").map(|found| Located {
        value: SensitiveCommand::from_secret(found.value),
        location: found.location,
    })
}
