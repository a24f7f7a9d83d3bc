//! What lies outside the vault's folder and is sealed with its key: tokens of a sign-in, sessions.
//!
//! Such a thing can be had again, so no manifest answers for it: one that does not open is as good as
//! absent. Its name is a keyed digest, so that a folder of them tells nothing of profiles. A new vault
//! key orphans them.

use hmac::{Hmac, Mac};
use keyward_core::Result;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::Vault;
use crate::{FORMAT, id::Id};

impl Vault {
    /// The file name of the session that `what` describes: 32 hexadecimal digits, the same for as
    /// long as the vault's key.
    #[must_use]
    pub fn session_name(&self, what: &str) -> String {
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(self.key.as_bytes())
            .expect("HMAC takes a key of any length");
        mac.update(b"keyward session name 1\n");
        mac.update(what.as_bytes());
        let digest = mac.finalize().into_bytes();
        hex::encode(&digest[..Id::BYTES])
    }

    /// Seals a session, bound to this vault and to what it describes.
    ///
    /// # Errors
    /// `Unexpected` where the system gives no random bytes.
    pub fn seal_session(&self, what: &str, plaintext: &[u8]) -> Result<Vec<u8>> {
        let line = self.session_line(what);
        let sealed = self.key.seal(line.as_bytes(), plaintext)?;
        Ok([line.as_bytes(), &sealed].concat())
    }

    /// Opens what [`Vault::seal_session`] sealed; `None` for anything else, be it damaged, another's,
    /// or sealed before the vault had its present key.
    #[must_use]
    pub fn open_session(&self, what: &str, bytes: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let line = self.session_line(what);
        self.key
            .open(line.as_bytes(), bytes.strip_prefix(line.as_bytes())?)
    }

    fn session_line(&self, what: &str) -> String {
        let name = self.session_name(what);
        format!("keyward session {FORMAT} {} {name}\n", self.header.vault)
    }
}

#[cfg(test)]
mod tests {
    use keyward_core::disk::Disk;

    use super::*;
    use crate::NewSlot;

    fn vault(folder: &std::path::Path) -> Vault {
        let identity = folder.join("identity.txt");
        let slots = [NewSlot::IdentityFile(&identity)];
        Vault::create(&folder.join("home"), &Disk::real(), &slots).unwrap()
    }

    #[test]
    fn a_session_opens_in_its_vault_for_what_it_describes() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (one, other) = (vault(one.path()), vault(other.path()));
        let sealed = one.seal_session("sso corp", b"token").unwrap();
        assert_eq!(*one.open_session("sso corp", &sealed).unwrap(), b"token");
        assert!(one.open_session("sso lab", &sealed).is_none());
        assert!(other.open_session("sso corp", &sealed).is_none());
        for i in 0..sealed.len() {
            let mut bent = sealed.clone();
            bent[i] ^= 1;
            assert!(one.open_session("sso corp", &bent).is_none(), "byte {i}");
        }
        assert_ne!(one.session_name("sso corp"), other.session_name("sso corp"));
        let text = String::from_utf8_lossy(&sealed);
        assert!(!text.contains("corp") && !text.contains("token"));
    }
}
