//! A role on top of a long-lived key without MFA: whoever has the key has the role.

use keyward_profile::{Profile, SensitiveCommand, has_long_lived_key};

use super::{Scene, Severity, Trap};

pub(super) fn look(scene: &Scene, found: &mut Vec<Trap>) {
    for (profile, role) in scene.values("role_arn") {
        let has_mfa = scene
            .values("mfa_serial")
            .any(|(other, _)| other.name() == profile.name());
        let source = profile
            .get("source_profile")
            .and_then(|it| it.value.as_str());
        let stands_on_key = source.is_some_and(|source| is_long_lived(scene, source));
        if has_mfa || !stands_on_key {
            continue;
        }
        let trap = Trap::new(
            "no_mfa",
            Severity::Notice,
            format!(
                "profile {} assumes its role from the long-lived key of {} without MFA",
                profile.name(),
                source.unwrap_or_default()
            ),
            format!(
                "keyward setup {} --mfa-serial ARN, and demand MFA in the role's trust policy",
                profile.name()
            ),
        );
        found.push(trap.at(&role.value.location));
    }
}

/// A key in a file, or a pointer to one in the vault.
fn is_long_lived(scene: &Scene, name: &str) -> bool {
    let of_name = |it: &&Profile| it.name() == name;
    let mut sections = scene.profiles().map(|(_, profile)| profile).filter(of_name);
    sections.any(|section| has_long_lived_key(section) || is_pointer(section))
}

fn is_pointer(section: &Profile) -> bool {
    let (Some(process), Ok(name)) = (section.get("credential_process"), section.name().parse())
    else {
        return false;
    };
    SensitiveCommand::from_secret(process.value.to_secret()).asks_for(&name)
}
