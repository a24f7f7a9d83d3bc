//! `max_result` and `next_token`.

use serde_json::Value;

use crate::identity::page;
use crate::protocol::AwsError;
use crate::request::Request;

/// The page of `all` that a request asks for, and the token of the next.
pub(super) fn page(
    request: &Request,
    all: Vec<Value>,
) -> Result<(Vec<Value>, Option<String>), AwsError> {
    let query = request.query_pairs();
    let size = match page::field(&query, "max_result") {
        None => 100,
        Some(text) => text
            .parse()
            .ok()
            .filter(|size| (1..=100).contains(size))
            .ok_or_else(invalid)?,
    };
    let start: usize = match page::field(&query, "next_token") {
        None => 0,
        Some(text) => text
            .parse()
            .ok()
            .filter(|start| *start < all.len())
            .ok_or_else(invalid)?,
    };
    let next = (start + size < all.len()).then(|| (start + size).to_string());
    Ok((all.into_iter().skip(start).take(size).collect(), next))
}

fn invalid() -> AwsError {
    AwsError::new(400, "InvalidRequestException", "Invalid request provided")
}
