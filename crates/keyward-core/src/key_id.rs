//! What an access key id tells without asking AWS: its account, in the letters of every newer one.

const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The account of an access key id; none for ids of before 2019, which do not carry it, and for what
/// is no key id.
#[must_use]
pub fn account_of(access_key_id: &str) -> Option<String> {
    let letters = access_key_id.as_bytes().get(4..20)?;
    if access_key_id.len() != 20 {
        return None;
    }
    let mut bits: u128 = 0;
    for letter in letters {
        let index = BASE32.iter().position(|known| known == letter)?;
        bits = (bits << 5) | u128::try_from(index).ok()?;
    }
    // The first bit of eighty tells the newer form; the account is the forty behind it.
    let is_newer = bits >> 79 == 1;
    let account = (bits >> 39) & 0xff_ffff_ffff;
    (is_newer && account < 1_000_000_000_000).then(|| format!("{account:012}"))
}

/// A key id with its middle left out: enough to tell keys apart.
#[must_use]
pub fn short(access_key_id: &str) -> String {
    let ends = access_key_id.get(..4).zip(
        access_key_id
            .len()
            .checked_sub(4)
            .and_then(|at| access_key_id.get(at..)),
    );
    match ends {
        Some((head, tail)) if access_key_id.len() > 8 => format!("{head}…{tail}"),
        _ => access_key_id.to_owned(),
    }
}

/// A key id with its middle left out, and its account where it carries one.
#[must_use]
pub fn shown(access_key_id: &str) -> String {
    let short = short(access_key_id);
    match account_of(access_key_id) {
        Some(account) => format!("{short} (account {account})"),
        None => short,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newer_ids_carry_their_account() {
        // An id that several public decoders agree on.
        assert_eq!(
            account_of("ASIAQNZGKIQY56JQ7WML").as_deref(),
            Some("029608264753")
        );
        assert_eq!(
            shown("ASIAQNZGKIQY56JQ7WML"),
            "ASIA…7WML (account 029608264753)"
        );
        for id in [
            "AKIAIOSFODNN7EXAMPLE",
            "AKIA",
            "",
            "AKIAQNZGKIQY56JQ7WM1",
            "AKIAü56JQ7WMLQNZGKIQ",
        ] {
            assert_eq!(account_of(id), None, "{id}");
        }
        assert_eq!(shown("AKIAIOSFODNN7EXAMPLE"), "AKIA…MPLE");
        assert_eq!(short("AKIA"), "AKIA");
    }
}
