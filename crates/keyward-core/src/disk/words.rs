//! What the operating system said, in keyward's codes and words.

use std::{
    io::{self, ErrorKind},
    path::Path,
};

use crate::{Error, ErrorCode};

pub(super) fn cannot_read(path: &Path, error: &io::Error) -> Error {
    Error::new(
        ErrorCode::FileUnreadable,
        format!("cannot read {}: {error}", path.display()),
    )
    .with_hint("check the owner and the permissions of this file and of the folders above it")
}

pub(super) fn cannot_write(path: &Path, error: &io::Error) -> Error {
    let (code, hint) = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => (
            ErrorCode::DiskFull,
            "free some space and try again; what was there before is unchanged",
        ),
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => (
            ErrorCode::FileUnwritable,
            "check that you may write in this folder and that its file system is not read-only",
        ),
        _ => (
            ErrorCode::FileUnwritable,
            "check this path and the folders above it",
        ),
    };
    Error::new(code, format!("cannot write {}: {error}", path.display())).with_hint(hint)
}
