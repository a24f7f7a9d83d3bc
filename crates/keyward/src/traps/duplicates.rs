//! A section, or a key of it, that stands twice in one file. The SDKs read both; the AWS CLI and boto3
//! refuse the whole file (Python's `configparser`, which is strict).

use super::{Scene, Severity, Trap};

pub(super) fn look(scene: &Scene, found: &mut Vec<Trap>) {
    for (file, _) in scene.sets() {
        for again in keyward_profile::repeated(&file.text, file.kind) {
            let section = &again.section;
            let what = match &again.key {
                None => format!("[{section}] stands here and in line {}", again.first),
                Some(key) => format!("[{section}] has {key} here and in line {}", again.first),
            };
            let trap = Trap::new(
                "duplicate",
                Severity::Error,
                format!("{what}: the AWS CLI and boto3 refuse the whole file"),
                format!("keyward setup {} --repair", section.name()),
            );
            found.push(trap.at(&file.location(again.line)));
        }
    }
}
