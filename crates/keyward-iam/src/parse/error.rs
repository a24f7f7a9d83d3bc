//! Why a document is no policy.

use std::{borrow::Cow, fmt};

use crate::{
    limits,
    policy::{PolicyKind, Position},
};

/// A document that AWS would refuse as `MalformedPolicyDocument`: what is wrong, where, and AWS's own
/// sentence for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    message: String,
    aws_message: Cow<'static, str>,
    position: Position,
}

impl ParseError {
    pub(crate) fn new(position: Position, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            aws_message: "Syntax errors in policy.".into(),
            position,
        }
    }

    pub(crate) fn too_large() -> Self {
        let start = Position { line: 1, column: 1 };
        Self::new(
            start,
            format!("the policy is longer than {} bytes", limits::DOCUMENT),
        )
    }

    pub(crate) fn in_aws_words(mut self, words: impl Into<Cow<'static, str>>) -> Self {
        self.aws_message = words.into();
        self
    }

    /// What is wrong, without the place: lower case, no full stop.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The sentence that IAM puts beside `MalformedPolicyDocument`.
    #[must_use]
    pub fn aws_message(&self) -> &str {
        &self.aws_message
    }

    /// Where.
    #[must_use]
    pub fn position(&self) -> Position {
        self.position
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.position, self.message)
    }
}

impl std::error::Error for ParseError {}

/// With its article.
pub(super) fn name_of(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::Identity => "an identity-based policy",
        PolicyKind::Resource => "a resource-based policy",
        PolicyKind::Trust => "a trust policy",
        PolicyKind::ServiceControl => "a service control policy",
        PolicyKind::ResourceControl => "a resource control policy",
        PolicyKind::Endpoint => "a VPC endpoint policy",
    }
}
