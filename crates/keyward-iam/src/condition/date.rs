//! Dates of the Date operators: ISO 8601 as the W3C profiles it, or epoch seconds.
//! <https://www.w3.org/TR/NOTE-datetime>

use time::{Date, OffsetDateTime, format_description::well_known::Iso8601};

/// None where it is no date. Four digits could be a year or four seconds to be counted; AWS does not
/// say, so they are neither.
pub(super) fn parse(text: &str) -> Option<OffsetDateTime> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        let seconds = (digits.len() != 4).then(|| text.parse().ok())??;
        return OffsetDateTime::from_unix_timestamp(seconds).ok();
    }
    match text.len() {
        7 => day(&format!("{text}-01")),
        10 => day(text),
        _ => OffsetDateTime::parse(text, &Iso8601::PARSING).ok(),
    }
}

fn day(text: &str) -> Option<OffsetDateTime> {
    let date = Date::parse(text, &Iso8601::PARSING).ok()?;
    Some(date.midnight().assume_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let seconds = |text| parse(text).map(OffsetDateTime::unix_timestamp);
        for (text, expected) in [
            ("0", Some(0)),
            ("1372550400", Some(1_372_550_400)),
            ("2013-06-30", Some(1_372_550_400)),
            ("2013-06", Some(1_370_044_800)),
            ("2013-06-30T00:00Z", Some(1_372_550_400)),
            ("2013-06-30T00:00:00Z", Some(1_372_550_400)),
            ("2013-06-30T02:00:00+02:00", Some(1_372_550_400)),
            ("2013", None),
            ("", None),
            ("-", None),
            ("yesterday", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
        assert!(parse("2013-06-30T00:00:00.5Z") > parse("2013-06-30T00:00:00Z"));
    }
}
