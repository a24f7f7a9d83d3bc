//! Timestamps in the four forms that AWS writes and the one that signatures carry.

use time::{Date, Month, OffsetDateTime, Time, UtcOffset};

/// `2015-08-30T12:36:00Z`, as STS and IAM write it.
pub(crate) fn seconds(at: OffsetDateTime) -> String {
    let at = at.to_offset(UtcOffset::UTC);
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        at.year(),
        u8::from(at.month()),
        at.day(),
        at.hour(),
        at.minute(),
        at.second()
    )
}

/// `2015-08-30T12:36:00.000Z`, as S3 and EC2 write it.
pub(crate) fn millis(at: OffsetDateTime) -> String {
    let whole = seconds(at);
    format!("{}.{:03}Z", whole.trim_end_matches('Z'), at.millisecond())
}

/// `20150830T123600Z`, as signatures write it.
pub(crate) fn basic(at: OffsetDateTime) -> String {
    seconds(at).replace(['-', ':'], "")
}

/// `Sun, 30 Aug 2015 12:36:00 GMT`, as HTTP headers write it.
pub(crate) fn http(at: OffsetDateTime) -> String {
    let at = at.to_offset(UtcOffset::UTC);
    let weekday = at.weekday().to_string();
    let month = at.month().to_string();
    format!(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
        &weekday[..3],
        at.day(),
        &month[..3],
        at.year(),
        at.hour(),
        at.minute(),
        at.second()
    )
}

/// Reads `20150830T123600Z`.
pub(crate) fn parse_basic(text: &str) -> Option<OffsetDateTime> {
    let bytes = text.as_bytes();
    if bytes.len() != 16 || bytes[8] != b'T' || bytes[15] != b'Z' {
        return None;
    }
    let part = |range: std::ops::Range<usize>| -> Option<u16> {
        let digits = text.get(range)?;
        digits
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| digits.parse().ok())
            .flatten()
    };
    let small = |range| u8::try_from(part(range)?).ok();
    let month = Month::try_from(small(4..6)?).ok()?;
    let date = Date::from_calendar_date(i32::from(part(0..4)?), month, small(6..8)?).ok()?;
    let time = Time::from_hms(small(9..11)?, small(11..13)?, small(13..15)?).ok()?;
    Some(date.with_time(time).assume_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_one_instant() {
        let at = parse_basic("20150830T123600Z").unwrap();
        assert_eq!(seconds(at), "2015-08-30T12:36:00Z");
        assert_eq!(millis(at), "2015-08-30T12:36:00.000Z");
        assert_eq!(basic(at), "20150830T123600Z");
        assert_eq!(http(at), "Sun, 30 Aug 2015 12:36:00 GMT");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "20150830T123600",
            "20151330T123600Z",
            "20150830T256000Z",
            "2015083\u{e9}T12360Z",
            "+0150830T123600Z",
        ] {
            assert_eq!(parse_basic(text), None, "{text}");
        }
    }
}
