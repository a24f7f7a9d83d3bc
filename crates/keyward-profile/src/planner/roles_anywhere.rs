//! `rolesanywhere_*`: a role by an X.509 certificate, through IAM Roles Anywhere. Keys of keyward's own:
//! other AWS tools leave this to a `credential_process`.

use keyward_core::Result;

use super::{errors, role, view::View};
use crate::{Base, Located, RolesAnywhere};

const TRUST_ANCHOR: &str = "rolesanywhere_trust_anchor_arn";
const PROFILE: &str = "rolesanywhere_profile_arn";
const CERTIFICATE: &str = "rolesanywhere_certificate";
const PRIVATE_KEY: &str = "rolesanywhere_private_key";
const CHAIN: &str = "rolesanywhere_certificate_chain";

const KEYS: [&str; 4] = [TRUST_ANCHOR, PROFILE, CERTIFICATE, PRIVATE_KEY];

/// Whether the profile's role is had by a certificate.
pub(super) fn is_named(view: &View<'_>) -> bool {
    KEYS.iter().any(|key| view.location_of(key).is_some())
}

pub(super) fn in_profile(view: &View<'_>) -> Result<Option<Base>> {
    if !is_named(view) {
        return Ok(None);
    }
    let arn = required(view, "role_arn")?;
    Ok(Some(Base::RolesAnywhere(RolesAnywhere {
        trust_anchor_arn: trust_anchor(view)?,
        profile_arn: required(view, PROFILE)?.value.to_owned(),
        certificate: required(view, CERTIFICATE)?.into_owned(),
        private_key: required(view, PRIVATE_KEY)?.into_owned(),
        chain: view.text(CHAIN).map(Located::into_owned),
        role: role::step(view, arn)?,
    })))
}

/// Its region is the service's.
fn trust_anchor(view: &View<'_>) -> Result<Located<String>> {
    let found = required(view, TRUST_ANCHOR)?;
    let parts: Vec<_> = found.value.splitn(6, ':').collect();
    if let ["arn", _, "rolesanywhere", region, _, _] = parts[..]
        && !region.is_empty()
    {
        return Ok(found.into_owned());
    }
    let what = format!(
        "{TRUST_ANCHOR}: {:?} is not the ARN of a trust anchor",
        found.value
    );
    Err(errors::invalid(&found.location, &view.name, &what)
        .with_hint("it looks like arn:aws:rolesanywhere:REGION:ACCOUNT:trust-anchor/ID"))
}

fn required<'a>(view: &View<'a>, key: &str) -> Result<Located<&'a str>> {
    view.text(key).ok_or_else(|| {
        let first = KEYS.iter().find_map(|key| view.location_of(key));
        let first = first.expect("one of them is there");
        let what = format!("IAM Roles Anywhere is half configured: {key} is missing");
        errors::invalid(first, &view.name, &what)
            .with_hint(format!("it takes role_arn, {}", KEYS.join(", ")))
    })
}
