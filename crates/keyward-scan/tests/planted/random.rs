//! The generator: the same for a seed on every machine.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::Planted;

pub(crate) struct Random(u64);

const BASE32: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
pub(crate) const BASE64: &[u8] =
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// `SplitMix64`.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    pub(crate) fn text(&mut self, alphabet: &[u8], length: usize) -> String {
        let mut one = || char::from(alphabet[self.below(alphabet.len())]);
        (0..length).map(|_| one()).collect()
    }

    pub(crate) fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.next() as u8).collect()
    }

    /// Of a random account, half of them temporary.
    pub(crate) fn credential(&mut self) -> Planted {
        let is_temporary = self.below(2) == 0;
        let prefix = if is_temporary { "ASIA" } else { "AKIA" };
        let account = self.next() % 1_000_000_000_000;
        let bits = 1_u128 << 79 | u128::from(account) << 39 | u128::from(self.next() >> 25);
        let letter = |at: usize| char::from(BASE32[(bits >> (75 - 5 * at) & 31) as usize]);
        let id = prefix.chars().chain((0..16).map(letter)).collect();
        let secret = self.text(BASE64, 40);
        let length = 180 + self.below(300);
        let token = is_temporary.then(|| {
            let known = if self.below(2) == 0 {
                b"!\n\x07origin_ec" as &[u8]
            } else {
                b"\x17\n\x06e\x72/aws"
            };
            STANDARD.encode([known, &self.bytes(length)].concat())
        });
        Planted { id, secret, token }
    }
}
