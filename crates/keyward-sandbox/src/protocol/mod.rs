//! How AWS's services speak: four protocols on one port, told apart before anything is believed.
//!
//! | protocol | services | errors |
//! |---|---|---|
//! | Query | STS, IAM, SNS | `<ErrorResponse><Error>…` |
//! | EC2 | EC2 | `<Response><Errors><Error>…` |
//! | REST-XML | S3 | `<Error>…` |
//! | JSON 1.1 | Secrets Manager, SSM, Cognito Identity | `{"__type": …}` |

pub(crate) mod ec2;
pub(crate) mod error;
pub(crate) mod form;
pub(crate) mod json;
pub(crate) mod params;
pub(crate) mod query;
pub(crate) mod reply;
pub(crate) mod request_id;
pub(crate) mod rest_xml;
pub(crate) mod times;
pub(crate) mod xml;
pub(crate) mod xml_tree;

pub(crate) use error::AwsError;
pub(crate) use json::{Input, JsonAnswer};
pub(crate) use params::Params;
pub(crate) use reply::Reply;
pub(crate) use xml::Xml;

/// What a Query or EC2 operation gives: the inside of its result element.
pub(crate) type Answer = Result<Xml, AwsError>;

/// The services that answer here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Service {
    Sts,
    Iam,
    Sns,
    Ec2,
    S3,
    SecretsManager,
    Ssm,
    CognitoIdentity,
}

impl Service {
    /// The service named in a credential scope.
    pub(crate) fn from_scope(name: &str) -> Option<Self> {
        [
            Self::Sts,
            Self::Iam,
            Self::Sns,
            Self::Ec2,
            Self::S3,
            Self::SecretsManager,
            Self::Ssm,
            Self::CognitoIdentity,
        ]
        .into_iter()
        .find(|service| service.name() == name)
    }

    /// The service that a request without a readable scope most likely meant: the Query API names
    /// itself by its version, everything else is S3.
    pub(crate) fn from_api_version(version: Option<&str>) -> Self {
        match version {
            Some(query::STS_VERSION) => Self::Sts,
            Some(query::IAM_VERSION) => Self::Iam,
            Some(query::SNS_VERSION) => Self::Sns,
            Some(ec2::VERSION) => Self::Ec2,
            _ => Self::S3,
        }
    }

    /// The name in a credential scope.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sts => "sts",
            Self::Iam => "iam",
            Self::Sns => "sns",
            Self::Ec2 => "ec2",
            Self::S3 => "s3",
            Self::SecretsManager => "secretsmanager",
            Self::Ssm => "ssm",
            Self::CognitoIdentity => "cognito-identity",
        }
    }

    /// What `X-Amz-Target` begins with, where the service speaks JSON.
    pub(crate) fn json_prefix(self) -> Option<&'static str> {
        match self {
            Self::SecretsManager => Some("secretsmanager."),
            Self::Ssm => Some("AmazonSSM."),
            Self::CognitoIdentity => Some("AWSCognitoIdentityService."),
            Self::Sts | Self::Iam | Self::Sns | Self::Ec2 | Self::S3 => None,
        }
    }

    /// Puts a refusal into the body shape of the service.
    pub(crate) fn refuse(self, error: &AwsError, request_id: &str) -> Reply {
        match self {
            Self::Sts => query::error(query::STS_NAMESPACE, error, request_id),
            Self::Iam => query::error(query::IAM_NAMESPACE, error, request_id),
            Self::Sns => query::error(query::SNS_NAMESPACE, error, request_id),
            Self::Ec2 => ec2::error(error, request_id),
            Self::S3 => rest_xml::error(error, request_id),
            Self::SecretsManager | Self::Ssm | Self::CognitoIdentity => {
                json::error(error, request_id)
            }
        }
    }
}
