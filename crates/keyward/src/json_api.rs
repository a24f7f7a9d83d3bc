//! Services that speak AWS's JSON 1.1 protocol
//! (<https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html>), by [`signed`] calls.

use keyward_core::{Credentials, Error, ErrorCode, Result};

use crate::{
    aws::Aws,
    hosts::Kind,
    http::Answer,
    provider::without_secrets,
    signed::{self, Call},
    sources::{token_document::Document, token_service::short},
};

/// A service, by its names.
pub(crate) struct Api {
    pub(crate) kind: Kind,
    /// In a credential scope, and in the names of IAM's actions.
    pub(crate) name: &'static str,
    /// Before the action, in `x-amz-target`.
    pub(crate) target: &'static str,
}

/// One service in one region, asked with one set of credentials.
pub(crate) struct JsonApi {
    pub(crate) api: &'static Api,
    pub(crate) aws: Aws,
    pub(crate) region: String,
    pub(crate) credentials: Credentials,
}

impl JsonApi {
    /// Asks, and again while the refusal may be gone in a moment: for what may be done twice.
    ///
    /// # Errors
    /// `aws_refused` with AWS's code and sentence; `network`, `timeout`.
    pub(crate) async fn ask(&self, action: &str, sent: &Document) -> Result<Document> {
        let url = self.api.kind.endpoint(&self.aws.settings, &self.region)? + "/";
        let target = format!("{}.{action}", self.api.target);
        let headers = [
            ("content-type", "application/x-amz-json-1.1"),
            ("x-amz-target", target.as_str()),
        ];
        let body = sent.to_bytes();
        let call = Call {
            service: self.api.name,
            region: &self.region,
            url: &url,
            headers: &headers,
            body: &body,
        };
        let attempts = self.aws.max_attempts();
        let judge = |answer: Answer| self.judge(action, &answer, sent, &url);
        signed::send_until(&self.aws, &self.credentials, &call, attempts, judge).await
    }

    fn judge(&self, action: &str, answer: &Answer, sent: &Document, url: &str) -> Result<Document> {
        let document = Document::parse(&answer.body);
        if !answer.is_success() {
            return Err(self.refused(action, answer, document.as_ref(), sent));
        }
        document.ok_or_else(|| {
            let what = format!("{}:{action}", self.api.name);
            let sentence = format!("{url} answered {what} with something that is not AWS's");
            Error::new(ErrorCode::Network, sentence).with_hint("is the endpoint right?")
        })
    }

    /// AWS's own code and sentence, unless it repeats what was sent.
    fn refused(
        &self,
        action: &str,
        answer: &Answer,
        document: Option<&Document>,
        sent: &Document,
    ) -> Error {
        let field = |name: &str| document?.text(name);
        let code = answer.error_type.as_deref().or_else(|| field("/__type"));
        let code = code.map_or("no error code", short);
        let message = field("/message")
            .or_else(|| field("/Message"))
            .filter(|message| !sent.is_quoted_in(message))
            .unwrap_or("AWS gave no reason");
        let message = without_secrets(message, Some(&self.credentials));
        let name = self.api.name;
        let sentence = format!("AWS refused {name}:{action} ({code}): {message}");
        Error::new(ErrorCode::AwsRefused, sentence)
            .with_aws_code(code)
            .with_passing(answer.status >= 500 || signed::is_throttling(code))
    }
}
