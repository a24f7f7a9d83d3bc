//! Trust policies: who may assume a role.
//!
//! What is decided: Effect (a Deny wins), Principal `AWS` (`*`, account id, account root, user, role,
//! role session) and `Federated` (an OpenID Connect provider), Action and NotAction with wildcards,
//! and the conditions of [`condition`].
//!
//! What is not understood is never ignored: a statement with another operator, another key or
//! `NotPrincipal` grants nothing if it is an Allow, and refuses if it is a Deny.
//!
//! An account principal leaves the decision to identity policies. Until those are evaluated, it
//! means any principal of that account.

mod condition;
mod matching;
pub(crate) mod parse;

use crate::state::Principal;

/// A parsed trust policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TrustPolicy {
    text: String,
    statements: Vec<Statement>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Statement {
    allow: bool,
    principals: Principals,
    actions: Actions,
    conditions: Vec<condition::Condition>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Principals {
    /// `"*"`
    Anyone,
    /// The `AWS` and `Federated` entries; services call other operations.
    Named {
        aws: Vec<String>,
        federated: Vec<String>,
    },
    /// `NotPrincipal`
    Unsupported,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Actions {
    These(Vec<String>),
    AllBut(Vec<String>),
}

/// One question to a trust policy.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question<'a> {
    pub(crate) principal: Asker<'a>,
    /// Such as `sts:AssumeRole`.
    pub(crate) action: &'a str,
    /// Condition keys in lower case.
    pub(crate) keys: &'a [(&'a str, String)],
}

/// Who asks: a principal with keys, or the ARN of a provider whose token was believed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Asker<'a> {
    Principal(&'a Principal),
    Federated(&'a str),
}

/// What a part of a statement says to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    Yes,
    No,
    NotUnderstood,
}

impl TrustPolicy {
    /// The document as it was sent.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether the question is answered with yes.
    pub(crate) fn allows(&self, question: &Question<'_>) -> bool {
        let denied = self
            .statements
            .iter()
            .any(|s| !s.allow && s.fits(question) != Fit::No);
        !denied
            && self
                .statements
                .iter()
                .any(|s| s.allow && s.fits(question) == Fit::Yes)
    }

    /// The ARNs of users and roles that are named as principals.
    pub(crate) fn principal_arns(&self) -> impl Iterator<Item = &str> {
        self.statements
            .iter()
            .flat_map(|statement| match &statement.principals {
                Principals::Named { aws, .. } => aws.as_slice(),
                Principals::Anyone | Principals::Unsupported => &[],
            })
            .map(String::as_str)
            .filter(|name| name.starts_with("arn:"))
    }
}

impl Statement {
    fn fits(&self, question: &Question<'_>) -> Fit {
        let parts = [
            self.principals.fit(question.principal),
            self.actions.fit(question.action),
        ];
        let conditions = self
            .conditions
            .iter()
            .map(|condition| condition.fit(question.keys));
        parts
            .into_iter()
            .chain(conditions)
            .fold(Fit::Yes, |all, one| match (all, one) {
                (Fit::No, _) | (_, Fit::No) => Fit::No,
                (Fit::NotUnderstood, _) | (_, Fit::NotUnderstood) => Fit::NotUnderstood,
                (Fit::Yes, Fit::Yes) => Fit::Yes,
            })
    }
}

impl Principals {
    fn fit(&self, asker: Asker<'_>) -> Fit {
        let named = match (self, asker) {
            (Self::Anyone, _) => true,
            (Self::Unsupported, _) => return Fit::NotUnderstood,
            (Self::Named { aws, .. }, Asker::Principal(principal)) => {
                aws.iter().any(|name| matching::principal(name, principal))
            }
            (Self::Named { federated, .. }, Asker::Federated(arn)) => {
                federated.iter().any(|name| name == arn)
            }
        };
        if named { Fit::Yes } else { Fit::No }
    }
}

impl Actions {
    fn fit(&self, action: &str) -> Fit {
        let among = |patterns: &[String]| {
            patterns
                .iter()
                .any(|pattern| matching::wildcard(pattern, action))
        };
        let fits = match self {
            Self::These(patterns) => among(patterns),
            Self::AllBut(patterns) => !among(patterns),
        };
        if fits { Fit::Yes } else { Fit::No }
    }
}

#[cfg(test)]
mod tests;
