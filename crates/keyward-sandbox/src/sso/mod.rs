//! IAM Identity Center's access portal: a bearer token in, role credentials out.
//! <https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/welcome.html>
//!
//! The default directory has one user, one account, and the permission sets `AdministratorAccess`
//! and `ReadOnlyAccess`.

pub(crate) mod get_role_credentials;
pub(crate) mod list_account_roles;
pub(crate) mod list_accounts;
pub(crate) mod logout;
mod paging;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::DEFAULT_ACCOUNT;
use crate::identity::page;
use crate::protocol::{AwsError, Reply};
use crate::request::Request;
use crate::state::State;

/// The header that carries the access token.
pub(crate) const BEARER: &str = "x-amz-sso_bearer_token";
/// The one user.
pub(crate) const USER: &str = "developer";

/// What the user may enter.
#[derive(Debug)]
pub(crate) struct Directory {
    /// Account id → names of permission sets.
    pub(crate) assignments: BTreeMap<String, BTreeSet<String>>,
}

impl Default for Directory {
    fn default() -> Self {
        let sets = ["AdministratorAccess", "ReadOnlyAccess"].map(str::to_owned);
        let all = (DEFAULT_ACCOUNT.to_owned(), BTreeSet::from(sets));
        Self {
            assignments: BTreeMap::from([all]),
        }
    }
}

type Answered = Result<serde_json::Value, AwsError>;

/// Puts an answer or a refusal into the service's shape.
fn reply(answered: Answered) -> Reply {
    match answered {
        Ok(body) => Reply::json(200, &body),
        Err(error) => crate::identity::refuse(&error, &json!({ "message": error.message })),
    }
}

/// The access token has to be one of Identity Center's and alive.
fn signed_in(state: &State, request: &Request) -> Result<(), AwsError> {
    let token = request.header(BEARER).unwrap_or_default();
    if token.is_empty() {
        return Err(AwsError::new(
            401,
            "UnauthorizedException",
            "Missing bearer token",
        ));
    }
    let known = state.identity.oidc.access.live(token, state.clock.now());
    known.map(|_| ()).ok_or_else(|| {
        AwsError::new(
            401,
            "UnauthorizedException",
            "Session token not found or invalid",
        )
    })
}

/// A query parameter that has to be there.
fn required(request: &Request, name: &str) -> Result<String, AwsError> {
    let value = page::field(&request.query_pairs(), name).filter(|value| !value.is_empty());
    value.ok_or_else(|| {
        AwsError::new(
            400,
            "InvalidRequestException",
            format!("Missing required parameter {name}"),
        )
    })
}

fn no_access() -> AwsError {
    AwsError::new(403, "ForbiddenException", "No access")
}

/// The start URL in a browser.
pub(crate) fn start_page(state: &mut State, _: &Request) -> Reply {
    let mut rows = String::new();
    for (account, sets) in &state.identity.directory.assignments {
        for set in sets {
            rows.push_str(&format!(
                "<li>{} {}</li>",
                page::escape(account),
                page::escape(set)
            ));
        }
    }
    page::html(
        200,
        "AWS access portal",
        &format!("<p>{USER}</p><ul>{rows}</ul>"),
    )
}
