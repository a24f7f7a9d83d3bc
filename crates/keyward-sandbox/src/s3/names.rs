//! Bucket names.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>

use crate::protocol::AwsError;

const PREFIXES: [&str; 2] = ["xn--", "sthree-"];
const SUFFIXES: [&str; 4] = ["-s3alias", "--ol-s3", ".mrap", "--x-s3"];

/// Refuses a name that no bucket may have.
pub(crate) fn check(name: &str) -> Result<(), AwsError> {
    if valid(name) {
        return Ok(());
    }
    Err(AwsError::new(
        400,
        "InvalidBucketName",
        "The specified bucket is not valid.",
    )
    .with("BucketName", name))
}

fn valid(name: &str) -> bool {
    let edge =
        |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let bytes = name.as_bytes();
    (3..=63).contains(&bytes.len())
        && bytes
            .iter()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-".contains(b))
        && edge(bytes.first())
        && edge(bytes.last())
        && !name.contains("..")
        && name.parse::<std::net::Ipv4Addr>().is_err()
        && !PREFIXES.iter().any(|prefix| name.starts_with(prefix))
        && !SUFFIXES.iter().any(|suffix| name.ends_with(suffix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_rules() {
        for good in ["abc", "my.bucket-1", "0123", &"a".repeat(63)] {
            assert!(valid(good), "{good}");
        }
        for bad in [
            "ab",
            "Abc",
            "a_b",
            "-abc",
            "abc-",
            "a..b",
            "192.168.5.4",
            "xn--abc",
            "abc-s3alias",
            "",
            &"a".repeat(64),
            "bücket",
        ] {
            assert!(!valid(bad), "{bad}");
        }
    }
}
