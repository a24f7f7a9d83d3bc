//! `Action` and `NotAction`.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html>

use super::{Node, ParseError, node::Fields};
use crate::{
    pattern::ActionPattern,
    policy::{Actions, PolicyKind},
};

const NO_ACTIONS: &str = "Policy statement must contain actions.";
const NO_VENDOR: &str =
    "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";

pub(super) fn parse(
    statement: &Node<'_>,
    fields: &Fields<'_>,
    kind: PolicyKind,
) -> Result<Actions, ParseError> {
    let (node, negated) = fields.one_of("Action", "NotAction")?.ok_or_else(|| {
        statement
            .refuse("a statement has neither `Action` nor `NotAction`")
            .in_aws_words(NO_ACTIONS)
    })?;
    let patterns = node
        .one_or_more()?
        .iter()
        .map(|node| pattern(node, kind))
        .collect::<Result<Vec<_>, _>>()?;
    if patterns.is_empty() {
        return Err(node
            .refuse("a statement names no action")
            .in_aws_words(NO_ACTIONS));
    }
    Ok(Actions { negated, patterns })
}

fn pattern(node: &Node<'_>, kind: PolicyKind) -> Result<ActionPattern, ParseError> {
    let action = node.text("an action")?;
    if kind == PolicyKind::Trust && !action.to_lowercase().starts_with("sts:") {
        return Err(node
            .refuse(format!(
                "a trust policy is about STS and cannot have the action `{action}`"
            ))
            .in_aws_words("AssumeRole policy may only specify STS AssumeRole actions."));
    }
    if let Some((why, words)) = fault(&action) {
        return Err(node
            .refuse(format!("the action `{action}` {why}"))
            .in_aws_words(words));
    }
    ActionPattern::new(&action).ok_or_else(|| node.refuse(format!("`{action}` is no action")))
}

/// What is wrong with it, and AWS's words.
fn fault(action: &str) -> Option<(&'static str, &'static str)> {
    if action == "*" {
        return None;
    }
    let Some((service, name)) = action.split_once(':') else {
        return Some(("has no service before it, such as `s3:`", NO_VENDOR));
    };
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    if service != "*" && (service.is_empty() || !service.bytes().all(plain)) {
        return Some(("begins with what is no service", NO_VENDOR));
    }
    if name.contains(':') {
        let words = "Actions/Condition can contain only one colon.";
        return Some(("has more than one colon", words));
    }
    if name.is_empty() || name.contains(char::is_whitespace) {
        return Some(("has no name", "Syntax errors in policy."));
    }
    None
}
