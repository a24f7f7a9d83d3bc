//! The Node module, under a client of the SDK for JavaScript v3.

use super::Answer;
use crate::{Home, client_program};

pub(super) fn ask(home: &Home, profile: Option<&str>) -> Answer {
    let output = client_program("keyward-door.mjs")
        .at(home)
        .args(profile)
        .run();
    let answer = output.json();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    if answer["arn"].is_string() {
        return Answer::Identity {
            arn: text(&answer["arn"]),
            source: None,
            expires: answer["expiration"].is_string(),
        };
    }
    Answer::Error {
        code: text(&answer["code"]),
        message: text(&answer["message"]),
        exit: None,
    }
}
