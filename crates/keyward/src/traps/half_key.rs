//! Half a key pair, in a file or in the environment.

use super::{Scene, Severity, Trap, scene::variable};

const ID: &str = "aws_access_key_id";
const SECRET: &str = "aws_secret_access_key";

pub(super) fn look(scene: &Scene, found: &mut Vec<Trap>) {
    for (there, missing) in [(ID, SECRET), (SECRET, ID)] {
        for (profile, property) in scene.values(there) {
            let name = profile.name();
            let has_other = scene.values(missing).any(|(other, _)| other.name() == name);
            if !has_other {
                found.push(
                    trap(&format!("profile {name}"), there, missing).at(&property.value.location),
                );
            }
        }
        let (there, missing) = (there.to_uppercase(), missing.to_uppercase());
        if scene.var(&there).is_some() && scene.var(&missing).is_none() {
            found.push(trap("the environment", &there, &missing).at(&variable(&there)));
        }
    }
}

fn trap(whose: &str, there: &str, missing: &str) -> Trap {
    Trap::new(
        "half_key",
        Severity::Error,
        format!("{whose} has {there} but no {missing}"),
        format!("set {missing} too, or remove {there}"),
    )
}
