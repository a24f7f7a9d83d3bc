//! The policy that denies older sessions, on a user or a role.

use keyward_core::{Result, Timestamp};

use super::{Principal, RevocationOutcome, RevocationPart, RevocationWhat, signer::Signer};
use crate::iam::{deny_older, is_gone};

/// Attaches it.
pub(super) async fn deny(
    signer: &Signer,
    principal: &Principal,
    cutoff: Timestamp,
) -> RevocationPart {
    let document = deny_older::document(cutoff);
    let iam = signer.iam();
    let (what, answer) = match principal {
        Principal::User { name, .. } => (
            RevocationWhat::UserPolicy(name.clone()),
            iam.put_user_policy(name, deny_older::NAME, &document).await,
        ),
        Principal::Role { name, .. } => (
            RevocationWhat::RolePolicy(name.clone()),
            iam.put_role_policy(name, deny_older::NAME, &document).await,
        ),
    };
    RevocationPart {
        what,
        outcome: outcome(answer),
    }
}

fn outcome(answer: Result<()>) -> RevocationOutcome {
    match answer {
        Ok(()) => RevocationOutcome::Done,
        // The sessions of what was deleted are refused anyway.
        Err(error) if is_gone(&error) => RevocationOutcome::Gone,
        Err(error) => RevocationOutcome::Refused(error),
    }
}
