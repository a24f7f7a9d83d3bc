//! What a request brings along for when a code is wanted.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
};

use keyward_core::{Result, Secret};

/// A code that is on its way.
pub type CodeFuture = Pin<Box<dyn Future<Output = Result<Secret>> + Send>>;

/// Somebody who knows codes: the callback of a program.
pub trait MfaProvider: Send + Sync {
    /// A code of the device, six digits.
    fn code(&self, question: &MfaQuestion) -> CodeFuture;
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MfaQuestion {
    /// The device: an ARN, or the number on it.
    pub serial: String,
    /// For what: a role, or a session of a profile.
    pub purpose: String,
    /// AWS has just refused the code before: used already, or mistyped.
    pub again: bool,
}

/// Answers that come with a request. None by default.
#[derive(Clone, Default)]
pub struct MfaAnswers {
    /// A code that somebody gave with the request; good for one call.
    pub code: Option<Secret>,
    /// Whom to ask before anybody else.
    pub provider: Option<Arc<dyn MfaProvider>>,
}

impl fmt::Debug for MfaAnswers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MfaAnswers")
            .field("code", &self.code)
            .field("provider", &self.provider.is_some())
            .finish()
    }
}

impl PartialEq for MfaAnswers {
    fn eq(&self, other: &Self) -> bool {
        let same_provider = match (&self.provider, &other.provider) {
            (None, None) => true,
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            _ => false,
        };
        same_provider && self.code == other.code
    }
}

impl Eq for MfaAnswers {}

/// The same while the request runs: the code is given away once.
#[derive(Default)]
pub(crate) struct Answers {
    code: Mutex<Option<Secret>>,
    pub(crate) provider: Option<Arc<dyn MfaProvider>>,
}

impl Answers {
    pub(crate) fn of(answers: &MfaAnswers) -> Self {
        Self {
            code: Mutex::new(answers.code.clone()),
            provider: answers.provider.clone(),
        }
    }

    pub(crate) fn has_code(&self) -> bool {
        self.lock().is_some()
    }

    pub(crate) fn take_code(&self) -> Option<Secret> {
        self.lock().take()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Secret>> {
        self.code.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
