//! What will be done, before it is.

use keyward::{Revocation, RevokeOptions, RevokedPrincipal};
use keyward_core::ProfileName;

use crate::screen;

/// On stderr: it belongs to the question.
pub(super) fn say(profile: &ProfileName, options: &RevokeOptions, what: &Revocation<'_>) {
    let principal = what.principal();
    screen::say(&format!("This revokes {profile}, {}:", principal.arn()));
    let profiles: Vec<_> = what.profiles().iter().map(ToString::to_string).collect();
    screen::say(&format!(
        "  forget   sessions that keyward keeps sealed here for {}",
        profiles.join(", ")
    ));
    screen::say(match principal {
        RevokedPrincipal::User { .. } => {
            "  deny     every session that the user has opened until now, whoever holds it"
        }
        RevokedPrincipal::Role { .. } => {
            "  deny     every session of the role that was opened until now, whoever holds it"
        }
    });
    for id in principal.access_key_ids() {
        screen::say(&format!("  end      the access key {id}"));
    }
    for (role, standing) in what.roles() {
        screen::say(&match options.roles {
            true => format!("  deny     every session of {role} until now"),
            false => format!(
                "  leave    sessions of {role} (`keyward revoke {standing}`, or --roles here)"
            ),
        });
    }
    screen::say(&match &options.sign_with {
        Some(with) => format!("  signed   by {with}"),
        None => "  signed   by its own credentials".to_owned(),
    });
}
