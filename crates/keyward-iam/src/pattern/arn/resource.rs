//! Patterns of `Resource`.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html>
//!
//! Wildcards match within a part of the ARN; in the last part they also cross `/` and `:`. "If the *
//! wildcard is the last character of a resource ARN segment, it can expand to match beyond the colon
//! boundaries": at the end of the pattern that is plain, and done. In the middle (`arn:aws:sqs:*:q`)
//! AWS does not say what the parts after it are compared with, so a match that needs it is unknown.
//!
//! Variables are documented for the resource part only; a match that needs one before the fifth colon
//! is unknown too.

use super::{PARTS, SplitArn, every_part};
use crate::{
    pattern::{Template, Unresolved, Variables},
    tri::Tri,
};

/// One entry of `Resource` or `NotResource`.
#[derive(Clone, Debug)]
pub struct ResourcePattern {
    source: Box<str>,
    shape: Shape,
}

#[derive(Clone, Debug)]
enum Shape {
    /// `*`
    Anything,
    Arn {
        /// At most six; the last of fewer runs to the end.
        parts: Vec<Template>,
        /// A variable stands before the fifth colon.
        early_variable: bool,
        /// The whole as one pattern, where a `*` that ends an inner part could cross colons.
        crossing: Option<Template>,
    },
}

impl ResourcePattern {
    pub(crate) fn new(source: &str, whole: Template) -> Self {
        let shape = if whole.is_anything() {
            Shape::Anything
        } else {
            Shape::arn(whole)
        };
        Self {
            source: source.into(),
            shape,
        }
    }

    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.source
    }

    pub(crate) fn matches(
        &self,
        resource: &str,
        variables: &dyn Variables,
    ) -> Result<Tri, Unresolved> {
        let (parts, early, crossing) = match &self.shape {
            Shape::Anything => return Ok(Tri::Yes),
            Shape::Arn {
                parts,
                early_variable,
                crossing,
            } => (parts, *early_variable, crossing),
        };
        let Some(arn) = SplitArn::new(resource) else {
            return Ok(Tri::No);
        };
        let certain = by_parts(parts, resource, arn, variables)?;
        let possible = match crossing {
            Some(whole) if !certain => whole.matches(resource, variables)?,
            _ => certain && early,
        };
        Ok(if possible {
            Tri::Unknown
        } else {
            certain.into()
        })
    }
}

impl Shape {
    fn arn(whole: Template) -> Self {
        let parts = whole.clone().split_at_colons(PARTS);
        let inner = &parts[..parts.len() - 1];
        let may_cross = inner.iter().any(Template::ends_with_many);
        let early = &parts[..parts.len().min(PARTS - 1)];
        Self::Arn {
            early_variable: early.iter().any(Template::has_variables),
            crossing: may_cross.then_some(whole),
            parts,
        }
    }
}

fn by_parts(
    patterns: &[Template],
    resource: &str,
    arn: SplitArn<'_>,
    variables: &dyn Variables,
) -> Result<bool, Unresolved> {
    if patterns.len() == PARTS {
        return every_part(patterns, &arn.0, variables);
    }
    // `arn:aws:sqs:*`: the last part that there is matches all that is left.
    let rest: Vec<&str> = resource.splitn(patterns.len(), ':').collect();
    let runs_on = patterns.last().is_some_and(Template::ends_with_many);
    Ok(runs_on && every_part(patterns, &rest, variables)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::Reading;

    struct Alice;

    impl Variables for Alice {
        fn variable(&self, key: &str) -> Result<&str, Unresolved> {
            match key {
                "aws:username" => Ok("alice"),
                "aws:principalaccount" => Ok("123456789012"),
                _ => Err(Unresolved::Absent),
            }
        }
    }

    fn matching(pattern: &str, resource: &str) -> Result<Tri, Unresolved> {
        let reading = Reading {
            wildcards: true,
            variables: true,
            ignore_case: false,
        };
        ResourcePattern::new(pattern, Template::parse(pattern, reading).unwrap())
            .matches(resource, &Alice)
    }

    #[test]
    fn within_the_resource_part_wildcards_cross_everything() {
        for (pattern, resource, expected) in [
            ("*", "*", Tri::Yes),
            ("*", "arn:aws:s3:::b/k", Tri::Yes),
            ("arn:aws:s3:::b/*", "arn:aws:s3:::b/x/y:z", Tri::Yes),
            ("arn:aws:s3:::b/?/k", "arn:aws:s3:::b///k", Tri::Yes),
            ("arn:aws:s3:::b/*", "arn:aws:s3:::b", Tri::No),
            ("arn:aws:s3:::B", "arn:aws:s3:::b", Tri::No),
            ("arn:aws:s3:::b.c", "arn:aws:s3:::bxc", Tri::No),
            ("arn:aws:s3:::*", "*", Tri::No),
        ] {
            assert_eq!(
                matching(pattern, resource),
                Ok(expected),
                "{pattern} {resource}"
            );
        }
    }

    #[test]
    fn before_it_wildcards_stay_in_their_part() {
        let queue = "arn:aws:sqs:eu-west-1:123456789012:jobs";
        for (pattern, expected) in [
            ("arn:aws:sqs:*:123456789012:jobs", Tri::Yes),
            ("arn:aws:sqs:eu-*-1:*:jobs", Tri::Yes),
            ("arn:aws:sqs:eu-w?st-1:*:*", Tri::Yes),
            ("arn:aws:sqs:*", Tri::Yes),
            ("arn:aws:*", Tri::Yes),
            ("arn:*:sqs:eu?west-1:*:jobs", Tri::Yes),
            ("arn:aws:sqs:eu-west-1?123456789012:jobs", Tri::No),
            ("arn:aws:sqs:eu*jobs", Tri::No),
            ("arn:aws:sns:*", Tri::No),
            // AWS leaves open whether the star may take the account with it.
            ("arn:aws:sqs:*:jobs", Tri::Unknown),
        ] {
            assert_eq!(matching(pattern, queue), Ok(expected), "{pattern}");
        }
    }

    #[test]
    fn variables() {
        let home = "arn:aws:s3:::home/alice/x";
        assert_eq!(
            matching("arn:aws:s3:::home/${aws:username}/*", home),
            Ok(Tri::Yes)
        );
        assert_eq!(
            matching("arn:aws:s3:::home/${aws:x}/*", home),
            Err(Unresolved::Absent)
        );
        assert_eq!(
            matching("arn:aws:s3:::other/${aws:x}", "arn:aws:sns:::t"),
            Ok(Tri::No)
        );
        assert_eq!(
            matching(
                "arn:aws:iam::${aws:PrincipalAccount}:user/x",
                "arn:aws:iam::123456789012:user/x"
            ),
            Ok(Tri::Unknown)
        );
    }
}
