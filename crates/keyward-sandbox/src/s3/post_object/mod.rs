//! Uploads from browsers: a form whose policy is signed.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html>

mod answer;
mod form;
mod policy;

use std::sync::Mutex;

use hyper::header::{HeaderName, HeaderValue};
use hyper::{HeaderMap, Method};

use super::call::Call;
use super::route::Operation;
use super::{document, route, tags, unsigned};
use crate::auth::{self, Caller};
use crate::dispatch::Outcome;
use crate::protocol::{AwsError, Service, form as urlencoded};
use crate::refusal;
use crate::request::Request;
use crate::sigv4::{Authorization, Fault};
use crate::state::{LoggedRequest, State};
use form::Form;
use policy::Policy;

const NAME: &str = "PostObject";
/// Fields that the signature is made of.
const OF_SIGNATURE: [&str; 5] = [
    "x-amz-algorithm",
    "x-amz-credential",
    "x-amz-date",
    "x-amz-security-token",
    "x-amz-signature",
];
/// Fields that are headers of a PUT.
const HEADERS: [&str; 7] = [
    "cache-control",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-md5",
    "content-type",
    "expires",
];

/// Whether a request brings a form.
pub(super) fn is_form(request: &Request) -> bool {
    let kind = request.header("content-type").unwrap_or_default();
    request.method == Method::POST && kind.starts_with("multipart/form-data")
}

/// Stores the file of a form.
pub(super) fn run(state: &Mutex<State>, request: &Request, entry: &mut LoggedRequest) -> Outcome {
    let read = read(state, request, entry);
    let (caller, form, bucket) = match read {
        Ok(read) => read,
        Err(error) => return unsigned::outcome(NAME, Err(error)),
    };
    unsigned::as_caller(state, &caller, request, |cx| {
        let stored = as_put(request, &form).and_then(|put| {
            let call = Call {
                request: &put,
                trailers: &[],
                bucket,
                key: form.key()?.to_owned(),
                query: Vec::new(),
            };
            let stored = super::permitted(Operation::PutObject, cx, &call)?;
            Ok(answer::of(&form, &call, &stored))
        });
        unsigned::outcome(NAME, stored)
    })
}

/// The form, once its signature and its policy are good.
fn read(
    state: &Mutex<State>,
    request: &Request,
    entry: &mut LoggedRequest,
) -> Result<(Caller, Form, String), AwsError> {
    let (bucket, key) = route::target(request)?;
    if bucket.is_empty() || !key.is_empty() {
        return Err(super::call::method_not_allowed("POST"));
    }
    let form = Form::read(request)?;
    form.key()?;
    let Some(text) = form.field("policy") else {
        return Ok((unsigned_form(&form)?, form, bucket));
    };
    let caller = caller(state, &form, text, entry)?;
    Policy::read(text)?.check(&form, &bucket)?;
    Ok((caller, form, bucket))
}

/// Who may send a form without a policy: anyone whom the bucket's policy lets.
fn unsigned_form(form: &Form) -> Result<Caller, AwsError> {
    if form.field("x-amz-signature").is_some() {
        return Err(form::needed("policy"));
    }
    Ok(Caller::anonymous())
}

/// Who signed the policy.
fn caller(
    state: &Mutex<State>,
    form: &Form,
    text: &str,
    entry: &mut LoggedRequest,
) -> Result<Caller, AwsError> {
    let refused = |fault: Fault| refusal::of(&fault, Service::S3);
    if form.field("awsaccesskeyid").is_some() {
        return Err(refused(Fault::Algorithm("AWS".to_owned())));
    }
    let needed = |name| form.field(name).ok_or_else(|| form::needed(name));
    let algorithm = needed("X-Amz-Algorithm")?;
    if algorithm != "AWS4-HMAC-SHA256" {
        return Err(refused(Fault::Algorithm(algorithm.to_owned())));
    }
    let token = form.field("x-amz-security-token");
    let (credential, signature) = (needed("X-Amz-Credential")?, needed("X-Amz-Signature")?);
    let authorization = Authorization::of_form(credential, signature, token).map_err(refused)?;
    entry.access_key_id = Some(authorization.access_key_id.clone());
    entry.region = Some(authorization.scope.region.clone());
    if !needed("X-Amz-Date")?.starts_with(&authorization.scope.date) {
        let why = "The date of X-Amz-Credential is not the one of X-Amz-Date.";
        return Err(refused(Fault::Malformed(why.to_owned())));
    }
    let caller = auth::prove_text(state, &authorization, text).map_err(refused)?;
    entry.caller = Some(caller.principal.arn());
    Ok(caller)
}

/// The PUT that does the same.
fn as_put(request: &Request, form: &Form) -> Result<Request, AwsError> {
    let mut headers = HeaderMap::new();
    for name in ["host", "user-agent", "referer"] {
        let value = request.headers.get(name);
        headers.extend(value.map(|value| (HeaderName::from_static(name), value.clone())));
    }
    for (field, value) in &form.fields {
        let Some((name, value)) = header(field, value)? else {
            continue;
        };
        headers.insert(name, value);
    }
    Ok(Request {
        method: Method::PUT,
        path: request.path.clone(),
        query: String::new(),
        headers,
        body: form.file.clone(),
    })
}

/// The header that a field stands for, where it stands for one.
fn header(field: &str, value: &str) -> Result<Option<(HeaderName, HeaderValue)>, AwsError> {
    let (name, value) = match field {
        "acl" => ("x-amz-acl", value.to_owned()),
        "tagging" => ("x-amz-tagging", encoded_tags(value)?),
        _ if OF_SIGNATURE.contains(&field) => return Ok(None),
        _ if HEADERS.contains(&field) || field.starts_with("x-amz-") => (field, value.to_owned()),
        _ => return Ok(None),
    };
    match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
        (Ok(name), Ok(value)) => Ok(Some((name, value))),
        _ => Err(AwsError::new(
            400,
            "InvalidArgument",
            "A field's value cannot be stored as a header.",
        )
        .with("ArgumentName", field)),
    }
}

fn encoded_tags(xml: &str) -> Result<String, AwsError> {
    let tags = tags::read(xml.as_bytes()).map_err(|_| document::malformed())?;
    Ok(urlencoded::encode(&tags))
}
