//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html>

use super::assume_role::Target;
use super::bearer::{Bearer, invalid};
use super::session_options::{self, Told};
use super::web_identity::{self, Claims, bare};
use crate::authorization::Keys;
use crate::protocol::{Answer, AwsError, Params, Xml};
use crate::state::account::OidcProvider;
use crate::state::sessions::Details;
use crate::state::{LoggedDecision, State};

/// Seconds that an issuer's clock may be ahead.
const SKEW: i64 = 300;

/// A session of a role for who brings a token; no key signs this request.
/// `log` gets what the trust policy said.
pub(crate) fn run(state: &mut State, params: &Params, log: &mut Vec<LoggedDecision>) -> Answer {
    let arn = params.required("RoleArn")?;
    let session_name = params.required("RoleSessionName")?;
    session_options::check_name(session_name, "roleSessionName")?;
    let token = params.required("WebIdentityToken")?;
    let target = Target::parse(arn)?;
    let seconds = params.number("DurationSeconds", 900..=43_200)?;
    let claims = web_identity::verify(state, token).ok_or_else(|| {
        invalid("Couldn't retrieve verification key from your identity provider, or the token is not signed with it")
    })?;
    let details = details(params, &claims)?;
    let (provider, audience) = provider(state, target.account, &claims)?;
    check_age(&claims, state.clock.now().unix_timestamp())?;
    let issuer = bare(&claims.iss).to_lowercase();
    let bearer = Bearer {
        action: "sts:AssumeRoleWithWebIdentity",
        target: &target,
        provider: provider.clone(),
        claims: &issuer,
        keys: keys(&issuer, &audience, &claims),
        session_name,
        seconds,
        longest: None,
        details,
    };
    let answer = bearer.admit(state, log)?;
    Ok(answer.and(
        &Xml::new()
            .text("SubjectFromWebIdentityToken", &claims.sub)
            .text("Provider", &provider)
            .text("Audience", audience),
    ))
}

/// `azp` stands in for the audience, which is `oaud` then.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>
fn keys(issuer: &str, audience: &str, claims: &Claims) -> Keys {
    let keys = Keys::new()
        .with(format!("{issuer}:aud"), audience)
        .with(format!("{issuer}:sub"), claims.sub.as_str())
        .list(&format!("{issuer}:amr"), &claims.amr);
    match &claims.azp {
        Some(_) => keys.list(&format!("{issuer}:oaud"), claims.aud.all()),
        None => keys,
    }
}

fn details(params: &Params, claims: &Claims) -> Result<Details, AwsError> {
    let tags = claims.tags.clone().unwrap_or_default();
    let mut pairs = Vec::new();
    for (key, mut values) in tags.principal_tags {
        match (values.pop(), values.is_empty()) {
            (Some(value), true) => pairs.push((key, value)),
            _ => return Err(invalid("A session tag has exactly one value")),
        }
    }
    let told = Told {
        tags: pairs,
        transitive_tag_keys: tags.transitive_tag_keys,
        source_identity: claims.source_identity.clone(),
    };
    session_options::of_token(params, told)
}

/// The ARN of the role's account's provider for the token's issuer, and the audience it knows.
fn provider(state: &State, account: &str, claims: &Claims) -> Result<(String, String), AwsError> {
    let issuer = bare(&claims.iss);
    let is_it = |provider: &&OidcProvider| provider.issuer == issuer;
    let provider = state
        .enforced(account)
        .and_then(|account| account.oidc_providers.values().find(is_it));
    let provider = provider.ok_or_else(|| {
        let iss = &claims.iss;
        invalid(format!(
            "No OpenIDConnect provider found in your account for {iss}"
        ))
    })?;
    let known = |audience: &&String| provider.client_ids.contains(audience);
    let audience = match &claims.azp {
        Some(party) => Some(party).filter(known),
        None => claims.aud.all().iter().find(known),
    };
    let audience = audience.ok_or_else(|| invalid("Incorrect token audience"))?;
    let arn = format!("arn:aws:iam::{account}:oidc-provider/{issuer}");
    Ok((arn, audience.clone()))
}

fn check_age(claims: &Claims, now: i64) -> Result<(), AwsError> {
    if now >= claims.exp {
        let why = format!(
            "Token expired: current date/time {now} must be before the expiration date/time {}",
            claims.exp
        );
        return Err(AwsError::new(400, "ExpiredTokenException", why));
    }
    let begins = claims.nbf.into_iter().chain(claims.iat).max();
    match begins.filter(|begin| *begin > now.saturating_add(SKEW)) {
        None => Ok(()),
        Some(begin) => Err(invalid(format!(
            "Token not yet valid: current date/time {now} must be after {begin}"
        ))),
    }
}
