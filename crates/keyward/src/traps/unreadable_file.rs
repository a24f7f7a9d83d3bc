//! A file that no tool can read, or that has a line no tool understands: then none of its profiles
//! works.

use super::{Scene, Severity, Trap};

pub(super) fn look(scene: &Scene, found: &mut Vec<Trap>) {
    let broken = scene
        .files
        .iter()
        .filter_map(|file| file.says.as_ref().err());
    for error in scene.unreadable.iter().chain(broken) {
        let remedy = error.hint().unwrap_or("correct the file");
        found.push(Trap::new(
            "unreadable_file",
            Severity::Error,
            error.message(),
            remedy,
        ));
    }
}
