//! IAM Identity Center (AWS SDKs and Tools Reference Guide, "IAM Identity Center credential provider"):
//! the token that `keyward login` or `aws sso login` left, exchanged for a role's credentials.

mod get_role_credentials;
pub(crate) mod token;

use keyward_core::{Credentials, Error, ErrorCode, ProfileName, Result, Secret};

use super::{
    Reach,
    token_file::hint,
    token_service::{PORTAL, TokenService, rubbish},
};

/// The header for the access token.
pub(crate) const BEARER: &str = "x-amz-sso_bearer_token";

/// What the plan says of it.
pub(crate) struct Sso<'a> {
    pub(crate) profile: &'a ProfileName,
    pub(crate) session: Option<&'a str>,
    /// Account and permission set.
    pub(crate) role: Option<(&'a str, &'a str)>,
    pub(crate) region: &'a str,
    pub(crate) start_url: &'a str,
}

pub(super) async fn fetch(reach: &Reach<'_>, wanted: &Sso<'_>) -> Result<Credentials> {
    let (account, role) = wanted.role.ok_or_else(|| no_role(wanted.profile))?;
    let portal = TokenService::new(reach.aws, PORTAL, wanted.region)
        .map_err(|error| error.in_context(format!("profile {}", wanted.profile)))?;
    let document = token::current(reach, wanted).await?;
    let token = document
        .text("/accessToken")
        .ok_or_else(|| rubbish("the token file of Identity Center", "has no accessToken"))?;
    get_role_credentials::call(&portal, Secret::new(token), account, role)
        .await
        .map_err(|error| with_hint(error, wanted))
}

fn no_role(profile: &ProfileName) -> Error {
    Error::new(
        ErrorCode::ProfileInvalid,
        format!(
            "profile {profile}: its sso_session gives a token, but no account and role are named"
        ),
    )
    .with_hint("add sso_account_id and sso_role_name; `aws configure sso` asks for them")
}

fn with_hint(error: Error, wanted: &Sso<'_>) -> Error {
    let error = error.in_context(format!("profile {}", wanted.profile));
    match (error.code(), error.aws_code()) {
        (ErrorCode::LoginRequired, _) => {
            error.with_hint(hint(&remedy(wanted.profile)))
        }
        (_, Some("ForbiddenException" | "ResourceNotFoundException")) => error.with_hint(
            "check sso_account_id and sso_role_name: the portal shows which permission sets you have",
        ),
        _ => error,
    }
}

/// What the user does about an ended session.
fn remedy(profile: &ProfileName) -> String {
    format!("keyward login {profile}")
}
