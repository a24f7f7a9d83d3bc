//! Tag, Untag and list the tags of a user or role.
//! <https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagUser.html>

use super::entity::{self, Kind};
use super::{names, paging};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};

/// Tags of one user or role.
const LIMIT: usize = 50;

/// A tag of the same key, whatever the case of its letters, is replaced.
pub(crate) fn add(cx: &mut Context<'_>, params: &Params, kind: Kind) -> Answer {
    let new = names::tags(params)?;
    let tags = find(cx, params, kind)?;
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

/// The `Tags` element of what is not a list.
pub(super) fn xml(tags: &[(String, String)]) -> Xml {
    let one = |(key, value): &(String, String)| Xml::new().text("Key", key).text("Value", value);
    if tags.is_empty() {
        return Xml::new();
    }
    Xml::new().list("Tags", "member", tags.iter().map(one))
}

pub(crate) fn remove(cx: &mut Context<'_>, params: &Params, kind: Kind) -> Answer {
    let keys = params.list("TagKeys.member");
    let gone = |key: &str| keys.iter().any(|other| other.eq_ignore_ascii_case(key));
    find(cx, params, kind)?.retain(|(key, _)| !gone(key));
    Ok(Xml::new())
}

pub(crate) fn list(cx: &mut Context<'_>, params: &Params, kind: Kind) -> Answer {
    let tags = find(cx, params, kind)?.iter();
    let mut items: Vec<(String, Xml)> = tags
        .map(|(key, value)| {
            let xml = Xml::new().text("Key", key).text("Value", value);
            (key.clone(), xml)
        })
        .collect();
    items.sort_by(|a, b| a.0.cmp(&b.0));
    paging::page(params, "Tags", items)
}

fn find<'c>(
    cx: &'c mut Context<'_>,
    params: &Params,
    kind: Kind,
) -> Result<&'c mut Vec<(String, String)>, AwsError> {
    let name = kind.name(params)?;
    let account = cx.account();
    let tags = match kind {
        Kind::User => account.users.get_mut(name).map(|user| &mut user.tags),
        Kind::Role => account.roles.get_mut(name).map(|role| &mut role.tags),
        // IAM's groups have no tags.
        Kind::Group => None,
    };
    tags.ok_or_else(|| entity::absent(kind, name))
}
