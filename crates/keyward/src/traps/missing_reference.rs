//! A profile that names another profile, a session or a services section that no file has.

use super::{Scene, Severity, Trap};

pub(super) fn look(scene: &Scene, found: &mut Vec<Trap>) {
    let has_session = |name: &str| scene.sets().any(|(_, set)| set.sso_session(name).is_some());
    let has_services = |name: &str| scene.sets().any(|(_, set)| set.services(name).is_some());
    let has_profile = |name: &str| scene.defines(name);
    refer(scene, "source_profile", "profile", &has_profile, found);
    refer(scene, "sso_session", "sso-session", &has_session, found);
    refer(scene, "services", "services", &has_services, found);
}

fn refer(
    scene: &Scene,
    key: &'static str,
    section: &str,
    is_there: &dyn Fn(&str) -> bool,
    found: &mut Vec<Trap>,
) {
    for (profile, property) in scene.values(key) {
        let Some(name) = property.value.value.as_str() else {
            continue;
        };
        if is_there(name) {
            continue;
        }
        // A source profile may live in the vault alone: only keyward finds it there.
        let (severity, remedy) = match key {
            "source_profile" => (
                Severity::Warning,
                format!(
                    "keyward setup {} --repair, or `keyward link {name}` where the vault has its key",
                    profile.name()
                ),
            ),
            _ => (
                Severity::Error,
                format!("keyward setup {} --repair", profile.name()),
            ),
        };
        let message = format!(
            "profile {} names {key} {name}, and no file has [{section} {name}]",
            profile.name()
        );
        found.push(
            Trap::new("missing_reference", severity, message, remedy).at(&property.value.location),
        );
    }
}
