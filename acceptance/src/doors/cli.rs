//! The command line.

use super::Answer;
use crate::{Home, keyward};

pub(super) fn ask(home: &Home, profile: Option<&str>) -> Answer {
    let output = keyward()
        .at(home)
        .args(["whoami", "--json"])
        .args(profile)
        .run();
    let answer = output.json();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    if output.code == 0 {
        return Answer::Identity {
            arn: text(&answer["arn"]),
            source: Some(text(&answer["source"])),
            expires: handed_over(home, profile)["Expiration"].is_string(),
        };
    }
    assert!(output.stderr.starts_with("error: "), "{}", output.stderr);
    Answer::Error {
        code: text(&answer["error"]["code"]),
        message: text(&answer["error"]["message"]),
        exit: Some(output.code),
    }
}

/// The credentials as a program gets them: `whoami` tells the truth about a key without expiry.
fn handed_over(home: &Home, profile: Option<&str>) -> serde_json::Value {
    let export = keyward()
        .at(home)
        .args(["export", "--format", "json"])
        .args(profile);
    export.shows_credentials().run().success().json()
}
