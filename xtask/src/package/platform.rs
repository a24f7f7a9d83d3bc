//! The platforms that keyward is built for: npm's name and Rust's.

use crate::failure::{Failure, Result};

/// A platform package: a folder in `bindings/node/npm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Platform {
    /// As napi-rs names it: `linux-x64-gnu`.
    pub(crate) name: &'static str,
    /// As Rust names it: `x86_64-unknown-linux-gnu`.
    pub(crate) triple: &'static str,
}

const PLATFORMS: [Platform; 7] = [
    platform("darwin-arm64", "aarch64-apple-darwin"),
    platform("darwin-x64", "x86_64-apple-darwin"),
    platform("linux-arm64-gnu", "aarch64-unknown-linux-gnu"),
    platform("linux-arm64-musl", "aarch64-unknown-linux-musl"),
    platform("linux-x64-gnu", "x86_64-unknown-linux-gnu"),
    platform("linux-x64-musl", "x86_64-unknown-linux-musl"),
    platform("win32-x64-msvc", "x86_64-pc-windows-msvc"),
];

const fn platform(name: &'static str, triple: &'static str) -> Platform {
    Platform { name, triple }
}

impl Platform {
    /// The one that this program was built for.
    pub(crate) fn here() -> Result<Self> {
        let name = crate::addon::platform();
        find(|platform| platform.name == name).ok_or_else(|| {
            Failure::new(format!("there is no platform package for {name}"))
                .with_hint(format!("there is one for each of {}", names()))
        })
    }

    pub(crate) fn of_triple(triple: &str) -> Result<Self> {
        find(|platform| platform.triple == triple).ok_or_else(|| {
            let known = PLATFORMS.map(|platform| platform.triple).join(", ");
            Failure::new(format!("there is no platform package for {triple:?}"))
                .with_hint(format!("there is one for each of {known}"))
        })
    }

    pub(crate) fn is_here(self) -> bool {
        self.name == crate::addon::platform()
    }

    pub(crate) fn is_linux(self) -> bool {
        self.name.starts_with("linux-")
    }

    pub(crate) fn is_musl(self) -> bool {
        self.name.ends_with("-musl")
    }

    pub(crate) fn is_windows(self) -> bool {
        self.name.starts_with("win32-")
    }

    /// The command's file name.
    pub(crate) fn command(self) -> &'static str {
        match self.is_windows() {
            true => "keyward.exe",
            false => "keyward",
        }
    }

    /// The addon as Node loads it.
    pub(crate) fn addon(self) -> String {
        format!("keyward.{}.node", self.name)
    }

    /// The addon as cargo builds it.
    pub(crate) fn library(self) -> &'static str {
        match self.name.split('-').next() {
            Some("win32") => "keyward_node.dll",
            Some("darwin") => "libkeyward_node.dylib",
            _ => "libkeyward_node.so",
        }
    }
}

fn find(wanted: impl Fn(&Platform) -> bool) -> Option<Platform> {
    PLATFORMS.into_iter().find(wanted)
}

fn names() -> String {
    PLATFORMS.map(|platform| platform.name).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_its_folder_and_no_other_folder_is_there() {
        let folder = crate::workspace::file("bindings/node/npm");
        let mut found: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        found.sort();
        assert_eq!(found, PLATFORMS.map(|platform| platform.name.to_owned()));
    }

    #[test]
    fn a_triple_that_nobody_ships_is_refused_by_name() {
        let failure = Platform::of_triple("riscv64gc-unknown-linux-gnu").unwrap_err();
        assert!(
            failure
                .to_string()
                .contains("\"riscv64gc-unknown-linux-gnu\"")
        );
        let found = Platform::of_triple("aarch64-apple-darwin").unwrap();
        assert_eq!(found.addon(), "keyward.darwin-arm64.node");
    }
}
