//! The program's `mfaCodeProvider`, called from the engine's threads.

use std::sync::Arc;

use keyward::{CodeFuture, MfaProvider, MfaQuestion};
use keyward_core::{Error, ErrorCode, Result, Secret};
use napi::{Status, bindgen_prelude::Promise, threadsafe_function::ThreadsafeFunction};
use napi_derive::napi;

/// `js/call.cjs` makes it: it always answers, and never throws.
pub(crate) type AskCode = ThreadsafeFunction<String, Promise<NativeCode>, String, Status, false>;

/// What the program's callback came to.
#[napi(object)]
pub struct NativeCode {
    /// The code.
    pub code: Option<String>,
    /// What it threw.
    pub error: Option<String>,
}

pub(crate) fn provider(ask: AskCode) -> Arc<dyn MfaProvider> {
    Arc::new(Callback(Arc::new(ask)))
}

struct Callback(Arc<AskCode>);

impl MfaProvider for Callback {
    fn code(&self, question: &MfaQuestion) -> CodeFuture {
        let (ask, serial) = (Arc::clone(&self.0), question.serial.clone());
        Box::pin(async move { code(&ask, serial).await })
    }
}

async fn code(ask: &AskCode, serial: String) -> Result<Secret> {
    let promise = ask.call_async(serial.clone()).await.map_err(broken)?;
    let answer = promise.await.map_err(broken)?;
    if let Some(code) = answer.code {
        return Ok(Secret::from(code));
    }
    Err(Error::new(
        ErrorCode::MfaRequired,
        format!(
            "mfaCodeProvider gave no code of the MFA device {serial}: {}",
            answer.error.unwrap_or_default()
        ),
    )
    .with_hint("it is to return the six digits, or a promise of them"))
}

#[allow(
    clippy::needless_pass_by_value,
    reason = "used as a function in map_err"
)]
fn broken(error: napi::Error) -> Error {
    Error::new(
        ErrorCode::MfaRequired,
        format!(
            "mfaCodeProvider did not answer with a code: {}",
            error.reason
        ),
    )
    .with_hint("it is to return the six digits as a string, or a promise of them")
}
