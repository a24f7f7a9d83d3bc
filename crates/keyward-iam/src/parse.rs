//! Text to [`Policy`].
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>

mod action;
mod condition;
mod error;
mod node;
mod principal;
mod resource;
mod statement;

use std::collections::HashSet;

pub use error::ParseError;
use node::{Document, Fields, Node};

use crate::{
    limits,
    policy::{Policy, PolicyKind, Statement, Version},
};

pub(crate) fn policy(text: &str, kind: PolicyKind) -> Result<Policy, ParseError> {
    if !Policy::fits(text) {
        return Err(ParseError::too_large());
    }
    let document = Document::new(text);
    let fields = document
        .root()?
        .fields("a policy", &["Version", "Id", "Statement"])?;
    let version = version(&fields)?;
    Ok(Policy {
        kind,
        version,
        id: fields.get("Id").map(|node| node.text("`Id`")).transpose()?,
        statements: statements(&fields, kind, version)?,
        size: limits::counted(text),
    })
}

fn version(fields: &Fields<'_>) -> Result<Version, ParseError> {
    let Some(node) = fields.get("Version") else {
        return Ok(Version::V2008);
    };
    match node.text("`Version`")?.as_str() {
        "2012-10-17" => Ok(Version::V2012),
        "2008-10-17" => Ok(Version::V2008),
        other => Err(node.refuse(format!(
            "`Version` is `{other}` and must be `2012-10-17` or `2008-10-17`"
        ))),
    }
}

fn statements(
    fields: &Fields<'_>,
    kind: PolicyKind,
    version: Version,
) -> Result<Vec<Statement>, ParseError> {
    let node = fields.need("Statement", "a policy")?;
    let nodes = node.one_or_more()?;
    if nodes.is_empty() {
        return Err(node.refuse("`Statement` is empty"));
    }
    let statements = nodes
        .iter()
        .map(|node| statement::parse(node, kind, version))
        .collect::<Result<Vec<_>, _>>()?;
    unique_sids(&nodes, &statements)?;
    Ok(statements)
}

fn unique_sids(nodes: &[Node<'_>], statements: &[Statement]) -> Result<(), ParseError> {
    let mut seen = HashSet::new();
    for (node, statement) in nodes.iter().zip(statements) {
        if let Some(sid) = statement.sid()
            && !sid.is_empty()
            && !seen.insert(sid)
        {
            return Err(node
                .refuse(format!("the `Sid` `{sid}` is used twice"))
                .in_aws_words("Statement IDs (SID) in a single policy must be unique."));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
