//! Times on the command line: `900`, `900s`, `15m`, `8h`; ages with days too: `90d`.

use std::time::Duration;

/// Seconds.
pub(crate) fn seconds(text: &str) -> Result<u32, String> {
    let (number, unit) = match text.chars().last() {
        Some('s') => (&text[..text.len() - 1], 1),
        Some('m') => (&text[..text.len() - 1], 60),
        Some('h') => (&text[..text.len() - 1], 3600),
        _ => (text, 1),
    };
    let number: u32 = number.parse().map_err(|_| form())?;
    number.checked_mul(unit).ok_or_else(form)
}

/// A span that may be long: as [`seconds`], and `90d`.
pub(crate) fn span(text: &str) -> Result<Duration, String> {
    let form = || "write it as 15m, 8h or 90d".to_owned();
    let seconds = match text.strip_suffix('d') {
        Some(days) => days
            .parse()
            .ok()
            .and_then(|days: u32| days.checked_mul(86_400)),
        None => seconds(text).ok(),
    };
    let seconds = seconds.ok_or_else(form)?;
    Ok(Duration::from_secs(seconds.into()))
}

/// As a person says it: `3 days`, `75 minutes`.
pub(crate) fn in_words(span: Duration) -> String {
    let seconds = span.as_secs();
    let (number, unit) = match seconds {
        0..120 => (seconds, "second"),
        120..7_200 => (seconds.div_ceil(60), "minute"),
        7_200..172_800 => (seconds.div_ceil(3_600), "hour"),
        _ => (seconds / 86_400, "day"),
    };
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {unit}{plural}")
}

fn form() -> String {
    "write it as 900s, 15m or 8h".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_seconds_minutes_and_hours() {
        for (text, value) in [("900", 900), ("900s", 900), ("15m", 900), ("8h", 28_800)] {
            assert_eq!(seconds(text), Ok(value));
        }
        for bad in ["", "h", "-1", "1d", "1.5h", "é", "4294967295h"] {
            assert!(seconds(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn spans_have_days_too_and_are_told_in_words() {
        for (text, words) in [
            ("90d", "90 days"),
            ("36h", "36 hours"),
            ("75m", "75 minutes"),
            ("1", "1 second"),
        ] {
            assert_eq!(in_words(span(text).unwrap()), words);
        }
        for bad in ["", "d", "-1d", "1w", "99999d"] {
            assert!(span(bad).is_err(), "{bad}");
        }
    }
}
