//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html>
//!
//! AssumeRole and AssumeRoleWithWebIdentity ask with their parameters understood, in
//! [`crate::authorization::trust`]; the keys of a token (`ISSUER:sub`, `ISSUER:aud`) are filled there.

use crate::authorization::{Ask, Keys};
use crate::dispatch::Context;
use crate::protocol::Params;

pub(super) const KEYS: [&str; 7] = [
    "iam:ResourceTag/*",
    "sts:ExternalId",
    "sts:RequestContext/*",
    "sts:RequestContextProviders",
    "sts:RoleSessionName",
    "sts:SourceIdentity",
    "sts:TransitiveTagKeys",
];

pub(super) fn asks(operation: &str, cx: &Context<'_>, params: &Params) -> Option<Vec<Ask>> {
    Some(match operation {
        "AssumeRole" => Vec::new(),
        // GetCallerIdentity and GetSessionToken are always allowed, and so decided and logged.
        "DecodeAuthorizationMessage"
        | "GetAccessKeyInfo"
        | "GetCallerIdentity"
        | "GetSessionToken" => {
            vec![Ask::new(format!("sts:{operation}"), "*")]
        }
        "GetFederationToken" => federation(cx, params),
        _ => return None,
    })
}

/// Tags are a permission of their own.
fn federation(cx: &Context<'_>, params: &Params) -> Vec<Ask> {
    let account = cx.caller.principal.account();
    let name = params.get("Name").unwrap_or_default();
    let resource = format!("arn:aws:sts::{account}:federated-user/{name}");
    let tags = params.tags("Tags.member");
    let ask = |action: &str| {
        let keys = Keys::new().request_tags(&tags);
        Ask::new(action, resource.as_str()).keys(keys)
    };
    let mut asks = vec![ask("sts:GetFederationToken")];
    if !tags.is_empty() {
        asks.push(ask("sts:TagSession"));
    }
    asks
}
