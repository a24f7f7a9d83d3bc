//! AWS's files that other users may read or write.

use keyward_profile::FileKind;

use super::{Scene, SeenFile, Severity, Trap};

pub(super) fn look(scene: &Scene, found: &mut Vec<Trap>) {
    found.extend(scene.files.iter().filter_map(judged));
}

fn judged(file: &SeenFile) -> Option<Trap> {
    let mode = file.mode?;
    let path = file.path.display();
    let holds_secrets = file.kind == FileKind::Credentials || holds_secret(file);
    let (severity, what) = if mode & 0o022 != 0 {
        (
            Severity::Error,
            "written by other users, who can make it run their programs",
        )
    } else if mode & 0o044 != 0 && holds_secrets {
        (Severity::Warning, "read by other users")
    } else {
        return None;
    };
    Some(Trap::new(
        "file_mode",
        severity,
        format!("{path}: can be {what} (mode {mode:o})"),
        format!("chmod 600 '{path}'"),
    ))
}

/// The config file may hold keys too. One that nobody can parse may hold anything.
fn holds_secret(file: &SeenFile) -> bool {
    let Ok(set) = &file.says else {
        return true;
    };
    set.names()
        .into_iter()
        .filter_map(|name| set.profile(name))
        .any(keyward_profile::has_key)
}
