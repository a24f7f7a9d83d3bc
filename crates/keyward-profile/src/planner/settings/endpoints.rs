//! Where services were put (AWS SDKs and Tools Reference Guide, "Service-specific endpoints").

use std::collections::BTreeMap;

use keyward_core::Result;

use super::Finder;
use crate::{Located, ProfileSet, Section, Service, planner::errors};

/// The endpoint of each service that has one.
pub(super) fn read(
    find: &Finder<'_>,
    set: &ProfileSet,
) -> Result<BTreeMap<Service, Located<String>>> {
    let ignore = find.first(
        &["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"],
        "ignore_configured_endpoint_urls",
    );
    if ignore.is_some_and(|found| found.value.eq_ignore_ascii_case("true")) {
        return Ok(BTreeMap::new());
    }
    let section = services(find, set)?;
    let endpoint = |service: Service| {
        let own = format!("AWS_ENDPOINT_URL_{}", service.key().to_ascii_uppercase());
        find.variable(&own)
            .or_else(|| find.variable("AWS_ENDPOINT_URL"))
            .or_else(|| in_section(section?, service))
            .or_else(|| find.first(&[], "endpoint_url"))
    };
    Ok(Service::ALL
        .into_iter()
        .filter_map(|service| Some((service, endpoint(service)?)))
        .collect())
}

/// The section that `services` of the profile names.
fn services<'a>(find: &Finder<'_>, set: &'a ProfileSet) -> Result<Option<&'a Section>> {
    let Some(name) = find.view.text("services") else {
        return Ok(None);
    };
    let section = set.services(name.value).ok_or_else(|| {
        let what = format!(
            "services \"{0}\" was not found: no file has a section [services {0}]",
            name.value
        );
        errors::invalid(&name.location, &find.view.name, &what)
    })?;
    Ok(Some(section))
}

/// `endpoint_url` below the service's key.
fn in_section(section: &Section, service: Service) -> Option<Located<String>> {
    let found = section.sub(service.key(), "endpoint_url")?;
    let value = found.value.as_str().filter(|value| !value.is_empty())?;
    Some(Located {
        value: value.to_owned(),
        location: found.location.clone(),
    })
}
