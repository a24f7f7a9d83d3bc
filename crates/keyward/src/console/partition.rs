//! The hosts of sign-in and console, one row a partition (AWS General Reference, "AWS Management Console
//! endpoints").

use keyward_core::{Error, ErrorCode, Result};

/// One partition.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Partition {
    name: &'static str,
    /// What its regions start with.
    prefix: &'static str,
    pub(super) signin: &'static str,
    console: &'static str,
}

const PARTITIONS: [Partition; 3] = [
    Partition {
        name: "aws-cn",
        prefix: "cn-",
        signin: "signin.amazonaws.cn",
        console: "console.amazonaws.cn",
    },
    Partition {
        name: "aws-us-gov",
        prefix: "us-gov-",
        signin: "signin.amazonaws-us-gov.com",
        console: "console.amazonaws-us-gov.com",
    },
    Partition {
        name: "aws",
        prefix: "",
        signin: "signin.aws.amazon.com",
        console: "console.aws.amazon.com",
    },
];

/// Regions of partitions whose consoles are not public.
const CLOSED: [&str; 4] = ["us-iso", "eu-iso", "eusc-", "us-f"];

impl Partition {
    /// By the region, else by the role's ARN, else the usual one.
    pub(super) fn of(region: Option<&str>, role_arn: Option<&str>) -> Result<&'static Self> {
        let name = role_arn.and_then(|arn| arn.split(':').nth(1));
        let closed = region.is_some_and(|region| CLOSED.iter().any(|it| region.starts_with(it)));
        let found = PARTITIONS.iter().find(|partition| match (region, name) {
            (Some(region), _) => region.starts_with(partition.prefix),
            (None, Some(name)) => partition.name == name,
            (None, None) => partition.prefix.is_empty(),
        });
        found.filter(|_| !closed).ok_or_else(|| {
            Error::new(
                ErrorCode::NotSupported,
                format!(
                    "signing in to the console is not supported in {}",
                    region.or(name).unwrap_or_default()
                ),
            )
            .with_hint("it is in the partitions aws, aws-cn and aws-us-gov")
        })
    }

    /// The page that a sign-in leads to.
    pub(super) fn destination(&self, wanted: Option<&str>, region: Option<&str>) -> Result<String> {
        let query = region.map_or_else(String::new, |region| format!("?region={region}"));
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        match wanted {
            None => Ok(format!("https://{}/console/home{query}", self.console)),
            Some(service) if !service.is_empty() && service.chars().all(is_name) => {
                Ok(format!("https://{}/{service}/home{query}", self.console))
            }
            Some(url) if self.is_ours(url) => Ok(url.to_owned()),
            Some(other) => Err(Error::new(
                ErrorCode::InvalidArgument,
                format!("{other:?} is no page of the AWS console"),
            )
            .with_hint(format!(
                "name a service, such as s3, or an address below https://{}/",
                self.console
            ))),
        }
    }

    /// Anything else would hand a page that is not AWS's to somebody who trusts the console.
    fn is_ours(&self, url: &str) -> bool {
        let host = url
            .strip_prefix("https://")
            .and_then(|rest| rest.split('/').next());
        host.is_some_and(|host| {
            let fits = host
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || ".-".contains(c));
            let below = host.strip_suffix(self.console);
            fits && below.is_some_and(|sub| sub.is_empty() || sub.ends_with('.'))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_region_or_the_role_tells_the_partition() {
        let host = |region, arn| Partition::of(region, arn).map(|it| it.signin).ok();
        assert_eq!(host(None, None), Some("signin.aws.amazon.com"));
        assert_eq!(host(Some("eu-west-1"), None), Some("signin.aws.amazon.com"));
        assert_eq!(host(Some("cn-north-1"), None), Some("signin.amazonaws.cn"));
        let gov = "arn:aws-us-gov:iam::123456789012:role/r";
        assert_eq!(host(None, Some(gov)), Some("signin.amazonaws-us-gov.com"));
        assert_eq!(host(Some("us-iso-east-1"), None), None);
        assert_eq!(host(None, Some("arn:aws-iso:iam::1:role/r")), None);
    }

    #[test]
    fn a_destination_is_a_page_of_the_console() {
        let aws = Partition::of(None, None).unwrap();
        let page = |wanted| aws.destination(Some(wanted), Some("us-east-1")).ok();
        assert_eq!(
            page("s3").as_deref(),
            Some("https://console.aws.amazon.com/s3/home?region=us-east-1")
        );
        for good in [
            "https://console.aws.amazon.com/ec2/home#Instances",
            "https://us-east-1.console.aws.amazon.com/iam",
        ] {
            assert_eq!(page(good).as_deref(), Some(good));
        }
        for bad in [
            "",
            "S3 buckets",
            "http://console.aws.amazon.com/",
            "https://evil.example/",
            "https://console.aws.amazon.com.evil.example/",
            "https://evilconsole.aws.amazon.com/",
            "https://x@console.aws.amazon.com/",
            "https://console.amazonaws.cn/",
            "javascript:alert(1)",
        ] {
            assert_eq!(page(bad), None, "{bad}");
        }
    }
}
