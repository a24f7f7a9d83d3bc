//! One error for every part: a stable code, one sentence, and where known what to do next.

use std::{borrow::Cow, fmt};

/// The result of anything in keyward that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, as programs may match on it.
///
/// [`ErrorCode::as_str`] is the string in `--json` output and `err.code` in Node; it does not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorCode {
    /// Credentials were found for another account than the one asked for.
    AccountMismatch,
    /// AWS answered with a refusal. User action: read AWS's own words in the message.
    AwsRefused,
    /// The program asked for as `credential_process` failed or answered rubbish.
    CredentialProcessFailed,
    /// No space left on the device.
    DiskFull,
    /// The vault's entry is not the version that was expected: somebody else changed it.
    EntryChanged,
    /// The vault has an entry under this name already.
    EntryExists,
    /// The vault has no entry under this name.
    EntryNotFound,
    /// Credentials were found, but AWS no longer accepts them.
    ExpiredCredentials,
    /// Another keyward holds the lock under which a file is written.
    FileBusy,
    /// A file is there and cannot be read.
    FileUnreadable,
    /// A file cannot be written: no permission, a read-only file system, or no file but a device.
    FileUnwritable,
    /// The file that should hold an age identity holds none, or is open to others.
    IdentityFileInvalid,
    /// An argument, option or environment variable has a value that cannot be right.
    InvalidArgument,
    /// The operating system's keyring is absent, locked or refused.
    KeyringUnavailable,
    /// The person who was to approve a sign-in refused it.
    LoginDenied,
    /// Somebody has to sign in (again): `keyward login`.
    LoginRequired,
    /// AWS wants a code from an MFA device.
    MfaRequired,
    /// No connection to the endpoint, or it broke off.
    Network,
    /// Nobody had credentials. The message names each source and why it stepped aside.
    NoCredentials,
    /// The machinery for this has not landed in this version.
    NotSupported,
    /// Half a key pair: an id without a secret, or the other way round.
    PartialCredentials,
    /// A file has a line that AWS's syntax does not know, or a profile contradicts itself.
    ProfileInvalid,
    /// `source_profile` leads back to a profile that is already in the chain.
    ProfileLoop,
    /// No file defines this profile, and the vault has no entry for it.
    ProfileNotFound,
    /// A project file (`.keyward.toml`) is not trusted, or is not the user's own.
    ProjectUntrusted,
    /// A person must answer, and there is no terminal to ask on.
    PromptUnavailable,
    /// keyward was asked, through a `credential_process`, for what it is just looking for.
    RecursiveProcess,
    /// The endpoint did not answer in time.
    Timeout,
    /// A defect of keyward, or a state nobody foresaw.
    Unexpected,
    /// Another process holds the vault's lock.
    VaultBusy,
    /// Bytes in the vault are not what was written there.
    VaultDamaged,
    /// There is a vault at this place already.
    VaultExists,
    /// The vault is not the one that this identity belongs to.
    VaultForeign,
    /// Nothing given opens the vault.
    VaultLocked,
    /// A newer keyward wrote this vault.
    VaultNewerFormat,
    /// There is no vault at this place.
    VaultNotFound,
    /// The vault's folder or file system refuses writing.
    VaultReadOnly,
    /// The vault is older than one that was seen here before.
    VaultRolledBack,
    /// The passphrase does not open the vault.
    WrongPassphrase,
}

impl ErrorCode {
    /// The stable string of this code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AccountMismatch => "account_mismatch",
            Self::AwsRefused => "aws_refused",
            Self::CredentialProcessFailed => "credential_process_failed",
            Self::DiskFull => "disk_full",
            Self::EntryChanged => "entry_changed",
            Self::EntryExists => "entry_exists",
            Self::EntryNotFound => "entry_not_found",
            Self::ExpiredCredentials => "expired_credentials",
            Self::FileBusy => "file_busy",
            Self::FileUnreadable => "file_unreadable",
            Self::FileUnwritable => "file_unwritable",
            Self::IdentityFileInvalid => "identity_file_invalid",
            Self::InvalidArgument => "invalid_argument",
            Self::KeyringUnavailable => "keyring_unavailable",
            Self::LoginDenied => "login_denied",
            Self::LoginRequired => "login_required",
            Self::MfaRequired => "mfa_required",
            Self::Network => "network",
            Self::NoCredentials => "no_credentials",
            Self::NotSupported => "not_supported",
            Self::PartialCredentials => "partial_credentials",
            Self::ProfileInvalid => "profile_invalid",
            Self::ProfileLoop => "profile_loop",
            Self::ProfileNotFound => "profile_not_found",
            Self::ProjectUntrusted => "project_untrusted",
            Self::PromptUnavailable => "prompt_unavailable",
            Self::RecursiveProcess => "recursive_process",
            Self::Timeout => "timeout",
            Self::Unexpected => "unexpected",
            Self::VaultBusy => "vault_busy",
            Self::VaultDamaged => "vault_damaged",
            Self::VaultExists => "vault_exists",
            Self::VaultForeign => "vault_foreign",
            Self::VaultLocked => "vault_locked",
            Self::VaultNewerFormat => "vault_newer_format",
            Self::VaultNotFound => "vault_not_found",
            Self::VaultReadOnly => "vault_read_only",
            Self::VaultRolledBack => "vault_rolled_back",
            Self::WrongPassphrase => "wrong_passphrase",
        }
    }
}

/// An error with its code, one sentence in plain words, and usually what to do next.
///
/// The message starts in lower case, carries file and line where there is one, has no final full
/// stop and never a secret. The command line prints it behind `error:`, the hint behind `hint:`.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    code: ErrorCode,
    message: Cow<'static, str>,
    hint: Option<Cow<'static, str>>,
    aws_code: Option<String>,
    passing: bool,
}

impl Error {
    /// An error with its code and sentence.
    #[must_use]
    pub fn new(code: ErrorCode, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            code,
            message: message.into(),
            hint: None,
            aws_code: None,
            passing: matches!(code, ErrorCode::Network | ErrorCode::Timeout),
        }))
    }

    /// The same sentence under another code, by the part that knows whose file it is about.
    #[must_use]
    pub fn with_code(mut self, code: ErrorCode) -> Self {
        self.0.code = code;
        self
    }

    /// Says what to do next.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<Cow<'static, str>>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// As [`Error::with_hint`], where there may be nothing to say.
    #[must_use]
    pub fn with_optional_hint(self, hint: Option<&'static str>) -> Self {
        match hint {
            Some(hint) => self.with_hint(hint),
            None => self,
        }
    }

    /// Adds the error code that AWS answered with (`AccessDenied`, `ExpiredToken`, …).
    #[must_use]
    pub fn with_aws_code(mut self, code: impl Into<String>) -> Self {
        self.0.aws_code = Some(code.into());
        self
    }

    /// Marks a fault that may be gone in a moment (throttling, a server error): credentials that
    /// still have time are kept through it.
    #[must_use]
    pub fn with_passing(mut self, passing: bool) -> Self {
        self.0.passing = passing;
        self
    }

    /// Puts words in front of the message: `context: message`.
    #[must_use]
    pub fn in_context(mut self, context: impl fmt::Display) -> Self {
        self.0.message = format!("{context}: {}", self.0.message).into();
        self
    }

    /// What went wrong, for programs.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        self.0.code
    }

    /// What went wrong, for people.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What to do next, where it is known.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }

    /// AWS's own error code, where AWS refused.
    #[must_use]
    pub fn aws_code(&self) -> Option<&str> {
        self.0.aws_code.as_deref()
    }

    /// Whether it may be gone in a moment.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        self.0.passing
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Error {}

/// An error shared by every caller of one refresh is the same error for each of them.
impl Clone for Error {
    fn clone(&self) -> Self {
        Self(Box::new(Inner {
            code: self.0.code,
            message: self.0.message.clone(),
            hint: self.0.hint.clone(),
            aws_code: self.0.aws_code.clone(),
            passing: self.0.passing,
        }))
    }
}
