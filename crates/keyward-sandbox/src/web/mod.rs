//! The page of `keyward sandbox --web`: what is there, and what was asked. Plain HTML, no script,
//! nothing from elsewhere, no secret.
//!
//! It stands on the control address and opens with a link that holds a token for one use, which
//! becomes a cookie. The cookie opens these pages, and no control call.

mod html;
mod requests;
mod state;

use std::sync::Mutex;

use hyper::Method;
use time::Duration;
use zeroize::Zeroizing;

use crate::protocol::Reply;
use crate::request::Request;
use crate::server::lock;
use crate::state::State;
use crate::state::ephemeral::Ephemeral;

const COOKIE: &str = "keyward_sandbox";
/// How long a link waits to be opened, on the sandbox's clock.
const LINK: Duration = Duration::hours(1);
const VISIT: Duration = Duration::hours(24);

/// Who may see the pages.
#[derive(Debug, Default)]
pub(crate) struct Web {
    links: Ephemeral<()>,
    visits: Ephemeral<()>,
}

impl Web {
    /// Everything that opens the pages.
    pub(crate) fn secrets(&self) -> Vec<String> {
        self.links.tokens().chain(self.visits.tokens()).collect()
    }
}

/// The path of a link that opens the pages once.
pub(crate) fn link(state: &mut State) -> Zeroizing<String> {
    let now = state.clock.now();
    let token = state.web.links.issue("", (), now, now + LINK);
    Zeroizing::new(format!("/web/open?token={}", *token))
}

/// Answers a request to one of the pages; none of them is a control call.
pub(crate) fn answer(state: &Mutex<State>, request: &Request) -> Option<Reply> {
    let page = request.path.strip_prefix("/web")?;
    if !page.is_empty() && !page.starts_with('/') {
        return None;
    }
    if request.method != Method::GET {
        return Some(html::problem(405, "This page can only be looked at."));
    }
    let mut state = lock(state);
    Some(match page {
        "/open" => open(&mut state, request),
        _ if !visits(&state, request) => html::problem(
            401,
            "This page opens with the link that keyward sandbox --web prints. A link works once.",
        ),
        "" | "/" => html::page("State", &state::show(&state)),
        "/requests" => html::page("Requests", &requests::show(&state)),
        _ => html::problem(404, "There is no such page."),
    })
}

/// Takes the link's token for a cookie.
fn open(state: &mut State, request: &Request) -> Reply {
    let now = state.clock.now();
    let pairs = request.query_pairs();
    let given = pairs.iter().find(|(name, _)| name == "token");
    let taken = given.and_then(|(_, token)| state.web.links.take(token));
    if taken.is_none_or(|link| link.expires <= now) {
        let why = "This link was opened before, or is of another sandbox.";
        return html::problem(401, why);
    }
    let visit = state.web.visits.issue("", (), now, now + VISIT);
    html::moved("/web").header(
        "set-cookie",
        format!("{COOKIE}={}; Path=/web; HttpOnly; SameSite=Strict", *visit),
    )
}

fn visits(state: &State, request: &Request) -> bool {
    let now = state.clock.now();
    let cookies = request.header("cookie").unwrap_or_default().split(';');
    let mut pairs = cookies.filter_map(|pair| pair.trim().split_once('='));
    pairs.any(|(name, token)| name == COOKIE && state.web.visits.live(token, now).is_some())
}
