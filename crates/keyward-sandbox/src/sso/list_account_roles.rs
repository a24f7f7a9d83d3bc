//! <https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_ListAccountRoles.html>

use serde_json::json;

use super::{Answered, paging};
use crate::protocol::Reply;
use crate::request::Request;
use crate::state::State;

pub(crate) fn answer(state: &mut State, request: &Request) -> Reply {
    super::reply(list(state, request))
}

fn list(state: &State, request: &Request) -> Answered {
    super::signed_in(state, request)?;
    let account = super::required(request, "account_id")?;
    let sets = state.identity.directory.assignments.get(&account);
    let roles = sets.ok_or_else(super::no_access)?.iter();
    let roles = roles.map(|set| json!({ "roleName": set, "accountId": account }));
    let (roles, next) = paging::page(request, roles.collect())?;
    Ok(json!({ "roleList": roles, "nextToken": next }))
}
