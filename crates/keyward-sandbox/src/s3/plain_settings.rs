//! Settings that nobody can change here, answered as AWS answers for a bucket that was just made.
//! Asking for them is what many clients do; setting them is refused by name.

use super::call::Call;
use super::owner;
use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply, Xml, rest_xml};

/// A setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    Acl,
    ObjectAcl,
    Accelerate,
    Cors,
    Encryption,
    Lifecycle,
    Logging,
    Notification,
    ObjectLock,
    OwnershipControls,
    Replication,
    RequestPayment,
    Versioning,
    Website,
}

impl Setting {
    const OF_BUCKETS: [Self; 13] = [
        Self::Acl,
        Self::Accelerate,
        Self::Cors,
        Self::Encryption,
        Self::Lifecycle,
        Self::Logging,
        Self::Notification,
        Self::ObjectLock,
        Self::OwnershipControls,
        Self::Replication,
        Self::RequestPayment,
        Self::Versioning,
        Self::Website,
    ];

    /// The setting that a GET of a bucket asks for.
    pub(crate) fn of_bucket(call: &Call<'_>) -> Option<Self> {
        let mut all = Self::OF_BUCKETS.into_iter();
        all.find(|setting| call.query(setting.names().0).is_some())
    }

    /// The query parameter, the operation and the action that allows it.
    fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Acl => ("acl", "GetBucketAcl", "GetBucketAcl"),
            Self::ObjectAcl => ("acl", "GetObjectAcl", "GetObjectAcl"),
            Self::Accelerate => (
                "accelerate",
                "GetBucketAccelerateConfiguration",
                "GetAccelerateConfiguration",
            ),
            Self::Cors => ("cors", "GetBucketCors", "GetBucketCORS"),
            Self::Encryption => (
                "encryption",
                "GetBucketEncryption",
                "GetEncryptionConfiguration",
            ),
            Self::Lifecycle => (
                "lifecycle",
                "GetBucketLifecycleConfiguration",
                "GetLifecycleConfiguration",
            ),
            Self::Logging => ("logging", "GetBucketLogging", "GetBucketLogging"),
            Self::Notification => (
                "notification",
                "GetBucketNotificationConfiguration",
                "GetBucketNotification",
            ),
            Self::ObjectLock => (
                "object-lock",
                "GetObjectLockConfiguration",
                "GetBucketObjectLockConfiguration",
            ),
            Self::OwnershipControls => (
                "ownershipControls",
                "GetBucketOwnershipControls",
                "GetBucketOwnershipControls",
            ),
            Self::Replication => (
                "replication",
                "GetBucketReplication",
                "GetReplicationConfiguration",
            ),
            Self::RequestPayment => (
                "requestPayment",
                "GetBucketRequestPayment",
                "GetBucketRequestPayment",
            ),
            Self::Versioning => ("versioning", "GetBucketVersioning", "GetBucketVersioning"),
            Self::Website => ("website", "GetBucketWebsite", "GetBucketWebsite"),
        }
    }

    pub(crate) fn operation(self) -> &'static str {
        self.names().1
    }

    /// Without `s3:`.
    pub(crate) fn action(self) -> &'static str {
        self.names().2
    }

    pub(crate) fn parameters(self) -> &'static [&'static str] {
        match self {
            Self::Acl => &["acl"],
            Self::ObjectAcl => &["acl", "versionId"],
            Self::Accelerate => &["accelerate"],
            Self::Cors => &["cors"],
            Self::Encryption => &["encryption"],
            Self::Lifecycle => &["lifecycle"],
            Self::Logging => &["logging"],
            Self::Notification => &["notification"],
            Self::ObjectLock => &["object-lock"],
            Self::OwnershipControls => &["ownershipControls"],
            Self::Replication => &["replication"],
            Self::RequestPayment => &["requestPayment"],
            Self::Versioning => &["versioning"],
            Self::Website => &["website"],
        }
    }
}

pub(crate) fn run(
    setting: Setting,
    cx: &mut Context<'_>,
    call: &Call<'_>,
) -> Result<Reply, AwsError> {
    let bucket = call.bucket(cx)?;
    let document = |root: &str, inner: Xml| Ok(rest_xml::success(root, &inner));
    match setting {
        Setting::ObjectAcl if !bucket.objects.contains_key(&call.key) => Err(call.no_such_key()),
        Setting::Acl | Setting::ObjectAcl => document("AccessControlPolicy", acl(&bucket.owner)),
        Setting::Accelerate => document("AccelerateConfiguration", Xml::new()),
        Setting::Encryption => document("ServerSideEncryptionConfiguration", encryption()),
        Setting::Logging => document("BucketLoggingStatus", Xml::new()),
        Setting::Notification => document("NotificationConfiguration", Xml::new()),
        Setting::OwnershipControls => document("OwnershipControls", ownership()),
        Setting::RequestPayment => document(
            "RequestPaymentConfiguration",
            Xml::new().text("Payer", "BucketOwner"),
        ),
        Setting::Versioning => document("VersioningConfiguration", Xml::new()),
        Setting::Cors
        | Setting::Lifecycle
        | Setting::ObjectLock
        | Setting::Replication
        | Setting::Website => Err(absent(setting).with("BucketName", &call.bucket)),
    }
}

/// The owner has everything; no ACL can say otherwise.
fn acl(owner: &str) -> Xml {
    let owner = owner::id(owner);
    let open = "<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"CanonicalUser\">";
    let grant = Xml::new()
        .raw(open)
        .and(&owner)
        .raw("</Grantee>")
        .text("Permission", "FULL_CONTROL");
    Xml::new()
        .node("Owner", &owner)
        .list("AccessControlList", "Grant", [grant])
}

fn encryption() -> Xml {
    let default = Xml::new().text("SSEAlgorithm", "AES256");
    let rule = Xml::new()
        .node("ApplyServerSideEncryptionByDefault", &default)
        .text("BucketKeyEnabled", "false");
    Xml::new().node("Rule", &rule)
}

fn ownership() -> Xml {
    let rule = Xml::new().text("ObjectOwnership", "BucketOwnerEnforced");
    Xml::new().node("Rule", &rule)
}

fn absent(setting: Setting) -> AwsError {
    let (code, why) = match setting {
        Setting::Cors => (
            "NoSuchCORSConfiguration",
            "The CORS configuration does not exist",
        ),
        Setting::Lifecycle => (
            "NoSuchLifecycleConfiguration",
            "The lifecycle configuration does not exist",
        ),
        Setting::ObjectLock => (
            "ObjectLockConfigurationNotFoundError",
            "Object Lock configuration does not exist for this bucket",
        ),
        Setting::Replication => (
            "ReplicationConfigurationNotFoundError",
            "The replication configuration was not found",
        ),
        _ => (
            "NoSuchWebsiteConfiguration",
            "The specified bucket does not have a website configuration",
        ),
    };
    AwsError::new(404, code, why)
}
