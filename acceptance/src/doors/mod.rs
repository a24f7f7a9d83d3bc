//! The three doors to one behaviour.

mod cli;
mod engine;
mod node;

use crate::Home;

/// What a door answered.
#[derive(Debug)]
pub enum Answer {
    /// AWS's own word on who the credentials are.
    Identity {
        /// The caller's ARN.
        arn: String,
        /// The source, where the door tells it.
        source: Option<String>,
        /// Whether they carry an expiry.
        expires: bool,
    },
    /// What went wrong.
    Error {
        /// The stable code.
        code: String,
        /// The message.
        message: String,
        /// The exit code, at the command line.
        exit: Option<i32>,
    },
}

/// A door: its name, and how to ask it.
pub type Door = (&'static str, fn(&Home, Option<&str>) -> Answer);

/// All of them.
pub const DOORS: [Door; 3] = [
    ("engine", engine::ask),
    ("command line", cli::ask),
    ("Node", node::ask),
];
