//! placeholder
use crate::dispatch::{Context, Outcome};
use crate::protocol::AwsError;
use crate::request::Request;
#[derive(Debug)]
pub(crate) struct Bucket;
pub(crate) fn call(
    _cx: &mut Context<'_>,
    _request: &Request,
    _trailers: &[(String, String)],
) -> Outcome {
    Outcome {
        operation: String::new(),
        result: Err(AwsError::not_built("S3")),
    }
}
