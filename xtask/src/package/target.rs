//! What to build for, and with which linker.

use std::{
    env,
    path::{Path, PathBuf},
};

use super::{Native, platform::Platform};
use crate::{
    command::Run,
    failure::{Failure, Result},
    tools, workspace,
};

/// `x86_64-unknown-linux-gnu.2.17`: a platform, and the oldest glibc that it must run on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) platform: Platform,
    pub(super) glibc: Option<(u32, u32)>,
}

impl Target {
    pub(super) fn here() -> Result<Self> {
        Ok(Self {
            platform: Platform::here()?,
            glibc: None,
        })
    }

    pub(super) fn parse(text: &str) -> Result<Self> {
        let Some((triple, version)) = text.split_once('.') else {
            return Ok(Self {
                platform: Platform::of_triple(text)?,
                glibc: None,
            });
        };
        let platform = Platform::of_triple(triple)?;
        let glibc = version.split_once('.').and_then(numbers);
        if glibc.is_none() || !platform.is_linux() || platform.is_musl() {
            return Err(Failure::new(format!("{text:?} names no version of glibc"))
                .with_hint("write it as in x86_64-unknown-linux-gnu.2.17"));
        }
        Ok(Self { platform, glibc })
    }

    fn shown(&self) -> String {
        match self.glibc {
            Some((major, minor)) => format!("{}.{major}.{minor}", self.platform.triple),
            None => self.platform.triple.to_owned(),
        }
    }

    /// zig has the C library of every Linux, at every version of glibc.
    fn wants_zig(&self) -> bool {
        self.platform.is_linux() && (self.glibc.is_some() || !self.platform.is_here())
    }

    /// A release build. Its folder is its own: other builds have other flags.
    pub(super) fn build(&self) -> Result<Native> {
        let run = match self.wants_zig() {
            true => zigbuild(&tools::zig()?)?,
            false => Run::cargo().arg("build"),
        };
        run.args(["--release", "--locked", "--target"])
            .arg(self.shown())
            .args(["--package", "keyward-cli", "--package", "keyward-node"])
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTFLAGS", flags(self.platform)?)
            .run()?;
        let folder = workspace::target()?
            .join(self.platform.triple)
            .join("release");
        Ok(Native {
            command: folder.join(self.platform.command()),
            addon: folder.join(self.platform.library()),
        })
    }
}

fn numbers((major, minor): (&str, &str)) -> Option<(u32, u32)> {
    Some((major.parse().ok()?, minor.parse().ok()?))
}

/// `cargo zigbuild`, with the programs of that folder before all others.
fn zigbuild(programs: &Path) -> Result<Run> {
    let path = env::var_os("PATH").unwrap_or_default();
    let places = std::iter::once(programs.to_path_buf()).chain(env::split_paths(&path));
    let path = env::join_paths(places)
        .map_err(|error| Failure::new(format!("PATH cannot be extended: {error}")))?;
    Ok(Run::cargo().arg("zigbuild").env("PATH", path))
}

/// The same bytes wherever the clone and the crates lie; a musl addon is a shared library; Windows needs no other
/// runtime of Microsoft's.
fn flags(platform: Platform) -> Result<String> {
    let mut flags = vec![remap(&workspace::root(), "keyward")];
    flags.extend(crates().map(|folder| remap(&folder, "crates")));
    if platform.is_musl() {
        flags.push("-Ctarget-feature=-crt-static".to_owned());
    }
    if platform.is_windows() {
        flags.push("-Ctarget-feature=+crt-static".to_owned());
    }
    Ok(flags.join(" "))
}

/// Where cargo unpacks crates.
fn crates() -> Option<PathBuf> {
    let named = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = named.or_else(|| Some(env::home_dir()?.join(".cargo")))?;
    Some(home.join("registry/src"))
}

fn remap(from: &Path, to: &str) -> String {
    format!("--remap-path-prefix={}={to}", from.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_of_glibc_stands_behind_the_triple() {
        let target = Target::parse("x86_64-unknown-linux-gnu.2.17").unwrap();
        assert_eq!(target.platform.name, "linux-x64-gnu");
        assert_eq!(target.glibc, Some((2, 17)));
        assert_eq!(target.shown(), "x86_64-unknown-linux-gnu.2.17");
        let musl = Target::parse("aarch64-unknown-linux-musl").unwrap();
        assert_eq!((musl.glibc, musl.platform.is_musl()), (None, true));
    }

    #[test]
    fn other_versions_are_refused() {
        for text in [
            "x86_64-unknown-linux-gnu.old",
            "x86_64-unknown-linux-musl.2.17",
            "x86_64-pc-windows-msvc.2.17",
        ] {
            let failure = Target::parse(text).unwrap_err();
            assert!(failure.to_string().contains("names no version of glibc"));
        }
    }
}
