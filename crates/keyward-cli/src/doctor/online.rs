//! What only AWS knows: whether the clock is right, whether a key is the root user's, how old it is,
//! and whether its user has MFA.

use keyward::{
    Engine, Request, key_id,
    traps::{Severity, Trap, skew},
};
use keyward_core::{Credentials, Error};
use keyward_profile::Plan;

use super::vault::OLD_AFTER_DAYS;

/// Asks STS with the credentials of the request.
pub(crate) async fn look(engine: &Engine, request: &Request, found: &mut Vec<Trap>) {
    let (plan, credentials) = match engine.resolve(request).await {
        Ok(resolved) => resolved,
        Err(error) => return found.push(trouble(&error)),
    };
    let probe = engine.probe(&plan, &credentials).await;
    if let Some(server) = probe.server_time {
        found.extend(skew(server, probe.asked_at));
    }
    match &probe.caller {
        Ok(caller) if caller.arn.ends_with(":root") => found.push(Trap::new(
            "root_key",
            Severity::Error,
            format!(
                "the key {} is the root user's of account {}: nothing can limit it",
                key_id::shown(&credentials.access_key_id),
                caller.account
            ),
            "make an IAM user or a role for this work, then delete the root user's key in the console",
        )),
        Ok(_) if credentials.session_token.is_none() => {
            long_lived(engine, &plan, &credentials, found).await;
        }
        Ok(_) => {}
        Err(error) => found.push(trouble(error)),
    }
}

async fn long_lived(engine: &Engine, plan: &Plan, key: &Credentials, found: &mut Vec<Trap>) {
    let shown = key_id::shown(&key.access_key_id);
    let facts = match engine.key_facts(plan, key).await {
        Ok(facts) => facts,
        Err(error) => {
            let message = format!("age and MFA of {shown} are not known: {}", error.message());
            let remedy = "allow its user iam:ListAccessKeys and iam:ListMFADevices on itself";
            return found.push(Trap::new("online", Severity::Notice, message, remedy));
        }
    };
    let now = engine.world().now().unix();
    let days = facts.created.map(|created| (now - created.unix()) / 86_400);
    if let Some(days) = days.filter(|days| *days > OLD_AFTER_DAYS) {
        found.push(Trap::new(
            "old_key",
            Severity::Warning,
            format!("the key {shown} was made {days} days ago"),
            "keyward rotate PROFILE",
        ));
    }
    if !facts.has_mfa {
        found.push(Trap::new(
            "no_mfa",
            Severity::Warning,
            format!("the user of the key {shown} has no MFA device"),
            "register one in the IAM console, and demand it in the trust policies of the user's roles",
        ));
    }
}

fn trouble(error: &Error) -> Trap {
    let remedy = error.hint().unwrap_or("see `keyward explain`");
    Trap::new("online", Severity::Error, error.message(), remedy)
}
