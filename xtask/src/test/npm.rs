//! The npm package as users get it: packed, judged by publint and arethetypeswrong, installed offline and used on every
//! runtime that is here. Its native part is the debug build's, stripped.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{counts::Counts, types};
use crate::{
    command::{Run, answers},
    failure::{Failure, Result},
    package::{Native, pack, platform::Platform, stage, try_out},
    tools::{self, Clients},
    workspace::{self, Profile},
};

pub(super) fn check(clients: &Clients, counts: &mut Counts) -> Result {
    let folder = folder(clients)?;
    let here = Platform::here()?;
    stage::main(&folder.join("stage/keyward"))?;
    stage::platform(
        &folder.join("stage").join(here.name),
        here,
        &native(&folder)?,
    )?;
    let main = pack::twice(&folder.join("stage/keyward"), &folder)?;
    let platform = pack::once(&folder.join("stage").join(here.name), &folder)?;
    judges(clients, &main, &platform)?;
    types::check(clients, &folder)?;
    try_out::run(&[&main, &platform], Some(clients), counts)
}

/// Below it, programs find other people's packages as neighbours.
fn folder(clients: &Clients) -> Result<PathBuf> {
    let folder = workspace::target()?.join("npm");
    _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(Failure::io("create", &folder))?;
    tools::link_folder(&clients.node_modules, &folder.join("node_modules"))?;
    Ok(folder)
}

fn native(folder: &Path) -> Result<Native> {
    let here = Platform::here()?;
    let built = workspace::built(Profile::Dev)?;
    let native = Native {
        command: folder.join(here.command()),
        addon: folder.join(here.library()),
    };
    small(&workspace::keyward(Profile::Dev)?, &native.command)?;
    small(&built.join(here.library()), &native.addon)?;
    Ok(native)
}

/// Packing takes time by size, and two thirds of a debug build are symbols.
fn small(from: &Path, to: &Path) -> Result {
    fs::copy(from, to).map_err(Failure::io("copy", from))?;
    if cfg!(target_os = "linux") && answers("strip", "--version") {
        Run::new("strip").arg(to).quiet()?;
    }
    Ok(())
}

fn judges(clients: &Clients, main: &Path, platform: &Path) -> Result {
    let program = |path| Run::new("node").arg(clients.node_modules.join(path));
    for tarball in [main, platform] {
        program("publint/src/cli.js")
            .args(["run", "--strict"])
            .arg(tarball)
            .quiet()?;
    }
    // TypeScript's oldest way to resolve modules knows no `exports`, and TypeScript has given it up.
    program("@arethetypeswrong/cli/dist/index.js")
        .args(["--profile", "node16"])
        .arg(main)
        .quiet()?;
    println!("   publint and arethetypeswrong find nothing");
    Ok(())
}
