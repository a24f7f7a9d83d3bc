//! A long-lived key with a session token beside it, which is some other key's, or a session's key
//! without one: AWS calls both of them an invalid token.

use super::{Scene, Severity, Trap, scene::variable};
use crate::key_id;

const TOKEN: &str = "aws_session_token";

pub(super) fn look(scene: &Scene, found: &mut Vec<Trap>) {
    for (profile, id) in scene.values("aws_access_key_id") {
        let has_token = scene
            .values(TOKEN)
            .any(|(other, _)| other.name() == profile.name());
        let whose = format!("profile {}", profile.name());
        let id_text = id.value.value.as_str().unwrap_or_default();
        let trap = judged(&whose, id_text, has_token, TOKEN);
        found.extend(trap.map(|trap| trap.at(&id.value.location)));
    }
    if let Some(id) = scene.var("AWS_ACCESS_KEY_ID") {
        const TOKEN: &str = "AWS_SESSION_TOKEN";
        let trap = judged("the environment", id, scene.var(TOKEN).is_some(), TOKEN);
        found.extend(trap.map(|trap| trap.at(&variable("AWS_ACCESS_KEY_ID"))));
    }
}

/// By the id's prefix (IAM User Guide, "IAM identifiers", "Unique identifiers").
fn judged(whose: &str, id: &str, has_token: bool, token: &str) -> Option<Trap> {
    let key = key_id::shown(id);
    let (message, remedy) = match id.get(..4)? {
        "AKIA" if has_token => (
            format!(
                "{whose} has the long-lived key {key} and {token}, which belongs to another key"
            ),
            format!("take {token} out"),
        ),
        "ASIA" if !has_token => (
            format!("{whose} has the session key {key} without {token}"),
            format!("set {token} too, or put a long-lived key there"),
        ),
        _ => return None,
    };
    Some(Trap::new("stray_token", Severity::Error, message, remedy))
}
