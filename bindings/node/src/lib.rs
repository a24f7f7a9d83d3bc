//! The native half of the npm package `keyward`: functions over the engine, AWS's signer, and conversions.
//! What JavaScript sees is in `js/`.

mod convert;
mod engine;
mod features;
mod mfa;
mod signer;
mod vault;

use std::collections::HashMap;

use convert::{NativeCredentials, NativeOutcome, NativeRequest};
use keyward::{AtHand, Engine, Explanation, Request};
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
    let (plan, credentials) = engine.resolve(&request).await?;
    let handed = keyward::hand_over(credentials, &plan.settings, engine.world().now());
    Ok(NativeCredentials {
        features: Some(features::of(&plan)),
        ..handed.into()
    })
}

/// Credentials that need no network, no process and no person, at once. With `keys` the profile's own keys, whatever role it
/// names.
#[napi]
pub fn credentials_at_hand(
    request: NativeRequest,
    env: HashMap<String, String>,
    keys: bool,
) -> NativeOutcome {
    let loan = engine::for_environment(env);
    let what = if keys { AtHand::Keys } else { AtHand::Profile };
    let answer = at_hand(&loan.engine, what, request);
    loan.end(answer).into()
}

/// The region of a profile as a JSON string, or `null`.
#[napi]
pub fn region(profile: Option<String>, env: HashMap<String, String>) -> NativeOutcome {
    let loan = engine::for_environment(env);
    let answer = region_of(&loan.engine, profile);
    loan.end(answer).into()
}

fn region_of(engine: &Engine, profile: Option<String>) -> Result<String> {
    let profile = profile.map(|name| name.parse()).transpose()?;
    let region = engine.region(profile.as_ref())?;
    Ok(serde_json::Value::from(region).to_string())
}

fn at_hand(engine: &Engine, what: AtHand, request: NativeRequest) -> Result<NativeCredentials> {
    let (plan, credentials) = engine.at_hand(what, &request.try_into()?)?;
    Ok(keyward::hand_over(credentials, &plan.settings, engine.world().now()).into())
}

/// The explanation of a request as JSON text, an error of its own included; or why there is none. With
/// `resolve` the plan is run.
#[napi]
pub async fn explain(
    request: NativeRequest,
    env: HashMap<String, String>,
    resolve: bool,
) -> NativeOutcome {
    let loan = engine::for_environment(env);
    match explanation(&loan.engine, request, resolve).await {
        Ok(explanation) => {
            let json = convert::json(&explanation);
            // What cannot be opened is forgotten as with `credentials`.
            let _ = loan.end(explanation.error.map_or(Ok(()), Err));
            json.into()
        }
        Err(error) => error.into(),
    }
}

async fn explanation(
    engine: &Engine,
    request: NativeRequest,
    resolve: bool,
) -> Result<Explanation> {
    let request = request.try_into()?;
    Ok(if resolve {
        engine.explain_resolving(&request).await
    } else {
        engine.explain(&request).await
    })
}
