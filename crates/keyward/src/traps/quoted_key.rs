//! White space or quotes in a key: AWS's files have no quotes, so they become part of the key, and STS
//! answers with words about the signature.

use keyward_core::Secret;

use super::{Scene, Severity, Trap, scene::variable};

const IN_FILES: [&str; 3] = [
    "aws_access_key_id",
    "aws_secret_access_key",
    "aws_session_token",
];
const IN_ENVIRONMENT: [&str; 3] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
];

pub(super) fn look(scene: &Scene, found: &mut Vec<Trap>) {
    for key in IN_FILES {
        for (profile, property) in scene.values(key) {
            let whose = format!("{key} of profile {}", profile.name());
            let trap = judged(&whose, &property.value.value.to_secret());
            found.extend(trap.map(|trap| trap.at(&property.value.location)));
        }
    }
    for name in IN_ENVIRONMENT {
        if let Some(value) = scene.var(name) {
            let trap = judged(name, &Secret::new(value));
            found.extend(trap.map(|trap| trap.at(&variable(name))));
        }
    }
}

fn judged(whose: &str, value: &Secret) -> Option<Trap> {
    let text = value.expose();
    let what = if text.contains(['"', '\'']) {
        "quotes"
    } else if text.contains(char::is_whitespace) {
        "white space"
    } else if !text.is_ascii() {
        "a character that no key has"
    } else {
        return None;
    };
    Some(Trap::new(
        "quoted_key",
        Severity::Error,
        format!("{whose} has {what} in it, which AWS takes for part of the key"),
        "write it without: KEY = VALUE, and nothing else on the line",
    ))
}
