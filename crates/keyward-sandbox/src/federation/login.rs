//! `login`: the page that a token opens. The console itself is not here; it says who would be in it.

use crate::identity::page;
use crate::protocol::Reply;
use crate::state::State;

pub(super) fn answer(state: &mut State, query: &[(String, String)]) -> Reply {
    let now = state.clock.now();
    let token = page::field(query, "SigninToken").unwrap_or_default();
    let Some(session) = state.identity.federation.tokens.live(&token, now) else {
        return page::problem(
            400,
            "This sign-in token is not known, or its 15 minutes are over.",
        );
    };
    if session.ends <= now {
        return page::problem(403, "The console session has ended.");
    }
    let destination = page::field(query, "Destination").unwrap_or_default();
    if !is_console(&destination) {
        return page::problem(400, "Destination has to be a page of the AWS console.");
    }
    let seconds = (session.ends - now).whole_seconds();
    let body = format!(
        "<p>Signed in as <strong>{}</strong> for {seconds} seconds.</p><p>Destination: {}</p>",
        page::escape(&session.principal.arn()),
        page::escape(&destination),
    );
    page::html(200, "AWS console", &body)
}

fn is_console(destination: &str) -> bool {
    let host = destination
        .strip_prefix("https://")
        .and_then(|rest| rest.split('/').next());
    host.is_some_and(|host| {
        ["aws.amazon.com", "amazonaws.cn", "amazonaws-us-gov.com"]
            .iter()
            .any(|domain| {
                host.strip_suffix(domain)
                    .is_some_and(|sub| sub.ends_with('.'))
            })
    })
}
