//! `Resource` and `NotResource`.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html>

use super::{Node, ParseError};
use crate::{
    pattern::{Reading, ResourcePattern, Template},
    policy::{Resources, Version},
};

pub(super) fn parse(
    node: &Node<'_>,
    negated: bool,
    version: Version,
) -> Result<Resources, ParseError> {
    let patterns = node
        .one_or_more()?
        .iter()
        .map(|node| pattern(node, version))
        .collect::<Result<Vec<_>, _>>()?;
    if patterns.is_empty() {
        return Err(node
            .refuse("a statement names no resource")
            .in_aws_words("Policy statement must contain resources."));
    }
    Ok(Resources { negated, patterns })
}

fn pattern(node: &Node<'_>, version: Version) -> Result<ResourcePattern, ParseError> {
    let resource = node.text("a resource")?;
    if resource != "*" && !resource.starts_with("arn:") {
        return Err(node
            .refuse(format!(
                "the resource `{resource}` is neither an ARN nor `*`"
            ))
            .in_aws_words(format!(
                "Resource {resource} must be in ARN format or \"*\"."
            )));
    }
    let reading = Reading {
        wildcards: true,
        variables: version == Version::V2012,
        ignore_case: false,
    };
    let template = Template::parse(&resource, reading)
        .map_err(|bad| node.refuse(format!("a variable in `{resource}` {}", bad.0)))?;
    Ok(ResourcePattern::new(&resource, template))
}
