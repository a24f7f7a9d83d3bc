//! A step with a code, and once more with another code where AWS refuses the first.

use std::time::Duration;

use keyward_core::{Credentials, Error, Result, Timestamp};
use keyward_profile::Plan;

use super::{
    Proof,
    code::{self, Origin},
    refusal, totp,
};
use crate::Engine;

/// Step number `index` of the plan on the credentials `with`.
///
/// # Errors
/// `mfa_required` where nobody has a code; AWS's refusal.
pub(super) async fn prove(
    engine: &Engine,
    plan: &Plan,
    index: usize,
    with: &Credentials,
) -> Result<Credentials> {
    let step = &plan.steps[index];
    let serial = step.mfa_serial().unwrap_or_default();
    let mut question = code::question(plan, step, serial);
    let first = code::ask(engine, plan, index, &question, 0).await?;
    let origin = first.origin;
    let proof = Proof::new(serial, first.digits);
    let refused = match engine.call(plan, index, with, Some(&proof)).await {
        Err(error) if refusal::is_of_the_code(&error) => error,
        Err(error) => return Err(refusal::explained(error, serial)),
        answer => return answer,
    };
    if origin == Origin::Given {
        return Err(refusal::of_code(&refused, &proof, origin));
    }
    if origin == Origin::Command {
        tokio::time::sleep(until_next_window(engine.world().now())).await;
    }
    question.again = true;
    let second = code::ask(engine, plan, index, &question, proof.skew()).await?;
    let proof = Proof::new(serial, second.digits);
    let answer = engine.call(plan, index, with, Some(&proof)).await;
    answer.map_err(|error| last_word(error, &proof, origin))
}

fn last_word(error: Error, proof: &Proof, origin: Origin) -> Error {
    if refusal::is_of_the_code(&error) {
        return refusal::of_code(&error, proof, origin);
    }
    refusal::explained(error, &proof.serial)
}

/// Whoever prints the code of this window prints the same again until it ends.
fn until_next_window(now: Timestamp) -> Duration {
    let left = totp::WINDOW - now.unix().rem_euclid(totp::WINDOW);
    Duration::from_secs(left.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_window_begins_at_a_multiple_of_thirty_seconds() {
        for (now, seconds) in [(0, 30), (1, 29), (29, 1), (59, 1), (60, 30)] {
            let left = until_next_window(Timestamp::from_unix(now));
            assert_eq!(left, Duration::from_secs(seconds), "{now}");
        }
    }
}
