//! The tables of the file. Values are JSON, in the shapes of the snapshot; where there is a body, it
//! follows the JSON.

use redb::TableDefinition;
use serde::Serialize;

/// `format` → the number of this layout; `settings` → [`crate::snapshot::WireSettings`].
pub(super) const META: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("meta");
/// Account id.
pub(super) const ACCOUNTS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("accounts");
/// Access key id.
pub(super) const SESSIONS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("sessions");
/// Bucket.
pub(super) const BUCKETS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("buckets");
/// Bucket and key; with a body.
pub(super) const OBJECTS: TableDefinition<'_, (&str, &str), &[u8]> =
    TableDefinition::new("objects");
/// Bucket and upload id.
pub(super) const UPLOADS: TableDefinition<'_, (&str, &str), &[u8]> =
    TableDefinition::new("uploads");
/// Bucket, upload id and part number; with a body.
pub(super) const PARTS: TableDefinition<'_, (&str, &str, u32), &[u8]> =
    TableDefinition::new("parts");
/// Number, from 0.
pub(super) const SMS: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("sms");
/// Number, from 0.
pub(super) const MESSAGES: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("messages");

/// The layout of this version.
pub(super) const FORMAT: &str = "1";

pub(super) fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("all names are texts and all instants have a date")
}

/// The length of the head, the head, the body.
pub(super) fn with_body(head: &impl Serialize, body: &[u8]) -> Vec<u8> {
    let head = json(head);
    let length = u32::try_from(head.len()).expect("a head is far shorter than 4 GiB");
    let mut value = Vec::with_capacity(4 + head.len() + body.len());
    value.extend_from_slice(&length.to_le_bytes());
    value.extend_from_slice(&head);
    value.extend_from_slice(body);
    value
}

/// Head and body.
pub(super) fn split(value: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = value.split_first_chunk::<4>()?;
    rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_follows_its_head() {
        let value = with_body(&"head", b"body");
        assert_eq!(split(&value), Some((&b"\"head\""[..], &b"body"[..])));
        assert_eq!(split(&value[..5]), None);
        assert_eq!(split(&[1]), None);
    }
}
