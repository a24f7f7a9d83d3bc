//! Long-lived keys in plaintext: any program that runs as the user can take them, and they do not end.

use keyward_profile::has_long_lived_key;

use super::{Scene, Severity, Trap, scene::variable};
use crate::key_id;

pub(super) fn look(scene: &Scene, found: &mut Vec<Trap>) {
    for (_, profile) in scene.profiles() {
        if !has_long_lived_key(profile) {
            continue;
        }
        let Some(id) = profile.get("aws_access_key_id") else {
            continue;
        };
        let id_text = id.value.as_str().unwrap_or_default();
        // A session's key without its token is good for nothing; another look tells that.
        if id_text.starts_with("ASIA") {
            continue;
        }
        let key = key_id::shown(id_text);
        let trap = Trap::new(
            "plaintext_key",
            Severity::Warning,
            format!(
                "the long-lived key {key} of profile {} lies in plaintext",
                profile.name()
            ),
            format!("keyward import --profile {}", profile.name()),
        );
        found.push(trap.at(&id.location));
    }
    in_environment(scene, found);
}

fn in_environment(scene: &Scene, found: &mut Vec<Trap>) {
    let Some(id) = scene.var("AWS_ACCESS_KEY_ID") else {
        return;
    };
    let is_session = id.starts_with("ASIA") || scene.var("AWS_SESSION_TOKEN").is_some();
    if is_session || scene.var("AWS_SECRET_ACCESS_KEY").is_none() {
        return;
    }
    let trap = Trap::new(
        "plaintext_key",
        Severity::Warning,
        format!(
            "the long-lived key {} is in the environment of every program started here",
            key_id::shown(id)
        ),
        "keyward add PROFILE, take the variables out of your shell's start-up files, then `keyward exec PROFILE -- …`",
    );
    found.push(trap.at(&variable("AWS_ACCESS_KEY_ID")));
}
