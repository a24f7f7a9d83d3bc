//! Region and STS endpoint.
//!
//! Precedence: AWS SDKs and Tools Reference Guide, "Service-specific endpoints" and "AWS STS
//! Regional endpoints".

use keyward_core::{Error, ErrorCode, Result};

use super::{PlanRequest, errors, view::View};
use crate::{Located, Location, ProfileSet, Settings};

/// The settings of the selected profile and the environment.
pub(super) fn read(
    request: &PlanRequest<'_>,
    set: &ProfileSet,
    view: &View<'_>,
) -> Result<Settings> {
    Ok(Settings {
        region: variable(request, request.rules.region_variables)
            .or_else(|| view.text("region").map(Located::into_owned)),
        sts_endpoint: sts_endpoint(request, set, view)?,
        sts_global_endpoint: is_global(request, view)?,
    })
}

fn variable(request: &PlanRequest<'_>, names: &[&str]) -> Option<Located<String>> {
    names.iter().find_map(|name| {
        Some(Located {
            value: (request.env)(name)?,
            location: Location::Variable {
                name: (*name).to_owned(),
            },
        })
    })
}

fn sts_endpoint(
    request: &PlanRequest<'_>,
    set: &ProfileSet,
    view: &View<'_>,
) -> Result<Option<Located<String>>> {
    if ignores_endpoints(request, view) {
        return Ok(None);
    }
    if let Some(found) = variable(request, &["AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL"]) {
        return Ok(Some(found));
    }
    if let Some(found) = of_services(set, view)? {
        return Ok(Some(found));
    }
    Ok(view.text("endpoint_url").map(Located::into_owned))
}

fn ignores_endpoints(request: &PlanRequest<'_>, view: &View<'_>) -> bool {
    (request.env)("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
        .or_else(|| view.string("ignore_configured_endpoint_urls"))
        .is_some_and(|value| value.eq_ignore_ascii_case("true"))
}

/// `endpoint_url` below `sts =` in the section that `services` names.
fn of_services(set: &ProfileSet, view: &View<'_>) -> Result<Option<Located<String>>> {
    let Some(name) = view.text("services") else {
        return Ok(None);
    };
    let section = set.services(name.value).ok_or_else(|| {
        let what = format!(
            "services \"{0}\" was not found: no file has a section [services {0}]",
            name.value
        );
        errors::invalid(&name.location, &view.name, &what)
    })?;
    Ok(section
        .sub("sts", "endpoint_url")
        .filter(|found| !found.value.is_empty())
        .and_then(|found| {
            Some(Located {
                value: found.value.as_str()?.to_owned(),
                location: found.location.clone(),
            })
        }))
}

fn is_global(request: &PlanRequest<'_>, view: &View<'_>) -> Result<bool> {
    let found = variable(request, &["AWS_STS_REGIONAL_ENDPOINTS"])
        .or_else(|| view.text("sts_regional_endpoints").map(Located::into_owned));
    let Some(found) = found else {
        return Ok(false);
    };
    match found.value.to_ascii_lowercase().as_str() {
        "legacy" => Ok(true),
        "regional" => Ok(false),
        _ => Err(bad_regional(view, &found)),
    }
}

fn bad_regional(view: &View<'_>, found: &Located<String>) -> Error {
    let hint = "it is regional (the default) or legacy";
    if let Location::Variable { name } = &found.location {
        let message = format!("{name}: {:?} cannot be right", found.value);
        return Error::new(ErrorCode::InvalidArgument, message).with_hint(hint);
    }
    let what = format!("sts_regional_endpoints: {:?} cannot be right", found.value);
    errors::invalid(&found.location, &view.name, &what).with_hint(hint)
}
