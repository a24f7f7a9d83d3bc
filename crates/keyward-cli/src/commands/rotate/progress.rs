//! How far a proof has come, on one line of a terminal.

use std::{
    io::{IsTerminal, Write},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use keyward::{ProofProgress, ProofWatch};

use crate::screen;

/// To the line's start, and nothing behind it.
const ANEW: &str = "\r\x1b[K";

/// A line on stderr that is written over; nothing where stderr is no terminal.
pub(super) struct Line {
    is_terminal: bool,
    is_shown: Arc<AtomicBool>,
}

impl Line {
    pub(super) fn new() -> Self {
        Self {
            is_terminal: std::io::stderr().is_terminal(),
            is_shown: Arc::default(),
        }
    }

    /// Who writes it. A proof that is complete takes it away: what comes next writes there too.
    pub(super) fn watch(&self) -> Option<ProofWatch> {
        let is_shown = Arc::clone(&self.is_shown);
        let show = move |progress: &ProofProgress| {
            is_shown.store(true, Ordering::Relaxed);
            let _ = write!(std::io::stderr(), "{ANEW}{}", text(progress));
            if progress.answers > 0 && progress.lasted >= progress.needed {
                clear(&is_shown);
            }
        };
        self.is_terminal.then(|| Arc::new(show) as ProofWatch)
    }

    /// Takes it away where a proof ended before.
    pub(super) fn clear(&self) {
        clear(&self.is_shown);
    }
}

fn clear(is_shown: &AtomicBool) {
    if is_shown.swap(false, Ordering::Relaxed) {
        let _ = write!(std::io::stderr(), "{ANEW}");
    }
}

fn text(progress: &ProofProgress) -> String {
    let key = screen::short_key_id(&progress.access_key_id);
    let lasted = progress.lasted.min(progress.needed).as_secs();
    let needed = progress.needed.as_secs();
    match progress.answers {
        0 => format!("{key} has to prove itself: waiting for AWS to know it"),
        1 => format!("{key} proves itself: {lasted} s of {needed}, 1 answer"),
        answers => format!("{key} proves itself: {lasted} s of {needed}, {answers} answers"),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn it_counts_seconds_and_answers() {
        let progress = |answers, lasted| ProofProgress {
            access_key_id: "AKIAIOSFODNN7EXAMPLE".to_owned(),
            answers,
            lasted: Duration::from_secs(lasted),
            needed: Duration::from_secs(10),
        };
        assert!(text(&progress(0, 0)).ends_with("waiting for AWS to know it"));
        assert!(text(&progress(1, 0)).ends_with("0 s of 10, 1 answer"));
        assert!(text(&progress(4, 6)).ends_with("6 s of 10, 4 answers"));
    }
}
