//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html>

use super::arn;
use crate::authorization::{Ask, Keys};
use crate::dispatch::Context;
use crate::protocol::{AwsError, Input};

pub(super) const KEYS: [&str; 0] = [];

pub(super) fn asks(
    operation: &str,
    cx: &Context<'_>,
    input: &Input,
) -> Result<Option<Vec<Ask>>, AwsError> {
    let action = format!("cognito-identity:{operation}");
    let asks = match operation {
        "CreateIdentityPool" => vec![Ask::new(action, "*")],
        "SetIdentityPoolRoles" => {
            let id = input.text("IdentityPoolId")?.unwrap_or_default();
            let pool = arn(cx, "cognito-identity", &format!("identitypool/{id}"));
            let roles = input.map("Roles")?;
            let passed = roles.values().map(|role| {
                let to = Keys::new().with("iam:PassedToService", "cognito-identity.amazonaws.com");
                Ask::new("iam:PassRole", role.as_str()).keys(to)
            });
            [Ask::new(action, pool)].into_iter().chain(passed).collect()
        }
        // No key has to sign these; who signs them may ask as anybody may.
        "GetCredentialsForIdentity" | "GetId" => Vec::new(),
        _ => return Ok(None),
    };
    Ok(Some(asks))
}
