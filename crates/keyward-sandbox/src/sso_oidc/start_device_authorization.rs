//! <https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_StartDeviceAuthorization.html>

use serde::Deserialize;
use serde_json::json;
use time::Duration;

use super::{Answered, DEVICE_CODE, Decision, Device, error, invalid_request, parts, required};
use crate::identity::Approval;
use crate::protocol::Reply;
use crate::request::Request;
use crate::state::{State, random};

/// How long a device waits.
const SECONDS: i64 = 600;
/// How often it may ask.
const INTERVAL: i64 = 1;
/// Letters that no two eyes read differently.
const LETTERS: &[u8; 32] = b"BCDFGHJKLMNPQRSTVWXZBCDFGHJKLMNP";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    client_id: Option<String>,
    client_secret: Option<String>,
    start_url: Option<String>,
}

pub(crate) fn answer(state: &mut State, request: &Request) -> Reply {
    super::reply(start(state, request))
}

fn start(state: &mut State, request: &Request) -> Answered {
    let body: Body = super::body(request)?;
    let id = required(body.client_id.as_ref(), "clientId")?;
    let secret = required(body.client_secret.as_ref(), "clientSecret")?;
    let url = required(body.start_url.as_ref(), "startUrl")?;
    let client = state.identity.oidc.client(id, secret, state.clock.now())?;
    if !client.may(DEVICE_CODE) {
        return Err(error(
            "UnauthorizedClientException",
            "Client is not registered for this grant",
        ));
    }
    if !is_ours(state, url) {
        return Err(invalid_request("Invalid start url provided"));
    }
    let automatic = state.identity.approval == Approval::Automatic;
    let device = Device {
        client_id: id.to_owned(),
        user_code: user_code(),
        decision: if automatic {
            Decision::Allowed
        } else {
            Decision::Open
        },
        polled: None,
        interval: INTERVAL,
    };
    let user_code = device.user_code.clone();
    let page = format!("{}/device", state.identity.base);
    let (oidc, now) = parts(state);
    let code = oidc
        .devices
        .issue("", device, now, now + Duration::seconds(SECONDS));
    Ok(json!({
        "deviceCode": code.as_str(),
        "userCode": user_code,
        "verificationUri": page,
        "verificationUriComplete": format!("{page}?user_code={user_code}"),
        "expiresIn": SECONDS,
        "interval": INTERVAL,
    }))
}

/// Whether a URL is this portal's; a slash and a fragment at its end make no difference.
pub(super) fn is_ours(state: &State, url: &str) -> bool {
    let bare = |url: &str| {
        url.split('#')
            .next()
            .unwrap_or_default()
            .trim_end_matches('/')
            .to_owned()
    };
    bare(url) == bare(&state.identity.start_url)
}

fn user_code() -> String {
    let letters = random::letters(LETTERS, 8);
    format!("{}-{}", &letters[..4], &letters[4..])
}
