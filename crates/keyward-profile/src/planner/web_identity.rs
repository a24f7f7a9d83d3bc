//! A role by something else than keys: an OIDC token in a file (`web_identity_token_file`, or the three
//! variables), and what keyward knows beside it.

use keyward_core::{Error, ErrorCode, Result};

use super::{
    PlanRequest, cognito_identity, errors, github_actions, role, roles_anywhere, saml, view::View,
};
use crate::{Base, Located, Location};

/// Whether the profile says how to have its role without keys.
pub(super) fn is_named(view: &View<'_>) -> bool {
    view.text("web_identity_token_file").is_some()
        || github_actions::is_named(view)
        || saml::is_named(view)
        || roles_anywhere::is_named(view)
        || cognito_identity::is_named(view)
}

/// Of a profile.
pub(super) fn in_profile(view: &View<'_>) -> Result<Option<Base>> {
    for own in [
        github_actions::in_profile,
        saml::in_profile,
        roles_anywhere::in_profile,
        cognito_identity::in_profile,
    ] {
        if let Some(base) = own(view)? {
            return Ok(Some(base));
        }
    }
    let Some(file) = view.text("web_identity_token_file") else {
        return Ok(None);
    };
    let Some(arn) = view.text("role_arn") else {
        return Err(errors::invalid(
            &file.location,
            &view.name,
            "web_identity_token_file is set, but role_arn is missing",
        )
        .with_hint(
            "add `role_arn = arn:aws:iam::ACCOUNT:role/NAME`: the role that the token is for",
        ));
    };
    role::check_arn(&arn.location, &view.name, arn.value)?;
    Ok(Some(Base::WebIdentity {
        token_file: file.into_owned(),
        role_arn: arn.value.to_owned(),
        session_name: view.string("role_session_name"),
    }))
}

/// By `AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN`. Either alone has nothing to give: other
/// tools use `AWS_ROLE_ARN` for purposes of their own.
pub(super) fn in_environment(request: &PlanRequest<'_>) -> Result<Result<Base, &'static str>> {
    let env = request.env;
    let (file, arn) = match (env("AWS_WEB_IDENTITY_TOKEN_FILE"), env("AWS_ROLE_ARN")) {
        (Some(file), Some(arn)) => (file, arn),
        (Some(_), None) => {
            return Ok(Err(
                "AWS_WEB_IDENTITY_TOKEN_FILE is set, but AWS_ROLE_ARN is not",
            ));
        }
        (None, _) => return Ok(Err("AWS_WEB_IDENTITY_TOKEN_FILE is not set")),
    };
    if !role::is_role_arn(&arn) {
        return Err(Error::new(
            ErrorCode::InvalidArgument,
            format!("AWS_ROLE_ARN: {arn:?} is not the ARN of a role"),
        )
        .with_hint(role::ARN_HINT));
    }
    Ok(Ok(Base::WebIdentity {
        token_file: Located {
            value: file,
            location: Location::Variable {
                name: "AWS_WEB_IDENTITY_TOKEN_FILE".to_owned(),
            },
        },
        role_arn: arn,
        session_name: env("AWS_ROLE_SESSION_NAME"),
    }))
}
