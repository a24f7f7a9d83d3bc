//! The task role, as the ECS agent gives it.
//! <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html>

use serde_json::json;

use crate::DEFAULT_ACCOUNT;
use crate::protocol::{Reply, times};
use crate::state::State;

pub(super) const SERVICE: &str = "ecs-tasks.amazonaws.com";

pub(super) fn answer(state: &mut State, id: &str) -> Reply {
    if id.is_empty() {
        return refused(400, "NoIdInRequest", "No Credential ID in the request");
    }
    let role = state.container.role.clone();
    let Some(role) = role.filter(|_| id == state.container.id) else {
        return refused(400, "InvalidIdInRequest", "Credentials not found");
    };
    let task = state.container.task.clone();
    let session = super::session(state, |c| &mut c.ecs, &role, SERVICE, &task);
    let Some(session) = session else {
        let message = format!("Credentials uninitialized for ID {id}");
        return refused(503, "CredentialsUninitialized", &message);
    };
    let arn = state
        .accounts
        .get(DEFAULT_ACCOUNT)
        .and_then(|account| account.roles.get(&role));
    let body = json!({
        "RoleArn": arn.map(|role| role.arn.as_str()),
        "AccessKeyId": session.access_key_id,
        "SecretAccessKey": session.secret.as_str(),
        "Token": session.token.as_str(),
        "Expiration": times::seconds(state.clock.told(session.expires)),
    });
    Reply::json(200, &body)
}

pub(super) fn refused(status: u16, code: &str, message: &str) -> Reply {
    let message = format!("CredentialsV2Request: {message}");
    let body = json!({ "code": code, "message": message, "HTTPErrorCode": status });
    Reply::json(status, &body)
}
