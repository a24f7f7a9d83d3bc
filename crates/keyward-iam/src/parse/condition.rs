//! `Condition`: operator to key to values.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html>

use super::{Node, ParseError};
use crate::{condition::Condition, policy::Version};

pub(super) fn parse(block: &Node<'_>, version: Version) -> Result<Vec<Condition>, ParseError> {
    let mut conditions = Vec::new();
    for (operator, keys) in block.any_fields("`Condition`")?.iter() {
        refuse_null_if_exists(operator, &keys)?;
        let what = format!("the condition operator `{operator}`");
        for (key, values) in keys.any_fields(&what)?.iter() {
            conditions.push(condition(operator, key, &values, version)?);
        }
    }
    Ok(conditions)
}

fn condition(
    operator: &str,
    key: &str,
    node: &Node<'_>,
    version: Version,
) -> Result<Condition, ParseError> {
    if !key.contains(':') || key.starts_with(':') {
        return Err(node
            .refuse(format!(
                "the condition key `{key}` has no service before it, such as `aws:`"
            ))
            .in_aws_words(
                "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
            ));
    }
    let what = format!("the value of `{key}`");
    let values = node
        .one_or_more()?
        .iter()
        .map(|value| value.scalar(&what))
        .collect::<Result<Vec<_>, _>>()?;
    Condition::compile(operator, key, values, version, node.position())
        .map_err(|bad| node.refuse(format!("a variable in the value of `{key}` {}", bad.0)))
}

/// "You can add `IfExists` to the end of any condition operator name except the `Null` condition."
fn refuse_null_if_exists(operator: &str, node: &Node<'_>) -> Result<(), ParseError> {
    let plain = operator.rsplit(':').next().unwrap_or(operator);
    if plain.eq_ignore_ascii_case("NullIfExists") {
        return Err(node.refuse("`Null` cannot have `IfExists`"));
    }
    Ok(())
}
