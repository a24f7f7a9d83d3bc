//! From a signed request to a caller: which key, whose, still valid?
//!
//! Order of the questions: does the key exist and is it active, is the token the key's own, is the
//! signature right and fresh, has the session ended. A thief without the secret learns nothing of
//! the last.

use std::sync::Mutex;

use subtle::ConstantTimeEq;
use time::OffsetDateTime;
use zeroize::Zeroizing;

use crate::protocol::Service;
use crate::request::Request;
use crate::sigv4::{self, Authorization, Dialect, Fault, Mismatch, SigningKey, Verified};
use crate::state::keys::LastUsed;
use crate::state::{Owner, Principal, State};

/// Who made a request, and with what kind of key.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    pub(crate) access_key_id: String,
    pub(crate) principal: Principal,
    /// Signed with a session's key.
    pub(crate) temporary: bool,
}

impl Caller {
    /// Who did not sign.
    pub(crate) fn anonymous() -> Self {
        Self {
            access_key_id: String::new(),
            principal: Principal::Anonymous,
            temporary: false,
        }
    }
}

/// A believed request: the caller, and the request with its body decoded.
pub(crate) struct Believed {
    pub(crate) caller: Caller,
    pub(crate) request: Request,
    pub(crate) trailers: Vec<(String, String)>,
}

/// What the state knows of the key that a request names.
struct Claim {
    caller: Caller,
    secret: Zeroizing<String>,
    expired: bool,
}

/// A request that is not believed.
pub(crate) struct Doubted {
    pub(crate) fault: Fault,
    pub(crate) request: Request,
}

/// Proves a request or says why it is not believed.
pub(crate) fn prove(
    state: &Mutex<State>,
    mut request: Request,
    authorization: &Authorization,
    service: Service,
) -> Result<Believed, Box<Doubted>> {
    let (claim, verified) = match examine(state, &request, authorization, service) {
        Ok(both) => both,
        Err(fault) => return Err(Box::new(Doubted { fault, request })),
    };
    request.body = verified.body;
    if authorization.presigned.is_some() && service == Service::S3 {
        sigv4::presigned::settle(&mut request);
    }
    note_use(&mut super::server::lock(state), authorization, service);
    Ok(Believed {
        caller: claim.caller,
        request,
        trailers: verified.trailers,
    })
}

/// Proves a text that is signed by itself: the policy of a form.
pub(crate) fn prove_text(
    state: &Mutex<State>,
    authorization: &Authorization,
    text: &str,
) -> Result<Caller, Fault> {
    let (claim, key) = claimed(state, authorization)?;
    if !key.signed(text, &authorization.signature) {
        return Err(Fault::Mismatch(Box::new(Mismatch {
            access_key_id: authorization.access_key_id.clone(),
            provided: authorization.signature.clone(),
            string_to_sign: text.to_owned(),
            canonical_request: String::new(),
        })));
    }
    if claim.expired {
        return Err(Fault::Expired);
    }
    note_use(&mut super::server::lock(state), authorization, Service::S3);
    Ok(claim.caller)
}

/// Whose key a request names, and the key that its signature must be made with.
fn claimed(
    state: &Mutex<State>,
    authorization: &Authorization,
) -> Result<(Claim, SigningKey), Fault> {
    let mut state = super::server::lock(state);
    let id = &authorization.access_key_id;
    let claim = look_up(&state, id, authorization.token.as_deref())?;
    let scope = &authorization.scope;
    let key = state.signing_keys.key(id, &claim.secret, scope);
    Ok((claim, key))
}

/// The claim and what its signature covers. The state is locked for the look-up only.
fn examine(
    state: &Mutex<State>,
    request: &Request,
    authorization: &Authorization,
    service: Service,
) -> Result<(Claim, Verified), Fault> {
    let (claim, key) = claimed(state, authorization)?;
    let now = OffsetDateTime::now_utc();
    let verified = sigv4::verify(request, authorization, Dialect::of(service), &key, now)?;
    if claim.expired {
        return Err(Fault::Expired);
    }
    Ok((claim, verified))
}

fn look_up(state: &State, id: &str, token: Option<&str>) -> Result<Claim, Fault> {
    let unknown = || Fault::UnknownKey(id.to_owned());
    if let Some(session) = state.sessions.get(id) {
        let given = token.ok_or(Fault::Token { given: false })?;
        if !bool::from(given.as_bytes().ct_eq(session.token.as_bytes())) {
            return Err(Fault::Token { given: true });
        }
        if !state.still_exists(&session.principal) {
            return Err(unknown());
        }
        let caller = Caller {
            access_key_id: id.to_owned(),
            principal: session.principal.clone(),
            temporary: true,
        };
        let expired = session.expires <= state.clock.now();
        return Ok(Claim {
            caller,
            secret: session.secret.clone(),
            expired,
        });
    }
    let key = state
        .enforced_key(id)
        .filter(|key| key.active)
        .ok_or_else(unknown)?;
    if token.is_some() {
        return Err(Fault::Token { given: true });
    }
    let principal = owner(state, &key.account, &key.owner).ok_or_else(unknown)?;
    let caller = Caller {
        access_key_id: id.to_owned(),
        principal,
        temporary: false,
    };
    Ok(Claim {
        caller,
        secret: key.secret.clone(),
        expired: false,
    })
}

fn owner(state: &State, account: &str, owner: &Owner) -> Option<Principal> {
    match owner {
        Owner::Root => Some(Principal::Root {
            account: account.to_owned(),
        }),
        Owner::User(name) => {
            let user = state.enforced(account)?.users.get(name)?;
            Some(Principal::User {
                account: account.to_owned(),
                name: name.clone(),
                arn: user.arn.clone(),
                id: user.id.clone(),
            })
        }
    }
}

fn note_use(state: &mut State, authorization: &Authorization, service: Service) {
    let at = state.clock.now();
    // Not worth a write to the data folder at every request.
    let key = state.keys.get_mut_unnoticed(&authorization.access_key_id);
    if let Some(key) = key {
        let region = authorization.scope.region.clone();
        key.last_used = Some(LastUsed {
            at,
            service: service.name(),
            region,
        });
    }
}
