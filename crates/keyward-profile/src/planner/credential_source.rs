//! `credential_source`: base credentials that do not stand in a file.

use keyward_core::{Error, ErrorCode, Result};

use super::{PlanRequest, environment, errors, view::View};
use crate::{Base, Located};

/// What names the container's endpoint, the first one that is set: in every SDK, ECS before EKS.
const CONTAINER_VARIABLES: [&str; 2] = [
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
];

/// The source that the profile names.
pub(super) fn base(
    request: &PlanRequest<'_>,
    view: &View<'_>,
    named: &Located<&str>,
) -> Result<Base> {
    match named.value {
        "Environment" => environment::keys(request)?
            .map(|found| found.0)
            .ok_or_else(|| {
                absent(
                    view,
                    named,
                    "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set",
                )
            }),
        "Ec2InstanceMetadata" => Ok(Base::Imds {
            location: Some(named.location.clone()),
        }),
        "EcsContainer" => container_variable(request)
            .map(|variable| Base::Container {
                location: named.location.clone(),
                variable,
            })
            .ok_or_else(|| {
                absent(
                    view,
                    named,
                    "neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor AWS_CONTAINER_CREDENTIALS_FULL_URI is set",
                )
            }),
        other => Err(errors::invalid(
            &named.location,
            &view.name,
            &format!("credential_source {other:?} is not known"),
        )
        .with_hint("it is one of Environment, Ec2InstanceMetadata, EcsContainer")),
    }
}

/// The variable that says where the container's credentials are.
pub(super) fn container_variable(request: &PlanRequest<'_>) -> Option<&'static str> {
    CONTAINER_VARIABLES
        .into_iter()
        .find(|name| (request.env)(name).is_some())
}

fn absent(view: &View<'_>, named: &Located<&str>, why: &str) -> Error {
    Error::new(
        ErrorCode::NoCredentials,
        format!(
            "{}: profile \"{}\": credential_source is {}, but {why}",
            named.location, view.name, named.value
        ),
    )
    .with_hint("set the variables, or name a source_profile instead")
}
