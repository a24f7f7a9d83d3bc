//! Roles that the key may have assumed: a user's policy does not reach their sessions.

use keyward_core::ProfileName;

use super::{Principal, principal::role_of, sessions::Above};

/// The roles of the profiles above a user's key, each with a profile that stands for it.
pub(super) fn reached(principal: &Principal, above: &[Above]) -> Vec<(String, ProfileName)> {
    let mut roles: Vec<(String, ProfileName)> = Vec::new();
    if let Principal::Role { .. } = principal {
        return roles;
    }
    for it in above {
        if let Some(arn) = role_of(&it.plan)
            && roles.iter().all(|(known, _)| known != arn)
        {
            roles.push((arn.to_owned(), it.profile.clone()));
        }
    }
    roles
}
