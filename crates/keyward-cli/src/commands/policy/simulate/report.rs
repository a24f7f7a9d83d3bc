//! Decisions, for people and for programs.

use keyward_iam::{Because, Decision, Outcome};
use serde_json::{Value, json};

use super::document::Simulation;
use crate::screen::{self, Colour, coloured};

pub(super) fn text(decided: &[(&Simulation, Decision)]) {
    for (simulation, decision) in decided {
        let request = &simulation.request;
        let (word, colour) = match decision.outcome {
            Outcome::Allowed => ("allowed", Colour::Green),
            Outcome::ExplicitDeny => ("explicitDeny", Colour::Red),
            Outcome::ImplicitDeny => ("implicitDeny", Colour::Red),
        };
        screen::print(&format!(
            "{}  {} on {}",
            coloured(word, colour),
            simulation.action,
            request.resource()
        ));
        if let Some(reason) = decision.aws_reason(&simulation.action) {
            screen::print(&format!("    {reason}"));
        }
        for because in &decision.by {
            screen::print(&format!("    {}", sentence(simulation, because)));
        }
        keys(
            "condition keys that the request does not have",
            &decision.missing_keys,
        );
        keys(
            "condition keys that are not known here",
            &decision.unknown_keys,
        );
    }
}

fn sentence(simulation: &Simulation, because: &Because) -> String {
    let sid = because.sid.as_ref().map(|sid| format!(" {sid:?}"));
    let doubt = if because.indeterminate {
        "; it is not understood in full"
    } else {
        ""
    };
    format!(
        "{} {}, statement {}{}, line {}{doubt}",
        because.layer.name(),
        because.policy,
        because.statement + 1,
        sid.unwrap_or_default(),
        line(simulation, because),
    )
}

fn line(simulation: &Simulation, because: &Because) -> usize {
    simulation.lines_before(&because.policy) + because.position.line
}

fn keys(what: &str, keys: &[String]) {
    if !keys.is_empty() {
        screen::print(&format!("    {what}: {}", keys.join(", ")));
    }
}

pub(super) fn json(decided: &[(&Simulation, Decision)]) {
    let decisions = decided
        .iter()
        .map(|(simulation, decision)| document(simulation, decision));
    screen::print_json(&json!({ "decisions": decisions.collect::<Vec<_>>() }));
}

fn document(simulation: &Simulation, decision: &Decision) -> Value {
    let outcome = match decision.outcome {
        Outcome::Allowed => "allowed",
        Outcome::ExplicitDeny => "explicitDeny",
        Outcome::ImplicitDeny => "implicitDeny",
    };
    let by = decision.by.iter().map(|because| {
        json!({
            "layer": because.layer.name(),
            "policy": because.policy,
            "statement": because.statement,
            "sid": because.sid,
            "line": line(simulation, because),
            "column": because.position.column,
            "indeterminate": because.indeterminate,
        })
    });
    json!({
        "decision": outcome,
        "action": simulation.action,
        "resource": simulation.request.resource(),
        "principal": simulation.request.principal().arn(),
        "layer": decision.layer.name(),
        "reason": decision.aws_reason(&simulation.action),
        "by": by.collect::<Vec<_>>(),
        "missingKeys": decision.missing_keys,
        "unknownKeys": decision.unknown_keys,
    })
}
