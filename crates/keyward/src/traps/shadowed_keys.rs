//! `AWS_PROFILE` beside keys in the environment: SDK for JavaScript v3 takes the profile, boto3 and the
//! AWS CLI take the keys, and so does SDK v2 (botocore `EnvProvider`; `@aws-sdk/credential-provider-node`).

use super::{Scene, Severity, Trap, scene::variable};

pub(super) fn look(scene: &Scene, found: &mut Vec<Trap>) {
    let Some(profile) = scene.var("AWS_PROFILE") else {
        return;
    };
    let has_keys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];
    if has_keys.iter().any(|name| scene.var(name).is_none()) {
        return;
    }
    let trap = Trap::new(
        "shadowed_keys",
        Severity::Warning,
        format!(
            "AWS_PROFILE ({profile}) and keys are both set: SDK for JavaScript v3 and keyward use the profile, boto3, the AWS CLI and SDK v2 use the keys"
        ),
        "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN, or unset AWS_PROFILE",
    );
    found.push(trap.at(&variable("AWS_PROFILE")));
}
