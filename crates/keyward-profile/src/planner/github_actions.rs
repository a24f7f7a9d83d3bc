//! `web_identity_source = github-actions`: the role by the OIDC token of the GitHub Actions job
//! (GitHub Docs, "Configuring OpenID Connect in Amazon Web Services"). A key of keyward's own: other
//! AWS tools know tokens in files only.

use keyward_core::Result;

use super::{errors, role, view::View};
use crate::{Base, GithubActions};

const SOURCE: &str = "web_identity_source";
const NAME: &str = "github-actions";

/// Whether the profile's role is assumed by such a token.
pub(super) fn is_named(view: &View<'_>) -> bool {
    view.text(SOURCE).is_some()
}

pub(super) fn in_profile(view: &View<'_>) -> Result<Option<Base>> {
    let Some(source) = view.text(SOURCE) else {
        return Ok(None);
    };
    let wrong = |what: &str| errors::invalid(&source.location, &view.name, what);
    if source.value != NAME {
        let what = format!("{SOURCE}: {:?} is not known", source.value);
        return Err(wrong(&what).with_hint(format!("write {SOURCE} = {NAME}")));
    }
    if view.text("web_identity_token_file").is_some() {
        let what = format!("both {SOURCE} and web_identity_token_file are set");
        return Err(wrong(&what).with_hint("keep the one that the token comes from"));
    }
    let arn = view.text("role_arn").ok_or_else(|| {
        wrong(&format!("{SOURCE} is set, but role_arn is missing")).with_hint(
            "add `role_arn = arn:aws:iam::ACCOUNT:role/NAME`: the role that the token is for",
        )
    })?;
    Ok(Some(Base::GithubActions(GithubActions {
        role: role::step(view, arn)?,
        audience: view.string("web_identity_audience"),
    })))
}
