//! What a release binary must be: small, stripped, and able to run on the C library that it claims.

use std::{fs, path::Path};

use super::{Native, target::Target};
use crate::{
    elf,
    failure::{Failure, Result},
};

const MEGABYTE: u64 = 1_000_000;
const COMMAND_BELOW: u64 = 25 * MEGABYTE;
const ADDON_BELOW: u64 = 15 * MEGABYTE;

/// Size and symbols of both.
pub(crate) fn check(native: &Native) -> Result {
    check_size(&native.command, COMMAND_BELOW)?;
    check_size(&native.addon, ADDON_BELOW)
}

/// The newest glibc that either asks for is not newer than the target's.
pub(super) fn check_glibc(native: &Native, target: &Target) -> Result {
    for file in [&native.command, &native.addon] {
        let Some((major, minor)) = elf::newest_glibc(&read(file)?) else {
            continue;
        };
        println!("   {}: glibc {major}.{minor} or newer", name(file));
        if target.glibc.is_some_and(|oldest| (major, minor) > oldest) {
            return Err(Failure::new(format!(
                "{} wants glibc {major}.{minor}",
                name(file)
            )));
        }
    }
    Ok(())
}

fn check_size(file: &Path, below: u64) -> Result {
    let bytes = read(file)?;
    let size = bytes.len() as u64;
    let name = name(file);
    println!("   {name}: {:.1} MB", size as f64 / MEGABYTE as f64);
    if size >= below {
        return Err(Failure::new(format!(
            "{name} is not below {} MB",
            below / MEGABYTE
        )));
    }
    if elf::has_symbols(&bytes) {
        return Err(Failure::new(format!("{name} is not stripped")));
    }
    Ok(())
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).map_err(Failure::io("read", file))
}

fn name(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
