//! Tag, Untag and list the tags of whatever in IAM has tags.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html>

use super::entity::{self, Kind};
use super::{
    instance_profiles, managed_policies, mfa_devices, names, oidc_providers, paging, saml_providers,
};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};

/// Tags of one thing.
const LIMIT: usize = 50;

/// What has tags, as operations name it: `TagPolicy`, `UntagPolicy`, `ListPolicyTags`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tagged {
    InstanceProfile,
    MfaDevice,
    OidcProvider,
    Policy,
    Role,
    SamlProvider,
    User,
}

impl Tagged {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "InstanceProfile" => Self::InstanceProfile,
            "MFADevice" => Self::MfaDevice,
            "OpenIDConnectProvider" => Self::OidcProvider,
            "Policy" => Self::Policy,
            "Role" => Self::Role,
            "SAMLProvider" => Self::SamlProvider,
            "User" => Self::User,
            _ => return None,
        })
    }
}

/// Runs an operation, if it is one about tags.
pub(crate) fn call(action: &str, cx: &mut Context<'_>, params: &Params) -> Option<Answer> {
    if let Some(name) = action.strip_prefix("Tag") {
        return Tagged::named(name).map(|what| add(cx, params, what));
    }
    if let Some(name) = action.strip_prefix("Untag") {
        return Tagged::named(name).map(|what| remove(cx, params, what));
    }
    let name = action.strip_prefix("List")?.strip_suffix("Tags")?;
    Tagged::named(name).map(|what| list(cx, params, what))
}

/// The `Tags` element of what is not a list.
pub(super) fn xml(tags: &[(String, String)]) -> Xml {
    if tags.is_empty() {
        return Xml::new();
    }
    Xml::new().list("Tags", "member", tags.iter().map(one))
}

fn one((key, value): &(String, String)) -> Xml {
    Xml::new().text("Key", key).text("Value", value)
}

/// A tag of the same key, whatever the case of its letters, is replaced.
fn add(cx: &mut Context<'_>, params: &Params, what: Tagged) -> Answer {
    let new = names::tags(params)?;
    let tags = find(cx, params, what)?;
    let mut all = tags.clone();
    all.retain(|(key, _)| !new.iter().any(|(other, _)| other.eq_ignore_ascii_case(key)));
    all.extend(new);
    if all.len() > LIMIT {
        let why = format!("The number of tags has reached the maximum limit of {LIMIT}.");
        return Err(AwsError::new(409, "LimitExceeded", why));
    }
    *tags = all;
    Ok(Xml::new())
}

fn remove(cx: &mut Context<'_>, params: &Params, what: Tagged) -> Answer {
    let keys = params.list("TagKeys.member");
    let gone = |key: &str| keys.iter().any(|other| other.eq_ignore_ascii_case(key));
    find(cx, params, what)?.retain(|(key, _)| !gone(key));
    Ok(Xml::new())
}

fn list(cx: &mut Context<'_>, params: &Params, what: Tagged) -> Answer {
    let tags = find(cx, params, what)?.iter();
    let mut items: Vec<(String, Xml)> = tags.map(|tag| (tag.0.clone(), one(tag))).collect();
    items.sort_by(|a, b| a.0.cmp(&b.0));
    paging::page(params, "Tags", items)
}

fn find<'c>(
    cx: &'c mut Context<'_>,
    params: &Params,
    what: Tagged,
) -> Result<&'c mut Vec<(String, String)>, AwsError> {
    Ok(match what {
        Tagged::InstanceProfile => &mut instance_profiles::find(cx, params)?.tags,
        Tagged::MfaDevice => &mut mfa_devices::find(cx, params)?.tags,
        Tagged::OidcProvider => &mut oidc_providers::find(cx, params)?.tags,
        Tagged::Policy => &mut managed_policies::find(cx, params)?.tags,
        Tagged::SamlProvider => &mut saml_providers::find(cx, params)?.tags,
        Tagged::Role => {
            let name = Kind::Role.name(params)?;
            let role = cx.account().roles.get_mut(name);
            &mut role.ok_or_else(|| entity::absent(Kind::Role, name))?.tags
        }
        Tagged::User => {
            let name = Kind::User.name(params)?;
            let user = cx.account().users.get_mut(name);
            &mut user.ok_or_else(|| entity::absent(Kind::User, name))?.tags
        }
    })
}
