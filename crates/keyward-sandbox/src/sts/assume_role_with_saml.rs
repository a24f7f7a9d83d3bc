//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html>

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha1::{Digest as _, Sha1};
use time::OffsetDateTime;

use super::assume_role::Target;
use super::bearer::{Bearer, denied, invalid};
use super::session_options::{self, Told};
use crate::authorization::Keys;
use crate::protocol::{Answer, AwsError, Params, Xml};
use crate::saml::{Assertion, is_sealed};
use crate::state::account::SamlProvider;
use crate::state::sessions::Details;
use crate::state::{LoggedDecision, State};

const ACTION: &str = "sts:AssumeRoleWithSAML";
const LONGEST: usize = 100_000;
/// Why an assertion of somebody else is refused.
const UNSEALED: &str = "Response signature invalid: this sandbox does not verify XML signatures. Use an assertion that its control makes, or start it with --accept-unsigned-saml";

/// A session of a role for who brings an assertion; no key signs this request.
/// `log` gets what the trust policy said.
pub(crate) fn run(state: &mut State, params: &Params, log: &mut Vec<LoggedDecision>) -> Answer {
    let arn = params.required("RoleArn")?;
    let target = Target::parse(arn)?;
    let provider_arn = params.required("PrincipalArn")?;
    let seconds = params.number("DurationSeconds", 900..=43_200)?;
    let document = document(params.required("SAMLAssertion")?)?;
    let provider = provider(state, target.account, provider_arn)?;
    let now = state.clock.now();
    let assertion = checked(state, &document, provider, now)?;
    if !assertion.gives(arn, provider_arn) {
        return Err(denied(ACTION));
    }
    let session_name = session_name(&assertion)?;
    let details = details(params, &assertion)?;
    let name = provider_arn.rsplit('/').next().unwrap_or_default();
    let qualifier = qualifier(&assertion.issuer, target.account, name);
    let keys = Keys::new()
        .with("saml:aud", assertion.recipient.as_str())
        .with("saml:iss", assertion.issuer.as_str())
        .with("saml:sub", assertion.subject.as_str())
        .with("saml:sub_type", assertion.subject_type.as_str())
        .with("saml:doc", format!("{}/{name}", target.account))
        .with("saml:namequalifier", qualifier.as_str());
    let longest = assertion
        .session_ends
        .map(|end| (end - now).whole_seconds());
    let bearer = Bearer {
        action: ACTION,
        target: &target,
        provider: provider_arn.to_owned(),
        claims: "saml",
        keys,
        session_name,
        seconds,
        longest,
        details,
    };
    let answer = bearer.admit(state, log)?;
    Ok(answer.and(
        &Xml::new()
            .text("Subject", &assertion.subject)
            .text("SubjectType", &assertion.subject_type)
            .text("Issuer", &assertion.issuer)
            .text("Audience", &assertion.recipient)
            .text("NameQualifier", qualifier),
    ))
}

fn document(assertion: &str) -> Result<String, AwsError> {
    if assertion.len() > LONGEST {
        let rule = "have length less than or equal to 100000";
        return Err(AwsError::constraint("…", "sAMLAssertion", rule));
    }
    let plain: String = assertion.split_ascii_whitespace().collect();
    let bytes = STANDARD.decode(plain).ok();
    bytes
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(|| invalid("Invalid base64 SAMLResponse"))
}

/// The provider, of the role's own account.
fn provider<'s>(state: &'s State, account: &str, arn: &str) -> Result<&'s SamlProvider, AwsError> {
    let account = state.accounts.get(account);
    let provider = account.and_then(|account| account.saml_providers.get(arn));
    provider.ok_or_else(|| invalid("Specified provider doesn't exist"))
}

/// Everything about an assertion that is not the role's matter.
fn checked(
    state: &State,
    document: &str,
    provider: &SamlProvider,
    now: OffsetDateTime,
) -> Result<Assertion, AwsError> {
    if Assertion::is_rejected(document) {
        let why = "The identity provider reports that authentication failed";
        return Err(AwsError::new(403, "IDPRejectedClaim", why));
    }
    let assertion = Assertion::read(document);
    let assertion =
        assertion.ok_or_else(|| invalid("Your request included an invalid SAML response"))?;
    if assertion.issuer != provider.entity_id {
        return Err(invalid("Issuer not present in specified provider"));
    }
    if !state.accept_unsigned_saml && !is_sealed(state, document) {
        return Err(invalid(UNSEALED));
    }
    if !assertion.is_for_aws() {
        return Err(invalid("Response does not contain the required audience"));
    }
    if provider.valid_until <= now {
        return Err(invalid("The metadata of the SAML provider has expired"));
    }
    let over = assertion.session_ends.is_some_and(|end| end <= now);
    if !assertion.is_fresh(now) || over {
        return Err(AwsError::new(
            400,
            "ExpiredTokenException",
            "Token must be redeemed within 5 minutes of issuance",
        ));
    }
    Ok(assertion)
}

fn session_name(assertion: &Assertion) -> Result<&str, AwsError> {
    let name = assertion.value("RoleSessionName");
    let name = name.ok_or_else(|| invalid("RoleSessionName is required in AuthnResponse"))?;
    match session_options::check_name(name, "roleSessionName") {
        Ok(()) => Ok(name),
        Err(_) => Err(invalid(
            "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}",
        )),
    }
}

fn details(params: &Params, assertion: &Assertion) -> Result<Details, AwsError> {
    let told = Told {
        tags: assertion.tags(),
        transitive_tag_keys: assertion.values("TransitiveTagKeys").to_vec(),
        source_identity: assertion.value("SourceIdentity").map(str::to_owned),
    };
    session_options::of_token(params, told)
}

/// What tells subjects of one provider from those of another.
fn qualifier(issuer: &str, account: &str, provider: &str) -> String {
    STANDARD.encode(Sha1::digest(format!("{issuer}{account}/{provider}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The formula of AWS's page on its example, computed by another program:
    /// `BASE64 ( SHA1 ( "https://example.com/saml" + "123456789012" + "/MySAMLIdP" ) )`.
    #[test]
    fn the_name_qualifier_is_that_of_the_documentation() {
        let found = qualifier("https://example.com/saml", "123456789012", "MySAMLIdP");
        assert_eq!(found, "1uAJanUnBc2XeUkHURMht+xam2c=");
    }
}
