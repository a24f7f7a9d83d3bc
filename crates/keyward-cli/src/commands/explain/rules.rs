//! `keyward explain --rules`: every tool's answer, and the rules that make the difference.

use keyward::{Difference, Engine, Request, RulesComparison, Verdict};
use serde_json::{Value, json};

use super::plan;
use crate::{
    context,
    exit::{Exit, as_json, fail},
    screen,
};

pub(super) fn run(engine: &Engine, request: &Request, as_document: bool) -> Exit {
    let comparison = match context::block_on(engine.compare_rules(request)) {
        Ok(comparison) => comparison,
        Err(error) => return fail(&error, as_document),
    };
    if as_document {
        screen::print_json(&document(&comparison));
    } else {
        tell(&comparison);
    }
    Exit::Done
}

fn document(comparison: &RulesComparison) -> Value {
    let mut document = json!(comparison);
    for (at, verdict) in comparison.verdicts.iter().enumerate() {
        if let Some(error) = &verdict.error {
            document["verdicts"][at]["error"] = as_json(error);
        }
    }
    document
}

fn tell(comparison: &RulesComparison) {
    comparison.verdicts.iter().for_each(tell_verdict);
    screen::print("");
    if comparison.differences.is_empty() {
        screen::print("All three come to the same.");
        return;
    }
    screen::print("What makes the difference:");
    let rules = comparison.verdicts.iter().map(|verdict| verdict.rules);
    for difference in &comparison.differences {
        tell_difference(difference, rules.clone());
    }
}

fn tell_verdict(verdict: &Verdict) {
    let mut lines = match (&verdict.plan, &verdict.error) {
        (Some(plan), _) => {
            let mut lines = plan::tree(plan);
            let region = plan.settings.region.as_ref();
            lines.push(match region {
                Some(region) => format!("region {}  ({})", region.value, region.location),
                None => "no region".to_owned(),
            });
            lines
        }
        (None, Some(error)) => vec![format!("nobody: {}", error.message())],
        (None, None) => Vec::new(),
    }
    .into_iter();
    screen::print(&format!(
        "{:<6} {}",
        verdict.rules,
        lines.next().unwrap_or_default()
    ));
    for line in lines {
        screen::print(&format!("       {line}"));
    }
}

fn tell_difference(difference: &Difference, rules: impl Iterator<Item = &'static str>) {
    screen::print(&format!("  {}: {}", difference.row, difference.about));
    for rules in rules {
        let mark = if difference.changes.contains(&rules) {
            "->"
        } else {
            "  "
        };
        screen::print(&format!("  {mark} {rules:<6} {}", difference.cells[rules]));
    }
}
