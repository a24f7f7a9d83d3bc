//! Why a signature was not believed, said to whom the sandbox belongs: more plainly than AWS says it
//! to the client, and without a secret.

use subtle::ConstantTimeEq;

use crate::auth::Doubted;
use crate::protocol::{Service, times};
use crate::refusal;
use crate::sigv4::{Authorization, Dialect, Fault, SigningKey, diagnosis};
use crate::state::{Disbelief, Owner, State};

/// How many other keys are tried.
const OTHERS: usize = 200;

/// Explains a fault; `authorization` is there where the request has one that can be read.
pub(crate) fn of(
    state: &State,
    doubted: &Doubted,
    authorization: Option<&Authorization>,
    service: Service,
) -> Disbelief {
    let mut disbelief = Disbelief {
        reason: reason(state, &doubted.fault, authorization, service),
        canonical_request: None,
        string_to_sign: None,
    };
    if let (Fault::Mismatch(mismatch), Some(authorization)) = (&doubted.fault, authorization) {
        let general = Dialect::of(service) == Dialect::General;
        let canonical = diagnosis::without_secrets(&mismatch.canonical_request, general);
        disbelief.canonical_request = Some(canonical);
        disbelief.string_to_sign = Some(mismatch.string_to_sign.clone());
        disbelief.reason = difference(state, doubted, authorization, service);
    }
    disbelief
}

fn reason(
    state: &State,
    fault: &Fault,
    authorization: Option<&Authorization>,
    service: Service,
) -> String {
    let id = authorization.map_or("", |authorization| &authorization.access_key_id);
    let at = |at| times::seconds(state.clock.told(at));
    match fault {
        Fault::Missing => "the request carries no signature".to_owned(),
        Fault::UnknownKey(id) => unknown(state, id),
        Fault::Token { given: false } => {
            "this key is a session's, and the request carries no session token".to_owned()
        }
        Fault::Token { given: true } if state.sessions.contains_key(id) => {
            "the session token is not the one of this session".to_owned()
        }
        Fault::Token { given: true } => {
            "the request carries a session token, and the key is a long-lived one".to_owned()
        }
        Fault::Expired => match state.sessions.get(id) {
            Some(session) => format!("the session ended at {}", at(session.expires)),
            None => "the session has ended".to_owned(),
        },
        Fault::Skewed { signed, now } => {
            let minutes = (*signed - *now).whole_minutes();
            let side = if minutes < 0 { "before" } else { "after" };
            let minutes = minutes.abs();
            format!("it was signed {minutes} minutes {side} now; 15 are allowed. Is a clock wrong?")
        }
        Fault::Unsigned(names) => {
            format!("sent but not under the signature: {}", names.join(", "))
        }
        other => refusal::of(other, service).message.to_string(),
    }
}

/// AWS does not tell these apart.
fn unknown(state: &State, id: &str) -> String {
    let travelling = !state.propagation.delay().is_zero();
    match (state.keys.get(id), state.enforced_key(id)) {
        (Some(key), Some(enforced)) if key.active && !enforced.active => {
            "the key is active again, and the change has not propagated yet".to_owned()
        }
        (Some(_), None) if travelling => "the key is new and has not propagated yet".to_owned(),
        (_, Some(enforced)) if !enforced.active => "the key is inactive".to_owned(),
        (_, Some(enforced)) => match &enforced.owner {
            Owner::User(name) => {
                format!("the user {name}, to whom the key belongs, does not exist")
            }
            Owner::Root => "the key is refused".to_owned(),
        },
        (_, None) if state.sessions.contains_key(id) => {
            "the user or role of this session does not exist any more".to_owned()
        }
        _ => "no such key or session: never made here, deleted, or of another sandbox".to_owned(),
    }
}

/// Which part of the request was signed differently, as far as trying shows.
fn difference(
    state: &State,
    doubted: &Doubted,
    authorization: &Authorization,
    service: Service,
) -> String {
    let id = authorization.access_key_id.as_str();
    let long_lived = state.enforced_key(id).map(|key| &key.secret);
    let secret = long_lived.or_else(|| state.sessions.get(id).map(|session| &session.secret));
    let dialect = Dialect::of(service);
    let found = secret.and_then(|secret| {
        diagnosis::of(&doubted.request, authorization, dialect, secret)
            .or_else(|| other_key(state, doubted, authorization))
    });
    found.unwrap_or_else(|| {
        "signed with another secret access key, or a signed part was changed on its way: compare the canonical request with your client's".to_owned()
    })
}

/// Two pairs of keys are easily mixed up.
fn other_key(state: &State, doubted: &Doubted, authorization: &Authorization) -> Option<String> {
    let Fault::Mismatch(mismatch) = &doubted.fault else {
        return None;
    };
    let keys = state.keys.values().map(|key| (&key.id, &key.secret));
    let sessions = state.sessions.values();
    let sessions = sessions.map(|session| (&session.access_key_id, &session.secret));
    let mut others = keys.take(OTHERS).chain(sessions.take(OTHERS));
    let same = others.find(|(id, secret)| {
        let key = SigningKey::derive(secret, &authorization.scope);
        let other = !bool::from(id.as_bytes().ct_eq(authorization.access_key_id.as_bytes()));
        other && key.signed(&mismatch.string_to_sign, &authorization.signature)
    });
    same.map(|(id, _)| format!("signed with the secret of another key, {id}"))
}
