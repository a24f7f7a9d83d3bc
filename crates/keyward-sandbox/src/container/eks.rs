//! The role of a pod, as the EKS Pod Identity Agent gives it.
//! <https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html>

use serde_json::json;
use subtle::ConstantTimeEq as _;

use super::plain;
use crate::DEFAULT_ACCOUNT;
use crate::protocol::{Reply, times};
use crate::request::Request;
use crate::state::State;

pub(super) const SERVICE: &str = "pods.eks.amazonaws.com";

pub(super) fn answer(state: &mut State, request: &Request) -> Reply {
    let given = request.header("authorization").unwrap_or_default();
    if given.is_empty() {
        return plain(400, "Service account token cannot be empty");
    }
    if !bool::from(given.as_bytes().ct_eq(state.container.token.as_bytes())) {
        let why = "(InvalidTokenException): The token included in the request is invalid. Please provide a valid token., fault: client";
        return plain(400, why);
    }
    let Some(role) = state.container.role.clone() else {
        let why = "(ResourceNotFoundException): No association found for the service account of the pod., fault: client";
        return plain(404, why);
    };
    let name = format!("eks-sandbox-pod-{}", state.container.task);
    let session = super::session(state, |c| &mut c.eks, &role, SERVICE, &name);
    let Some(session) = session else {
        let why = "(AccessDeniedException): Unauthorized Exception! EKS does not have permissions to assume the associated role., fault: client";
        return plain(403, why);
    };
    let body = json!({
        "AccessKeyId": session.access_key_id,
        "SecretAccessKey": session.secret.as_str(),
        "Token": session.token.as_str(),
        "AccountId": DEFAULT_ACCOUNT,
        "Expiration": times::seconds(state.clock.told(session.expires)),
    });
    Reply::json(200, &body)
}
