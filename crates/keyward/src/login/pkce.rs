//! Proof Key for Code Exchange (RFC 7636), and the address of the page where a browser begins.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use keyward_core::Result;
use percent_encoding::utf8_percent_encode;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::random;
use crate::http::ESCAPED;

/// What one sign-in in a browser proves itself by.
pub(super) struct Pkce {
    /// Known to this process alone until the code is exchanged.
    pub(super) verifier: Zeroizing<String>,
    /// Comes back with the code; a request without it is somebody else's.
    pub(super) state: Zeroizing<String>,
}

impl Pkce {
    pub(super) fn new() -> Result<Self> {
        Ok(Self {
            verifier: random::text()?,
            state: random::text()?,
        })
    }

    /// The page, with everything that the exchange will be held against.
    pub(super) fn page(&self, endpoint: &str, method: &str, others: &[(&str, &str)]) -> String {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(self.verifier.as_bytes()));
        let own = [
            ("response_type", "code"),
            ("state", self.state.as_str()),
            ("code_challenge_method", method),
            ("code_challenge", challenge.as_str()),
        ];
        let query: Vec<_> = own
            .iter()
            .chain(others)
            .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, ESCAPED)))
            .collect();
        format!("{endpoint}?{}", query.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7636, appendix B.
    #[test]
    fn the_challenge_is_that_of_the_rfc() {
        let text = |text: &str| Zeroizing::new(text.to_owned());
        let pkce = Pkce {
            verifier: text("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            state: text("s"),
        };
        assert_eq!(
            pkce.page("http://x/authorize", "S256", &[("scopes", "a:b c")]),
            "http://x/authorize?response_type=code&state=s&code_challenge_method=S256\
             &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&scopes=a%3Ab%20c"
        );
    }

    #[test]
    fn no_two_are_alike() {
        let (one, other) = (Pkce::new().unwrap(), Pkce::new().unwrap());
        assert_ne!(one.verifier, other.verifier);
        assert_ne!(one.state, one.verifier);
        assert_eq!(one.verifier.len(), 43);
    }
}
