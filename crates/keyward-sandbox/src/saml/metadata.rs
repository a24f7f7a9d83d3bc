//! An identity provider's metadata document.
//! <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html>

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::{METADATA, SIGNATURE};
use crate::protocol::xml_tree::Element;

/// What is kept of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Metadata {
    /// Who assertions are from: their `Issuer`.
    pub(crate) entity_id: String,
    /// Until when the document says that it holds.
    pub(crate) valid_until: Option<OffsetDateTime>,
}

impl Metadata {
    /// Reads a document that describes an identity provider and has its certificate.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let root = Element::parse(text)?;
        let entity_id = root.attribute("entityID")?;
        let provider = root.child(METADATA, "IDPSSODescriptor")?;
        let certificates = provider.descendants(SIGNATURE, "X509Certificate");
        let fine = root.is(METADATA, "EntityDescriptor")
            && (1..=1024).contains(&entity_id.len())
            && !certificates.is_empty()
            && certificates
                .iter()
                .all(|found| is_certificate(found.text()));
        let until = root.attribute("validUntil");
        let until = until.map(|text| OffsetDateTime::parse(text, &Rfc3339));
        fine.then_some(Self {
            entity_id: entity_id.to_owned(),
            valid_until: until.transpose().ok()?,
        })
    }
}

/// Base64 of DER; nothing here reads further than its first byte, the tag of a sequence.
fn is_certificate(text: &str) -> bool {
    let plain: String = text.split_whitespace().collect();
    let bytes = STANDARD.decode(plain);
    bytes.is_ok_and(|bytes| bytes.first() == Some(&0x30))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_needs_a_provider_with_a_certificate() {
        let good = super::super::metadata("https://idp.example/x&y");
        assert!(
            good.len() >= 1_000,
            "AWS takes no shorter one: {}",
            good.len()
        );
        let read = Metadata::parse(&good).unwrap();
        assert_eq!(read.entity_id, "https://idp.example/x&y");
        assert_eq!(read.valid_until, None);
        let dated = good.replacen(
            "entityID",
            "validUntil=\"2030-01-01T00:00:00Z\" entityID",
            1,
        );
        assert!(Metadata::parse(&dated).unwrap().valid_until.is_some());
        for (from, to) in [
            ("entityID", "id"),
            ("IDPSSODescriptor", "SPSSODescriptor"),
            ("X509Certificate", "X509Data"),
            ("MII", "!!!"),
            ("EntityDescriptor", "EntitiesDescriptor"),
        ] {
            assert_eq!(Metadata::parse(&good.replace(from, to)), None, "{from}");
        }
        let odd = dated.replace("2030-01-01T00:00:00Z", "someday");
        assert_eq!(Metadata::parse(&odd), None);
    }
}
