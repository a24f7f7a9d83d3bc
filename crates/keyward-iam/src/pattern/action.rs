//! Patterns of `Action`: `service:Name`, case of no account, wildcards in the name.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html>

use super::{
    Unresolved, Variables,
    template::{Reading, Template},
};

/// One entry of `Action` or `NotAction`.
#[derive(Clone, Debug)]
pub struct ActionPattern {
    source: Box<str>,
    /// None for `*` and `*:…`.
    service: Option<Box<str>>,
    name: Template,
}

/// A request's action, in lower case, split once for all patterns.
#[derive(Clone, Debug)]
pub(crate) struct RequestAction {
    folded: String,
    colon: usize,
}

impl ActionPattern {
    /// Compiles what the parser has checked: `*`, or `service:name`.
    pub(crate) fn new(source: &str) -> Option<Self> {
        let (service, name) = match source {
            "*" => ("*", "*"),
            _ => source.split_once(':')?,
        };
        let reading = Reading {
            wildcards: true,
            variables: false,
            ignore_case: true,
        };
        Some(Self {
            source: source.into(),
            service: (service != "*").then(|| service.to_lowercase().into()),
            name: Template::parse(name, reading).ok()?,
        })
    }

    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// Whether an action, `service:Name`, is among those that the pattern means.
    #[must_use]
    pub fn covers(&self, action: &str) -> bool {
        self.matches(&RequestAction::new(action))
    }

    pub(crate) fn matches(&self, action: &RequestAction) -> bool {
        self.service
            .as_deref()
            .is_none_or(|service| service == action.service())
            && self.name.matches(action.name(), &NoVariables) == Ok(true)
    }
}

impl RequestAction {
    pub(crate) fn new(action: &str) -> Self {
        let folded = action.to_lowercase();
        let colon = folded.find(':').unwrap_or(folded.len());
        Self { folded, colon }
    }

    /// The whole, in lower case.
    pub(crate) fn folded(&self) -> &str {
        &self.folded
    }

    fn service(&self) -> &str {
        &self.folded[..self.colon]
    }

    fn name(&self) -> &str {
        self.folded.get(self.colon + 1..).unwrap_or("")
    }
}

struct NoVariables;

impl Variables for NoVariables {
    fn variable(&self, _: &str) -> Result<&str, Unresolved> {
        Err(Unresolved::Absent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions() {
        for (pattern, action, expected) in [
            ("*", "s3:GetObject", true),
            ("*:*", "s3:GetObject", true),
            ("s3:*", "s3:GetObject", true),
            ("S3:getobject", "s3:GetObject", true),
            ("s3:Get*", "s3:PutObject", false),
            ("s3:?etObject", "s3:GetObject", true),
            ("s3:*Object*", "s3:GetObjectTagging", true),
            ("s3:*", "s3express:CreateSession", false),
            ("s3:GetObject", "s3:GetObjectAcl", false),
        ] {
            let compiled = ActionPattern::new(pattern).unwrap();
            assert_eq!(
                compiled.matches(&RequestAction::new(action)),
                expected,
                "{pattern} {action}"
            );
        }
    }
}
