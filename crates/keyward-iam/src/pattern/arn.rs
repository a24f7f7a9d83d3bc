//! Patterns of ARNs: six parts between colons.

mod resource;

pub use resource::ResourcePattern;

use super::{Template, Unresolved, Variables};

/// `arn:partition:service:region:account:resource`
pub(crate) const PARTS: usize = 6;

/// A text split at its first five colons; none where it has fewer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SplitArn<'a>([&'a str; PARTS]);

impl<'a> SplitArn<'a> {
    pub(crate) fn new(arn: &'a str) -> Option<Self> {
        let mut parts = arn.splitn(PARTS, ':');
        let mut next = || parts.next();
        let split = [next()?, next()?, next()?, next()?, next()?, next()?];
        (split[0] == "arn").then_some(Self(split))
    }

    pub(crate) fn partition(self) -> &'a str {
        self.0[1]
    }

    pub(crate) fn service(self) -> &'a str {
        self.0[2]
    }

    pub(crate) fn account(self) -> &'a str {
        self.0[4]
    }

    pub(crate) fn resource(self) -> &'a str {
        self.0[5]
    }
}

/// What `ArnEquals` and `ArnLike` compare with: each of the six parts on its own, wildcards in each.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN>
#[derive(Clone, Debug)]
pub(crate) struct ArnPattern(Vec<Template>);

impl ArnPattern {
    /// None where there are fewer than six parts.
    pub(crate) fn new(whole: Template) -> Option<Self> {
        let parts = whole.split_at_colons(PARTS);
        (parts.len() == PARTS).then_some(Self(parts))
    }

    pub(crate) fn matches(
        &self,
        arn: SplitArn<'_>,
        variables: &dyn Variables,
    ) -> Result<bool, Unresolved> {
        every_part(&self.0, &arn.0, variables)
    }
}

/// Cheap parts decide before any variable is looked up.
fn every_part(
    patterns: &[Template],
    parts: &[&str],
    variables: &dyn Variables,
) -> Result<bool, Unresolved> {
    for (pattern, part) in patterns.iter().zip(parts) {
        if !pattern.matches(part, variables)? {
            return Ok(false);
        }
    }
    Ok(true)
}
