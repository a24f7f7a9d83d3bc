//! S3: objects, and uploads under way.

use std::collections::BTreeMap;

use hyper::body::Bytes;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::problem::{Place, Problem};
use super::words::{Base64, Pairs, When, is_default};
use crate::s3::bucket::{Checksum, Kind, Object, Part, Upload};
use crate::s3::{etag, is_kept_header};
use crate::sigv4::checksum::Algorithm;
use crate::state::Tracked;

/// One object, whose key is above it.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct WireObject {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base64: Option<Base64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    modified: Option<When>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    checksum: Option<WireChecksum>,
    #[serde(default, skip_serializing_if = "Pairs::is_empty")]
    headers: Pairs,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    storage_class: Option<String>,
    #[serde(default, skip_serializing_if = "Pairs::is_empty")]
    tags: Pairs,
    #[serde(default, skip_serializing_if = "is_default")]
    part_sizes: Vec<usize>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct WireChecksum {
    /// `crc32`, `crc32c`, `crc64nvme`, `sha1` or `sha256`.
    algorithm: String,
    value: String,
    #[serde(default, skip_serializing_if = "is_default")]
    composite: bool,
}

/// One upload, whose id is above it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct WireUpload {
    key: String,
    initiated: When,
    initiator: String,
    algorithm: String,
    #[serde(default, skip_serializing_if = "is_default")]
    composite: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    algorithm_named: bool,
    #[serde(default, skip_serializing_if = "Pairs::is_empty")]
    headers: Pairs,
    storage_class: String,
    #[serde(default, skip_serializing_if = "Pairs::is_empty")]
    tags: Pairs,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    parts: BTreeMap<u32, WirePart>,
}

/// One part, whose number is above it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct WirePart {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base64: Option<Base64>,
    etag: String,
    checksum: WireChecksum,
    modified: When,
}

impl WireObject {
    /// Without its body.
    pub(crate) fn head(object: &Object) -> Self {
        let Object {
            body: _, // `whole` has it, the data folder beside this
            etag,
            modified,
            checksum,
            headers,
            storage_class,
            tags,
            parts,
        } = object;
        Self {
            text: None,
            base64: None,
            etag: Some(etag.clone()),
            modified: Some(When(*modified)),
            checksum: Some(WireChecksum::of(checksum)),
            headers: Pairs(headers.clone()),
            storage_class: Some(storage_class.clone()),
            tags: Pairs(tags.clone()),
            part_sizes: parts.clone(),
        }
    }

    /// With its body, as text where it is one.
    pub(super) fn whole(object: &Object) -> Self {
        let text = std::str::from_utf8(&object.body).ok().map(str::to_owned);
        let base64 = text.is_none().then(|| Base64(object.body.to_vec()));
        Self {
            text,
            base64,
            ..Self::head(object)
        }
    }

    pub(super) fn restore(
        mut self,
        place: Place<'_>,
        now: OffsetDateTime,
    ) -> Result<Object, Problem> {
        let body = match (self.text.take(), self.base64.take()) {
            (Some(_), Some(_)) => {
                return Err(place.refuse("an object has `text` or `base64`, not both"));
            }
            (Some(text), None) => Bytes::from(text),
            (None, Some(bytes)) => Bytes::from(bytes.0),
            (None, None) => Bytes::new(),
        };
        self.with_body(body, place, now)
    }

    /// With a body that was kept beside it.
    pub(crate) fn with_body(
        self,
        body: Bytes,
        place: Place<'_>,
        now: OffsetDateTime,
    ) -> Result<Object, Problem> {
        let checksum = self.checksum;
        let checksum = checksum.map(|sum| sum.restore(place.at("checksum")));
        Ok(Object {
            etag: self.etag.unwrap_or_else(|| etag(&body)),
            modified: self.modified.map_or(now, |at| at.0),
            checksum: checksum
                .transpose()?
                .unwrap_or_else(|| Checksum::of(Algorithm::Crc64Nvme, &body)),
            headers: headers(self.headers, place)?,
            storage_class: self.storage_class.unwrap_or_else(|| "STANDARD".to_owned()),
            tags: self.tags.0,
            parts: self.part_sizes,
            body,
        })
    }
}

/// Those that S3 keeps, under their names in small letters; a type there is always.
fn headers(given: Pairs, place: Place<'_>) -> Result<Vec<(String, String)>, Problem> {
    let mut headers = given.0;
    for (name, _) in &mut headers {
        name.make_ascii_lowercase();
        if !is_kept_header(name) {
            return Err(place
                .at("headers")
                .refuse(format!("`{name}` is not kept with an object"))
                .hint("give content-type, cache-control and the like, or x-amz-meta-NAME"));
        }
    }
    if !headers.iter().any(|(name, _)| name == "content-type") {
        headers.push(("content-type".to_owned(), "binary/octet-stream".to_owned()));
    }
    Ok(headers)
}

impl WireChecksum {
    fn of(checksum: &Checksum) -> Self {
        let Checksum {
            algorithm,
            value,
            kind,
        } = checksum;
        Self {
            algorithm: algorithm.name().to_owned(),
            value: value.clone(),
            composite: *kind == Kind::Composite,
        }
    }

    fn restore(self, place: Place<'_>) -> Result<Checksum, Problem> {
        Ok(Checksum {
            algorithm: algorithm(&self.algorithm, place)?,
            value: self.value,
            kind: kind(self.composite),
        })
    }
}

fn kind(composite: bool) -> Kind {
    if composite {
        Kind::Composite
    } else {
        Kind::FullObject
    }
}

fn algorithm(name: &str, place: Place<'_>) -> Result<Algorithm, Problem> {
    let mut all = Algorithm::ALL.into_iter();
    all.find(|known| known.name() == name).ok_or_else(|| {
        place
            .at("algorithm")
            .refuse(format!("there is no algorithm `{name}`"))
            .hint("give crc32, crc32c, crc64nvme, sha1 or sha256")
    })
}

impl WireUpload {
    /// Without its parts.
    pub(crate) fn head(upload: &Upload) -> Self {
        let Upload {
            key,
            initiated,
            initiator,
            algorithm,
            kind,
            named,
            headers,
            storage_class,
            tags,
            parts: _, // `whole` has them, the data folder one by one
        } = upload;
        Self {
            key: key.clone(),
            initiated: When(*initiated),
            initiator: initiator.clone(),
            algorithm: algorithm.name().to_owned(),
            composite: *kind == Kind::Composite,
            algorithm_named: *named,
            headers: Pairs(headers.clone()),
            storage_class: storage_class.clone(),
            tags: Pairs(tags.clone()),
            parts: BTreeMap::new(),
        }
    }

    pub(super) fn whole(upload: &Upload) -> Self {
        let parts = upload.parts.iter();
        Self {
            parts: parts
                .map(|(number, part)| (*number, WirePart::whole(part)))
                .collect(),
            ..Self::head(upload)
        }
    }

    pub(crate) fn restore(self, place: Place<'_>) -> Result<Upload, Problem> {
        let (above, mut parts) = (place.at("parts"), BTreeMap::new());
        for (number, part) in self.parts {
            let part = part.restore(above.at(&number.to_string()))?;
            parts.insert(number, part);
        }
        Ok(Upload {
            key: self.key,
            initiated: self.initiated.0,
            initiator: self.initiator,
            algorithm: algorithm(&self.algorithm, place)?,
            kind: kind(self.composite),
            named: self.algorithm_named,
            headers: self.headers.0,
            storage_class: self.storage_class,
            tags: self.tags.0,
            parts: Tracked::from(parts),
        })
    }
}

impl WirePart {
    /// Without its body.
    pub(crate) fn head(part: &Part) -> Self {
        let Part {
            body: _, // `whole` has it, the data folder beside this
            etag,
            checksum,
            modified,
        } = part;
        Self {
            base64: None,
            etag: etag.clone(),
            checksum: WireChecksum::of(checksum),
            modified: When(*modified),
        }
    }

    fn whole(part: &Part) -> Self {
        Self {
            base64: Some(Base64(part.body.to_vec())),
            ..Self::head(part)
        }
    }

    fn restore(mut self, place: Place<'_>) -> Result<Part, Problem> {
        let body = self.base64.take().unwrap_or_default();
        self.with_body(Bytes::from(body.0), place)
    }

    /// With a body that was kept beside it.
    pub(crate) fn with_body(self, body: Bytes, place: Place<'_>) -> Result<Part, Problem> {
        Ok(Part {
            body,
            etag: self.etag,
            checksum: self.checksum.restore(place.at("checksum"))?,
            modified: self.modified.0,
        })
    }
}
