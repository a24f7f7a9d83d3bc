//! What S3 keeps.

use hyper::body::Bytes;
use time::OffsetDateTime;

use super::bucket_policy;
use crate::authorization::Document;
use crate::protocol::{Reply, Xml};
use crate::sigv4::checksum::Algorithm;
use crate::state::Tracked;

/// A bucket.
#[derive(Debug)]
pub(crate) struct Bucket {
    /// Account id.
    pub(crate) owner: String,
    pub(crate) region: String,
    pub(crate) created: OffsetDateTime,
    /// By key, in the order in which S3 lists: by UTF-8 bytes.
    pub(crate) objects: Tracked<String, Object>,
    /// Multipart uploads under way, by upload id.
    pub(crate) uploads: Tracked<String, Upload>,
    pub(crate) tags: Tags,
    pub(crate) policy: Option<Document>,
    pub(crate) public_access: PublicAccess,
}

impl Bucket {
    pub(crate) fn new(owner: String, region: String, created: OffsetDateTime) -> Self {
        Self {
            owner,
            region,
            created,
            objects: Tracked::default(),
            uploads: Tracked::default(),
            tags: Tags::new(),
            policy: None,
            public_access: PublicAccess::default(),
        }
    }

    /// The policy as it counts for callers of an account.
    pub(crate) fn policy_for(&self, account: &str) -> Option<&Document> {
        let policy = self.policy.as_ref()?;
        let closed = self.public_access.restrict_public_buckets
            && account != self.owner
            && bucket_policy::is_public(policy.policy());
        (!closed).then_some(policy)
    }
}

/// S3 Block Public Access. A new bucket has all of it.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PublicAccess {
    pub(crate) block_public_acls: bool,
    pub(crate) ignore_public_acls: bool,
    pub(crate) block_public_policy: bool,
    pub(crate) restrict_public_buckets: bool,
}

impl Default for PublicAccess {
    fn default() -> Self {
        Self {
            block_public_acls: true,
            ignore_public_acls: true,
            block_public_policy: true,
            restrict_public_buckets: true,
        }
    }
}

/// Keys and values in the order given.
pub(crate) type Tags = Vec<(String, String)>;

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
    pub(crate) tags: Tags,
    /// Sizes of the parts it was uploaded in; empty for an object that came whole.
    pub(crate) parts: Vec<usize>,
}

/// A multipart upload that is not complete.
#[derive(Debug, Clone)]
pub(crate) struct Upload {
    pub(crate) key: String,
    pub(crate) initiated: OffsetDateTime,
    /// ARN.
    pub(crate) initiator: String,
    pub(crate) algorithm: Algorithm,
    pub(crate) kind: Kind,
    /// Whether the client named the algorithm; S3 makes its own checksums otherwise.
    pub(crate) named: bool,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) storage_class: String,
    pub(crate) tags: Tags,
    /// By part number.
    pub(crate) parts: Tracked<u32, Part>,
}

/// One part of an upload.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) body: Bytes,
    /// With its quotation marks.
    pub(crate) etag: String,
    pub(crate) checksum: Checksum,
    pub(crate) modified: OffsetDateTime,
}

/// The checksum kept with an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Checksum {
    pub(crate) algorithm: Algorithm,
    /// Base64; a composite one ends in `-` and the number of parts.
    pub(crate) value: String,
    pub(crate) kind: Kind,
}

/// What a checksum is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    FullObject,
    /// Of the checksums of the parts.
    Composite,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::FullObject => "FULL_OBJECT",
            Self::Composite => "COMPOSITE",
        }
    }
}

impl Checksum {
    pub(crate) fn of(algorithm: Algorithm, body: &[u8]) -> Self {
        Self {
            algorithm,
            value: algorithm.of(body),
            kind: Kind::FullObject,
        }
    }

    /// As headers of an answer.
    pub(crate) fn on(&self, reply: Reply) -> Reply {
        reply
            .header(&self.algorithm.header(), &self.value)
            .header("x-amz-checksum-type", self.kind.name())
    }

    /// As an element of a document.
    pub(crate) fn xml(&self, xml: Xml) -> Xml {
        let name = format!("Checksum{}", self.algorithm.name().to_uppercase());
        xml.text(&name, &self.value)
    }
}
