//! `saml_assertion_file`: a role by the assertion of an identity provider. Keys of keyward's own: other
//! AWS tools leave this to whoever fetched the assertion.

use keyward_core::Result;

use super::{errors, role, view::View};
use crate::{Base, Saml};

const FILE: &str = "saml_assertion_file";
const PROVIDER: &str = "saml_provider_arn";

/// Whether the profile's role is assumed by an assertion.
pub(super) fn is_named(view: &View<'_>) -> bool {
    view.location_of(FILE).is_some()
}

pub(super) fn in_profile(view: &View<'_>) -> Result<Option<Base>> {
    let Some(file) = view.text(FILE) else {
        return Ok(None);
    };
    let required = |key, looks_like| {
        view.text(key).ok_or_else(|| {
            let what = format!("{FILE} is set, but {key} is missing");
            errors::invalid(&file.location, &view.name, &what)
                .with_hint(format!("add `{key} = {looks_like}`"))
        })
    };
    let role = required("role_arn", "arn:aws:iam::ACCOUNT:role/NAME")?;
    let provider = required(PROVIDER, "arn:aws:iam::ACCOUNT:saml-provider/NAME")?;
    Ok(Some(Base::Saml(Saml {
        role: role::step(view, role)?,
        provider_arn: provider.value.to_owned(),
        assertion_file: file.clone().into_owned(),
    })))
}
