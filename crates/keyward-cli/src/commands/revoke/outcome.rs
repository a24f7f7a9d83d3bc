//! What was done, what was not, and what to do about it.

use keyward::{RevocationOutcome, RevocationPart, RevocationReport, RevocationWhat};
use keyward_core::Error;
use serde_json::{Value, json};

use crate::{
    exit::{Exit, as_json},
    screen,
};

/// Ends with the code of the worst refusal.
pub(super) fn tell(report: &RevocationReport, as_document: bool) -> Exit {
    if as_document {
        screen::print_json(&document(report));
    } else {
        for part in &report.parts {
            say(report, part);
        }
    }
    for part in &report.parts {
        if let RevocationOutcome::Refused(error) = &part.outcome {
            say_refused(report, part, error);
        }
    }
    note_rest(report);
    let refused = report.parts.iter().filter_map(refusal);
    let exits = refused.map(|error| Exit::from(error.code()));
    exits
        .max_by_key(|exit| exit.severity())
        .unwrap_or(Exit::Done)
}

fn refusal(part: &RevocationPart) -> Option<&Error> {
    match &part.outcome {
        RevocationOutcome::Refused(error) => Some(error),
        _ => None,
    }
}

fn say(report: &RevocationReport, part: &RevocationPart) {
    let how = match &part.outcome {
        RevocationOutcome::Done | RevocationOutcome::Gone => "done    ",
        _ => "NOT done",
    };
    screen::print(&format!("{how}  {}", sentence(report, part)));
}

fn sentence(report: &RevocationReport, part: &RevocationPart) -> String {
    let until = report
        .cutoff
        .map_or_else(|| "of before".to_owned(), |at| format!("from before {at}"));
    let gone = matches!(part.outcome, RevocationOutcome::Gone);
    match &part.what {
        RevocationWhat::Sessions(profiles) if profiles.is_empty() => {
            "no session was kept here".to_owned()
        }
        RevocationWhat::Sessions(profiles) => {
            let names: Vec<_> = profiles.iter().map(ToString::to_string).collect();
            format!(
                "the sessions kept here for {} are forgotten",
                names.join(", ")
            )
        }
        RevocationWhat::UserPolicy(name) if gone => format!("there is no user {name} any more"),
        RevocationWhat::UserPolicy(name) => {
            format!("sessions of the user {name} {until} are denied")
        }
        RevocationWhat::RolePolicy(name) if gone => format!("there is no role {name} any more"),
        RevocationWhat::RolePolicy(name) => {
            format!("sessions of the role {name} {until} are denied")
        }
        RevocationWhat::Key(id) if gone => format!("the key {id} is not there any more"),
        RevocationWhat::Key(id) => format!("the key {id} is inactive"),
        other => format!("{other:?}"),
    }
}

/// AWS's own words, and the way through the console.
fn say_refused(report: &RevocationReport, part: &RevocationPart, error: &Error) {
    screen::error(error);
    if let Some(console) = console(report, &part.what) {
        screen::note(&format!("by hand, in the console: {console}"));
    }
}

fn console(report: &RevocationReport, what: &RevocationWhat) -> Option<String> {
    let user = report.arn.rsplit('/').next().unwrap_or_default();
    Some(match what {
        RevocationWhat::UserPolicy(name) => format!(
            "IAM, Users, {name}, Permissions, Add inline policy: deny everything where aws:TokenIssueTime is earlier than now"
        ),
        RevocationWhat::RolePolicy(name) => {
            format!("IAM, Roles, {name}, Revoke sessions, Revoke active sessions")
        }
        RevocationWhat::Key(id) => {
            format!("IAM, Users, {user}, Security credentials, {id}, Actions, Deactivate")
        }
        _ => return None,
    })
}

fn note_rest(report: &RevocationReport) {
    let profile = &report.profile;
    for (role, standing) in &report.roles_alive {
        screen::note(&format!(
            "sessions of {role} that the key has opened live on to their end: `keyward revoke {standing}`"
        ));
    }
    for id in &report.other_keys {
        screen::note(&format!(
            "the user has another key that works, {id}; keyward does not hold it and left it alone"
        ));
    }
    if !report.is_complete() {
        screen::note(&format!(
            "{profile} is not revoked wholly; run this again, or as another profile: `keyward revoke {profile} --with PROFILE`"
        ));
        return;
    }
    if report
        .parts
        .iter()
        .any(|part| matches!(part.what, RevocationWhat::Key(_)))
    {
        screen::note(&format!(
            "for a new key: `keyward rotate {profile} --with PROFILE`, or `keyward add {profile} --replace`"
        ));
    }
}

fn document(report: &RevocationReport) -> Value {
    let alive = report.roles_alive.iter();
    json!({
        "profile": report.profile,
        "arn": report.arn,
        "complete": report.is_complete(),
        "cutoff": report.cutoff,
        "parts": report.parts.iter().map(part_document).collect::<Vec<_>>(),
        "rolesAlive": alive.map(|(role, standing)| json!({
            "roleArn": role,
            "profile": standing,
        })).collect::<Vec<_>>(),
        "otherKeys": report.other_keys,
    })
}

fn part_document(part: &RevocationPart) -> Value {
    let (what, name) = match &part.what {
        RevocationWhat::Sessions(profiles) => ("sessions", json!(profiles)),
        RevocationWhat::UserPolicy(name) => ("user_policy", json!(name)),
        RevocationWhat::RolePolicy(name) => ("role_policy", json!(name)),
        RevocationWhat::Key(id) => ("key", json!(id)),
        other => ("other", json!(format!("{other:?}"))),
    };
    let outcome = match &part.outcome {
        RevocationOutcome::Done => "done",
        RevocationOutcome::Gone => "gone",
        RevocationOutcome::NotTried => "not_tried",
        _ => "refused",
    };
    json!({
        "what": what,
        "of": name,
        "outcome": outcome,
        "error": refusal(part).map(as_json),
    })
}
