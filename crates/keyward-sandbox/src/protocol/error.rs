//! A refusal in AWS's words, before it takes the shape of a protocol.

use super::{Service, query};

/// Code, HTTP status and message as AWS documents them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AwsError {
    pub(crate) status: u16,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    /// Further elements that S3 puts beside the message, such as `BucketName`.
    pub(crate) details: Vec<(&'static str, String)>,
}

impl AwsError {
    pub(crate) fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            details: Vec::new(),
        }
    }

    /// Adds an element beside the message; only S3's shape has room for it.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.details.push((name, value.into()));
        self
    }

    /// `ValidationError`, as STS and IAM answer for a value out of bounds.
    pub(crate) fn validation(message: impl Into<String>) -> Self {
        Self::new(400, "ValidationError", message)
    }

    /// The sentence of AWS's request validation, which names the value and its place.
    pub(crate) fn constraint(value: &str, place: &str, rule: &str) -> Self {
        Self::validation(format!(
            "1 validation error detected: Value '{value}' at '{place}' failed to satisfy constraint: Member must {rule}"
        ))
    }

    /// The same for a value that is missing.
    pub(crate) fn missing(place: &str) -> Self {
        Self::validation(format!(
            "1 validation error detected: Value null at '{place}' failed to satisfy constraint: Member must not be null"
        ))
    }

    /// `InvalidAction` of the Query services.
    pub(crate) fn invalid_action(action: &str, version: &str) -> Self {
        Self::new(
            400,
            "InvalidAction",
            format!("Could not find operation {action} for version {version}"),
        )
    }

    /// An operation that a service does not have.
    pub(crate) fn no_operation(service: Service, action: &str) -> Self {
        match service {
            Service::Sts => Self::invalid_action(action, query::STS_VERSION),
            Service::Iam => Self::invalid_action(action, query::IAM_VERSION),
            Service::Sns => Self::invalid_action(action, query::SNS_VERSION),
            Service::Ec2 | Service::S3 => Self::new(
                400,
                "InvalidAction",
                format!("The action {action} is not valid for this web service."),
            ),
            Service::SecretsManager | Service::Ssm | Service::CognitoIdentity => Self::new(
                400,
                "UnknownOperationException",
                format!("{action} is not part of this sandbox"),
            ),
        }
    }

    /// Something of AWS that this floor of the sandbox does not have.
    pub(crate) fn not_built(what: &str) -> Self {
        Self::new(
            501,
            "NotImplemented",
            format!("{what} is not part of this sandbox yet"),
        )
    }
}
