//! The three doors to one behaviour.

mod cli;
mod engine;
mod explain;
mod node;

pub use explain::explained;

use crate::{Home, client_program, python};

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

/// At every door, whoever asks without naming a profile is this principal, with credentials that expire.
///
/// # Panics
/// A door answers otherwise.
pub fn assert_identity(home: &Home, arn: &str, source: &str) {
    for (door, ask) in DOORS {
        match ask(home, None) {
            Answer::Identity {
                arn: got,
                source: told,
                expires,
            } => {
                assert!(got.starts_with(arn), "{door}: {got}");
                assert!(told.is_none_or(|told| told == source), "{door}");
                assert!(expires, "{door}");
            }
            error @ Answer::Error { .. } => panic!("{door}: {error:?}"),
        }
    }
}

/// Whoever asks in this home is this role: at every door, and in boto3 and the SDK for JavaScript v3.
///
/// # Panics
/// Somebody answers otherwise.
pub fn assert_same_role(home: &Home, role: &str, source: &str) {
    let arn = format!("arn:aws:sts::123456789012:assumed-role/{role}/");
    assert_identity(home, &arn, source);
    for client in [
        client_program("v3-default.mjs").at(home),
        python("boto3_whoami.py").at(home),
    ] {
        let answer = client.run().json();
        let got = answer["arn"].as_str().unwrap_or_default();
        assert!(got.starts_with(&arn), "{answer}");
    }
}

/// At every door, whoever asks without naming a profile gets this error, with these words in it.
///
/// # Panics
/// A door answers otherwise.
pub fn assert_error(home: &Home, code: &str, says: &str) {
    for (door, ask) in DOORS {
        match ask(home, None) {
            Answer::Error {
                code: got, message, ..
            } => {
                assert_eq!(got, code, "{door}: {message}");
                assert!(message.contains(says), "{door}: {message}");
            }
            identity @ Answer::Identity { .. } => panic!("{door}: {identity:?}"),
        }
    }
}
