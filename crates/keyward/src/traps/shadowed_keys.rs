//! Keys that another place of keys hides: two files, or `AWS_PROFILE` beside keys in the environment: SDK for JavaScript v3 takes the profile, boto3 and the
//! AWS CLI take the keys, and so does SDK v2 (botocore `EnvProvider`; `@aws-sdk/credential-provider-node`).

use keyward_profile::FileKind;

use super::{Scene, Severity, Trap, scene::variable};

pub(super) fn look(scene: &Scene, found: &mut Vec<Trap>) {
    in_both_files(scene, found);
    by_variable(scene, found);
}

/// Keys of one profile in both files: the credentials file wins with every tool (AWS SDKs and Tools
/// Reference Guide, "Precedence of credentials file and config file").
fn in_both_files(scene: &Scene, found: &mut Vec<Trap>) {
    let keys: Vec<_> = scene.keys_by_file().collect();
    let of = |wanted: FileKind| keys.iter().filter(move |(kind, ..)| *kind == wanted);
    for (_, name, shadowed) in of(FileKind::Config) {
        if let Some((.., wins)) = of(FileKind::Credentials).find(|(_, other, _)| other == name) {
            let trap = Trap::new(
                "shadowed_keys",
                Severity::Warning,
                format!("the key of profile {name} here is never used: the one at {wins} wins"),
                "take the one that you do not want out of its file",
            );
            found.push(trap.at(shadowed));
        }
    }
}

fn by_variable(scene: &Scene, found: &mut Vec<Trap>) {
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
