//! A policy document: the text as it was sent, and what it says.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>

use std::collections::BTreeMap;
use std::sync::Arc;

use keyward_iam::{Policy, PolicyKind, PrincipalEntry};

use crate::protocol::AwsError;

/// A parsed policy with its text.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    text: Arc<str>,
    policy: Arc<Policy>,
}

impl Document {
    /// Of a user, group, role or session.
    pub(crate) fn identity(text: &str) -> Result<Self, AwsError> {
        Self::parse(text, PolicyKind::Identity)
    }

    /// Of a role: who may assume it. `id_of` gives the unique id of a user or role that is named; the
    /// document is refused where it gives none.
    pub(crate) fn trust(
        text: &str,
        id_of: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, AwsError> {
        let mut document = Self::parse(text, PolicyKind::Trust)?;
        Arc::make_mut(&mut document.policy)
            .bind_principals(id_of)
            .map_err(|arn| malformed(&format!("Invalid principal in policy: \"AWS\":\"{arn}\"")))?;
        Ok(document)
    }

    /// Of a bucket or topic; the service says what it refuses.
    pub(crate) fn resource(text: &str, policy: Policy) -> Self {
        Self {
            text: text.into(),
            policy: Arc::new(policy),
        }
    }

    /// The same document where a user that it names has another ARN by now: who is meant stays.
    pub(crate) fn renamed(&mut self, old: &str, new: &str) {
        let (old, new) = (format!("\"{old}\""), format!("\"{new}\""));
        if self.text.contains(&old) {
            self.text = self.text.replace(&old, &new).into();
        }
    }

    /// [`Self::identity`] for a seed: why not, and in which line of the text.
    pub(crate) fn explained_identity(text: &str) -> Result<Self, (String, usize)> {
        explain(text, PolicyKind::Identity)?;
        Self::identity(text).map_err(|error| (error.message, 1))
    }

    /// [`Self::trust`] for a seed.
    pub(crate) fn explained_trust(
        text: &str,
        id_of: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, (String, usize)> {
        explain(text, PolicyKind::Trust)?;
        Self::trust(text, id_of).map_err(|error| (error.message, 1))
    }

    /// A policy of a bucket for a seed, read by `parse`.
    pub(crate) fn explained_resource(
        text: &str,
        parse: impl FnOnce(&str) -> Result<Self, AwsError>,
    ) -> Result<Self, (String, usize)> {
        explain(text, PolicyKind::Resource)?;
        parse(text).map_err(|error| (error.message, 1))
    }

    /// The users and roles that it names, with the unique ids that were theirs.
    pub(crate) fn bound(&self) -> BTreeMap<String, String> {
        let statements = self.policy.statements().iter();
        let principals = statements.filter_map(|statement| statement.principals());
        principals
            .flat_map(|principals| &principals.entries)
            .filter_map(|entry| match entry {
                PrincipalEntry::User { arn, id } | PrincipalEntry::Role { arn, id } => {
                    Some((arn.clone(), id.clone()?))
                }
                _ => None,
            })
            .collect()
    }

    /// The document as it was sent.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Characters that are not white space, as quotas count them.
    pub(crate) fn size(&self) -> usize {
        self.policy.size()
    }

    /// Refuses what IAM refuses, operators that nobody knows among it.
    fn parse(text: &str, kind: PolicyKind) -> Result<Self, AwsError> {
        let policy = Policy::parse(text, kind).map_err(|error| malformed(error.aws_message()))?;
        if policy.not_understood().next().is_some() {
            return Err(malformed("Syntax errors in policy."));
        }
        Ok(Self {
            text: text.into(),
            policy: Arc::new(policy),
        })
    }
}

/// What the parser says of a text that it refuses.
fn explain(text: &str, kind: PolicyKind) -> Result<(), (String, usize)> {
    let parsed = Policy::parse(text, kind);
    let refused =
        |error: keyward_iam::ParseError| (error.message().to_owned(), error.position().line);
    parsed.map(|_| ()).map_err(refused)
}

/// IAM's refusal of a policy document.
fn malformed(why: &str) -> AwsError {
    AwsError::new(400, "MalformedPolicyDocument", why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_formed_documents_pass() {
        for text in [
            r#"{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#,
            r#"{"Statement":{"Effect":"Deny","NotAction":["iam:*"],"NotResource":["arn:aws:s3:::x"],"Condition":{}}}"#,
        ] {
            assert_eq!(Document::identity(text).unwrap().text(), text);
        }
    }

    #[test]
    fn malformed_documents_are_refused() {
        for text in [
            "",
            "[]",
            "{}",
            r#"{"Statement":[{"Effect":"Allow","Action":"s3:*"}]}"#,
            r#"{"Statement":[{"Effect":"Allow","Resource":"*"}]}"#,
            r#"{"Statement":[{"Effect":"allow","Action":"s3:*","Resource":"*"}]}"#,
            r#"{"Statement":[{"Effect":"Allow","Action":1,"Resource":"*"}]}"#,
            r#"{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}]}"#,
            r#"{"Statement":[{"Effect":"Allow","Actions":"s3:*","Resource":"*"}]}"#,
            r#"{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringIs":{"s3:prefix":"x"}}}]}"#,
        ] {
            let code = Document::identity(text).unwrap_err().code;
            assert_eq!(code, "MalformedPolicyDocument", "{text}");
        }
    }

    #[test]
    fn a_trust_policy_names_who_exists() {
        let text = r#"{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole",
            "Principal":{"AWS":"arn:aws:iam::123456789012:user/alice"}}}"#;
        assert!(Document::trust(text, |_| Some("AIDA1".to_owned())).is_ok());
        let refused = Document::trust(text, |_| None).unwrap_err();
        assert!(
            refused.message.contains("user/alice"),
            "{}",
            refused.message
        );
    }
}
