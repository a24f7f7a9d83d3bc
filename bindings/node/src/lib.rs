//! The native half of the npm package `keyward`: two functions over the engine, and conversions.
//! What JavaScript sees is in `js/`.

mod convert;
mod engine;
mod mfa;

use std::collections::HashMap;

use convert::{NativeCredentials, NativeOutcome, NativeRequest};
use keyward::{Engine, Request};
use keyward_core::Result;
use napi_derive::napi;

/// Credentials for a request, or what went wrong, as data.
#[napi]
pub async fn credentials(
    request: NativeRequest,
    env: HashMap<String, String>,
    mfa_codes: Option<mfa::AskCode>,
) -> NativeOutcome {
    let loan = engine::for_environment(env);
    let answer = resolve(&loan.engine, request, mfa_codes).await;
    loan.end(answer).into()
}

async fn resolve(
    engine: &Engine,
    request: NativeRequest,
    mfa_codes: Option<mfa::AskCode>,
) -> Result<NativeCredentials> {
    let mut request = Request::try_from(request)?;
    request.mfa.provider = mfa_codes.map(mfa::provider);
    let credentials = engine.credentials(&request).await?;
    Ok(keyward::hand_over(credentials, engine.world().now()).into())
}

/// The explanation of a request as JSON text, or what went wrong, as data.
#[napi]
pub async fn explain(request: NativeRequest, env: HashMap<String, String>) -> NativeOutcome {
    let loan = engine::for_environment(env);
    let answer = explanation(&loan.engine, request).await;
    loan.end(answer).into()
}

async fn explanation(engine: &Engine, request: NativeRequest) -> Result<String> {
    let explanation = engine.explain(&request.try_into()?).await;
    match explanation.error {
        Some(error) => Err(error),
        None => convert::json(&explanation),
    }
}
