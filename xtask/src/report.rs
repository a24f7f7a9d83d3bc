//! Steps: what is being done, what came of it, how long it took, and a table at the end.

use std::{
    env,
    io::{IsTerminal, Write as _, stdout},
    time::{Duration, Instant},
};

use crate::failure::Result;

/// How a step ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Done,
    Failed,
    Skipped,
}

struct Row {
    title: String,
    outcome: Outcome,
    took: Duration,
}

/// The steps of one command so far.
pub(crate) struct Report {
    rows: Vec<Row>,
    started: Instant,
    ink: Ink,
}

/// Colour, on a terminal that wants it.
#[derive(Clone, Copy)]
pub(crate) struct Ink(bool);

impl Report {
    pub(crate) fn new() -> Self {
        Self {
            rows: Vec::new(),
            started: Instant::now(),
            ink: Ink::for_stdout(),
        }
    }

    /// Runs a step. A failure is printed, kept for the table, and answered with none.
    pub(crate) fn step<T>(&mut self, title: &str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        self.announce(title);
        let began = Instant::now();
        let result = work();
        let outcome = match &result {
            Ok(_) => Outcome::Done,
            Err(failure) => {
                println!("{failure}");
                Outcome::Failed
            }
        };
        self.conclude(title, outcome, began.elapsed());
        result.ok()
    }

    /// Runs a step that may be impossible here. Then the reason is said aloud; it is no failure.
    pub(crate) fn optional(
        &mut self,
        title: &str,
        work: impl FnOnce() -> Result<(), String>,
    ) -> bool {
        self.announce(title);
        let began = Instant::now();
        let result = work();
        let outcome = match &result {
            Ok(()) => Outcome::Done,
            Err(reason) => {
                println!("   SKIPPED: {reason}");
                Outcome::Skipped
            }
        };
        self.conclude(title, outcome, began.elapsed());
        result.is_ok()
    }

    pub(crate) fn failed(&self) -> bool {
        self.rows.iter().any(|row| row.outcome == Outcome::Failed)
    }

    /// The closing table: every step, how it ended, how long it took.
    pub(crate) fn table(&self) {
        let width = self.rows.iter().map(|row| row.title.chars().count()).max();
        let width = width.unwrap_or(0);
        println!();
        for (number, row) in self.rows.iter().enumerate() {
            let title = format!("{:>2}. {:<width$}", number + 1, row.title);
            println!(
                "{title}  {:>8}  {}",
                seconds(row.took),
                self.ink.outcome(row.outcome)
            );
        }
        println!(
            "    {:<width$}  {:>8}",
            "all",
            seconds(self.started.elapsed())
        );
    }

    fn announce(&self, title: &str) {
        let line = format!("{}. {title}", self.rows.len() + 1);
        println!("\n{}", self.ink.bold(&line));
        _ = stdout().flush();
    }

    fn conclude(&mut self, title: &str, outcome: Outcome, took: Duration) {
        println!("   {} in {}", self.ink.outcome(outcome), seconds(took));
        _ = stdout().flush();
        self.rows.push(Row {
            title: title.to_owned(),
            outcome,
            took,
        });
    }
}

impl Ink {
    pub(crate) fn for_stdout() -> Self {
        Self(stdout().is_terminal() && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()))
    }

    pub(crate) fn is_on(self) -> bool {
        self.0
    }

    pub(crate) fn bold(self, text: &str) -> String {
        self.paint("1", text)
    }

    pub(crate) fn dim(self, text: &str) -> String {
        self.paint("2", text)
    }

    fn outcome(self, outcome: Outcome) -> String {
        match outcome {
            Outcome::Done => self.paint("32", "ok"),
            Outcome::Failed => self.paint("31", "FAILED"),
            Outcome::Skipped => self.paint("33", "SKIPPED"),
        }
    }

    fn paint(self, code: &str, text: &str) -> String {
        if self.0 {
            return format!("\x1b[{code}m{text}\x1b[0m");
        }
        text.to_owned()
    }
}

/// A duration as a person says it: `0.4 s`, `83 s`.
pub(crate) fn seconds(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    if seconds < 10.0 {
        return format!("{seconds:.1} s");
    }
    format!("{seconds:.0} s")
}
