//! `cargo xtask package`: the npm packages of a release, for one platform at a time.

pub(crate) mod pack;
pub(crate) mod platform;
pub(crate) mod sizes;
pub(crate) mod stage;
mod target;
pub(crate) mod try_out;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use crate::{
    failure::{Failure, Result},
    report::Report,
    test::Counts,
    workspace,
};
use platform::Platform;
use target::Target;

/// What cargo built for a platform.
pub(crate) struct Native {
    pub(crate) command: PathBuf,
    pub(crate) addon: PathBuf,
}

/// Three tarballs.
struct Tarballs {
    /// `keyward-0.1.0.tgz`
    main: PathBuf,
    /// `keyward-linux-x64-gnu-0.1.0.tgz`
    platform: PathBuf,
    /// `keyward-0.1.0-linux-x64-gnu.tgz`: both in one, for machines that reach no registry.
    contained: PathBuf,
}

pub(crate) fn run(args: &[String]) -> Result<ExitCode> {
    let target = match args {
        [] => Target::here()?,
        [flag, text] if flag == "--target" => Target::parse(text)?,
        [flag] if flag == "--target" => {
            return Err(Failure::new("--target needs a target")
                .with_hint("such as --target x86_64-unknown-linux-gnu.2.17"));
        }
        [other, ..] => return Err(crate::unknown_argument("package", other)),
    };
    let mut report = Report::new();
    let done = all(&mut report, &target);
    report.table();
    let Some(tarballs) = done.filter(|_| !report.failed()) else {
        return Ok(ExitCode::FAILURE);
    };
    println!();
    for tarball in [&tarballs.main, &tarballs.platform, &tarballs.contained] {
        println!("{}", tarball.display());
    }
    Ok(ExitCode::SUCCESS)
}

fn all(report: &mut Report, target: &Target) -> Option<Tarballs> {
    let native = report.step("release build (some minutes)", || target.build())?;
    report.step("sizes", || sizes::check(&native))?;
    report.step("C library", || sizes::check_glibc(&native, target))?;
    let tarballs = report.step("tarballs, twice the same", || {
        tarballs(target.platform, &native)
    })?;
    if target.platform.is_here() {
        report.step("tried out in an empty project, offline", || {
            tried(&tarballs)
        })?;
    }
    Some(tarballs)
}

fn tarballs(platform: Platform, native: &Native) -> Result<Tarballs> {
    let folder = folder(platform)?;
    let stage = folder.join("stage");
    stage::main(&stage.join("keyward"))?;
    stage::platform(&stage.join(platform.name), platform, native)?;
    Ok(Tarballs {
        main: pack::twice(&stage.join("keyward"), &folder)?,
        platform: pack::twice(&stage.join(platform.name), &folder)?,
        contained: contained(&folder, platform, native, pack::twice)?,
    })
}

/// A platform's own, empty: what an earlier run left must not be published.
pub(crate) fn folder(platform: Platform) -> Result<PathBuf> {
    let folder = workspace::target()?.join("package").join(platform.name);
    _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(Failure::io("create", &folder))?;
    Ok(folder)
}

/// The self-contained tarball, whose name says for which platform it is.
pub(crate) fn contained(
    folder: &Path,
    platform: Platform,
    native: &Native,
    pack: impl Fn(&Path, &Path) -> Result<PathBuf>,
) -> Result<PathBuf> {
    let stage = folder.join("stage/contained");
    stage::contained(&stage, platform, native)?;
    let offline = folder.join("offline");
    let packed = pack(&stage, &offline)?;
    let name = packed.file_stem().unwrap_or_default().to_string_lossy();
    let to = offline.join(format!("{name}-{}.tgz", platform.name));
    fs::rename(&packed, &to).map_err(Failure::io("write", &to))?;
    Ok(to)
}

fn tried(tarballs: &Tarballs) -> Result {
    let mut counts = Counts::default();
    try_out::run(&[&tarballs.main, &tarballs.platform], None, &mut counts)?;
    try_out::run(&[&tarballs.contained], None, &mut counts)?;
    println!("   {counts}");
    Ok(())
}
