//! How to revoke.

use keyward_core::ProfileName;

/// How a profile is revoked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RevokeOptions {
    /// Sign as this profile, instead of with the key itself.
    pub sign_with: Option<ProfileName>,
    /// Revoke the sessions of every role, too, that a profile above this one names.
    pub roles: bool,
}
