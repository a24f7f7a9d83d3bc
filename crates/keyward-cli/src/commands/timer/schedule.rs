//! When.

use std::{fmt, str::FromStr};

/// A time of day on this machine's clock, as `03:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct At {
    pub(super) hour: u8,
    pub(super) minute: u8,
}

impl FromStr for At {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let form = || "write it as 03:30".to_owned();
        let (hour, minute) = text.split_once(':').ok_or_else(form)?;
        let number = |text: &str, end: u8| {
            let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
            let number: Option<u8> = text.parse().ok();
            number.filter(|number| digits && *number < end)
        };
        let at = number(hour, 24).zip(number(minute, 60));
        at.map(|(hour, minute)| Self { hour, minute })
            .ok_or_else(form)
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_are_read() {
        assert_eq!("03:30".parse::<At>().unwrap().to_string(), "03:30");
        for bad in [
            "", "3:30", "24:00", "12:60", "noon", "+1:00", "12:0", "12:00:00",
        ] {
            assert!(bad.parse::<At>().is_err(), "{bad}");
        }
    }
}
