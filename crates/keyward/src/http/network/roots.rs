//! `AWS_CA_BUNDLE` and `ca_bundle` (AWS SDKs and Tools Reference Guide, "General configuration
//! settings"): as in botocore, these certificates are trusted and no others.

use std::sync::Arc;

use keyward_core::{Error, ErrorCode, Result, World};
use keyward_profile::Located;
use rustls::{
    RootCertStore,
    pki_types::{CertificateDer, pem::PemObject},
};

/// The text of a bundle in which every certificate can be read.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Roots(Arc<[u8]>);

impl Roots {
    pub(super) fn read(world: &World, file: &Located<String>) -> Result<Self> {
        let path = world.expand(&file.value);
        let wrong = |code, why: String| {
            Error::new(
                code,
                format!(
                    "{}: the certificate bundle {} {why}",
                    file.location,
                    path.display()
                ),
            )
            .with_hint("it is a file of certificates in PEM form")
        };
        let bytes = world.read(&path).map_err(|error| {
            wrong(
                ErrorCode::FileUnreadable,
                format!("cannot be read: {error}"),
            )
        })?;
        if !has_certificates(&bytes) {
            let why = "has no certificate in it, or one that is damaged".to_owned();
            return Err(wrong(ErrorCode::InvalidArgument, why));
        }
        Ok(Self(bytes.into()))
    }

    pub(in crate::http) fn pem(&self) -> &[u8] {
        &self.0
    }
}

/// The SDK's HTTP client panics over a bundle that does not pass here.
fn has_certificates(pem: &[u8]) -> bool {
    let mut roots = RootCertStore::empty();
    let all_are_sound =
        CertificateDer::pem_slice_iter(pem).all(|it| it.is_ok_and(|it| roots.add(it).is_ok()));
    all_are_sound && !roots.is_empty()
}
