//! What an assertion says, as far as AWS asks.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html>

use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use super::{ASSERTION, ATTRIBUTES, NAME_FORMAT, PROTOCOL, SERVICE_PROVIDER, SIGN_IN};
use crate::protocol::xml_tree::Element;

const SUCCESS: &str = "urn:oasis:names:tc:SAML:2.0:status:Success";
/// How long after its making AWS takes an assertion.
const REDEEMED: Duration = Duration::minutes(5);
/// How far a provider's clock may be ahead.
const SKEW: Duration = Duration::minutes(5);

/// An assertion of a response.
#[derive(Debug, Clone)]
pub(crate) struct Assertion {
    pub(crate) issuer: String,
    pub(crate) subject: String,
    /// `persistent`, `transient`, or the format in full where it is not one of SAML 2.0.
    pub(crate) subject_type: String,
    /// Whom the subject's confirmation names.
    pub(crate) recipient: String,
    /// When the person's session at the provider ends.
    pub(crate) session_ends: Option<OffsetDateTime>,
    audiences: Vec<String>,
    issued: OffsetDateTime,
    not_before: Option<OffsetDateTime>,
    /// The earliest end of all that limit it.
    ends: OffsetDateTime,
    attributes: Vec<(String, Vec<String>)>,
}

impl Assertion {
    /// Reads the one assertion of a successful response; none where something that AWS asks for is
    /// missing.
    pub(crate) fn read(document: &str) -> Option<Self> {
        let root = Element::parse(document)?;
        let fine = root.is(PROTOCOL, "Response") && succeeded(&root)?;
        let assertion = root.child(ASSERTION, "Assertion").filter(|_| fine)?;
        let subject = assertion.child(ASSERTION, "Subject")?;
        let name = subject.child(ASSERTION, "NameID")?;
        let format = name.attribute("Format").unwrap_or_default();
        let confirmation = subject.child(ASSERTION, "SubjectConfirmation")?;
        let confirmation = confirmation.child(ASSERTION, "SubjectConfirmationData")?;
        let conditions = assertion.child(ASSERTION, "Conditions")?;
        let restrictions = conditions.descendants(ASSERTION, "Audience");
        let statement = assertion.child(ASSERTION, "AuthnStatement")?;
        let ends = instant(confirmation, "NotOnOrAfter")??;
        let limit = instant(conditions, "NotOnOrAfter")?;
        Some(Self {
            issuer: assertion.child(ASSERTION, "Issuer")?.text().to_owned(),
            subject: name.text().to_owned(),
            subject_type: format.trim_start_matches(NAME_FORMAT).to_owned(),
            recipient: confirmation.attribute("Recipient")?.to_owned(),
            session_ends: instant(statement, "SessionNotOnOrAfter")?,
            audiences: restrictions.iter().map(|a| a.text().to_owned()).collect(),
            issued: instant(assertion, "IssueInstant")??,
            not_before: instant(conditions, "NotBefore")?,
            ends: limit.map_or(ends, |limit| limit.min(ends)),
            attributes: attributes(assertion),
        })
    }

    /// Whether a response says that the provider has let nobody in.
    pub(crate) fn is_rejected(document: &str) -> bool {
        let root = Element::parse(document).filter(|root| root.is(PROTOCOL, "Response"));
        let status = root.and_then(|root| succeeded(&root));
        status == Some(false)
    }

    /// Whether it is for AWS.
    pub(crate) fn is_for_aws(&self) -> bool {
        let is_sign_in = |text: &str| {
            let regional = text.strip_prefix("https://").and_then(|rest| {
                let region = rest.strip_suffix(".signin.aws.amazon.com/saml")?;
                Some(
                    region
                        .bytes()
                        .all(|b| b.is_ascii_alphanumeric() || b == b'-'),
                )
            });
            text == SIGN_IN || regional == Some(true)
        };
        let audience = |text: &String| text == SERVICE_PROVIDER || is_sign_in(text);
        is_sign_in(&self.recipient) && self.audiences.iter().any(audience)
    }

    /// Whether it can be redeemed now.
    pub(crate) fn is_fresh(&self, now: OffsetDateTime) -> bool {
        let begun = self.not_before.is_none_or(|from| from <= now + SKEW);
        begun && self.issued <= now + SKEW && now < self.ends && now < self.issued + REDEEMED
    }

    /// Whether it gives this pair of role and provider, in either order.
    pub(crate) fn gives(&self, role: &str, provider: &str) -> bool {
        self.values("Role").iter().any(|value| {
            let pair = value.split_once(',').map(|(a, b)| (a.trim(), b.trim()));
            pair == Some((role, provider)) || pair == Some((provider, role))
        })
    }

    /// The value of an attribute that has one.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        match self.values(name) {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The values of one of AWS's attributes.
    pub(crate) fn values(&self, name: &str) -> &[String] {
        let mut all = self.attributes.iter();
        let found = all.find(|(other, _)| other == name);
        found.map_or(&[], |(_, values)| values)
    }

    /// The attributes `PrincipalTag:KEY`.
    pub(crate) fn tags(&self) -> Vec<(String, String)> {
        let tags = self.attributes.iter().filter_map(|(name, values)| {
            let key = name.strip_prefix("PrincipalTag:")?;
            Some((key.to_owned(), values.first()?.clone()))
        });
        tags.collect()
    }
}

/// What the response's status says; none where it has none.
fn succeeded(response: &Element) -> Option<bool> {
    let status = response.child(PROTOCOL, "Status")?;
    let code = status.child(PROTOCOL, "StatusCode")?.attribute("Value")?;
    Some(code == SUCCESS)
}

/// Those of AWS, by the end of their names.
fn attributes(assertion: &Element) -> Vec<(String, Vec<String>)> {
    let statements = assertion.children(ASSERTION, "AttributeStatement");
    let all = statements.flat_map(|statement| statement.children(ASSERTION, "Attribute"));
    let one = |attribute: &Element| {
        let name = attribute.attribute("Name")?.strip_prefix(ATTRIBUTES)?;
        let values = attribute.children(ASSERTION, "AttributeValue");
        let values = values.map(|value| value.text().to_owned());
        Some((name.to_owned(), values.collect()))
    };
    all.filter_map(one).collect()
}

/// The instant of an attribute that may be absent; none where it is no instant.
#[allow(
    clippy::option_option,
    reason = "absent is fine, unreadable is not, and `?` tells them apart"
)]
fn instant(element: &Element, name: &str) -> Option<Option<OffsetDateTime>> {
    match element.attribute(name) {
        None => Some(None),
        Some(text) => OffsetDateTime::parse(text, &Rfc3339).ok().map(Some),
    }
}
