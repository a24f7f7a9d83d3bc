//! This machine's clock beside AWS's, by the `Date` of an answer.

use keyward_core::Timestamp;

use super::{Severity, Sight, Trap};

/// AWS refuses signatures that are a quarter of an hour off (IAM User Guide, "Signature Version 4").
const REFUSED_AFTER: i64 = 15 * 60;
const SUSPICIOUS_AFTER: i64 = 2 * 60;

pub(super) fn look(sight: &Sight<'_>, found: &mut Vec<Trap>) {
    let seen = sight
        .probe
        .and_then(|probe| Some((probe.server_time?, probe.asked_at)));
    found.extend(seen.and_then(|(server, here)| skew(server, here)));
}

/// A trap where `here` is off by two minutes or more.
#[must_use]
pub fn skew(server: Timestamp, here: Timestamp) -> Option<Trap> {
    let ahead = here.unix() - server.unix();
    let severity = match ahead.abs() {
        seconds if seconds >= REFUSED_AFTER => Severity::Error,
        seconds if seconds >= SUSPICIOUS_AFTER => Severity::Warning,
        _ => return None,
    };
    let way = if ahead > 0 { "ahead of" } else { "behind" };
    Some(Trap::new(
        "clock",
        severity,
        format!("this machine's clock is {} s {way} AWS's", ahead.abs()),
        "set it: `timedatectl set-ntp true`, or your system's time settings; AWS refuses what is 15 minutes off",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_is_judged_by_how_far_it_is_off() {
        let at = Timestamp::from_unix;
        let judged =
            |server, here| skew(at(server), at(here)).map(|trap| (trap.severity, trap.message));
        assert_eq!(judged(1000, 1100), None);
        let (severity, message) = judged(1000, 1120).unwrap();
        assert_eq!(severity, Severity::Warning);
        assert!(message.contains("120 s ahead of"), "{message}");
        let (severity, message) = judged(1900, 1000).unwrap();
        assert_eq!(severity, Severity::Error);
        assert!(message.contains("900 s behind"), "{message}");
    }
}
