//! Random text for URLs.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use keyward_core::{Error, ErrorCode, Result};
use ring::rand::{SecureRandom, SystemRandom};
use zeroize::Zeroizing;

/// 256 random bits in the alphabet that RFC 7636 allows.
pub(super) fn text() -> Result<Zeroizing<String>> {
    let mut bytes = Zeroizing::new([0_u8; 32]);
    SystemRandom::new()
        .fill(bytes.as_mut())
        .map_err(|_| Error::new(ErrorCode::Unexpected, "the system gives no random bytes"))?;
    Ok(Zeroizing::new(URL_SAFE_NO_PAD.encode(bytes.as_slice())))
}
