//! Programs: pointers to a keyward that is no longer there, and which `keyward` and `aws` a shell finds.

use std::path::{Path, PathBuf};

use keyward::{
    Engine,
    traps::{Severity, Trap},
};
use keyward_profile::{Profile, SensitiveCommand};

pub(crate) fn look(engine: &Engine, found: &mut Vec<Trap>) {
    pointers(engine, found);
    let path = engine.world().var("PATH").unwrap_or_default();
    own_place(&all_named("keyward", &path), found);
    let aws = all_named("aws", &path);
    if aws.len() > 1 {
        found.push(Trap::new(
            "path",
            Severity::Notice,
            format!(
                "the PATH has {} programs aws; the first one is used: {}",
                aws.len(),
                shown(&aws)
            ),
            "remove those that you do not use: versions 1 and 2 differ",
        ));
    }
}

/// Profiles whose `credential_process` starts a keyward that has moved.
fn pointers(engine: &Engine, found: &mut Vec<Trap>) {
    let Ok(set) = engine.profiles() else {
        return;
    };
    let profiles = set.names().into_iter().filter_map(|name| set.profile(name));
    for profile in profiles {
        let Some(program) = own_pointer(profile).filter(|program| !is_program(program)) else {
            continue;
        };
        let trap = Trap::new(
            "pointer_moved",
            Severity::Error,
            format!(
                "profile {} asks {}, and there is no such program",
                profile.name(),
                program.display()
            ),
            format!("keyward setup {} --repair", profile.name()),
        );
        let line = profile.get("credential_process").map(|line| &line.location);
        found.push(match line {
            Some(location) => trap.at(location),
            None => trap,
        });
    }
}

/// The program of a pointer that `import` or `link` left: an absolute path.
pub(crate) fn own_pointer(profile: &Profile) -> Option<PathBuf> {
    let name = profile.name().parse().ok()?;
    let command = profile.get("credential_process")?;
    let command = SensitiveCommand::from_secret(command.value.to_secret());
    let program = PathBuf::from(command.program());
    let is_ours = program.file_stem().is_some_and(|stem| stem == "keyward");
    (is_ours && program.is_absolute() && command.asks_for(&name)).then_some(program)
}

fn own_place(all: &[PathBuf], found: &mut Vec<Trap>) {
    let own = std::env::current_exe()
        .and_then(|own| own.canonicalize())
        .ok();
    let (message, remedy) = match (all.first(), own) {
        (Some(first), Some(own)) if *first != own => (
            format!(
                "this is {}, but a shell finds {} first",
                own.display(),
                shown(all)
            ),
            "remove the one that you do not use, or change the order of your PATH",
        ),
        (None, _) => (
            "keyward is not on the PATH".to_owned(),
            "add its folder to the PATH, or link it into one that is there",
        ),
        _ => return,
    };
    found.push(Trap::new("path", Severity::Notice, message, remedy));
}

/// The different programs of a name on the PATH, links resolved, in its order.
fn all_named(name: &str, path: &str) -> Vec<PathBuf> {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let mut all: Vec<PathBuf> = Vec::new();
    for folder in std::env::split_paths(path).filter(|folder| folder.is_absolute()) {
        let program = folder.join(&name);
        if let Ok(program) = program.canonicalize()
            && is_program(&program)
            && !all.contains(&program)
        {
            all.push(program);
        }
    }
    all
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

fn shown(paths: &[PathBuf]) -> String {
    let paths: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    paths.join(", ")
}
