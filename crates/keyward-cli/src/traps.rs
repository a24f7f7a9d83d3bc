//! Traps on the screen: what was found, where, and how to mend it.

use keyward::traps::{Severity, Trap};

use crate::screen::{self, Colour};

/// Two lines each, `indent` in.
pub(crate) fn tell(traps: &[Trap], indent: &str) {
    for trap in traps {
        let (word, colour) = match trap.severity {
            Severity::Error => ("error", Colour::Red),
            Severity::Warning => ("warning", Colour::Yellow),
            Severity::Notice => ("notice", Colour::Cyan),
        };
        let place = match &trap.location {
            Some(location) => format!(" ({location})"),
            None => String::new(),
        };
        let word = screen::coloured(&format!("{word}:"), colour);
        screen::print(&format!("{indent}{word} {}{place}", trap.message));
        screen::print(&format!("{indent}  mend: {}", trap.remedy));
    }
}
