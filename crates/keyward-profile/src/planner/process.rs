//! `credential_process` of a profile.

use keyward_core::Result;

use super::{PlanRequest, view::View};
use crate::Base;

/// The command, unless it is the pointer that `link` leaves for other tools.
pub(super) fn in_profile(request: &PlanRequest<'_>, view: &View<'_>) -> Result<Option<Base>> {
    Ok(view
        .process(request)?
        .map(|command| Base::CredentialProcess {
            profile: view.name.clone(),
            command,
            account_id: view.string("aws_account_id"),
        }))
}
