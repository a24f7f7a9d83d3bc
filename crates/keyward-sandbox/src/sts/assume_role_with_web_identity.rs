//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>

use super::assume_role::{self, Target};
use super::session_options;
use super::web_identity::Claims;
use crate::authorization::{Ask, trust};
use crate::protocol::{Answer, AwsError, Params, Xml};
use crate::state::account::OidcProvider;
use crate::state::{LoggedDecision, State};

const ACTION: &str = "sts:AssumeRoleWithWebIdentity";

/// A session of a role for who brings a token; no key signs this request.
/// `log` gets what the trust policy said.
pub(crate) fn run(state: &mut State, params: &Params, log: &mut Vec<LoggedDecision>) -> Answer {
    let arn = params.required("RoleArn")?;
    let session_name = params.required("RoleSessionName")?;
    session_options::check_name(session_name, "roleSessionName")?;
    let token = params.required("WebIdentityToken")?;
    let target = Target::parse(arn)?;
    let seconds = params.number("DurationSeconds", 900..=43_200)?;
    let mut details = session_options::read(params)?;
    let claims = state.token_key.verify(token).ok_or_else(|| {
        invalid("Couldn't retrieve verification key from your identity provider, or the token is not signed with it")
    })?;
    let (provider, audience) = provider(state, target.account, &claims)?;
    check_age(&claims, state.clock.now().unix_timestamp())?;
    let role = target.find(state).ok_or_else(denied)?.clone();
    let issuer = bare(&claims.iss).to_lowercase();
    let keys = assume_role::options(session_name, &details)
        .with(format!("{issuer}:aud"), audience.as_str())
        .with(format!("{issuer}:sub"), claims.sub.as_str());
    let ask = Ask::new(ACTION, arn).keys(keys);
    if !trust::bearer(state, &role, &provider, &issuer, &ask, log).is_allowed() {
        return Err(denied());
    }
    details.provider = Some(provider.clone());
    let seconds = assume_role::within_role(seconds, &role)?;
    let account = target.account;
    let answer = assume_role::answer(state, account, &role, session_name, seconds, details);
    Ok(answer?.and(
        &Xml::new()
            .text("SubjectFromWebIdentityToken", &claims.sub)
            .text("Provider", &provider)
            .text("Audience", audience),
    ))
}

/// The ARN of the role's account's provider for the token's issuer, and the audience it knows.
fn provider(state: &State, account: &str, claims: &Claims) -> Result<(String, String), AwsError> {
    let issuer = bare(&claims.iss);
    let is_it = |provider: &&OidcProvider| provider.issuer == issuer;
    let provider = state
        .accounts
        .get(account)
        .and_then(|account| account.oidc_providers.values().find(is_it));
    let provider = provider.ok_or_else(|| {
        let iss = &claims.iss;
        invalid(&format!(
            "No OpenIDConnect provider found in your account for {iss}"
        ))
    })?;
    let known = |audience: &&String| provider.client_ids.contains(audience);
    let audience = claims.aud.all().iter().find(known);
    let audience = audience.ok_or_else(|| invalid("Incorrect token audience"))?;
    let arn = format!("arn:aws:iam::{account}:oidc-provider/{issuer}");
    Ok((arn, audience.clone()))
}

fn check_age(claims: &Claims, now: i64) -> Result<(), AwsError> {
    if now < claims.exp {
        return Ok(());
    }
    Err(AwsError::new(
        400,
        "ExpiredTokenException",
        format!(
            "Token expired: current date/time {now} must be before the expiration date/time {}",
            claims.exp
        ),
    ))
}

/// An issuer as ARNs and condition keys name it.
fn bare(issuer: &str) -> &str {
    let rest = issuer
        .strip_prefix("https://")
        .or_else(|| issuer.strip_prefix("http://"));
    rest.unwrap_or(issuer).trim_end_matches('/')
}

fn invalid(why: &str) -> AwsError {
    AwsError::new(400, "InvalidIdentityToken", why)
}

fn denied() -> AwsError {
    let why = format!("Not authorized to perform {ACTION}");
    AwsError::new(403, "AccessDenied", why)
}
