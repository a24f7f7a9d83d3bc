//! What became of each profile.

use keyward::{RotationPreview, RotationReport};
use keyward_core::{Error, ProfileName, Result, Timestamp};
use serde_json::{Value, json};

use super::{note_all, text, worst};
use crate::{
    exit::{Exit, as_json},
    screen,
};

pub(super) enum Outcome {
    Went(RotationReport),
    Would(RotationPreview),
    NotDue {
        profile: ProfileName,
        due: Timestamp,
    },
    NothingUnderWay(ProfileName),
    Failed {
        profile: ProfileName,
        error: Error,
    },
}

/// Tells all of them; `many` as a list.
pub(super) fn tell(outcomes: &[Outcome], many: bool, as_document: bool) -> Exit {
    if as_document {
        let documents: Vec<Value> = outcomes.iter().map(document).collect();
        screen::print_json(&match documents.into_iter().next() {
            Some(only) if !many => only,
            _ => json!(outcomes.iter().map(document).collect::<Vec<_>>()),
        });
    }
    for outcome in outcomes {
        if !as_document {
            say(outcome);
        }
        match outcome {
            Outcome::Went(report) => note_all(&report.notes),
            Outcome::Failed { profile, error } => say_failed(profile, error, many),
            _ => {}
        }
    }
    if outcomes.is_empty() {
        screen::note("the vault is empty; `keyward import` or `keyward add` fill it");
    }
    worst(outcomes.iter().filter_map(failure))
}

/// What failed: the run itself, or single keys in it.
pub(super) fn failures(answer: &Result<Vec<Outcome>>) -> Box<dyn Iterator<Item = &Error> + '_> {
    match answer {
        Ok(outcomes) => Box::new(outcomes.iter().filter_map(failure)),
        Err(error) => Box::new(std::iter::once(error)),
    }
}

fn failure(outcome: &Outcome) -> Option<&Error> {
    match outcome {
        Outcome::Failed { error, .. } => Some(error),
        _ => None,
    }
}

fn say(outcome: &Outcome) {
    match outcome {
        Outcome::Went(report) => text::report(report, false),
        Outcome::Would(preview) => text::preview(preview),
        Outcome::NotDue { profile, due } => {
            screen::print(&format!("{profile}: the key is young enough; due {due}"));
        }
        Outcome::NothingUnderWay(profile) => {
            screen::print(&format!("{profile}: no rotation is under way"));
        }
        Outcome::Failed { .. } => {}
    }
}

fn say_failed(profile: &ProfileName, error: &Error, many: bool) {
    if many {
        screen::note(&format!("{profile} could not be rotated:"));
    }
    screen::error(error);
}

fn document(outcome: &Outcome) -> Value {
    match outcome {
        Outcome::Went(report) => report_document(report),
        Outcome::Would(preview) => json!({
            "profile": preview.profile,
            "state": "dry_run",
            "accessKeyId": preview.access_key_id,
            "userArn": preview.user_arn,
            "created": preview.created,
            "targets": preview.targets,
            "proof": preview.proof,
            "underWay": preview.under_way.as_ref().map(report_document),
        }),
        Outcome::NotDue { profile, due } => {
            json!({ "profile": profile, "state": "not_due", "due": due })
        }
        Outcome::NothingUnderWay(profile) => json!({ "profile": profile, "state": "done" }),
        Outcome::Failed { profile, error } => {
            json!({ "profile": profile, "error": as_json(error) })
        }
    }
}

/// A report as `rotate` and `status` print it.
pub(in super::super) fn report_document(report: &RotationReport) -> Value {
    json!({
        "profile": report.profile,
        "state": report.state,
        "rollingBack": report.going_back,
        "accessKeyId": report.access_key_id,
        "otherAccessKeyId": report.other_access_key_id,
        "formerRevoked": report.former_revoked,
        "next": report.next,
        "targets": report.targets.iter().map(|it| json!({
            "target": it.target,
            "accessKeyId": it.access_key_id,
        })).collect::<Vec<_>>(),
        "notes": report.notes,
    })
}
