//! CreateAccessKey, ListAccessKeys, UpdateAccessKey, DeleteAccessKey, GetAccessKeyLastUsed.

use super::{entity, paging, users};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml, times};
use crate::state::{AccessKey, Clock, Owner};

const LIMIT: usize = 2;

/// The one answer that carries a long-lived secret.
pub(crate) fn create(cx: &mut Context<'_>, params: &Params) -> Answer {
    let owner = users::key_owner(cx, params)?;
    let account = cx.account_id();
    let held = cx
        .state
        .keys
        .values()
        .filter(|key| key.account == account && key.owner == owner);
    if held.count() >= LIMIT {
        let why = format!("Cannot exceed quota for AccessKeysPerUser: {LIMIT}");
        return Err(AwsError::new(409, "LimitExceeded", why));
    }
    let key = cx.state.create_key(&account, owner);
    let inner = Xml::new()
        .optional("UserName", user_name(&key))
        .text("AccessKeyId", &key.id)
        .text("Status", status(&key))
        .text("SecretAccessKey", key.secret.as_str())
        .text(
            "CreateDate",
            times::seconds(cx.state.clock.told(key.created)),
        );
    Ok(Xml::new().node("AccessKey", &inner))
}

pub(crate) fn list(cx: &mut Context<'_>, params: &Params) -> Answer {
    let owner = users::key_owner(cx, params)?;
    let account = cx.account_id();
    let clock = cx.state.clock;
    let mut keys: Vec<(String, Xml)> = cx
        .state
        .keys
        .values()
        .filter(|key| key.account == account && key.owner == owner)
        .map(|key| (key.id.clone(), metadata(key, clock)))
        .collect();
    keys.sort_by(|a, b| a.0.cmp(&b.0));
    paging::page(params, "AccessKeyMetadata", keys)
}

pub(crate) fn update(cx: &mut Context<'_>, params: &Params) -> Answer {
    let active = match params.required("Status")? {
        "Active" => true,
        "Inactive" => false,
        other => {
            let rule = "satisfy enum value set: [Active, Inactive]";
            return Err(AwsError::constraint(other, "status", rule));
        }
    };
    find(cx, params)?.active = active;
    Ok(Xml::new())
}

pub(crate) fn delete(cx: &mut Context<'_>, params: &Params) -> Answer {
    let id = find(cx, params)?.id.clone();
    cx.state.keys.remove(&id);
    Ok(Xml::new())
}

pub(crate) fn last_used(cx: &mut Context<'_>, params: &Params) -> Answer {
    let id = params.required("AccessKeyId")?;
    let account = cx.account_id();
    let clock = cx.state.clock;
    let key = cx
        .state
        .keys
        .get(id)
        .filter(|key| key.account == account)
        .ok_or_else(|| absent(id))?;
    let used = key.last_used.as_ref();
    let inner = Xml::new()
        .optional(
            "LastUsedDate",
            used.map(|used| times::seconds(clock.told(used.at))),
        )
        .text("ServiceName", used.map_or("N/A", |used| used.service))
        .text("Region", used.map_or("N/A", |used| used.region.as_str()));
    Ok(Xml::new()
        .optional("UserName", user_name(key))
        .node("AccessKeyLastUsed", &inner))
}

/// The key that the request names, where it belongs to the user that the request names.
fn find<'a>(cx: &'a mut Context<'_>, params: &Params) -> Result<&'a mut AccessKey, AwsError> {
    let id = params.required("AccessKeyId")?;
    let owner = users::key_owner(cx, params)?;
    let account = cx.account_id();
    let key = cx
        .state
        .keys
        .get_mut(id)
        .filter(|key| key.account == account && key.owner == owner);
    key.ok_or_else(|| absent(id))
}

fn absent(id: &str) -> AwsError {
    entity::not_found(format!("The Access Key with id {id} cannot be found."))
}

fn metadata(key: &AccessKey, clock: Clock) -> Xml {
    Xml::new()
        .optional("UserName", user_name(key))
        .text("AccessKeyId", &key.id)
        .text("Status", status(key))
        .text("CreateDate", times::seconds(clock.told(key.created)))
}

fn user_name(key: &AccessKey) -> Option<&str> {
    match &key.owner {
        Owner::Root => None,
        Owner::User(name) => Some(name),
    }
}

fn status(key: &AccessKey) -> &'static str {
    if key.active { "Active" } else { "Inactive" }
}
