//! What the vault keeps for a profile. The only serde of secrets in this crate.

use std::fmt;

use base64::{Engine, prelude::BASE64_STANDARD as BASE64};
use keyward_core::{ProfileName, Secret, Timestamp};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// A long-lived access key, as it was added or imported.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// `AKIA…`.
    pub access_key_id: String,
    /// The secret access key.
    pub secret_access_key: Secret,
    /// The twelve-digit account, where it was told.
    pub account_id: Option<String>,
    /// When the key came into the vault.
    pub added_at: Timestamp,
    /// What `keyward import --undo` needs to put the key back where it was.
    pub import_record: Option<Secret>,
    /// Set while the key is being rotated.
    pub rotation: Option<Rotation>,
    /// Where else a rotation writes the new key, in the words of whoever rotates; no secret.
    pub targets: Vec<String>,
    /// The seeds of MFA devices of the key's user, where their owner wanted them here.
    pub mfa_seeds: Vec<MfaSeed>,
    /// A command line that a rotated key has to pass before it is put in place; no secret.
    pub prove_with: Option<String>,
    /// Set once keys of this entry were deactivated because they leaked.
    pub revocation: Option<Revocation>,
}

/// Keys that were deactivated because they leaked. It speaks of these keys only: the next one in their
/// place is not revoked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revocation {
    /// `AKIA…` of each.
    pub access_key_ids: Vec<String>,
    /// The ARN of the IAM user that they belong to.
    pub user_arn: String,
    /// When, in seconds since 1970.
    at: i64,
}

impl Revocation {
    /// At this instant.
    #[must_use]
    pub fn new(access_key_ids: Vec<String>, user_arn: String, at: Timestamp) -> Self {
        Self {
            access_key_ids,
            user_arn,
            at: at.unix(),
        }
    }

    fn room(&self) -> usize {
        let ids = self.access_key_ids.iter().map(|id| 6 * id.len() + 3);
        6 * self.user_arn.len() + ids.sum::<usize>()
    }

    /// When it was.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        Timestamp::from_unix(self.at)
    }
}

/// What the codes of a virtual MFA device are made from (RFC 6238).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MfaSeed {
    /// The device's ARN.
    pub serial: String,
    /// The seed in Base32, as authenticator apps take it.
    pub seed: Secret,
}

/// A rotation that has begun and not ended: sealed in one commit with the key that counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rotation {
    /// How far it has come, in the words of whoever rotates; no secret.
    pub journal: String,
    /// The key that AWS made and that is not in place yet.
    pub next: Option<AccessKey>,
    /// The key that was in place before, as long as it may come back.
    pub former: Option<AccessKey>,
}

/// An access key beside the one that counts.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessKey {
    /// `AKIA…`.
    pub access_key_id: String,
    /// The secret access key.
    pub secret_access_key: Secret,
}

/// What the manifest knows of an entry: enough to list it without opening it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryInfo {
    /// The profile that the entry belongs to.
    pub name: ProfileName,
    /// Differs between any two states of any entry of one vault, and grows with time, not by one.
    pub version: u64,
    /// `AKIA…`.
    pub access_key_id: String,
    /// The twelve-digit account, where it was told.
    pub account_id: Option<String>,
    /// When the key came into the vault.
    pub added_at: Timestamp,
}

/// What must be there for [`crate::Vault::put`] to replace it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Nothing under this name; else `EntryExists`.
    Absent,
    /// Exactly this version; else `EntryChanged`, or `EntryNotFound`.
    Version(u64),
    /// Anything or nothing.
    Any,
}

// Secrets go as base64: JSON escapes would pass through buffers that nobody clears.
#[derive(Serialize, Deserialize)]
struct Plaintext<'a> {
    access_key_id: String,
    #[serde(borrow)]
    secret_access_key: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    account_id: Option<String>,
    added_at: i64,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    import_record: Option<&'a str>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    rotation: Option<SealedRotation<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    targets: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    revocation: Option<Revocation>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    mfa_seeds: Vec<SealedSeed<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    prove_with: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct SealedSeed<'a> {
    serial: String,
    #[serde(borrow)]
    seed: &'a str,
}

#[derive(Serialize, Deserialize)]
struct SealedRotation<'a> {
    journal: String,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    next: Option<SealedKey<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    former: Option<SealedKey<'a>>,
}

#[derive(Serialize, Deserialize)]
struct SealedKey<'a> {
    access_key_id: String,
    #[serde(borrow)]
    secret_access_key: &'a str,
}

impl Entry {
    /// How the key with this id was revoked, if it was.
    #[must_use]
    pub fn revocation_of(&self, access_key_id: &str) -> Option<&Revocation> {
        let ids = |it: &&Revocation| it.access_key_ids.iter().any(|id| id == access_key_id);
        self.revocation.as_ref().filter(ids)
    }

    /// How the key that counts was revoked, if it was.
    #[must_use]
    pub fn revoked(&self) -> Option<&Revocation> {
        self.revocation_of(&self.access_key_id)
    }

    pub(crate) fn to_plaintext(&self) -> Zeroizing<Vec<u8>> {
        let secret = encode(&self.secret_access_key);
        let record = self.import_record.as_ref().map(encode);
        let rotation = self.rotation.as_ref().map(EncodedRotation::of);
        let seeds = self.mfa_seeds.iter().map(|mfa| encode(&mfa.seed));
        let seeds: Vec<_> = self.mfa_seeds.iter().zip(seeds).collect();
        let plaintext = Plaintext {
            access_key_id: self.access_key_id.clone(),
            secret_access_key: &secret,
            account_id: self.account_id.clone(),
            added_at: self.added_at.unix(),
            import_record: record.as_ref().map(|text| text.as_str()),
            rotation: rotation.as_ref().map(EncodedRotation::sealed),
            targets: self.targets.clone(),
            mfa_seeds: seeds
                .iter()
                .map(|(mfa, seed)| SealedSeed {
                    serial: mfa.serial.clone(),
                    seed,
                })
                .collect(),
            prove_with: self.prove_with.clone(),
            revocation: self.revocation.clone(),
        };
        // Room enough that it never grows: growing would leave a copy behind.
        let room = secret.len() + record.as_ref().map_or(0, |text| text.len());
        let room = room + rotation.as_ref().map_or(0, EncodedRotation::room);
        let targets: usize = self.targets.iter().map(|target| 6 * target.len() + 3).sum();
        let devices = seeds
            .iter()
            .map(|(mfa, seed)| 6 * mfa.serial.len() + seed.len() + 32);
        let room = room + devices.sum::<usize>();
        let proof = self.prove_with.as_ref().map_or(0, |line| 6 * line.len());
        let revocation = self.revocation.as_ref().map_or(0, Revocation::room);
        let room = room + 6 * self.access_key_id.len() + targets + proof + revocation + 1024;
        let mut json = Zeroizing::new(Vec::with_capacity(room));
        serde_json::to_writer(&mut *json, &plaintext).expect("text and numbers are always JSON");
        json
    }

    pub(crate) fn from_plaintext(json: &[u8]) -> Option<Self> {
        let plaintext: Plaintext<'_> = serde_json::from_slice(json).ok()?;
        let import_record = plaintext.import_record.map(|text| decode(text).ok_or(()));
        let rotation = plaintext.rotation.map(|sealed| sealed.open().ok_or(()));
        let seeds = plaintext.mfa_seeds.into_iter().map(SealedSeed::open);
        Some(Self {
            secret_access_key: decode(plaintext.secret_access_key)?,
            access_key_id: plaintext.access_key_id,
            account_id: plaintext.account_id,
            added_at: Timestamp::from_unix(plaintext.added_at),
            import_record: import_record.transpose().ok()?,
            rotation: rotation.transpose().ok()?,
            targets: plaintext.targets,
            revocation: plaintext.revocation,
            mfa_seeds: seeds.collect::<Option<_>>()?,
            prove_with: plaintext.prove_with,
        })
    }
}

impl SealedSeed<'_> {
    fn open(self) -> Option<MfaSeed> {
        Some(MfaSeed {
            serial: self.serial,
            seed: decode(self.seed)?,
        })
    }
}

/// A rotation with its secrets in base64.
struct EncodedRotation<'a> {
    rotation: &'a Rotation,
    next: Option<Zeroizing<String>>,
    former: Option<Zeroizing<String>>,
}

impl<'a> EncodedRotation<'a> {
    fn of(rotation: &'a Rotation) -> Self {
        let secret = |key: &AccessKey| encode(&key.secret_access_key);
        Self {
            rotation,
            next: rotation.next.as_ref().map(secret),
            former: rotation.former.as_ref().map(secret),
        }
    }

    fn sealed(&self) -> SealedRotation<'_> {
        SealedRotation {
            journal: self.rotation.journal.clone(),
            next: SealedKey::of(self.rotation.next.as_ref(), self.next.as_ref()),
            former: SealedKey::of(self.rotation.former.as_ref(), self.former.as_ref()),
        }
    }

    fn room(&self) -> usize {
        let keys = [&self.next, &self.former].into_iter().flatten();
        let keys: usize = keys.map(|secret| secret.len() + 256).sum();
        6 * self.rotation.journal.len() + keys
    }
}

impl<'a> SealedKey<'a> {
    fn of(key: Option<&AccessKey>, secret: Option<&'a Zeroizing<String>>) -> Option<Self> {
        Some(Self {
            access_key_id: key?.access_key_id.clone(),
            secret_access_key: secret?,
        })
    }

    fn open(self) -> Option<AccessKey> {
        Some(AccessKey {
            access_key_id: self.access_key_id,
            secret_access_key: decode(self.secret_access_key)?,
        })
    }
}

impl SealedRotation<'_> {
    fn open(self) -> Option<Rotation> {
        let open = |key: SealedKey<'_>| key.open().ok_or(());
        Some(Rotation {
            journal: self.journal,
            next: self.next.map(open).transpose().ok()?,
            former: self.former.map(open).transpose().ok()?,
        })
    }
}

impl fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessKey")
            .field("access_key_id", &self.access_key_id)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("access_key_id", &self.access_key_id)
            .field("added_at", &self.added_at)
            .finish_non_exhaustive()
    }
}

fn encode(secret: &Secret) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(4 * secret.expose().len() / 3 + 4));
    BASE64.encode_string(secret.expose(), &mut text);
    text
}

fn decode(text: &str) -> Option<Secret> {
    let bytes = Zeroizing::new(BASE64.decode(text).ok()?);
    std::str::from_utf8(&bytes).ok().map(Secret::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_as_it_was() {
        let entry = Entry {
            access_key_id: "AKIAIOSFODNN7EXAMPLE".to_owned(),
            secret_access_key: Secret::new("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
            account_id: Some("111122223333".to_owned()),
            added_at: Timestamp::from_unix(1_700_000_000),
            import_record: Some(Secret::new("[default]\r\n\"ü\"\n")),
            rotation: Some(Rotation {
                journal: "{\"stage\":\"pending\"}".to_owned(),
                next: Some(AccessKey {
                    access_key_id: "AKIAI44QH8DHBEXAMPLE".to_owned(),
                    secret_access_key: Secret::new("je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY"),
                }),
                former: None,
            }),
            targets: vec!["dotenv:/a \"b\"/.env".to_owned()],
            mfa_seeds: vec![MfaSeed {
                serial: "arn:aws:iam::111122223333:mfa/a".to_owned(),
                seed: Secret::new("JBSWY3DPEHPK3PXP"),
            }],
            prove_with: Some("aws s3 ls \"s3://b\"".to_owned()),
            revocation: Some(Revocation::new(
                vec!["AKIAIOSFODNN7EXAMPLE".to_owned()],
                "arn:aws:iam::111122223333:user/app".to_owned(),
                Timestamp::from_unix(1_700_000_100),
            )),
        };
        assert_eq!(
            Entry::from_plaintext(&entry.to_plaintext()),
            Some(entry.clone())
        );
        let shown = format!("{entry:?} {:?} {:?}", entry.rotation, entry.mfa_seeds);
        assert!(!shown.contains("JBSW"));
        assert!(entry.revoked().is_some());
        assert!(entry.revocation_of("AKIAI44QH8DHBEXAMPLE").is_none());
        assert!(!shown.contains("wJalr") && !shown.contains("je7Mt"));
    }
}
