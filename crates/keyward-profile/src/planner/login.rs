//! `login_session` of a profile: what `aws login` wrote.

use super::view::View;
use crate::Base;

/// The session, where the profile names one.
pub(super) fn in_profile(view: &View<'_>) -> Option<Base> {
    view.text("login_session").map(|session| Base::Login {
        profile: view.name.clone(),
        session: session.into_owned(),
    })
}
