//! Everything about how AWS is called: each setting from its variable, else from the profile.
//!
//! Names and precedence: AWS SDKs and Tools Reference Guide, "Settings reference".

mod endpoints;
mod found;

use keyward_core::Result;

use self::found::Finder;
use super::{PlanRequest, view::View};
use crate::{MetadataSettings, ProfileSet, RetryMode, Settings};

/// The settings of the selected profile and the environment.
pub(super) fn read(
    request: &PlanRequest<'_>,
    set: &ProfileSet,
    view: &View<'_>,
) -> Result<Settings> {
    let find = Finder { request, view };
    Ok(Settings {
        region: find.first(request.rules.region_variables, "region"),
        endpoints: endpoints::read(&find, set)?,
        sts_global_endpoint: sts_global_endpoint(&find)?,
        use_fips_endpoint: find.switch("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint")?,
        use_dualstack_endpoint: find
            .switch("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint")?,
        retry_mode: retry_mode(&find)?,
        max_attempts: find.count("AWS_MAX_ATTEMPTS", "max_attempts")?,
        ca_bundle: find.first(&["AWS_CA_BUNDLE"], "ca_bundle"),
        metadata: metadata(&find)?,
        hand_over_seconds: find.seconds("hand_over_seconds", 1..=3600)?,
    })
}

fn sts_global_endpoint(find: &Finder<'_>) -> Result<bool> {
    let words = &[("regional", false), ("legacy", true)];
    find.word(
        "AWS_STS_REGIONAL_ENDPOINTS",
        "sts_regional_endpoints",
        words,
    )
}

fn retry_mode(find: &Finder<'_>) -> Result<RetryMode> {
    let words = &[
        ("standard", RetryMode::Standard),
        ("legacy", RetryMode::Standard),
        ("adaptive", RetryMode::Adaptive),
    ];
    find.word("AWS_RETRY_MODE", "retry_mode", words)
}

fn metadata(find: &Finder<'_>) -> Result<MetadataSettings> {
    Ok(MetadataSettings {
        endpoint: find.first(
            &["AWS_EC2_METADATA_SERVICE_ENDPOINT"],
            "ec2_metadata_service_endpoint",
        ),
        ipv6: find.word(
            "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
            "ec2_metadata_service_endpoint_mode",
            &[("IPv4", false), ("IPv6", true)],
        )?,
        v1_disabled: find
            .first(
                &["AWS_EC2_METADATA_V1_DISABLED"],
                "ec2_metadata_v1_disabled",
            )
            .is_some_and(|found| found.value != "false"),
        timeout_seconds: find.count("AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout")?,
        attempts: find.count(
            "AWS_METADATA_SERVICE_NUM_ATTEMPTS",
            "metadata_service_num_attempts",
        )?,
    })
}
