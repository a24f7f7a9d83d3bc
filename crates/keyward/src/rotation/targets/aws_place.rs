//! What targets at AWS have in common: the part of their texts behind the name, and who asks.

use std::fmt;

use keyward_core::{Error, ErrorCode, ProfileName, Result};
use keyward_profile::{Located, Location};

use super::Run;
use crate::{
    Request,
    json_api::{Api, JsonApi},
    rotation::sealed,
};

/// The names of the two fields of a JSON object that hold a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFields {
    /// Of the access key id; `AWS_ACCESS_KEY_ID` where nobody says.
    pub id: String,
    /// Of the secret; `AWS_SECRET_ACCESS_KEY` where nobody says.
    pub secret: String,
}

impl Default for KeyFields {
    fn default() -> Self {
        Self {
            id: "AWS_ACCESS_KEY_ID".to_owned(),
            secret: "AWS_SECRET_ACCESS_KEY".to_owned(),
        }
    }
}

/// Where a target at AWS is, and who writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AwsPlace {
    /// The one of an ARN, else the profile's, where nobody says.
    pub region: Option<String>,
    /// Whose credentials write it; the key itself where nobody says.
    pub profile: Option<ProfileName>,
}

impl AwsPlace {
    /// What stands before the sign and, behind it, `region=R&profile=P`: both or one of them, or nothing.
    pub(super) fn split(text: &str) -> Result<Option<(&str, Self)>> {
        let Some((name, rest)) = text.rsplit_once('?') else {
            return Ok(Some((text, Self::default())));
        };
        let mut place = Self::default();
        for part in rest.split('&') {
            match part.split_once('=') {
                Some(("region", region)) if !region.is_empty() => {
                    place.region = Some(region.to_owned());
                }
                Some(("profile", profile)) => place.profile = Some(profile.parse()?),
                _ => return Ok(None),
            }
        }
        Ok(Some((name, place)))
    }

    /// The service there, asked as the target says.
    pub(super) async fn open(
        &self,
        run: &Run<'_>,
        api: &'static Api,
        own_region: Option<&str>,
    ) -> Result<JsonApi> {
        let region = own_region.or(self.region.as_deref());
        let (mut plan, credentials) = match &self.profile {
            Some(profile) => {
                let request = Request::profile(profile.clone());
                let plan = run.engine.plan_for(&request).await?;
                (plan, run.engine.credentials(&request).await?)
            }
            None => (run.plan.clone(), sealed::credentials(&run.sealed.current())),
        };
        if let Some(region) = region {
            plan.settings.region = Some(Located {
                value: region.to_owned(),
                location: Location::Program,
            });
        }
        let region = plan.settings.region.as_ref().map(|it| it.value.clone());
        Ok(JsonApi {
            api,
            aws: run.engine.aws(&plan),
            region: region.ok_or_else(no_region)?,
            credentials,
        })
    }
}

impl KeyFields {
    /// What stands before the sign and, behind it, `ID,SECRET`, or nothing.
    pub(super) fn split(text: &str) -> Option<(&str, Self)> {
        let Some((name, fields)) = text.rsplit_once('#') else {
            return Some((text, Self::default()));
        };
        let (id, secret) = fields.split_once(',')?;
        let is_name = |field: &str| !field.is_empty() && !field.contains(',');
        let fields = Self {
            id: id.to_owned(),
            secret: secret.to_owned(),
        };
        (is_name(id) && is_name(secret) && id != secret).then_some((name, fields))
    }
}

impl fmt::Display for KeyFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::default() {
            return Ok(());
        }
        write!(f, "#{},{}", self.id, self.secret)
    }
}

impl fmt::Display for AwsPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.region, &self.profile) {
            (None, None) => Ok(()),
            (Some(region), None) => write!(f, "?region={region}"),
            (None, Some(profile)) => write!(f, "?profile={profile}"),
            (Some(region), Some(profile)) => write!(f, "?region={region}&profile={profile}"),
        }
    }
}

fn no_region() -> Error {
    Error::new(
        ErrorCode::InvalidArgument,
        "no region is known for the target",
    )
    .with_hint("add ?region=eu-central-1 to it, or set the profile's region")
}

/// A place without the two fields.
pub(super) fn no_key(place: &impl fmt::Display, fields: &KeyFields) -> Error {
    Error::new(
        ErrorCode::NoCredentials,
        format!(
            "{place} holds no JSON object with the texts {} and {}",
            fields.id, fields.secret
        ),
    )
    .with_hint("a rotation replaces a key that is there: put the present one there first, or name its fields (#ID_FIELD,SECRET_FIELD)")
}

/// What was written is not what is read.
pub(super) fn not_read_back(place: &impl fmt::Display) -> Error {
    Error::new(
        ErrorCode::Unexpected,
        format!("{place} was written, and holds another key all the same"),
    )
    .with_hint("does somebody else write it? run this again when that has ended")
}

/// What who asks needs, where AWS refused it.
pub(super) fn with_needs(error: Error, needs: &'static str) -> Error {
    match error.aws_code() {
        Some("AccessDeniedException" | "AccessDenied") => error.with_hint(needs),
        Some("ResourceNotFoundException" | "ParameterNotFound") => error.with_hint(
            "a rotation replaces a key that is there: make it first, and look whether the region is right (?region=…)",
        ),
        _ => error,
    }
}
