//! The mark of assertions that this sandbox has made: an HMAC over the whole document, in a place
//! where SAML leaves room for extensions.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use crate::state::State;

/// Around the mark.
pub(super) const OPEN: &str = "<keyward:Seal xmlns:keyward=\"urn:keyward:sandbox\">";
pub(super) const CLOSE: &str = "</keyward:Seal>";

/// The document with its mark; it has room for one.
pub(super) fn seal(state: &State, document: &str) -> String {
    let mark = STANDARD.encode(mac(state, document).finalize().into_bytes());
    document.replacen(OPEN, &format!("{OPEN}{mark}"), 1)
}

/// Whether this sandbox made the document, every byte of it.
pub(crate) fn is_sealed(state: &State, document: &str) -> bool {
    let parts = document.split_once(OPEN).and_then(|(before, rest)| {
        let (mark, after) = rest.split_once(CLOSE)?;
        Some((format!("{before}{OPEN}{CLOSE}{after}"), mark))
    });
    let Some((plain, mark)) = parts else {
        return false;
    };
    let mark = STANDARD.decode(mark).unwrap_or_default();
    mac(state, &plain).verify_slice(&mark).is_ok()
}

fn mac(state: &State, document: &str) -> Hmac<Sha256> {
    let key = state.token_key.derive("SAML assertions");
    let mut mac = Hmac::new_from_slice(&*key).expect("HMAC takes a key of any length");
    mac.update(document.as_bytes());
    mac
}
