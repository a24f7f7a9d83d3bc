//! A config file with a profile's settings and no credentials, for a program that is handed its
//! credentials in the environment.

use crate::{ProfileSet, Section};

/// Keys that say how to call AWS, and nothing about who calls. A key that is not known to be
/// harmless is left out: a future one may select credentials.
const SETTINGS: &[&str] = &[
    "account_id_endpoint_mode",
    "api_versions",
    "ca_bundle",
    "defaults_mode",
    "disable_request_compression",
    "ec2_metadata_service_endpoint",
    "ec2_metadata_service_endpoint_mode",
    "endpoint_discovery_enabled",
    "endpoint_url",
    "ignore_configured_endpoint_urls",
    "max_attempts",
    "output",
    "parameter_validation",
    "region",
    "request_checksum_calculation",
    "request_min_compression_size_bytes",
    "response_checksum_validation",
    "retry_mode",
    "s3",
    "s3_disable_multiregion_access_points",
    "s3_us_east_1_regional_endpoint",
    "s3_use_arn_region",
    "sdk_ua_app_id",
    "services",
    "sigv4a_signing_region_set",
    "sts_regional_endpoints",
    "tcp_keepalive",
    "use_dualstack_endpoint",
    "use_fips_endpoint",
];

/// The text of a config file whose `[default]` has the profile's settings; without a profile, or for
/// one that no file defines, `[default]` is empty.
#[must_use]
pub fn settings_only(profiles: &ProfileSet, profile: Option<&str>) -> String {
    let mut text = String::from("[default]\n");
    let Some(section) = profile.and_then(|name| profiles.profile(name)) else {
        return text;
    };
    write_settings(&mut text, section, |key| {
        SETTINGS.contains(&key) || key.starts_with("cli_")
    });
    let services = section.get("services").and_then(|name| name.value.as_str());
    if let Some(services) = services.and_then(|name| profiles.services(name)) {
        text.push_str(&format!("[services {}]\n", services.name()));
        write_settings(&mut text, services, |_| true);
    }
    text
}

fn write_settings(text: &mut String, section: &Section, is_wanted: impl Fn(&str) -> bool) {
    for (key, property) in section.properties().filter(|(key, _)| is_wanted(key)) {
        let Some(value) = property.value.value.as_str() else {
            continue;
        };
        // Lines below the key were trimmed and joined; they count by being indented.
        text.push_str(&format!("{key} = {}\n", value.replace('\n', "\n  ")));
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::SourceText;

    #[test]
    fn settings_stay_and_credentials_go() {
        let config = "[profile p]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/r\n\
                      source_profile = q\naws_secret_access_key = s\ncli_pager =\nservices = local\n\
                      s3 =\n  addressing_style = path\n[services local]\ns3 =\n  endpoint_url = http://x\n";
        let source = SourceText::new(Path::new("/c"), config);
        let set = ProfileSet::parse(Some(source), None).unwrap();
        assert_eq!(
            settings_only(&set, Some("p")),
            "[default]\ncli_pager = \nregion = eu-west-1\ns3 = \n  addressing_style = path\n\
             services = local\n[services local]\ns3 = \n  endpoint_url = http://x\n"
        );
        assert_eq!(settings_only(&set, Some("nobody")), "[default]\n");
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let config = "[profile p]\ns3 =\n  addressing_style = path\n  payload = x\n";
        let set = ProfileSet::parse(Some(SourceText::new(Path::new("/c"), config)), None).unwrap();
        let text = settings_only(&set, Some("p"));
        let again = ProfileSet::parse(Some(SourceText::new(Path::new("/c"), &text)), None).unwrap();
        let style = again.profile("default").unwrap().sub("s3", "payload");
        assert_eq!(style.and_then(|v| v.value.as_str()), Some("x"));
    }
}
