//! What a part of the plan looked at and answered.

use keyward::{Answer, Asked};

use crate::screen::{self, Colour};

/// Whether this is the last question, to STS, and no part of the plan.
pub(super) fn is_caller(asked: &Asked) -> bool {
    asked.what == "GetCallerIdentity"
}

/// Below the part's own line.
pub(super) fn tell(asked: &Asked, margin: &str) {
    if !asked.looked_at.is_empty() {
        let places = asked.looked_at.join(", ");
        let text = format!("looked at {places}");
        screen::print(&format!("{margin}{}", screen::coloured(&text, Colour::Dim)));
    }
    screen::print(&format!("{margin}{}", answer(asked)));
}

/// The last question, whoever is below it in the tree.
pub(super) fn tell_caller(asked: &Asked) {
    let places = asked.looked_at.join(", ");
    screen::print(&format!("  {} ({}, {places})", answer(asked), asked.what));
}

fn answer(asked: &Asked) -> String {
    let text = match &asked.answer {
        Answer::Credentials {
            access_key_id,
            account_id,
            expiration,
        } => {
            let account = account_id.as_deref();
            let account = account.map_or(String::new(), |id| format!(" of account {id}"));
            let end = match expiration {
                Some(end) => format!("until {end}"),
                None => "without an end".to_owned(),
            };
            let text = format!("answered {access_key_id}{account}, {end}");
            screen::coloured(&text, Colour::Green)
        }
        Answer::Caller { arn, .. } => screen::coloured(&format!("AWS says {arn}"), Colour::Green),
        Answer::NotAsked { why } => {
            return screen::coloured(&format!("not asked: {why}"), Colour::Yellow);
        }
        Answer::Failed { error } => {
            screen::coloured(&format!("failed: {}", error.message()), Colour::Red)
        }
    };
    format!("{text}, {} ms", asked.milliseconds)
}
