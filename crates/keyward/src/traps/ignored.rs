//! Sections and lines that every tool passes over, and their author may not expect that.

use super::{Scene, Severity, Trap};

pub(super) fn look(scene: &Scene, found: &mut Vec<Trap>) {
    for (_, set) in scene.sets() {
        for warning in set.warnings() {
            let trap = Trap::new(
                "ignored",
                Severity::Warning,
                warning.message,
                "correct the line, or take it out",
            );
            found.push(trap.at(&warning.location));
        }
    }
}
