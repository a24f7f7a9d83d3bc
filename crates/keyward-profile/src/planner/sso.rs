//! IAM Identity Center: `sso_session`, or the older keys in the profile itself.
//!
//! Rules: AWS SDKs and Tools Reference Guide, "IAM Identity Center credential provider".

use keyward_core::Result;

use super::{errors, view::View};
use crate::{Base, Located, Location, ProfileSet, Section};

const KEYS: [&str; 5] = [
    "sso_session",
    "sso_start_url",
    "sso_region",
    "sso_account_id",
    "sso_role_name",
];

/// Whether an account or a role is named: botocore calls nothing else a profile of single sign-on.
pub(super) fn names_role(view: &View<'_>) -> bool {
    let keys = ["sso_account_id", "sso_role_name"];
    keys.iter().any(|key| view.location_of(key).is_some())
}

/// What the profile says about single sign-on, if anything.
pub(super) fn in_profile(set: &ProfileSet, view: &View<'_>) -> Result<Option<Base>> {
    let Some(first) = KEYS.iter().find_map(|key| view.location_of(key)) else {
        return Ok(None);
    };
    let (account_id, role_name) = account_and_role(view)?;
    let (session, region, start_url) = match view.text("sso_session") {
        Some(name) => {
            let section = session(set, view, &name)?;
            let region = from_session(view, section, "sso_region")?;
            let start_url = from_session(view, section, "sso_start_url")?;
            (Some(name.value.to_owned()), region, start_url)
        }
        None => (
            None,
            required(view, first, "sso_region")?,
            required(view, first, "sso_start_url")?,
        ),
    };
    if session.is_none() && account_id.is_none() {
        return Err(missing(view, first, "sso_account_id and sso_role_name"));
    }
    Ok(Some(Base::Sso {
        profile: view.name.clone(),
        session,
        account_id,
        role_name,
        region,
        start_url,
    }))
}

fn account_and_role(view: &View<'_>) -> Result<(Option<String>, Option<String>)> {
    match (view.text("sso_account_id"), view.text("sso_role_name")) {
        (Some(account), None) => Err(missing(view, &account.location, "sso_role_name")),
        (None, Some(role)) => Err(missing(view, &role.location, "sso_account_id")),
        (account, role) => Ok((
            account.map(|found| found.value.to_owned()),
            role.map(|found| found.value.to_owned()),
        )),
    }
}

fn session<'a>(set: &'a ProfileSet, view: &View<'_>, name: &Located<&str>) -> Result<&'a Section> {
    set.sso_session(name.value).ok_or_else(|| {
        errors::invalid(
            &name.location,
            &view.name,
            &format!(
                "sso_session \"{0}\" was not found: no file has a section [sso-session {0}]",
                name.value
            ),
        )
        .with_hint("`aws configure sso` writes the section")
    })
}

/// A value of the session. The profile may repeat it, but not differ from it.
fn from_session(view: &View<'_>, session: &Section, key: &str) -> Result<String> {
    let of_session = session.get(key).and_then(|found| found.value.as_str());
    if let Some(own) = view.text(key)
        && Some(own.value) != of_session
    {
        let what = format!(
            "{key} can only be specified in [sso-session {}] when sso_session is given",
            session.name()
        );
        return Err(errors::invalid(&own.location, &view.name, &what)
            .with_hint(format!("move {key} into the sso-session section")));
    }
    of_session.map(str::to_owned).ok_or_else(|| {
        let what = format!("[sso-session {}] has no {key}", session.name());
        errors::invalid(session.location(), &view.name, &what)
            .with_hint(format!("add {key} to the sso-session section"))
    })
}

fn required(view: &View<'_>, first: &Location, key: &str) -> Result<String> {
    view.string(key).ok_or_else(|| missing(view, first, key))
}

fn missing(view: &View<'_>, location: &Location, key: &str) -> keyward_core::Error {
    let what = format!("single sign-on is half configured: {key} is missing");
    errors::invalid(location, &view.name, &what)
        .with_hint("`aws configure sso` writes every key that is needed")
}
