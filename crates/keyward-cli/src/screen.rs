//! Text for people: colour only on a terminal, and never when `NO_COLOR` is set.

use std::io::{IsTerminal, Write};

use keyward_core::Error;

const BOLD_RED: &str = "1;31";
const BOLD_CYAN: &str = "1;36";
const BOLD_YELLOW: &str = "1;33";

/// What a word on stdout looks like on a terminal.
#[derive(Clone, Copy)]
pub(crate) enum Colour {
    Green,
    Red,
    Yellow,
    Cyan,
    Dim,
}

impl Colour {
    fn code(self) -> &'static str {
        match self {
            Self::Green => "32",
            Self::Red => BOLD_RED,
            Self::Yellow => BOLD_YELLOW,
            Self::Cyan => BOLD_CYAN,
            Self::Dim => "2",
        }
    }
}

/// A word for [`print`], coloured where stdout is a terminal.
pub(crate) fn coloured(text: &str, colour: Colour) -> String {
    painted(text, colour.code(), std::io::stdout().is_terminal())
}

/// `error: …`, and `hint: …` where there is one, on stderr.
pub(crate) fn error(error: &Error) {
    let mut text = format!("{} {}", label("error:", BOLD_RED), error.message());
    if let Some(hint) = error.hint() {
        text.push_str(&format!("\n{} {hint}", label("hint:", BOLD_CYAN)));
    }
    to_stderr(&text);
}

/// `note: …` on stderr: it never mixes with what a program reads from stdout.
pub(crate) fn note(text: &str) {
    to_stderr(&format!("{} {text}", label("note:", BOLD_YELLOW)));
}

/// What a person is to do now, on stderr.
pub(crate) fn say(text: &str) {
    to_stderr(text);
}

/// A line on stdout. A reader that went away is not an error of ours.
pub(crate) fn print(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// One JSON document on stdout, indented on a terminal.
pub(crate) fn print_json(value: &serde_json::Value) {
    let text = if std::io::stdout().is_terminal() {
        serde_json::to_string_pretty(value)
    } else {
        serde_json::to_string(value)
    };
    print(&text.unwrap_or_default());
}

fn to_stderr(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

fn label(text: &str, colour: &str) -> String {
    painted(text, colour, std::io::stderr().is_terminal())
}

/// <https://no-color.org>: only a value that is not empty counts.
pub(crate) fn may_colour() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn painted(text: &str, colour: &str, is_terminal: bool) -> String {
    if is_terminal && may_colour() {
        format!("\x1b[{colour}m{text}\x1b[0m")
    } else {
        text.to_owned()
    }
}

/// `1 file`, `2 files`.
pub(crate) fn counted(number: u64, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

/// A key id with its middle left out: enough to tell keys apart.
pub(crate) fn short_key_id(id: &str) -> String {
    keyward::key_id::short(id)
}
