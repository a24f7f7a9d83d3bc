//! Runs a plan part by part, with a watch in the hand.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use keyward_core::{Credentials, Error, ErrorCode, Result};
use keyward_profile::{Plan, Step};

use super::{
    Explanation,
    asked::{Answer, Asked, milliseconds},
    places,
};
use crate::{Engine, Request, engine::at_the_end, mfa};

/// Above what any source allows itself but a `credential_process`, behind which a person may be.
const PATIENCE: Duration = Duration::from_secs(60);

/// For the last question, without which the rest is still worth reading.
const PROBE_PATIENCE: Duration = Duration::from_secs(10);

pub(super) async fn run(
    engine: &Engine,
    request: &Request,
    plan: Plan,
    explanation: &mut Explanation,
) {
    let plan = Arc::new(plan);
    let got = parts(engine, &plan, explanation).await;
    let Some(credentials) = got else {
        return;
    };
    probe(engine, &plan, &credentials, explanation).await;
    if let Some(wanted) = &request.account_id
        && explanation.error.is_none()
        && let Err(error) = engine.check_account(wanted, &plan, &credentials).await
    {
        explanation.error = Some(error);
    }
}

/// The credentials of the last part that had any.
async fn parts(
    engine: &Engine,
    plan: &Arc<Plan>,
    explanation: &mut Explanation,
) -> Option<Credentials> {
    let mut last = None;
    for count in 0..=plan.steps.len() {
        let step = count.checked_sub(1).map(|below| &plan.steps[below]);
        let started = Instant::now();
        let got = match step.and_then(|step| code_wanted(engine, plan, step)) {
            Some(why) => Err(Answer::NotAsked { why }),
            None => part(engine, plan, count, explanation).await,
        };
        let goes_on = got.is_ok();
        let answer = match got {
            Ok(credentials) => {
                let answer = Answer::of(&credentials);
                last = Some(credentials);
                answer
            }
            Err(answer) => answer,
        };
        explanation.asked.push(Asked {
            what: step.map_or(plan.base.name(), operation),
            looked_at: places::of(engine, plan, step).await,
            answer,
            milliseconds: milliseconds(started),
        });
        if !goes_on {
            break;
        }
    }
    last
}

async fn part(
    engine: &Engine,
    plan: &Arc<Plan>,
    count: usize,
    explanation: &mut Explanation,
) -> Result<Credentials, Answer> {
    let work = engine.credentials_after(Arc::clone(plan), count, false);
    let error = match within(PATIENCE, work).await {
        Ok(credentials) => return Ok(credentials),
        Err(error) => error,
    };
    let told = at_the_end(error.clone(), plan, explanation.considered.clone());
    explanation.error = Some(told);
    Err(Answer::Failed { error })
}

/// Who AWS says we are. A refusal is the explanation's error; no connection is only told.
async fn probe(
    engine: &Engine,
    plan: &Plan,
    credentials: &Credentials,
    explanation: &mut Explanation,
) {
    let started = Instant::now();
    let work = async { Ok(engine.probe(plan, credentials).await) };
    let answer = match within(PROBE_PATIENCE, work).await {
        Err(error) => Answer::Failed { error },
        Ok(probe) => {
            let answer = match probe.caller.clone() {
                Ok(caller) => caller.into(),
                Err(error) => Answer::Failed { error },
            };
            explanation.probe = Some(probe);
            answer
        }
    };
    if let Answer::Failed { error } = &answer
        && error.code() == ErrorCode::AwsRefused
    {
        explanation.error.get_or_insert_with(|| error.clone());
    }
    explanation.asked.push(Asked {
        what: "GetCallerIdentity",
        looked_at: places::sts(engine, plan, None).await,
        answer,
        milliseconds: milliseconds(started),
    });
}

/// Explaining asks nobody for a code.
fn code_wanted(engine: &Engine, plan: &Plan, step: &Step) -> Option<String> {
    let serial = step.mfa_serial()?;
    let from =
        mfa::codes_from(engine, plan, step).map_or_else(String::new, |from| format!("; {from}"));
    Some(format!(
        "it wants a code from the MFA device {serial}{from}"
    ))
}

fn operation(step: &Step) -> &'static str {
    match step {
        Step::AssumeRole(_) => "AssumeRole",
        Step::GetSessionToken(_) => "GetSessionToken",
    }
}

async fn within<T>(patience: Duration, work: impl Future<Output = Result<T>>) -> Result<T> {
    let answer = tokio::time::timeout(patience, work).await;
    answer.unwrap_or_else(|_| {
        let seconds = patience.as_secs();
        Err(
            Error::new(ErrorCode::Timeout, format!("no answer within {seconds} s"))
                .with_hint("is the network up, and does the endpoint answer?"),
        )
    })
}
