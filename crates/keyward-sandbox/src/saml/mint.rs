//! Documents of identity providers that do not exist: their metadata and their assertions.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use quick_xml::escape::escape;
use serde::Deserialize;
use time::{Duration, OffsetDateTime};

use super::{ASSERTION, ATTRIBUTES, METADATA, NAME_FORMAT, PROTOCOL, SIGN_IN, SIGNATURE, seal};
use crate::protocol::{request_id, times};
use crate::state::State;

/// Of a key that nobody has: what it would sign, the seal vouches for.
const CERTIFICATE: &str = include_str!("certificate.txt");

/// What an identity provider says about a person: the claims of
/// [`Control::saml_assertion`](crate::Control::saml_assertion).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SamlAssertion {
    /// The `entityID` of the provider's metadata.
    pub issuer: String,
    /// The role that the person may have.
    pub role_arn: String,
    /// `arn:aws:iam::ACCOUNT:saml-provider/NAME`
    pub provider_arn: String,
    /// `RoleSessionName`, and the subject where no other is given.
    pub session_name: String,
    /// `NameID`.
    #[serde(default)]
    pub subject: Option<String>,
    /// Whom it is addressed to: the audience, and the recipient of the subject's confirmation. AWS's
    /// sign-in page where there is none.
    #[serde(default)]
    pub audience: Option<String>,
    /// How long it may be redeemed, five minutes at most; five minutes where this is 0.
    #[serde(default)]
    pub seconds: u64,
    /// After how many seconds the person's session at the provider ends; the role's session ends no
    /// later.
    #[serde(default)]
    pub session_seconds: Option<u64>,
    /// Session tags.
    #[serde(default)]
    pub tags: BTreeMap<String, String>,
    /// Keys of tags that a chained session inherits.
    #[serde(default)]
    pub transitive_tag_keys: Vec<String>,
    /// `SourceIdentity`.
    #[serde(default)]
    pub source_identity: Option<String>,
}

/// A metadata document of a provider with this entity id.
pub(crate) fn metadata(entity_id: &str) -> String {
    let entity_id = escape(entity_id);
    let binding = |kind: &str| {
        format!(
            r#"<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-{kind}" Location="https://idp.invalid/sso"/>"#
        )
    };
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="{METADATA}" entityID="{entity_id}">
  <md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="{PROTOCOL}">
    <md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="{SIGNATURE}"><ds:X509Data><ds:X509Certificate>{CERTIFICATE}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
    <md:NameIDFormat>{NAME_FORMAT}persistent</md:NameIDFormat>
    {}
    {}
  </md:IDPSSODescriptor>
</md:EntityDescriptor>
"#,
        binding("POST"),
        binding("Redirect"),
    )
}

/// A sealed response with the assertion, in base64 as a browser would post it.
pub(crate) fn mint(state: &State, asked: &SamlAssertion) -> String {
    let document = response(asked, state.clock.now());
    STANDARD.encode(seal::seal(state, &document))
}

fn response(asked: &SamlAssertion, now: OffsetDateTime) -> String {
    let at = |seconds: u64| {
        let later = Duration::seconds(i64::try_from(seconds).unwrap_or(i64::MAX));
        times::seconds(now.saturating_add(later))
    };
    let issued = times::seconds(now);
    let until = at(if asked.seconds == 0 {
        300
    } else {
        asked.seconds
    });
    let audience = asked.audience.as_deref().unwrap_or(SIGN_IN);
    let audience = escape(audience);
    let issuer = escape(asked.issuer.as_str());
    let subject = asked.subject.as_ref().unwrap_or(&asked.session_name);
    let subject = escape(subject.as_str());
    let ends = asked.session_seconds.map_or_else(String::new, |seconds| {
        format!(r#" SessionNotOnOrAfter="{}""#, at(seconds))
    });
    let (open, close) = (seal::OPEN, seal::CLOSE);
    let (id, inner) = (request_id::uuid(), request_id::uuid());
    let attributes = attributes(asked);
    format!(
        r#"<samlp:Response xmlns:samlp="{PROTOCOL}" xmlns:saml="{ASSERTION}" ID="_{id}" Version="2.0" IssueInstant="{issued}" Destination="{audience}"><saml:Issuer>{issuer}</saml:Issuer><samlp:Extensions>{open}{close}</samlp:Extensions><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status><saml:Assertion ID="_{inner}" Version="2.0" IssueInstant="{issued}"><saml:Issuer>{issuer}</saml:Issuer><saml:Subject><saml:NameID Format="{NAME_FORMAT}persistent">{subject}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="{until}" Recipient="{audience}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="{issued}" NotOnOrAfter="{until}"><saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="{issued}"{ends}><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>{attributes}</saml:AttributeStatement></saml:Assertion></samlp:Response>"#
    )
}

fn attributes(asked: &SamlAssertion) -> String {
    let pair = format!("{},{}", asked.role_arn, asked.provider_arn);
    let mut all = vec![
        attribute("Role", &[pair.as_str()]),
        attribute("RoleSessionName", &[asked.session_name.as_str()]),
    ];
    for (key, value) in &asked.tags {
        all.push(attribute(&format!("PrincipalTag:{key}"), &[value.as_str()]));
    }
    let transitive: Vec<&str> = asked
        .transitive_tag_keys
        .iter()
        .map(String::as_str)
        .collect();
    if !transitive.is_empty() {
        all.push(attribute("TransitiveTagKeys", &transitive));
    }
    if let Some(name) = &asked.source_identity {
        all.push(attribute("SourceIdentity", &[name.as_str()]));
    }
    all.concat()
}

fn attribute(name: &str, values: &[&str]) -> String {
    let one = |value: &&str| {
        let value = escape(*value);
        format!("<saml:AttributeValue>{value}</saml:AttributeValue>")
    };
    let values: String = values.iter().map(one).collect();
    let name = escape(name);
    format!(r#"<saml:Attribute Name="{ATTRIBUTES}{name}">{values}</saml:Attribute>"#)
}
