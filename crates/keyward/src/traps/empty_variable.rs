//! Variables that are set to nothing: most tools read them as unset, some do not.

use super::{Scene, Severity, Trap, scene::variable};

pub(super) fn look(scene: &Scene, found: &mut Vec<Trap>) {
    let ours = |name: &str| name.starts_with("AWS_") || name.starts_with("KEYWARD_");
    for (name, value) in &scene.vars {
        // Set to nothing on purpose: "no pager".
        if !value.is_empty() || !ours(name) || name == "AWS_PAGER" {
            continue;
        }
        let trap = Trap::new(
            "empty_variable",
            Severity::Notice,
            format!("{name} is set and empty; tools differ in what that means"),
            format!("unset {name}"),
        );
        found.push(trap.at(&variable(name)));
    }
}
