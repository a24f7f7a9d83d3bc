//! The vault from outside: what a caller, a killed process and a thief of files see.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod corruption;
mod everyday;
mod faults;
#[cfg(target_os = "linux")]
mod full_disk;
mod identity_files;
#[cfg(target_os = "linux")]
mod keyring;
mod kills;
mod plaintext;
mod random_bytes;
mod reexec;
mod support;
mod two_processes;
