//! `Principal` and `NotPrincipal`.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>

use super::{Node, ParseError, error::name_of};
use crate::{
    pattern::SplitArn,
    policy::{PolicyKind, PrincipalEntry, Principals},
};

pub(super) fn parse(
    node: &Node<'_>,
    negated: bool,
    kind: PolicyKind,
) -> Result<Principals, ParseError> {
    let entries = if node.is_object() {
        by_type(node)?
    } else {
        vec![everyone(node)?]
    };
    let whole = [PrincipalEntry::Everyone];
    if kind == PolicyKind::ResourceControl && entries != whole {
        return Err(node.refuse(format!("the `Principal` of {} must be `*`", name_of(kind))));
    }
    Ok(Principals { negated, entries })
}

fn everyone(node: &Node<'_>) -> Result<PrincipalEntry, ParseError> {
    match node.text("`Principal`")?.as_str() {
        "*" => Ok(PrincipalEntry::Everyone),
        other => Err(node.refuse(format!(
            "`Principal` is `{other}` and must be `*` or an object"
        ))),
    }
}

fn by_type(node: &Node<'_>) -> Result<Vec<PrincipalEntry>, ParseError> {
    let types = ["AWS", "Service", "Federated", "CanonicalUser"];
    let mut entries = Vec::new();
    for (name, values) in node.fields("`Principal`", &types)?.iter() {
        for value in values.one_or_more()? {
            let text = value.text("a principal")?;
            entries.push(entry(name, &text).ok_or_else(|| invalid(&value, name, &text))?);
        }
    }
    Ok(entries)
}

fn invalid(node: &Node<'_>, name: &str, text: &str) -> ParseError {
    let partial = text.contains(['*', '?']) && text != "*";
    let why = if partial {
        "; a wildcard must stand alone"
    } else {
        ""
    };
    node.refuse(format!("`{text}` is no `{name}` principal{why}"))
        .in_aws_words(format!(
            "Invalid principal in policy: \"{name}\":\"{text}\""
        ))
}

fn entry(name: &str, text: &str) -> Option<PrincipalEntry> {
    match name {
        "AWS" => aws(text),
        _ if text.is_empty() || text.contains(['*', '?']) => None,
        "Service" => text
            .contains('.')
            .then(|| PrincipalEntry::Service(text.to_owned())),
        "Federated" => Some(PrincipalEntry::Federated(text.to_owned())),
        "CanonicalUser" => Some(PrincipalEntry::CanonicalUser(text.to_owned())),
        _ => None,
    }
}

fn aws(text: &str) -> Option<PrincipalEntry> {
    if text == "*" {
        return Some(PrincipalEntry::Everyone);
    }
    if is_account(text) {
        return Some(PrincipalEntry::Account(text.to_owned()));
    }
    if is_unique_id(text) {
        return Some(PrincipalEntry::UniqueId(text.to_owned()));
    }
    if text.contains(['*', '?']) {
        return None;
    }
    let arn = SplitArn::new(text).filter(|arn| is_account(arn.account()))?;
    let whole = text.to_owned();
    let (kind, name) = arn
        .resource()
        .split_once('/')
        .unwrap_or((arn.resource(), ""));
    match (arn.service(), kind) {
        ("iam", "root") if name.is_empty() => {
            Some(PrincipalEntry::Account(arn.account().to_owned()))
        }
        _ if name.is_empty() => None,
        ("iam", "user") => Some(PrincipalEntry::User {
            arn: whole,
            id: None,
        }),
        ("iam", "role") => Some(PrincipalEntry::Role {
            arn: whole,
            id: None,
        }),
        ("sts", "assumed-role") if name.contains('/') => Some(PrincipalEntry::RoleSession(whole)),
        ("sts", "federated-user") => Some(PrincipalEntry::FederatedUser(whole)),
        _ => None,
    }
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_unique_id(text: &str) -> bool {
    (text.starts_with("AIDA") || text.starts_with("AROA"))
        && text
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}
