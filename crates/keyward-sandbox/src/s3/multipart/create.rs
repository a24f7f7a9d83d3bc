//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html>

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply, Xml, rest_xml};
use crate::s3::bucket::{Kind, Upload};
use crate::s3::call::Call;
use crate::s3::{integrity, put_object, stored_headers, tags};
use crate::sigv4::checksum::Algorithm;
use crate::state::{Tracked, random};

pub(crate) fn run(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let named = integrity::named_algorithm(call)?;
    let algorithm = named.unwrap_or(Algorithm::Crc64Nvme);
    let upload = Upload {
        key: call.key.clone(),
        initiated: cx.now(),
        initiator: cx.caller.principal.arn(),
        algorithm,
        kind: kind(call, algorithm)?,
        named: named.is_some(),
        headers: stored_headers::read(call)?,
        storage_class: put_object::storage_class(call)?,
        tags: tags::from_header(call)?,
        parts: Tracked::default(),
    };
    let id = URL_SAFE_NO_PAD.encode(random::bytes::<48>());
    let result = Xml::new()
        .text("Bucket", &call.bucket)
        .text("Key", &call.key)
        .text("UploadId", &id);
    let mut reply = rest_xml::success("InitiateMultipartUploadResult", &result)
        .header("x-amz-server-side-encryption", "AES256");
    if named.is_some() {
        reply = reply
            .header(
                "x-amz-checksum-algorithm",
                upload.algorithm.name().to_uppercase(),
            )
            .header("x-amz-checksum-type", upload.kind.name());
    }
    call.bucket(cx)?.uploads.insert(id, upload);
    Ok(reply)
}

/// Which checksum the whole will have. Hashes cannot be put together to that of the whole, and
/// CRC64NVME is always of the whole.
fn kind(call: &Call<'_>, algorithm: Algorithm) -> Result<Kind, AwsError> {
    let hash = matches!(algorithm, Algorithm::Sha1 | Algorithm::Sha256);
    let nvme = algorithm == Algorithm::Crc64Nvme;
    match call.request.header("x-amz-checksum-type") {
        None if nvme => Ok(Kind::FullObject),
        None => Ok(Kind::Composite),
        Some("COMPOSITE") if !nvme => Ok(Kind::Composite),
        Some("FULL_OBJECT") if !hash => Ok(Kind::FullObject),
        Some(other @ ("COMPOSITE" | "FULL_OBJECT")) => Err(integrity::invalid(&format!(
            "The {other} checksum type cannot be used with the {} checksum algorithm.",
            algorithm.name()
        ))),
        Some(_) => Err(integrity::invalid(
            "Value for x-amz-checksum-type header is invalid.",
        )),
    }
}
