//! Times on the command line: `900`, `900s`, `15m`, `8h`.

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

fn form() -> String {
    "write it as 900s, 15m or 8h".to_owned()
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn units_are_seconds_minutes_and_hours() {
        for (text, value) in [("900", 900), ("900s", 900), ("15m", 900), ("8h", 28_800)] {
            assert_eq!(seconds(text), Ok(value));
        }
        for bad in ["", "h", "-1", "1d", "1.5h", "é", "4294967295h"] {
            assert!(seconds(bad).is_err(), "{bad}");
        }
    }
}
