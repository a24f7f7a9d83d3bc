//! The hosts of the services: the endpoint rules of botocore 1.44.5.

use keyward_core::{Error, ErrorCode, Result};
use keyward_profile::{Service, Settings};

use crate::aws::without_slash;

/// One of the services, and the form of its host.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    pub(crate) service: Service,
    form: fn(&Place<'_>) -> String,
}

/// <https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/Welcome.html>
pub(crate) const OIDC: Kind = Kind {
    service: Service::SsoOidc,
    form: |place| place.regional("oidc"),
};

/// <https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/Welcome.html>
pub(crate) const PORTAL: Kind = Kind {
    service: Service::Sso,
    form: |place| place.regional("portal.sso"),
};

/// <https://docs.aws.amazon.com/signin/latest/APIReference/Welcome.html>
pub(crate) const SIGNIN: Kind = Kind {
    service: Service::Signin,
    form: |place| match (place.fips, place.dualstack) {
        (false, false) => format!("{}.signin.{}", place.region, place.partition.signin),
        (true, false) if place.is_gov() => "signin-fips.amazonaws-us-gov.com".to_owned(),
        _ => place.regional("signin"),
    },
};

/// <https://docs.aws.amazon.com/rolesanywhere/latest/userguide/authentication-create-session.html>
pub(crate) const ROLES_ANYWHERE: Kind = Kind {
    service: Service::RolesAnywhere,
    form: |place| place.regional("rolesanywhere"),
};

/// <https://docs.aws.amazon.com/general/latest/gr/cognito_identity.html>
pub(crate) const COGNITO_IDENTITY: Kind = Kind {
    service: Service::CognitoIdentity,
    form: |place| {
        // In AWS's first partition the plain name has both kinds of addresses; with FIPS, in its US regions.
        let is_first = place.partition.prefix.is_empty();
        let dualstack =
            place.dualstack && !(is_first && (!place.fips || place.region.starts_with("us-")));
        Place {
            dualstack,
            ..*place
        }
        .regional("cognito-identity")
    },
};

/// <https://docs.aws.amazon.com/general/latest/gr/asm.html>
pub(crate) const SECRETS_MANAGER: Kind = Kind {
    service: Service::SecretsManager,
    form: |place| {
        // Where these partitions have IPv6, the plain name has it.
        let in_plain = match place.partition.prefix {
            "" | "us-gov-" => true,
            "cn-" => !place.fips,
            _ => false,
        };
        let dualstack = place.dualstack && !in_plain;
        Place {
            dualstack,
            ..*place
        }
        .regional("secretsmanager")
    },
};

/// <https://docs.aws.amazon.com/general/latest/gr/ssm.html>
pub(crate) const SSM: Kind = Kind {
    service: Service::Ssm,
    form: |place| place.regional("ssm"),
};

/// What a host is made of.
struct Place<'a> {
    region: &'a str,
    partition: &'a Partition,
    fips: bool,
    dualstack: bool,
}

impl Place<'_> {
    fn regional(&self, service: &str) -> String {
        let suffix = if self.dualstack {
            self.partition.dualstack
        } else {
            self.partition.suffix
        };
        // The plain endpoints of GovCloud are FIPS ones already.
        let has_plain_fips =
            self.is_gov() && !self.dualstack && ["oidc", "portal.sso", "ssm"].contains(&service);
        let fips = if self.fips && !has_plain_fips {
            "-fips"
        } else {
            ""
        };
        format!("{service}{fips}.{}.{suffix}", self.region)
    }

    fn is_gov(&self) -> bool {
        self.partition.prefix == "us-gov-"
    }
}

/// A partition's domains; what its regions start with.
struct Partition {
    prefix: &'static str,
    suffix: &'static str,
    dualstack: &'static str,
    signin: &'static str,
}

/// The last row is every other region.
const PARTITIONS: [Partition; 8] = [
    partition(
        "cn-",
        "amazonaws.com.cn",
        "api.amazonwebservices.com.cn",
        "amazonaws.cn",
    ),
    partition(
        "us-gov-",
        "amazonaws.com",
        "api.aws",
        "amazonaws-us-gov.com",
    ),
    partition("us-iso-", "c2s.ic.gov", "api.aws.ic.gov", "c2shome.ic.gov"),
    partition(
        "us-isob-",
        "sc2s.sgov.gov",
        "api.aws.scloud",
        "sc2shome.sgov.gov",
    ),
    partition(
        "us-isof-",
        "csp.hci.ic.gov",
        "api.aws.hci.ic.gov",
        "csphome.hci.ic.gov",
    ),
    partition(
        "eu-isoe-",
        "cloud.adc-e.uk",
        "api.cloud-aws.adc-e.uk",
        "csphome.adc-e.uk",
    ),
    partition(
        "eusc-",
        "amazonaws.eu",
        "api.amazonwebservices.eu",
        "amazonaws-eusc.eu",
    ),
    partition("", "amazonaws.com", "api.aws", "aws.amazon.com"),
];

const fn partition(
    prefix: &'static str,
    suffix: &'static str,
    dualstack: &'static str,
    signin: &'static str,
) -> Partition {
    Partition {
        prefix,
        suffix,
        dualstack,
        signin,
    }
}

impl Kind {
    /// Where the settings put it, else the host of a region; no slash at the end.
    ///
    /// # Errors
    /// A region that cannot be right.
    pub(crate) fn endpoint(self, settings: &Settings, region: &str) -> Result<String> {
        match settings.endpoint(self.service) {
            Some(endpoint) => Ok(without_slash(endpoint)),
            None => Ok(format!("https://{}", self.host(settings, region)?)),
        }
    }

    /// The host of a region.
    ///
    /// # Errors
    /// It becomes part of a host name, and must not be able to name another host.
    fn host(self, settings: &Settings, region: &str) -> Result<String> {
        let is_label =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if region.is_empty() || !region.bytes().all(is_label) {
            return Err(Error::new(
                ErrorCode::ProfileInvalid,
                format!("{region:?} is not a region"),
            )
            .with_hint("a region looks like eu-central-1"));
        }
        let partition = PARTITIONS
            .iter()
            .find(|partition| region.starts_with(partition.prefix))
            .expect("the last prefix is empty");
        Ok((self.form)(&Place {
            region,
            partition,
            fips: settings.use_fips_endpoint,
            dualstack: settings.use_dualstack_endpoint,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As botocore 1.44.5 answers: plain, FIPS, dual-stack, both.
    const HOSTS: &str = include_str!("hosts.txt");

    #[test]
    fn hosts_are_those_of_botocore() {
        let mut count = 0;
        for line in HOSTS.lines().filter(|line| !line.starts_with('#')) {
            let words: Vec<_> = line.split_whitespace().collect();
            let [service, region, ref hosts @ ..] = words[..] else {
                panic!("{line}");
            };
            let kind = match service {
                "sso" => PORTAL,
                "sso-oidc" => OIDC,
                "rolesanywhere" => ROLES_ANYWHERE,
                "cognito-identity" => COGNITO_IDENTITY,
                "secretsmanager" => SECRETS_MANAGER,
                "ssm" => SSM,
                _ => SIGNIN,
            };
            let flags = [(false, false), (true, false), (false, true), (true, true)];
            for ((fips, dualstack), host) in flags.into_iter().zip(hosts) {
                let settings = Settings {
                    use_fips_endpoint: fips,
                    use_dualstack_endpoint: dualstack,
                    ..Settings::default()
                };
                assert_eq!(kind.host(&settings, region).unwrap(), *host);
                count += 1;
            }
        }
        assert_eq!(count, 7 * 8 * 4);
    }

    #[test]
    fn no_region_names_another_host() {
        for region in ["", "evil.example/", "a@b", "US-EAST-1", "eu west", "x#"] {
            assert!(OIDC.host(&Settings::default(), region).is_err(), "{region}");
        }
    }
}
