//! One session for all roles above one device.

use keyward_profile::{Base, GetSessionToken, Plan, Step};

/// Puts the session in front of a role that wants a code and stands on a long-lived key: the proof goes
/// with it into this role and every other one above the key.
pub(crate) fn share(plan: &mut Plan) {
    let Some(Step::AssumeRole(role)) = plan.steps.first() else {
        return;
    };
    if role.mfa_serial.is_none() || !is_long_lived(&plan.base) {
        return;
    }
    let session = GetSessionToken {
        duration_seconds: None,
        mfa_serial: role.mfa_serial.clone(),
        mfa_process: role.mfa_process.clone(),
    };
    plan.steps.insert(0, Step::GetSessionToken(session));
}

/// Whether STS gives sessions on it. A `credential_process` tells only when it is asked.
fn is_long_lived(base: &Base) -> bool {
    match base {
        Base::Vault { .. } => true,
        Base::StaticKeys { session_token, .. }
        | Base::Environment { session_token, .. }
        | Base::Program { session_token, .. } => session_token.is_none(),
        _ => false,
    }
}
