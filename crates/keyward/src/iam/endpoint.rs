//! Where IAM is: one endpoint for each partition, signed for one region
//! (<https://docs.aws.amazon.com/general/latest/gr/iam-service.html>).

use keyward_profile::{Service, Settings};

use crate::aws::without_slash;

/// A URL, and the region that its signatures name.
pub(super) struct Place {
    pub(super) url: String,
    pub(super) region: &'static str,
}

/// Region prefix, host, region of the signature; the last row is every other region.
const PARTITIONS: [(&str, &str, &str); 6] = [
    ("cn-", "iam.cn-north-1.amazonaws.com.cn", "cn-north-1"),
    ("us-gov-", "iam.us-gov.amazonaws.com", "us-gov-west-1"),
    ("us-iso-", "iam.us-iso-east-1.c2s.ic.gov", "us-iso-east-1"),
    (
        "us-isob-",
        "iam.us-isob-east-1.sc2s.sgov.gov",
        "us-isob-east-1",
    ),
    ("eusc-", "iam.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1"),
    ("", "iam.amazonaws.com", "us-east-1"),
];

/// The endpoint that the settings name, else the one of the region's partition.
pub(super) fn of(settings: &Settings) -> Place {
    let region = settings
        .region
        .as_ref()
        .map_or("", |region| region.value.as_str());
    let row = PARTITIONS.iter().find(|row| region.starts_with(row.0));
    let (_, host, signed) = row.unwrap_or(&PARTITIONS[5]);
    let url = settings.endpoint(Service::Iam).map(without_slash);
    Place {
        url: url.unwrap_or_else(|| format!("https://{host}")) + "/",
        region: signed,
    }
}

#[cfg(test)]
mod tests {
    use keyward_profile::{Located, Location};

    use super::*;

    #[test]
    fn each_partition_has_one() {
        let url = |region: &str| {
            let value = region.to_owned();
            let name = "AWS_REGION".to_owned();
            let settings = Settings {
                region: Some(Located {
                    value,
                    location: Location::Variable { name },
                }),
                ..Settings::default()
            };
            of(&settings).url
        };
        assert_eq!(url("eu-central-1"), "https://iam.amazonaws.com/");
        assert_eq!(
            url("cn-northwest-1"),
            "https://iam.cn-north-1.amazonaws.com.cn/"
        );
        assert_eq!(url("us-gov-east-1"), "https://iam.us-gov.amazonaws.com/");
        assert_eq!(of(&Settings::default()).region, "us-east-1");
    }
}
