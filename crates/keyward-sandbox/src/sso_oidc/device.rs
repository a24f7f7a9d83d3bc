//! `/device`: where a person approves what a device asked for.

use time::Duration;

use super::{Decision, Device, parts, plain};
use crate::identity::page;
use crate::protocol::{Reply, form};
use crate::request::Request;
use crate::sso::USER;
use crate::state::State;

/// `GET`: asks for the code, then for the decision.
pub(crate) fn ask(state: &mut State, request: &Request) -> Reply {
    let Some(asked) = page::field(&request.query_pairs(), "user_code") else {
        return page::ask_code();
    };
    let (oidc, now) = parts(state);
    let mut devices = oidc.devices.values_mut();
    let Some(device) = devices.find(|device| plain(&device.user_code) == plain(&asked)) else {
        return page::problem(400, "No device waits with this code.");
    };
    let Device {
        client_id,
        user_code,
        decision,
        ..
    } = device;
    let (id, code, decision) = (client_id.clone(), user_code.clone(), *decision);
    drop(devices);
    match decision {
        Decision::Allowed => {
            return page::done("The device is signed in. You can close this window.");
        }
        Decision::Denied => return page::done("The device was refused."),
        Decision::Open => {}
    }
    let name = oidc
        .clients
        .find(&id)
        .map(|client| client.value.name.clone())
        .unwrap_or_default();
    let csrf = oidc
        .device_forms
        .issue("", code.clone(), now, now + Duration::minutes(10));
    let question = page::Question {
        action: "/device",
        csrf: &csrf,
        client: &name,
        user: USER,
        code: Some(&code),
    };
    question.page()
}

/// `POST`: the decision on a form that was shown.
pub(crate) fn decide(state: &mut State, request: &Request) -> Reply {
    let fields = form::decode(&String::from_utf8_lossy(&request.body));
    let csrf = page::field(&fields, "csrf").unwrap_or_default();
    let (oidc, now) = parts(state);
    let Some(entry) = oidc
        .device_forms
        .take(&csrf)
        .filter(|entry| entry.expires > now)
    else {
        return page::problem(
            403,
            "This form is no longer good. Start again in your terminal.",
        );
    };
    let allowed = page::field(&fields, "decision").as_deref() == Some("allow");
    let decision = if allowed {
        Decision::Allowed
    } else {
        Decision::Denied
    };
    if !oidc.decide(&entry.value, decision) {
        return page::problem(400, "No device waits with this code.");
    }
    page::done(if allowed {
        "The device is signed in. You can close this window."
    } else {
        "The device was refused."
    })
}
