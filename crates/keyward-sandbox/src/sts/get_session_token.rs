//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html>

use super::{credentials, mfa, session_options};
use crate::dispatch::Context;
use crate::protocol::{Answer, Params, Xml};
use crate::state::Principal;
use crate::state::sessions::Details;

const DEFAULT: i64 = 43_200;
/// Root may have an hour, however much it asks for.
const ROOT: i64 = 3_600;

/// A session of the user itself, for 15 minutes to 36 hours.
pub(crate) fn run(cx: &mut Context<'_>, params: &Params) -> Answer {
    let asked = params
        .number("DurationSeconds", 900..=129_600)?
        .unwrap_or(DEFAULT);
    session_options::refuse_unbuilt(params)?;
    let mfa = mfa::verify(cx, params)?;
    let principal = cx.caller.principal.clone();
    let seconds = match principal {
        Principal::Root { .. } => asked.min(ROOT),
        Principal::Anonymous
        | Principal::User { .. }
        | Principal::AssumedRole { .. }
        | Principal::FederatedUser { .. } => asked,
    };
    let details = Details {
        mfa,
        ..Details::default()
    };
    let session = cx.state.create_session(principal, seconds, details);
    Ok(Xml::new().node("Credentials", &credentials::xml(&session, cx.state.clock)))
}
