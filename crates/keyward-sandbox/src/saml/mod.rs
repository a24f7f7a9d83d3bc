//! SAML 2.0 as AWS reads it: an identity provider's metadata, and the assertions it gives out.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html>
//!
//! XML signatures are not verified: no crate does it in pure Rust without a tree of its own under
//! it. In their stead control makes assertions of any provider, under a [`seal`] that covers every
//! byte; what has none is refused unless `accept_unsigned_saml` was asked for.

mod assertion;
mod metadata;
mod mint;
mod seal;

pub(crate) use assertion::Assertion;
pub(crate) use metadata::Metadata;
pub use mint::SamlAssertion;
pub(crate) use mint::{metadata, mint};
pub(crate) use seal::is_sealed;

/// Where assertions for AWS are addressed to.
pub(crate) const SIGN_IN: &str = "https://signin.aws.amazon.com/saml";
/// The name under which AWS's service provider may be the audience instead.
const SERVICE_PROVIDER: &str = "urn:amazon:webservices";

const ASSERTION: &str = "urn:oasis:names:tc:SAML:2.0:assertion";
const PROTOCOL: &str = "urn:oasis:names:tc:SAML:2.0:protocol";
const METADATA: &str = "urn:oasis:names:tc:SAML:2.0:metadata";
const SIGNATURE: &str = "http://www.w3.org/2000/09/xmldsig#";
const NAME_FORMAT: &str = "urn:oasis:names:tc:SAML:2.0:nameid-format:";
/// What the names of AWS's attributes begin with.
const ATTRIBUTES: &str = "https://aws.amazon.com/SAML/Attributes/";
