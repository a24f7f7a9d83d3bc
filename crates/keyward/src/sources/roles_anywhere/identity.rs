//! The certificate and its private key, in PEM.

use std::{path::Path, sync::Arc};

use keyward_core::{Error, ErrorCode, Result, World};
use keyward_profile::{Located, RolesAnywhere};
use rustls::{
    SignatureAlgorithm, SignatureScheme,
    crypto::ring::sign::any_supported_type,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    sign::SigningKey,
};
use webpki::EndEntityCert;
use zeroize::{Zeroize, Zeroizing};

/// As many as the service takes beside the certificate.
const LONGEST_CHAIN: usize = 5;

/// What a request is signed with.
pub(super) struct Identity {
    /// The certificate first, then those between it and the trust anchor.
    pub(super) certificates: Vec<CertificateDer<'static>>,
    key: Arc<dyn SigningKey>,
}

impl Identity {
    /// Reads both files.
    ///
    /// # Errors
    /// `file_unreadable` or `profile_invalid`, naming the file.
    pub(super) fn read(world: &World, wanted: &RolesAnywhere) -> Result<Self> {
        let mut certificates = certificates(world, &wanted.certificate)?;
        if let Some(chain) = &wanted.chain {
            certificates.extend(self::certificates(world, chain)?);
        }
        certificates.truncate(1 + LONGEST_CHAIN);
        let identity = Self {
            certificates,
            key: key(world, &wanted.private_key)?,
        };
        let own = EndEntityCert::try_from(&identity.certificates[0])
            .map_err(|error| damaged(&wanted.certificate, &format!("is damaged: {error}")))?;
        identity.check_pair(&own, wanted)?;
        Ok(identity)
    }

    /// A key that belongs to another certificate is named here, not by AWS's refusal.
    fn check_pair(&self, own: &EndEntityCert<'_>, wanted: &RolesAnywhere) -> Result<()> {
        const PROBE: &[u8] = b"keyward";
        let signature = self
            .sign(PROBE)
            .ok_or_else(|| damaged(&wanted.private_key, "cannot sign with SHA-256"))?;
        let algorithm = match self.key.algorithm() {
            SignatureAlgorithm::RSA => webpki::ring::RSA_PKCS1_2048_8192_SHA256,
            _ => webpki::ring::ECDSA_P256_SHA256,
        };
        own.verify_signature(algorithm, PROBE, &signature)
            .map_err(|_| {
                let why = format!("does not belong to {}", wanted.certificate.value);
                damaged(&wanted.private_key, &why)
            })
    }

    /// The certificate's serial number.
    pub(super) fn serial(&self) -> Vec<u8> {
        let own = EndEntityCert::try_from(&self.certificates[0]).expect("it was read before");
        own.serial().to_vec()
    }

    /// `AWS4-X509-…`
    pub(super) fn algorithm(&self) -> &'static str {
        match self.key.algorithm() {
            SignatureAlgorithm::RSA => "AWS4-X509-RSA-SHA256",
            _ => "AWS4-X509-ECDSA-SHA256",
        }
    }

    /// RSA by PKCS #1 v1.5, ECDSA in DER, either over SHA-256.
    pub(super) fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        let schemes = [
            SignatureScheme::RSA_PKCS1_SHA256,
            SignatureScheme::ECDSA_NISTP256_SHA256,
        ];
        self.key.choose_scheme(&schemes)?.sign(message).ok()
    }
}

fn certificates(world: &World, file: &Located<String>) -> Result<Vec<CertificateDer<'static>>> {
    let pem = read(world, file)?;
    let found: std::result::Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
    match found {
        Ok(found) if !found.is_empty() => Ok(found),
        _ => Err(damaged(file, "has no certificate in PEM, or a damaged one")),
    }
}

fn key(world: &World, file: &Located<String>) -> Result<Arc<dyn SigningKey>> {
    let unusable = |_| {
        damaged(
            file,
            "has no private key in PEM that can be used: RSA or EC on P-256, not encrypted",
        )
    };
    refuse_open_to_others(&world.expand(&file.value)).map_err(|why| damaged(file, &why))?;
    let pem = read(world, file)?;
    let mut der = PrivateKeyDer::from_pem_slice(&pem).map_err(|_| unusable(()))?;
    let key = any_supported_type(&der).map_err(|_| unusable(()));
    der.zeroize();
    key
}

fn read(world: &World, file: &Located<String>) -> Result<Zeroizing<Vec<u8>>> {
    let bytes = world.read(&world.expand(&file.value)).map_err(|error| {
        let words = format!("{}: {} cannot be read: {error}", file.location, file.value);
        Error::new(ErrorCode::FileUnreadable, words)
    })?;
    Ok(Zeroizing::new(bytes))
}

/// A group may share a key, as of a web server; everybody may not.
#[cfg(unix)]
fn refuse_open_to_others(path: &Path) -> Result<(), String> {
    use std::os::unix::fs::MetadataExt;
    match std::fs::metadata(path) {
        Ok(meta) if meta.mode() & 0o027 != 0 => Err(format!(
            "is open to others (mode {:04o}): chmod 600 it",
            meta.mode() & 0o7777
        )),
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the shape of the Unix one")]
fn refuse_open_to_others(_path: &Path) -> Result<(), String> {
    Ok(())
}

fn damaged(file: &Located<String>, why: &str) -> Error {
    Error::new(
        ErrorCode::ProfileInvalid,
        format!("{}: {} {why}", file.location, file.value),
    )
}
