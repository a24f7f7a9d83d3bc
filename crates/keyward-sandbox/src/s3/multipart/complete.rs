//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html>

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hyper::body::Bytes;
use md5::{Digest, Md5};
use time::OffsetDateTime;

use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply, Xml, rest_xml};
use crate::s3::bucket::{Checksum, Kind, Object, Part, Upload};
use crate::s3::call::Call;
use crate::s3::document::{self, Element, malformed};
use crate::s3::{conditions, integrity, put_object};
use crate::sigv4::checksum::Algorithm;

/// Every part but the last has at least 5 MiB.
const SMALLEST: usize = 5 * 1024 * 1024;
/// The largest object that this sandbox puts together; it lies in memory.
const LARGEST: usize = 2 * 1024 * 1024 * 1024;

pub(crate) fn run(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let now = cx.now();
    let bucket = call.bucket(cx)?;
    let upload = super::find(bucket, call)?.clone();
    let listed = read(&call.request.body)?;
    let parts = chosen(&upload, &listed)?;
    let object = assemble(&upload, &parts, now)?;
    check_whole(call, &object)?;
    conditions::on_write(call, bucket.objects.get(&call.key))?;
    let host = call.request.header("host").unwrap_or_default();
    let result = Xml::new()
        .text(
            "Location",
            format!("http://{host}/{}/{}", call.bucket, call.key),
        )
        .text("Bucket", &call.bucket)
        .text("Key", &call.key)
        .text("ETag", &object.etag);
    let result = object
        .checksum
        .xml(result)
        .text("ChecksumType", object.checksum.kind.name());
    bucket.objects.insert(call.key.clone(), object);
    bucket
        .uploads
        .remove(call.query("uploadId").unwrap_or_default());
    Ok(rest_xml::success("CompleteMultipartUploadResult", &result))
}

/// A part as the request lists it.
struct Listed {
    number: u32,
    etag: String,
    checksum: Option<(Algorithm, String)>,
}

fn read(body: &[u8]) -> Result<Vec<Listed>, AwsError> {
    let root = document::parse(body)?;
    if root.name != "CompleteMultipartUpload" || root.children.is_empty() {
        return Err(malformed());
    }
    root.children.iter().map(listed).collect()
}

fn listed(part: &Element) -> Result<Listed, AwsError> {
    if part.name != "Part" {
        return Err(malformed());
    }
    let number = part.child_text("PartNumber").ok_or_else(malformed)?;
    let checksum = Algorithm::ALL.into_iter().find_map(|algorithm| {
        let name = format!("Checksum{}", algorithm.name().to_uppercase());
        Some((algorithm, part.child_text(&name)?.to_owned()))
    });
    Ok(Listed {
        number: super::part_number(number)?,
        etag: part.child_text("ETag").ok_or_else(malformed)?.to_owned(),
        checksum,
    })
}

/// The parts that the request lists, where they are as it says.
fn chosen<'u>(upload: &'u Upload, listed: &[Listed]) -> Result<Vec<&'u Part>, AwsError> {
    if listed
        .windows(2)
        .any(|pair| pair[0].number >= pair[1].number)
    {
        return Err(AwsError::new(
            400,
            "InvalidPartOrder",
            "The list of parts was not in ascending order. Parts must be ordered by part number.",
        ));
    }
    let parts: Vec<&Part> = listed
        .iter()
        .map(|one| find(upload, one))
        .collect::<Result<_, _>>()?;
    let all_but_last = parts.split_last().map_or(&[][..], |(_, rest)| rest);
    if let Some(small) = all_but_last.iter().find(|p| p.body.len() < SMALLEST) {
        return Err(AwsError::new(
            400,
            "EntityTooSmall",
            "Your proposed upload is smaller than the minimum allowed size",
        )
        .with("ProposedSize", small.body.len().to_string())
        .with("MinSizeAllowed", SMALLEST.to_string()));
    }
    put_object::check_size(parts.iter().map(|part| part.body.len()).sum(), LARGEST)?;
    Ok(parts)
}

fn find<'u>(upload: &'u Upload, listed: &Listed) -> Result<&'u Part, AwsError> {
    let wanted = listed.etag.trim_matches('"');
    let part = upload
        .parts
        .get(&listed.number)
        .filter(|part| part.etag.trim_matches('"') == wanted);
    let sums = |part: &Part| match &listed.checksum {
        None => true,
        Some((algorithm, value)) => {
            part.checksum.algorithm == *algorithm && part.checksum.value == *value
        }
    };
    if listed.checksum.is_none() && upload.named && upload.kind == Kind::Composite {
        return Err(integrity::invalid(&format!(
            "The upload was created using a {} checksum. The complete request must include the checksum for each part. It was missing for part {} in the request.",
            upload.algorithm.name(),
            listed.number
        )));
    }
    part.filter(|part| sums(part)).ok_or_else(|| {
        AwsError::new(
            400,
            "InvalidPart",
            "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
        )
        .with("PartNumber", listed.number.to_string())
        .with("ETag", wanted)
    })
}

fn assemble(upload: &Upload, parts: &[&Part], now: OffsetDateTime) -> Result<Object, AwsError> {
    let body = parts
        .iter()
        .flat_map(|part| part.body.iter().copied())
        .collect::<Bytes>();
    let checksum = match upload.kind {
        Kind::FullObject => Checksum::of(upload.algorithm, &body),
        Kind::Composite => composite(upload.algorithm, parts)?,
    };
    let tags = parts.iter().flat_map(|part| Md5::digest(&part.body));
    let digest = hex::encode(Md5::digest(tags.collect::<Vec<u8>>()));
    Ok(Object {
        body,
        etag: format!("\"{digest}-{}\"", parts.len()),
        modified: now,
        checksum,
        headers: upload.headers.clone(),
        storage_class: upload.storage_class.clone(),
        tags: upload.tags.clone(),
        parts: parts.iter().map(|part| part.body.len()).collect(),
    })
}

/// The checksum of the parts' checksums.
fn composite(algorithm: Algorithm, parts: &[&Part]) -> Result<Checksum, AwsError> {
    let mut sums = Vec::new();
    for part in parts {
        let bytes = STANDARD.decode(&part.checksum.value);
        sums.extend(bytes.map_err(|_| integrity::invalid("A checksum is not base64."))?);
    }
    Ok(Checksum {
        algorithm,
        value: format!("{}-{}", algorithm.of(&sums), parts.len()),
        kind: Kind::Composite,
    })
}

/// What the request says of the whole: its size and its checksum.
fn check_whole(call: &Call<'_>, object: &Object) -> Result<(), AwsError> {
    let size = call.request.header("x-amz-mp-object-size");
    if size.is_some_and(|size| size != object.body.len().to_string()) {
        return Err(integrity::invalid(
            "The provided 'x-amz-mp-object-size' header value does not match what was computed.",
        ));
    }
    for (name, value) in &call.request.headers {
        let Some(algorithm) = Algorithm::from_header(name.as_str()) else {
            continue;
        };
        let bare = |text: &str| text.split('-').next().unwrap_or_default().to_owned();
        let given = value.to_str().unwrap_or_default();
        if algorithm != object.checksum.algorithm || bare(given) != bare(&object.checksum.value) {
            let name = algorithm.name().to_uppercase();
            let why = format!("The {name} you specified did not match the calculated checksum.");
            return Err(AwsError::new(400, "BadDigest", why));
        }
    }
    Ok(())
}
