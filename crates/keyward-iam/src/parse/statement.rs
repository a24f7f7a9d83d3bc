//! One statement.

use super::{
    Node, ParseError, action, condition, error::name_of, node::Fields, principal, resource,
};
use crate::policy::{Effect, PolicyKind, Principals, Resources, Statement, Version};

const ELEMENTS: [&str; 9] = [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

pub(super) fn parse(
    node: &Node<'_>,
    kind: PolicyKind,
    version: Version,
) -> Result<Statement, ParseError> {
    let fields = node.fields("a statement", &ELEMENTS)?;
    Ok(Statement {
        sid: sid(&fields, kind)?,
        effect: effect(&fields)?,
        principals: principals(node, &fields, kind)?,
        actions: action::parse(node, &fields, kind)?,
        resources: resources(node, &fields, kind, version)?,
        conditions: match fields.get("Condition") {
            Some(block) => condition::parse(&block, version)?,
            None => Vec::new(),
        },
        position: node.position(),
    })
}

/// IAM's own policies take letters and digits; services decide for theirs.
fn sid(fields: &Fields<'_>, kind: PolicyKind) -> Result<Option<String>, ParseError> {
    let Some(node) = fields.get("Sid") else {
        return Ok(None);
    };
    let sid = node.text("`Sid`")?;
    let checked = matches!(kind, PolicyKind::Identity | PolicyKind::Trust);
    if checked && !sid.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(node
            .refuse(format!("the `Sid` `{sid}` has other characters than letters and digits"))
            .in_aws_words(
                "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
            ));
    }
    Ok(Some(sid))
}

fn effect(fields: &Fields<'_>) -> Result<Effect, ParseError> {
    let node = fields.need("Effect", "a statement")?;
    match node.text("`Effect`")?.as_str() {
        "Deny" => Ok(Effect::Deny),
        "Allow" => Ok(Effect::Allow),
        other => Err(node.refuse(format!(
            "`Effect` is `{other}` and must be `Allow` or `Deny`"
        ))),
    }
}

fn principals(
    statement: &Node<'_>,
    fields: &Fields<'_>,
    kind: PolicyKind,
) -> Result<Option<Principals>, ParseError> {
    let found = fields.one_of("Principal", "NotPrincipal")?;
    let forbidden = matches!(kind, PolicyKind::Identity | PolicyKind::ServiceControl);
    match found {
        Some((node, negated)) if forbidden => Err(prohibited(&node, "Principal", negated, kind)),
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
        Some((node, true)) if matches!(kind, PolicyKind::Trust | PolicyKind::ResourceControl) => {
            Err(prohibited(&node, "Principal", true, kind))
        }
        Some((node, negated)) => principal::parse(&node, negated, kind).map(Some),
        None if forbidden => Ok(None),
        None => Err(statement
            .refuse(format!(
                "a statement of {} has no `Principal`",
                name_of(kind)
            ))
            .in_aws_words("Missing required field Principal cannot be empty!")),
    }
}

fn resources(
    statement: &Node<'_>,
    fields: &Fields<'_>,
    kind: PolicyKind,
    version: Version,
) -> Result<Option<Resources>, ParseError> {
    let found = fields.one_of("Resource", "NotResource")?;
    match found {
        Some((node, negated)) if kind == PolicyKind::Trust => {
            Err(prohibited(&node, "Resource", negated, kind))
        }
        Some((node, negated)) => resource::parse(&node, negated, version).map(Some),
        None if kind == PolicyKind::Trust => Ok(None),
        None => Err(statement
            .refuse("a statement has neither `Resource` nor `NotResource`")
            .in_aws_words("Policy statement must contain resources.")),
    }
}

fn prohibited(node: &Node<'_>, element: &str, negated: bool, kind: PolicyKind) -> ParseError {
    let element = format!("{}{element}", if negated { "Not" } else { "" });
    let words = match (kind, element.as_str()) {
        (PolicyKind::Identity, _) => "Policy document should not specify a principal.".to_owned(),
        (_, element) => format!("Has prohibited field {element}"),
    };
    node.refuse(format!("{} cannot have `{element}`", name_of(kind)))
        .in_aws_words(words)
}
