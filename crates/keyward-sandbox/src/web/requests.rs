//! The newest requests with what decided them.

use super::html::Html;
use crate::protocol::times;
use crate::state::{LoggedDecision, LoggedRequest, State};

/// Rows on the page; the log itself is longer.
const SHOWN: usize = 500;

pub(super) fn show(state: &State) -> Html {
    let mut html = Html::new();
    let entries = state.log.newest(SHOWN);
    if entries.is_empty() {
        html.raw("<p>Nothing was asked yet.</p>");
        return html;
    }
    html.raw("<p>The newest first.</p><table><tr><th>at</th><th>who</th><th>what</th><th>answer</th><th>because</th></tr>");
    for entry in entries {
        row(&mut html, entry);
    }
    html.raw("</table>");
    html
}

fn row(html: &mut Html, entry: &LoggedRequest) {
    let who = entry.caller.as_ref().or(entry.access_key_id.as_ref());
    let refused = entry.status >= 400;
    html.raw(if refused {
        "<tr class=\"refused\"><td>"
    } else {
        "<tr><td>"
    });
    html.text(&times::seconds(entry.at)).raw("<br><code>");
    html.text(&entry.request_id).raw("</code></td><td>");
    html.text(who.map_or("nobody", String::as_str))
        .raw("</td><td>");
    html.text(&format!("{} {}", entry.service, entry.operation))
        .raw("</td><td>");
    let error = entry.error.as_deref().unwrap_or_default();
    html.text(&format!("{} {error}", entry.status))
        .raw("</td><td>");
    if let Some(fault) = entry.fault {
        html.text(&format!("a fault rule: {fault:?}")).raw("<br>");
    }
    if let Some(disbelief) = &entry.disbelief {
        html.text(&disbelief.reason).raw("<br>");
    }
    for decision in &entry.decisions {
        tell(html, decision);
    }
    html.raw("</td></tr>");
}

fn tell(html: &mut Html, decision: &LoggedDecision) {
    let LoggedDecision {
        action,
        resource,
        allowed,
        reason,
        statements,
        missing_keys,
        unknown_keys,
    } = decision;
    let word = if *allowed { "allowed" } else { "refused" };
    html.text(&format!("{word}: {action} on {resource}, {reason}"))
        .raw("<br>");
    for statement in statements {
        html.text(&format!("by {statement}")).raw("<br>");
    }
    for key in missing_keys {
        html.text(&format!("the request does not have {key}"))
            .raw("<br>");
    }
    for key in unknown_keys {
        html.text(&format!("the sandbox does not fill {key}"))
            .raw("<br>");
    }
}
