//! Exit codes (DESIGN §5), and the one place where an error becomes text on a screen.

use std::process::{ExitCode, Termination};

use keyward_core::{Error, ErrorCode};
use serde_json::{Value, json};

use crate::screen;

/// How `keyward` ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    Done,
    Unexpected,
    Usage,
    NoCredentials,
    VaultLocked,
    AwsRefused,
    PersonNeeded,
    Network,
    /// Something was found: `doctor`, …
    Findings,
    /// The child's own code, or 125 to 127 where there was no child.
    Child(u8),
}

impl Exit {
    /// Which of several outcomes counts: what a person must mend before what may be gone by itself.
    pub(crate) fn severity(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Findings => 1,
            Self::Network => 2,
            other => 3 + other.code(),
        }
    }

    fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Unexpected => 1,
            Self::Usage => 2,
            Self::NoCredentials => 3,
            Self::VaultLocked => 4,
            Self::AwsRefused => 5,
            Self::PersonNeeded => 6,
            Self::Network => 7,
            Self::Findings => 8,
            Self::Child(code) => code,
        }
    }
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(self.code())
    }
}

impl From<ErrorCode> for Exit {
    fn from(code: ErrorCode) -> Self {
        match code {
            ErrorCode::InvalidArgument
            | ErrorCode::NotSupported
            | ErrorCode::EntryExists
            | ErrorCode::EntryNotFound
            | ErrorCode::VaultExists => Self::Usage,
            ErrorCode::AccountMismatch
            | ErrorCode::CredentialProcessFailed
            | ErrorCode::ExpiredCredentials
            | ErrorCode::FileBusy
            | ErrorCode::FileUnreadable
            | ErrorCode::FileUnwritable
            | ErrorCode::NoCredentials
            | ErrorCode::PartialCredentials
            | ErrorCode::ProfileInvalid
            | ErrorCode::ProfileLoop
            | ErrorCode::ProfileNotFound
            | ErrorCode::RecursiveProcess => Self::NoCredentials,
            ErrorCode::IdentityFileInvalid
            | ErrorCode::KeyringUnavailable
            | ErrorCode::VaultBusy
            | ErrorCode::VaultDamaged
            | ErrorCode::VaultForeign
            | ErrorCode::VaultLocked
            | ErrorCode::VaultNewerFormat
            | ErrorCode::VaultNotFound
            | ErrorCode::VaultReadOnly
            | ErrorCode::VaultRolledBack
            | ErrorCode::WrongPassphrase => Self::VaultLocked,
            ErrorCode::AwsRefused | ErrorCode::LoginDenied => Self::AwsRefused,
            ErrorCode::LoginRequired
            | ErrorCode::MfaRequired
            | ErrorCode::ProjectUntrusted
            | ErrorCode::PromptUnavailable => Self::PersonNeeded,
            ErrorCode::Network | ErrorCode::Timeout => Self::Network,
            _ => Self::Unexpected,
        }
    }
}

/// Tells the error: `error:` and `hint:` on stderr, and as an object on stdout where JSON was asked for.
pub(crate) fn fail(error: &Error, json: bool) -> Exit {
    if json {
        screen::print_json(&json!({ "error": as_json(error) }));
    }
    screen::error(error);
    error.code().into()
}

/// An error as the value of `error` in `--json` output.
pub(crate) fn as_json(error: &Error) -> Value {
    json!({
        "code": error.code().as_str(),
        "message": error.message(),
        "hint": error.hint(),
        "awsCode": error.aws_code(),
    })
}
