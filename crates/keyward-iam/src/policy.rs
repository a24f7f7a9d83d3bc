//! A parsed policy: what was written, compiled, with its place in the text.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html>

mod principals;

use std::fmt;

pub use principals::{PrincipalEntry, Principals};

use crate::{
    condition::Condition,
    limits,
    parse::{self, ParseError},
    pattern::{ActionPattern, ResourcePattern},
};

/// Where a policy is attached decides which elements it must and must not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PolicyKind {
    /// Of a user, group or role; also a permissions boundary and a session policy. No `Principal`.
    Identity,
    /// Of a bucket, key, topic, secret, …: `Principal` and `Resource` required.
    Resource,
    /// Of a role: `Principal` required, `Resource` forbidden, actions of STS only.
    Trust,
    /// Service control policy of an organization. No `Principal`.
    ServiceControl,
    /// Resource control policy of an organization: `Principal` is `"*"`.
    ResourceControl,
    /// Of a VPC endpoint: `Principal` and `Resource` required.
    Endpoint,
}

/// `Version`; a policy without one is of 2008.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Version {
    /// `2008-10-17`: no variables.
    V2008,
    /// `2012-10-17`
    V2012,
}

/// `Effect`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// `Allow`
    Allow,
    /// `Deny`
    Deny,
}

/// A place in a document; both count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// A policy document, parsed and compiled.
#[derive(Clone, Debug)]
pub struct Policy {
    pub(crate) kind: PolicyKind,
    pub(crate) version: Version,
    pub(crate) id: Option<String>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) size: usize,
}

/// One statement of a policy.
#[derive(Clone, Debug)]
pub struct Statement {
    pub(crate) sid: Option<String>,
    pub(crate) effect: Effect,
    pub(crate) principals: Option<Principals>,
    pub(crate) actions: Actions,
    pub(crate) resources: Option<Resources>,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) position: Position,
}

/// `Action`, or `NotAction` where negated.
#[derive(Clone, Debug)]
pub struct Actions {
    /// Whether it was written as `NotAction`.
    pub negated: bool,
    /// At least one.
    pub patterns: Vec<ActionPattern>,
}

/// `Resource`, or `NotResource` where negated.
#[derive(Clone, Debug)]
pub struct Resources {
    /// Whether it was written as `NotResource`.
    pub negated: bool,
    /// At least one.
    pub patterns: Vec<ResourcePattern>,
}

impl Policy {
    /// Reads a document; `kind` decides which elements are required and forbidden.
    ///
    /// A condition operator that is not known is no error here: the statement is indeterminate, and
    /// [`Policy::not_understood`] lists it for callers that refuse it as AWS does.
    ///
    /// # Errors
    /// What AWS refuses as `MalformedPolicyDocument`, with line and column.
    pub fn parse(text: &str, kind: PolicyKind) -> Result<Self, ParseError> {
        parse::policy(text, kind)
    }

    /// What it was parsed as.
    #[must_use]
    pub fn kind(&self) -> PolicyKind {
        self.kind
    }

    /// The language version.
    #[must_use]
    pub fn version(&self) -> Version {
        self.version
    }

    /// The `Id` element.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// In the order of the document.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// Characters that are not white space, as IAM's quotas ([`limits`]) count them.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// The conditions that make a statement indeterminate whatever the request: an unknown operator,
    /// or a value that is none of its operator's type.
    pub fn not_understood(&self) -> impl Iterator<Item = &Condition> {
        self.statements
            .iter()
            .flat_map(|statement| &statement.conditions)
            .filter(|condition| !condition.is_understood())
    }

    /// Every entry of every `Principal` and `NotPrincipal`.
    pub fn principals(&self) -> impl Iterator<Item = &PrincipalEntry> {
        self.statements
            .iter()
            .filter_map(|statement| statement.principals.as_ref())
            .flat_map(|principals| &principals.entries)
    }

    /// Ties each user and role that the policy names to its unique id, as AWS does when a trust
    /// policy is saved: a principal that is deleted and created anew under the same ARN no longer
    /// matches. `id_of` gives `AIDA…` or `AROA…` of an ARN that exists.
    ///
    /// # Errors
    /// The first ARN of which `id_of` knows nothing; AWS refuses the policy then ("Invalid principal
    /// in policy"). The policy is as it was.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
    pub fn bind_principals(
        &mut self,
        id_of: impl Fn(&str) -> Option<String>,
    ) -> Result<(), String> {
        let mut bound = self.statements.clone();
        bound
            .iter_mut()
            .filter_map(|statement| statement.principals.as_mut())
            .flat_map(|principals| &mut principals.entries)
            .try_for_each(|entry| entry.bind(&id_of))?;
        self.statements = bound;
        Ok(())
    }

    /// Whether `text` fits the largest document IAM takes.
    pub(crate) fn fits(text: &str) -> bool {
        text.len() <= limits::DOCUMENT
    }
}

impl Statement {
    /// The `Sid` element.
    #[must_use]
    pub fn sid(&self) -> Option<&str> {
        self.sid.as_deref()
    }

    /// Allow or Deny.
    #[must_use]
    pub fn effect(&self) -> Effect {
        self.effect
    }

    /// `Principal` or `NotPrincipal`; none in identity policies.
    #[must_use]
    pub fn principals(&self) -> Option<&Principals> {
        self.principals.as_ref()
    }

    /// `Action` or `NotAction`.
    #[must_use]
    pub fn actions(&self) -> &Actions {
        &self.actions
    }

    /// `Resource` or `NotResource`; none in trust policies.
    #[must_use]
    pub fn resources(&self) -> Option<&Resources> {
        self.resources.as_ref()
    }

    /// One for each operator and key.
    #[must_use]
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// Where its opening brace is.
    #[must_use]
    pub fn position(&self) -> Position {
        self.position
    }
}
