//! What a part of the plan looked at and answered.

use keyward::{Answer, Asked};

use crate::screen::{self, Colour};

/// Whether this is the last question, to STS, and no part of the plan.
pub(super) fn is_caller(asked: &Asked) -> bool {
    asked.what == "GetCallerIdentity"
}

/// Below the part's own line, which may name a place already.
pub(super) fn tell(asked: &Asked, line: &str, margin: &str) {
    let places = asked.looked_at.iter().map(String::as_str);
    let places: Vec<_> = places.filter(|place| !names(line, place)).collect();
    if !places.is_empty() {
        let text = format!("looked at {}", places.join(", "));
        screen::print(&format!("{margin}{}", screen::coloured(&text, Colour::Dim)));
    }
    screen::print(&format!("{margin}{}", answer(asked)));
}

/// The last question, whoever is below it in the tree.
pub(super) fn tell_caller(asked: &Asked) {
    let places = asked.looked_at.join(", ");
    screen::print(&format!("  {} ({}, {places})", answer(asked), asked.what));
}

fn names(line: &str, place: &str) -> bool {
    line.ends_with(&format!("({place})"))
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
                None => "no expiry".to_owned(),
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
