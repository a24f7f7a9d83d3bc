//! The policies of a user, group or role.

use std::collections::{BTreeMap, BTreeSet};

use super::super::account::Known;
use super::super::problem::{Place, Problem};
use super::super::words::{PolicyText, check_name};
use crate::authorization::aws_managed;
use crate::state::account::Policies;

/// Inline policies by name; ARNs of attached ones, or in a seed their names.
pub(super) type Parts = (BTreeMap<String, PolicyText>, Vec<String>);

pub(super) fn of(policies: &Policies) -> Parts {
    let Policies { inline, attached } = policies;
    let inline = inline
        .iter()
        .map(|(name, document)| (name.clone(), PolicyText::of(document)));
    (inline.collect(), attached.iter().cloned().collect())
}

pub(super) fn restore(
    (inline, attached): Parts,
    place: Place<'_>,
    known: &Known<'_>,
) -> Result<Policies, Problem> {
    let mut policies = Policies::default();
    let above = place.at("policies");
    for (name, text) in inline {
        let place = above.at(&name);
        check_name(&name, 128, place)?;
        let document = text.identity(place)?;
        policies.inline.insert(name, document);
    }
    policies.attached = arns(&attached, place.at("attachedPolicies"), known)?;
    Ok(policies)
}

/// The ARN of a permissions boundary.
pub(super) fn boundary(
    asked: Option<String>,
    place: Place<'_>,
    known: &Known<'_>,
) -> Result<Option<String>, Problem> {
    let place = place.at("permissionsBoundary");
    asked.map(|asked| named(&asked, place, known)).transpose()
}

fn arns(
    attached: &[String],
    place: Place<'_>,
    known: &Known<'_>,
) -> Result<BTreeSet<String>, Problem> {
    let one = |(at, asked): (usize, &String)| named(asked, place.at(&at.to_string()), known);
    attached.iter().enumerate().map(one).collect()
}

fn named(asked: &str, place: Place<'_>, known: &Known<'_>) -> Result<String, Problem> {
    arn(asked, known).ok_or_else(|| {
        place
            .refuse(format!("there is no policy `{asked}`"))
            .hint("name a policy of this account's `policies`, or one of AWS's that the sandbox has, such as AdministratorAccess")
    })
}

fn arn(asked: &str, known: &Known<'_>) -> Option<String> {
    if let Some(own) = known.policies.get(asked) {
        return Some(own.clone());
    }
    if known.policies.values().any(|arn| arn == asked) || aws_managed::find(asked).is_some() {
        return Some(asked.to_owned());
    }
    aws_managed::named(asked).map(str::to_owned)
}
