//! <https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_ListAccounts.html>

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
    let accounts = state.identity.directory.assignments.keys();
    let accounts = accounts.map(|id| {
        json!({
            "accountId": id,
            "accountName": format!("sandbox-{id}"),
            "emailAddress": format!("{id}@example.com"),
        })
    });
    let (accounts, next) = paging::page(request, accounts.collect())?;
    Ok(json!({ "accountList": accounts, "nextToken": next }))
}
