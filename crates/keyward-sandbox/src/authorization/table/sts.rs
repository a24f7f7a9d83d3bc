//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html>
//!
//! AssumeRole and AssumeRoleWithWebIdentity ask with their parameters understood, in
//! [`crate::authorization::trust`]; the keys of a token (`ISSUER:sub`, `ISSUER:aud`) are filled there.

use crate::authorization::Ask;

pub(super) const KEYS: [&str; 7] = [
    "iam:ResourceTag/*",
    "sts:ExternalId",
    "sts:RequestContext/*",
    "sts:RequestContextProviders",
    "sts:RoleSessionName",
    "sts:SourceIdentity",
    "sts:TransitiveTagKeys",
];

pub(super) fn asks(operation: &str) -> Option<Vec<Ask>> {
    Some(match operation {
        "AssumeRole" => Vec::new(),
        // The last two are always allowed, and so decided and logged.
        "GetAccessKeyInfo" | "GetCallerIdentity" | "GetSessionToken" => {
            vec![Ask::new(format!("sts:{operation}"), "*")]
        }
        _ => return None,
    })
}
