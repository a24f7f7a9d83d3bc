//! The IAM policy language: parse, evaluate, explain. Pure: no I/O, no clock, no state.
//!
//! [`Policy::parse`] turns a document into compiled statements that know their line;
//! [`evaluate`] answers a [`Request`] against the [`Policies`] that apply to it, and the [`Decision`]
//! names the layer, policy and statement that decided and the condition keys that were missing.
//!
//! ```
//! use keyward_iam::{Attached, Context, Outcome, Policies, Policy, PolicyKind, Principal, Request};
//!
//! let policy = Policy::parse(
//!     r#"{ "Version": "2012-10-17", "Statement": {
//!            "Effect": "Allow", "Action": "s3:GetObject",
//!            "Resource": "arn:aws:s3:::reports/${aws:username}/*" } }"#,
//!     PolicyKind::Identity,
//! )?;
//! let policies = Policies {
//!     identity: vec![Attached::new("read-own-reports", &policy)],
//!     ..Policies::default()
//! };
//! let alice = Principal::from_arn("arn:aws:iam::123456789012:user/alice").ok_or("no such form")?;
//! let request = Request::new(
//!     alice,
//!     "s3:GetObject",
//!     "arn:aws:s3:::reports/alice/2026.csv",
//!     Context::new(),
//! );
//! let decision = keyward_iam::evaluate(&request, &policies);
//! assert_eq!(decision.outcome, Outcome::Allowed);
//! assert_eq!(decision.by[0].policy, "read-own-reports");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! **What is not understood is never ignored.** A condition operator that this crate does not know, a
//! value that is none of its operator's type, a condition key that the caller cannot supply (see
//! [`KnownKeys`]), a negation over a variable without value: the statement is *indeterminate*. An
//! indeterminate Allow grants nothing, an indeterminate Deny denies, and the decision says which
//! statement it was.
//!
//! The rules are those of the [IAM policy reference](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies.html);
//! each module names its page.

mod condition;
mod evaluate;
pub mod limits;
mod parse;
mod pattern;
mod policy;
mod request;
mod scope;
mod tri;

pub use condition::{Comparison, Condition, Operator, Order, SetOperator};
pub use evaluate::{Attached, Because, Decision, Layer, Outcome, Policies, evaluate};
pub use parse::ParseError;
pub use pattern::{ActionPattern, ResourcePattern};
pub use policy::{
    Actions, Effect, Policy, PolicyKind, Position, PrincipalEntry, Principals, Resources,
    Statement, Version,
};
pub use request::{Context, KnownKeys, Principal, Request};
