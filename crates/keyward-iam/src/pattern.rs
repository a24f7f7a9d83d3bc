//! Wildcards and variables, compiled once when a policy is parsed.

mod action;
mod arn;
mod glob;
mod template;

pub use action::ActionPattern;
pub(crate) use action::RequestAction;
pub use arn::ResourcePattern;
pub(crate) use arn::{ArnPattern, SplitArn};
pub(crate) use template::{BadVariable, Reading, Template};

/// Where the values of policy variables come from.
pub(crate) trait Variables {
    /// The one value of a condition key, given in lower case.
    fn variable(&self, key: &str) -> Result<&str, Unresolved>;
}

/// Why a variable has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unresolved {
    /// The request has none, or several. What holds the variable matches nothing; and what is
    /// matched by not matching it (`NotResource`, `StringNotEquals`) is unknown.
    Absent,
    /// Nobody knows whether the request has one.
    Unknown,
}
