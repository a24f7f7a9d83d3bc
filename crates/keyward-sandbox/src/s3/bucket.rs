//! What S3 keeps.

use std::collections::BTreeMap;

use hyper::body::Bytes;
use time::OffsetDateTime;

use crate::sigv4::checksum::Algorithm;

/// A bucket.
#[derive(Debug)]
pub(crate) struct Bucket {
    /// Account id.
    pub(crate) owner: String,
    pub(crate) region: String,
    pub(crate) created: OffsetDateTime,
    /// By key, in the order in which S3 lists: by UTF-8 bytes.
    pub(crate) objects: BTreeMap<String, Object>,
}

/// An object.
#[derive(Debug, Clone)]
pub(crate) struct Object {
    pub(crate) body: Bytes,
    /// With its quotation marks.
    pub(crate) etag: String,
    pub(crate) modified: OffsetDateTime,
    pub(crate) checksum: Checksum,
    /// `Content-Type`, `x-amz-meta-*` and the like, given back as they came.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) storage_class: String,
}

/// The checksum kept with an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Checksum {
    pub(crate) algorithm: Algorithm,
    /// Base64.
    pub(crate) value: String,
}
