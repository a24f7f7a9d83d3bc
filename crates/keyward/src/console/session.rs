//! The session that signs in: a role's as it is; of a user's key, one of `GetFederationToken`.

use keyward_core::{Credentials, Error, ErrorCode, Result};
use keyward_profile::{Plan, Step};

use crate::{Engine, steps, sts::refused};

/// All that the user may do: AWS grants a federated user what both allow (AWS STS API Reference,
/// "GetFederationToken").
const EVERYTHING: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;

/// What the sign-in service is given.
pub(super) struct Session {
    pub(super) credentials: Credentials,
    /// Where AWS takes one.
    pub(super) duration_seconds: Option<u32>,
}

pub(super) async fn of(
    engine: &Engine,
    plan: &Plan,
    credentials: Credentials,
    duration_seconds: Option<u32>,
) -> Result<Session> {
    if credentials.session_token.is_none() {
        return Ok(Session {
            credentials: federated(engine, plan, &credentials, duration_seconds).await?,
            duration_seconds: None,
        });
    }
    if matches!(plan.steps.last(), Some(Step::GetSessionToken(_))) {
        return Err(Error::new(
            ErrorCode::InvalidArgument,
            "AWS lets no GetSessionToken session sign in to the console",
        )
        .with_hint("name a profile with a role"));
    }
    if duration_seconds.is_some() && plan.steps.len() > 1 {
        return Err(Error::new(
            ErrorCode::InvalidArgument,
            "AWS takes no duration for the console on top of a chained role",
        )
        .with_hint(
            "leave --duration out: the session lasts as long as the role's, an hour at most",
        ));
    }
    Ok(Session {
        credentials,
        duration_seconds,
    })
}

async fn federated(
    engine: &Engine,
    plan: &Plan,
    with: &Credentials,
    duration_seconds: Option<u32>,
) -> Result<Credentials> {
    let caller = engine.caller(plan, with).await?;
    if caller.arn.ends_with(":root") {
        return Err(Error::new(
            ErrorCode::InvalidArgument,
            "this is the root user's key: keyward opens no console with it",
        )
        .with_hint(
            "sign in with the root user's password and MFA where you must, and delete this key",
        ));
    }
    let aws = engine.aws(plan);
    let client = aws.sts(None, with)?;
    let answer = client
        .get_federation_token()
        .name(name_of(&caller.arn))
        .policy(EVERYTHING)
        .set_duration_seconds(duration_seconds.and_then(|seconds| i32::try_from(seconds).ok()))
        .send()
        .await
        .map_err(|error| {
            refused(&error, "GetFederationToken", &aws.settings, Some(with)).with_hint(
                "the user needs sts:GetFederationToken; a profile with a role signs in without it",
            )
        })?;
    steps::credentials(
        answer.credentials,
        Some(caller.account),
        "get_federation_token",
    )
}

/// The user's own name as far as AWS takes one here: 2 to 32 characters of `[\w+=,.@-]`.
fn name_of(arn: &str) -> String {
    let user = arn.rsplit('/').next().unwrap_or_default();
    let fits = |c: &char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(*c);
    let name: String = user.chars().filter(fits).take(32).collect();
    if name.len() < 2 {
        format!("{name}-keyward")
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_one_that_aws_takes() {
        assert_eq!(name_of("arn:aws:iam::1:user/team/alice@x"), "alice@x");
        assert_eq!(name_of("arn:aws:iam::1:user/a"), "a-keyward");
        assert_eq!(
            name_of(&format!("arn:aws:iam::1:user/{}", "x".repeat(64))).len(),
            32
        );
    }
}
