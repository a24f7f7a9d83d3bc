//! Sessions that have ended and lie where a tool still finds them.

use keyward_core::{ErrorCode, ProfileName, Timestamp};
use keyward_profile::{Base, Location};

use super::{Severity, Sight, Trap, scene::variable};

/// How tools that write sessions into AWS's files note the end (`saml2aws`, `aws-mfa`, `gimme-aws-creds`);
/// AWS's own know no such key.
const NOTES: [&str; 4] = [
    "x_security_token_expires",
    "aws_expiration",
    "expiration",
    "x_principal_expiry",
];

pub(super) fn look(sight: &Sight<'_>, found: &mut Vec<Trap>) {
    let Some(plan) = sight.plan else { return };
    let trap = match &plan.base {
        Base::Environment { expiration, .. } => {
            let end = expiration.as_deref().and_then(Timestamp::parse);
            in_environment(ended(sight, end))
        }
        Base::StaticKeys {
            profile,
            access_key_id,
            session_token: Some(_),
            ..
        } => in_file(sight, profile, &access_key_id.location),
        _ => None,
    };
    found.extend(trap.or_else(|| refused(sight)));
}

/// The end, where it has passed.
fn ended(sight: &Sight<'_>, end: Option<Timestamp>) -> Option<Timestamp> {
    end.filter(|end| *end <= sight.now)
}

fn in_environment(end: Option<Timestamp>) -> Option<Trap> {
    let end = end?;
    let trap = Trap::new(
        "expired",
        Severity::Error,
        format!("the credentials in the environment ended at {end}"),
        "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_CREDENTIAL_EXPIRATION, or set fresh ones",
    );
    Some(trap.at(&variable("AWS_CREDENTIAL_EXPIRATION")))
}

fn in_file(sight: &Sight<'_>, profile: &ProfileName, place: &Location) -> Option<Trap> {
    let end = NOTES.into_iter().find_map(|key| {
        let mut values = sight.scene.values(key);
        let (_, property) = values.find(|(section, _)| section.name() == profile.as_str())?;
        ended(
            sight,
            property.value.value.as_str().and_then(Timestamp::parse),
        )
    })?;
    Some(
        Trap::new(
            "expired",
            Severity::Error,
            format!("the session of profile {profile} ended at {end}"),
            "run the tool that wrote it again, or let keyward make sessions: `keyward setup --help`",
        )
        .at(place),
    )
}

/// AWS's own word, where nothing beside the credentials told it. keyward's own is in the error.
fn refused(sight: &Sight<'_>) -> Option<Trap> {
    let is_aws = sight.error?.code() == ErrorCode::AwsRefused;
    let code = sight.aws_code()?;
    if !is_aws || !matches!(code, "ExpiredToken" | "ExpiredTokenException") {
        return None;
    }
    let base = &sight.plan?.base;
    let (place, remedy) = match base {
        Base::Environment { .. } => (
            Some(variable("AWS_SESSION_TOKEN")),
            "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN, or set fresh ones",
        ),
        Base::StaticKeys { access_key_id, .. } => (
            Some(access_key_id.location.clone()),
            "run the tool that wrote the session again, or take it out of the file",
        ),
        Base::WebIdentity { token_file, .. } => (
            Some(token_file.location.clone()),
            "the token in the file has ended: whoever mounts it must replace it",
        ),
        _ => (None, "sign in or fetch them again, then run this again"),
    };
    let message = format!(
        "AWS says that the credentials of {} have ended",
        base.name()
    );
    let trap = Trap::new("expired", Severity::Error, message, remedy);
    Some(match place {
        Some(place) => trap.at(&place),
        None => trap,
    })
}
