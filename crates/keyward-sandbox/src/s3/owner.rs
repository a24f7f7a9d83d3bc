//! Owners as S3 shows them: by canonical user id, 64 hexadecimal digits, one for each account.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/finding-canonical-user-id.html>

use sha2::{Digest as _, Sha256};

use crate::protocol::Xml;

/// The `ID` of an account. Nobody outside AWS can compute the real one.
pub(super) fn id(account: &str) -> Xml {
    let digest = Sha256::digest(format!("keyward sandbox, canonical user of {account}"));
    Xml::new().text("ID", hex::encode(digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_differ_and_stay() {
        let one = |account| id(account).document("Owner", None);
        assert_eq!(one("123456789012"), one("123456789012"));
        assert_ne!(one("123456789012"), one("210987654321"));
        assert!(!one("123456789012").contains("123456789012"));
    }
}
