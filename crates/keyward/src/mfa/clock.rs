//! This machine's clock beside AWS's, where codes were refused.

use keyward_core::Error;

use super::refusal;
use crate::{Engine, iam::IamCaller};

/// The refusal, with the skew in words and what to do.
pub(super) async fn explained(engine: &Engine, caller: &IamCaller, error: Error) -> Error {
    let probe = engine.probe(&caller.plan, &caller.credentials).await;
    let ahead = probe
        .server_time
        .map_or(0, |server| server.unix() - probe.asked_at.unix());
    let clock = refusal::clock(ahead);
    let hint = if clock.is_empty() {
        "the two codes must follow each other, the second be of this moment, and none be used before"
    } else {
        refusal::SET_THE_CLOCK
    };
    Error::new(error.code(), format!("{}{clock}", error.message()))
        .with_aws_code(error.aws_code().unwrap_or_default())
        .with_hint(hint)
}
