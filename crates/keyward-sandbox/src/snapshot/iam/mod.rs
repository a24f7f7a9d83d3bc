//! Identity and Access Management, one file for each kind of entity.

pub(super) mod access_keys;
pub(super) mod groups;
pub(super) mod instance_profiles;
pub(super) mod managed_policies;
pub(super) mod mfa_devices;
pub(super) mod oidc_providers;
pub(super) mod policies;
pub(super) mod roles;
pub(super) mod saml_providers;
pub(super) mod users;
