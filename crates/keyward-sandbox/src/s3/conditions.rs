//! Conditional requests: `If-Match`, `If-None-Match` and the two dates.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html>

use time::OffsetDateTime;

use super::bucket::Object;
use super::call::Call;
use crate::protocol::{AwsError, times};

/// What a read condition leads to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Go,
    NotModified,
}

/// Checks the conditions of a GET or HEAD.
pub(crate) fn on_read(
    call: &Call<'_>,
    object: &Object,
    modified: OffsetDateTime,
) -> Result<Verdict, AwsError> {
    let header = |name| call.request.header(name);
    let date = |name| header(name).and_then(read_date);
    // An ETag condition outranks the date beside it (RFC 9110, section 13.2.2).
    match header("if-match") {
        Some(tags) if !matches(tags, &object.etag) => return Err(failed("If-Match")),
        None if date("if-unmodified-since").is_some_and(|at| modified > at) => {
            return Err(failed("If-Unmodified-Since"));
        }
        _ => {}
    }
    let unchanged = match header("if-none-match") {
        Some(tags) => matches(tags, &object.etag),
        None => date("if-modified-since").is_some_and(|at| modified <= at),
    };
    Ok(if unchanged {
        Verdict::NotModified
    } else {
        Verdict::Go
    })
}

/// Checks the conditions of a PUT on what is there now.
pub(crate) fn on_write(call: &Call<'_>, present: Option<&Object>) -> Result<(), AwsError> {
    match (call.request.header("if-none-match"), present) {
        (None, _) | (Some("*"), None) => {}
        (Some("*"), Some(_)) => return Err(failed("If-None-Match")),
        (Some(_), _) => return Err(AwsError::not_built("If-None-Match with an ETag on a write")),
    }
    match (call.request.header("if-match"), present) {
        (None, _) => Ok(()),
        (Some(_), None) => Err(call.no_such_key()),
        (Some(tags), Some(object)) if matches(tags, &object.etag) => Ok(()),
        (Some(_), Some(_)) => Err(failed("If-Match")),
    }
}

/// Checks the conditions of a copy on its source.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html>
pub(super) fn on_source(
    call: &Call<'_>,
    object: &Object,
    modified: OffsetDateTime,
) -> Result<(), AwsError> {
    let header = |name| call.request.header(name);
    let date = |name| header(name).and_then(read_date);
    match header("x-amz-copy-source-if-match") {
        Some(tags) if !matches(tags, &object.etag) => {
            return Err(failed("x-amz-copy-source-If-Match"));
        }
        None if date("x-amz-copy-source-if-unmodified-since").is_some_and(|at| modified > at) => {
            return Err(failed("x-amz-copy-source-If-Unmodified-Since"));
        }
        _ => {}
    }
    match header("x-amz-copy-source-if-none-match") {
        Some(tags) if matches(tags, &object.etag) => Err(failed("x-amz-copy-source-If-None-Match")),
        None if date("x-amz-copy-source-if-modified-since").is_some_and(|at| modified <= at) => {
            Err(failed("x-amz-copy-source-If-Modified-Since"))
        }
        _ => Ok(()),
    }
}

fn matches(tags: &str, etag: &str) -> bool {
    let bare = |tag: &str| {
        tag.trim()
            .trim_start_matches("W/")
            .trim_matches('"')
            .to_owned()
    };
    tags.split(',')
        .any(|tag| tag.trim() == "*" || bare(tag) == bare(etag))
}

fn failed(condition: &str) -> AwsError {
    AwsError::new(
        412,
        "PreconditionFailed",
        "At least one of the pre-conditions you specified did not hold",
    )
    .with("Condition", condition)
}

/// `Sun, 30 Aug 2015 12:36:00 GMT`; anything else is no condition, as HTTP says.
fn read_date(text: &str) -> Option<OffsetDateTime> {
    let parts: Vec<&str> = text.split([' ', ':']).collect();
    let [_, day, month, year, hour, minute, second, "GMT"] = parts[..] else {
        return None;
    };
    let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let month = months.iter().position(|name| *name == month)? + 1;
    times::parse_basic(&format!("{year}{month:02}{day}T{hour}{minute}{second}Z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_tags() {
        let at = times::parse_basic("20150830T123600Z").unwrap();
        assert_eq!(read_date(&times::http(at)), Some(at));
        assert_eq!(read_date("yesterday"), None);
        assert!(matches("\"a\", \"b\"", "\"b\""));
        assert!(matches("b", "\"b\""));
        assert!(matches("*", "\"b\""));
        assert!(!matches("\"c\"", "\"b\""));
    }
}
