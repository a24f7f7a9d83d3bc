//! `Range: bytes=…`, one range at a time as in S3.

use crate::protocol::AwsError;

/// The part of a body that a header asks for, as first and last byte. `None` is the whole: there is
/// no header, or one that S3 does not read as a range.
pub(crate) fn read(header: Option<&str>, size: usize) -> Result<Option<(usize, usize)>, AwsError> {
    let Some((first, last)) = header.and_then(parse) else {
        return Ok(None);
    };
    let range = match (first, last) {
        (Some(first), last) if first < size => {
            Some((first, last.map_or(size - 1, |last| last.min(size - 1))))
        }
        (None, Some(count)) if count > 0 && size > 0 => {
            Some((size.saturating_sub(count), size - 1))
        }
        _ => None,
    };
    range.map(Some).ok_or_else(|| {
        AwsError::new(
            416,
            "InvalidRange",
            "The requested range is not satisfiable",
        )
        .with("RangeRequested", header.unwrap_or_default())
        .with("ActualObjectSize", size.to_string())
    })
}

type Bounds = (Option<usize>, Option<usize>);

fn parse(header: &str) -> Option<Bounds> {
    let (first, last) = header.strip_prefix("bytes=")?.split_once('-')?;
    let number = |text: &str| -> Option<Option<usize>> {
        if text.is_empty() {
            Some(None)
        } else {
            text.parse().ok().map(Some)
        }
    };
    let bounds = (number(first.trim())?, number(last.trim())?);
    match bounds {
        (None, None) => None,
        (Some(first), Some(last)) if first > last => None,
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_within_ten_bytes() {
        for (header, expected) in [
            ("bytes=0-3", Some((0, 3))),
            ("bytes=5-", Some((5, 9))),
            ("bytes=5-100", Some((5, 9))),
            ("bytes=-4", Some((6, 9))),
            ("bytes=-40", Some((0, 9))),
            ("bytes=3-1", None),
            ("bytes=0-1,3-4", None),
            ("items=0-1", None),
            ("bytes=-", None),
        ] {
            assert_eq!(read(Some(header), 10), Ok(expected), "{header}");
        }
        assert_eq!(read(None, 10), Ok(None));
    }

    #[test]
    fn ranges_beyond_the_end_are_refused() {
        for (header, size) in [
            ("bytes=10-", 10),
            ("bytes=-0", 10),
            ("bytes=0-", 0),
            ("bytes=-1", 0),
        ] {
            assert_eq!(
                read(Some(header), size).unwrap_err().code,
                "InvalidRange",
                "{header}"
            );
        }
    }
}
