//! S3: buckets. Their objects and uploads are in [`super::objects`].

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::objects::{WireObject, WireUpload};
use super::problem::{Place, Problem};
use super::words::{self, Pairs, PolicyText, When, check_region, is_default};
use crate::authorization::Document;
use crate::s3::bucket::PublicAccess;
use crate::s3::{Bucket, check_bucket_name, parse_bucket_policy};
use crate::state::Tracked;
use crate::{DEFAULT_ACCOUNT, DEFAULT_REGION};

/// One bucket, whose name is above it.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Wire {
    /// Account id; the default account where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    owner: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    region: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created: Option<When>,
    #[serde(default, skip_serializing_if = "Pairs::is_empty")]
    tags: Pairs,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    policy: Option<PolicyText>,
    /// ARN to unique id, as they were when the policy was given.
    #[serde(default, skip_serializing_if = "is_default")]
    policy_ids: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    public_access_block: Option<WirePublicAccess>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    objects: BTreeMap<String, WireObject>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    uploads: BTreeMap<String, WireUpload>,
}

/// S3 Block Public Access; what is not given is on, as in a new bucket.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct WirePublicAccess {
    #[serde(default = "on")]
    block_public_acls: bool,
    #[serde(default = "on")]
    ignore_public_acls: bool,
    #[serde(default = "on")]
    block_public_policy: bool,
    #[serde(default = "on")]
    restrict_public_buckets: bool,
}

fn on() -> bool {
    true
}

/// What buckets have to know of the accounts.
pub(super) struct Known<'a> {
    pub(super) now: OffsetDateTime,
    pub(super) accounts: &'a HashSet<String>,
    /// Unique ids of users and roles, by ARN.
    pub(super) ids: &'a HashMap<String, String>,
}

impl Wire {
    /// Without what is in it.
    pub(crate) fn head(bucket: &Bucket) -> Self {
        let Bucket {
            owner,
            region,
            created,
            objects: _, // `whole` has them, the data folder one by one
            uploads: _, // the same
            tags,
            policy,
            public_access,
        } = bucket;
        Self {
            owner: Some(owner.clone()),
            region: Some(region.clone()),
            created: Some(When(*created)),
            tags: Pairs(tags.clone()),
            policy: policy.as_ref().map(PolicyText::of),
            policy_ids: policy.as_ref().map(Document::bound).unwrap_or_default(),
            public_access_block: Some(WirePublicAccess::of(*public_access)),
            objects: BTreeMap::new(),
            uploads: BTreeMap::new(),
        }
    }

    /// With its objects and uploads.
    pub(super) fn whole(bucket: &Bucket) -> Self {
        let objects = bucket.objects.iter();
        let uploads = bucket.uploads.iter();
        Self {
            objects: objects
                .map(|(key, object)| (key.clone(), WireObject::whole(object)))
                .collect(),
            uploads: uploads
                .map(|(id, upload)| (id.clone(), WireUpload::whole(upload)))
                .collect(),
            ..Self::head(bucket)
        }
    }

    pub(super) fn restore(
        self,
        name: &str,
        place: Place<'_>,
        known: &Known<'_>,
    ) -> Result<Bucket, Problem> {
        let now = known.now;
        check_bucket_name(name).map_err(|_| {
            place
                .refuse(format!("`{name}` cannot be a bucket's name"))
                .hint("a bucket's name has 3 to 63 small letters, digits, dots and hyphens")
        })?;
        let owner = self.owner.unwrap_or_else(|| DEFAULT_ACCOUNT.to_owned());
        if !known.accounts.contains(&owner) {
            let why = format!("there is no account `{owner}`");
            let place = place.at("owner");
            return Err(place.refuse(why).hint("name an account of `accounts`"));
        }
        let region = self.region.unwrap_or_else(|| DEFAULT_REGION.to_owned());
        check_region(&region, place.at("region"))?;
        let ids = &self.policy_ids;
        let id_of = |arn: &str| words::id_of(arn, ids, known.ids);
        let policy = self.policy.map(|policy| {
            policy.restore(place.at("policy"), |text| {
                Document::explained_resource(text, |text| parse_bucket_policy(name, text, id_of))
            })
        });
        let access = self.public_access_block;
        let (above, mut objects) = (place.at("objects"), BTreeMap::new());
        for (key, object) in self.objects {
            let object = object.restore(above.at(&key), now)?;
            objects.insert(key, object);
        }
        let (above, mut uploads) = (place.at("uploads"), BTreeMap::new());
        for (id, upload) in self.uploads {
            let upload = upload.restore(above.at(&id))?;
            uploads.insert(id, upload);
        }
        Ok(Bucket {
            owner,
            region,
            created: self.created.map_or(now, |at| at.0),
            objects: Tracked::from(objects),
            uploads: Tracked::from(uploads),
            tags: self.tags.0,
            policy: policy.transpose()?,
            public_access: access.map_or_else(PublicAccess::default, WirePublicAccess::restore),
        })
    }
}

impl WirePublicAccess {
    fn of(access: PublicAccess) -> Self {
        let PublicAccess {
            block_public_acls,
            ignore_public_acls,
            block_public_policy,
            restrict_public_buckets,
        } = access;
        Self {
            block_public_acls,
            ignore_public_acls,
            block_public_policy,
            restrict_public_buckets,
        }
    }

    fn restore(self) -> PublicAccess {
        PublicAccess {
            block_public_acls: self.block_public_acls,
            ignore_public_acls: self.ignore_public_acls,
            block_public_policy: self.block_public_policy,
            restrict_public_buckets: self.restrict_public_buckets,
        }
    }
}
