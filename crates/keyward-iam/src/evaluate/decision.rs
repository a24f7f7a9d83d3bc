//! The answer, with its reason.

use crate::{policy::Position, scope::Notes};

/// Whether a request may pass, in the simulator's three words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Allowed by every layer that must allow, denied by none.
    Allowed,
    /// A statement denies it.
    ExplicitDeny,
    /// No statement denies it, and a layer that must allow does not.
    ImplicitDeny,
}

/// A kind of policy in the evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Layer {
    /// None: the operation is open to every valid credential.
    NoPermissionNeeded,
    /// Policies of the user, its groups or the role; also the account's root user, who has all.
    Identity,
    /// The resource's policy.
    Resource,
    /// The role's trust policy.
    Trust,
    /// The permissions boundary.
    Boundary,
    /// The session policies.
    Session,
    /// Service control policies.
    ServiceControl,
    /// Resource control policies.
    ResourceControl,
    /// The VPC endpoint's policy.
    Endpoint,
}

/// A decision and what led to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Allowed or not.
    pub outcome: Outcome,
    /// The layer that granted, that denied, or that did not allow.
    pub layer: Layer,
    /// Allowed: the statement of each layer that allowed it, the granting one first. Explicit deny:
    /// the statement that denies. Implicit deny: statements of the layer that would have allowed it,
    /// had they been understood.
    pub by: Vec<Because>,
    /// Condition keys, in lower case and sorted, that statements asked for and the request does not
    /// have.
    pub missing_keys: Vec<String>,
    /// Condition keys, as above, of which the caller could not tell.
    pub unknown_keys: Vec<String>,
}

/// A statement that decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Because {
    /// Its layer.
    pub layer: Layer,
    /// The name under which its policy was attached.
    pub policy: String,
    /// Its place in the policy, from 0.
    pub statement: usize,
    /// Its `Sid`.
    pub sid: Option<String>,
    /// Where its opening brace is.
    pub position: Position,
    /// Whether it was not understood in full: it denies, or fails to allow, for that reason.
    pub indeterminate: bool,
}

impl Decision {
    pub(super) fn allowed(layer: Layer, by: Vec<Because>) -> Self {
        Self::new(Outcome::Allowed, layer, by)
    }

    pub(super) fn denied(because: Because) -> Self {
        Self::new(Outcome::ExplicitDeny, because.layer, vec![because])
    }

    pub(super) fn not_allowed(layer: Layer, by: Vec<Because>) -> Self {
        Self::new(Outcome::ImplicitDeny, layer, by)
    }

    fn new(outcome: Outcome, layer: Layer, by: Vec<Because>) -> Self {
        Self {
            outcome,
            layer,
            by,
            missing_keys: Vec::new(),
            unknown_keys: Vec::new(),
        }
    }

    pub(super) fn with_notes(mut self, notes: Notes) -> Self {
        self.missing_keys = notes.absent.into_iter().collect();
        self.unknown_keys = notes.unknown.into_iter().collect();
        self
    }

    /// Whether the request may pass.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        self.outcome == Outcome::Allowed
    }

    /// The end of AWS's sentence for `action` where it is not allowed: `because no identity-based
    /// policy allows the s3:GetObject action`, `with an explicit deny in a session policy`.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html>
    #[must_use]
    pub fn aws_reason(&self, action: &str) -> Option<String> {
        let layer = self.layer.name();
        match self.outcome {
            Outcome::Allowed => None,
            Outcome::ImplicitDeny => Some(format!("because no {layer} allows the {action} action")),
            Outcome::ExplicitDeny => {
                let article = if layer.starts_with('i') { "an" } else { "a" };
                Some(format!("with an explicit deny in {article} {layer}"))
            }
        }
    }
}

impl Layer {
    /// AWS's name for the kind of policy.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NoPermissionNeeded => "policy",
            Self::Identity => "identity-based policy",
            Self::Resource => "resource-based policy",
            Self::Trust => "role trust policy",
            Self::Boundary => "permissions boundary",
            Self::Session => "session policy",
            Self::ServiceControl => "service control policy",
            Self::ResourceControl => "resource control policy",
            Self::Endpoint => "VPC endpoint policy",
        }
    }
}
