//! Virtual MFA devices: time-based one-time passwords of six digits.
//! <https://www.rfc-editor.org/rfc/rfc6238>

use hmac::{Hmac, Mac};
use sha1::Sha1;
use subtle::ConstantTimeEq;
use time::OffsetDateTime;
use zeroize::Zeroizing;

use super::{ids, random};

/// Seconds for which a code is shown.
const STEP: i64 = 30;

/// A device.
#[derive(Clone)]
pub(crate) struct MfaDevice {
    pub(crate) serial: String,
    seed: Zeroizing<Vec<u8>>,
    /// The user that it belongs to, and since when, on the sandbox's clock.
    pub(crate) owner: Option<(String, OffsetDateTime)>,
    /// The step of the last code that was taken: no code is good twice.
    used: Option<i64>,
    pub(crate) tags: Vec<(String, String)>,
}

/// A device taken apart.
pub(crate) struct Parts {
    pub(crate) serial: String,
    /// Base32.
    pub(crate) seed: Zeroizing<String>,
    pub(crate) owner: Option<(String, OffsetDateTime)>,
    pub(crate) used: Option<i64>,
    pub(crate) tags: Vec<(String, String)>,
}

impl std::fmt::Debug for MfaDevice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MfaDevice")
            .field("serial", &self.serial)
            .field("owner", &self.owner)
            .finish_non_exhaustive()
    }
}

impl MfaDevice {
    pub(crate) fn new(serial: String) -> Self {
        Self {
            serial,
            seed: Zeroizing::new(random::bytes::<40>().to_vec()),
            owner: None,
            used: None,
            tags: Vec::new(),
        }
    }

    pub(crate) fn belongs_to(&self, user: &str) -> bool {
        self.owner.as_ref().is_some_and(|(owner, _)| owner == user)
    }

    /// Everything it is, for a snapshot.
    pub(crate) fn parts(&self) -> Parts {
        let Self {
            serial,
            seed: _, // in letters
            owner,
            used,
            tags,
        } = self;
        Parts {
            serial: serial.clone(),
            seed: self.base32(),
            owner: owner.clone(),
            used: *used,
            tags: tags.clone(),
        }
    }

    /// The device again; `None` if the seed is not Base32.
    pub(crate) fn restore(parts: Parts) -> Option<Self> {
        let Parts {
            serial,
            seed,
            owner,
            used,
            tags,
        } = parts;
        let seed = ids::from_base32(&seed).filter(|seed| !seed.is_empty())?;
        Some(Self {
            serial,
            seed,
            owner,
            used,
            tags,
        })
    }

    /// The seed as authenticator apps read it, in letters of Base32; 64 of a seed made here.
    pub(crate) fn base32(&self) -> Zeroizing<String> {
        ids::to_base32(&self.seed)
    }

    /// Takes a code of this moment, or of a step before or after it, once.
    pub(crate) fn take(&mut self, code: &str, now: OffsetDateTime) -> bool {
        let here = step(now);
        let found = (here - 1..=here + 1).find(|step| self.is(code, *step));
        found.is_some_and(|step| self.use_up(step))
    }

    /// Takes two codes that follow each other, the second of them of about this moment.
    pub(crate) fn take_pair(&mut self, first: &str, second: &str, now: OffsetDateTime) -> bool {
        let here = step(now);
        let found =
            (here - 1..=here + 1).find(|step| self.is(first, step - 1) && self.is(second, *step));
        found.is_some_and(|step| self.use_up(step))
    }

    fn use_up(&mut self, step: i64) -> bool {
        let fresh = self.used.is_none_or(|used| step > used);
        if fresh {
            self.used = Some(step);
        }
        fresh
    }

    fn is(&self, code: &str, step: i64) -> bool {
        totp(&self.seed, step)
            .as_bytes()
            .ct_eq(code.as_bytes())
            .into()
    }
}

fn step(now: OffsetDateTime) -> i64 {
    now.unix_timestamp().div_euclid(STEP)
}

/// The code of a step: RFC 4226, section 5.3, with six digits.
fn totp(seed: &[u8], step: i64) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(seed).expect("HMAC takes a key of any length");
    mac.update(&step.to_be_bytes());
    let hash: [u8; 20] = mac.finalize().into_bytes().into();
    let at = usize::from(hash[19] & 15);
    let four = [hash[at], hash[at + 1], hash[at + 2], hash[at + 3]];
    format!(
        "{:06}",
        (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of RFC 6238, appendix B, SHA-1, cut to six digits.
    #[test]
    fn the_published_codes() {
        let seed = b"12345678901234567890";
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(totp(seed, seconds / STEP), code, "{seconds}");
        }
    }

    #[test]
    fn a_code_is_good_for_three_steps_and_once() {
        let mut device = MfaDevice::new("s".to_owned());
        let at = |step: i64| OffsetDateTime::from_unix_timestamp(step * STEP).unwrap();
        let code = |device: &MfaDevice, step| totp(&device.seed, step);
        let now = code(&device, 1000);
        assert!(!device.take(&now, at(998)));
        assert!(!device.take(&now, at(1002)));
        assert!(device.take(&now, at(1001)));
        assert!(!device.take(&now, at(1000)), "used");
        assert!(!device.take(&code(&device, 999), at(1000)), "older");
        assert!(device.take(&code(&device, 1001), at(1000)));
    }

    #[test]
    fn two_codes_have_to_follow_each_other() {
        let device = MfaDevice::new("s".to_owned());
        let at = OffsetDateTime::from_unix_timestamp(1000 * STEP).unwrap();
        let code = |step| totp(&device.seed, step);
        let pair = |a, b| device.clone().take_pair(&code(a), &code(b), at);
        assert!(pair(999, 1000) && pair(1000, 1001) && pair(998, 999));
        assert!(!pair(1000, 1000) && !pair(1000, 999) && !pair(1001, 1002) && !pair(997, 998));
        assert_eq!(device.base32().len(), 64);
        assert!(!format!("{device:?}").contains(&*device.base32()));
    }
}
