//! Which permissions an operation needs: one file for each service, after the
//! [Service Authorization Reference](https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html).

mod cognito_identity;
mod ec2;
mod iam;
mod s3;
mod secretsmanager;
mod sns;
mod ssm;
mod sts;

pub(crate) use s3::{is_known_key as is_s3_key, list_bucket, object};

use super::Ask;
use crate::dispatch::Context;
use crate::protocol::{AwsError, Input, Params, Service};
use crate::s3::Call;
use crate::s3::Operation;
use crate::state::Account;

/// The condition keys that each service's file fills.
pub(super) const KEYS: &[(&str, &[&str])] = &[
    ("cognito-identity", &cognito_identity::KEYS),
    ("ec2", &ec2::KEYS),
    ("iam", &iam::KEYS),
    ("s3", &s3::KEYS),
    ("secretsmanager", &secretsmanager::KEYS),
    ("sns", &sns::KEYS),
    ("ssm", &ssm::KEYS),
    ("sts", &sts::KEYS),
];

/// Every key that begins with a service's name.
pub(super) fn family(service: &str) -> &'static str {
    match service {
        "cognito-identity" => "cognito-identity:*",
        "ec2" => "ec2:*",
        "iam" => "iam:*",
        "s3" => "s3:*",
        "secretsmanager" => "secretsmanager:*",
        "sns" => "sns:*",
        "ssm" => "ssm:*",
        _ => "sts:*",
    }
}

/// What a call of the Query or EC2 protocol needs; none for an operation that is not there. An empty
/// list is of an operation that asks for itself.
pub(crate) fn query(
    service: Service,
    operation: &str,
    cx: &Context<'_>,
    params: &Params,
) -> Option<Vec<Ask>> {
    match service {
        Service::Sts => sts::asks(operation, cx, params),
        Service::Iam => iam::asks(operation, cx, params),
        Service::Sns => sns::asks(operation, cx, params),
        Service::Ec2 => ec2::asks(operation, cx, params),
        Service::S3 | Service::SecretsManager | Service::Ssm | Service::CognitoIdentity => None,
    }
}

/// The same for JSON.
pub(crate) fn json(
    service: Service,
    operation: &str,
    cx: &Context<'_>,
    input: &Input,
) -> Result<Option<Vec<Ask>>, AwsError> {
    match service {
        Service::SecretsManager => secretsmanager::asks(operation, cx, input),
        Service::Ssm => ssm::asks(operation, cx, input),
        Service::CognitoIdentity => cognito_identity::asks(operation, cx, input),
        Service::Sts | Service::Iam | Service::Sns | Service::Ec2 | Service::S3 => Ok(None),
    }
}

/// The same for S3, whose operations are all known.
pub(crate) fn rest(
    operation: Operation,
    cx: &Context<'_>,
    call: &Call<'_>,
) -> Result<Vec<Ask>, AwsError> {
    s3::asks(operation, cx, call)
}

/// The caller's account, where it has anything.
fn account<'c>(cx: &'c Context<'_>) -> Option<&'c Account> {
    cx.state.accounts.get(cx.caller.principal.account())
}

/// `arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE` of the caller's account and region.
fn arn(cx: &Context<'_>, service: &str, resource: &str) -> String {
    let account = cx.caller.principal.account();
    format!("arn:aws:{service}:{}:{account}:{resource}", cx.region)
}
