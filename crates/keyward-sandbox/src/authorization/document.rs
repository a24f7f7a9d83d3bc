//! A policy document: the text as it was sent, and what it says.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>

use std::sync::Arc;

use keyward_iam::{Policy, PolicyKind};

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
