//! Faults on demand: rules that requests to AWS's services run into.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::random;
use crate::protocol::{AwsError, Service};
use crate::refusal;
use crate::sigv4::Fault;

/// One rule. A request that fits takes the first rule that still has something to give.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FaultRule {
    /// As in a credential scope: `sts`, `s3`, …, or `imds`, `container`, `sso`, `sso-oidc`, `signin`;
    /// every service where there is none.
    #[serde(default)]
    pub service: Option<String>,
    /// Such as `AssumeRole`, or `Get*` for all that begin so; every operation where there is none.
    #[serde(default)]
    pub operation: Option<String>,
    /// Only requests that name this access key; all where there is none.
    #[serde(default)]
    pub access_key_id: Option<String>,
    /// What happens.
    pub kind: FaultKind,
    /// How many requests meet it; all, until the rules are cleared, where there is none.
    #[serde(default)]
    pub count: Option<u64>,
    /// Between 0 and 1, for each request that fits; 1 where there is none.
    #[serde(default)]
    pub probability: Option<f64>,
}

/// What happens to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum FaultKind {
    /// The service's own throttling error; the request has no effect.
    Throttling,
    /// 500, in the service's own words; no effect.
    ServerError,
    /// 503, in the service's own words; no effect.
    Unavailable,
    /// The answer comes so many milliseconds late.
    Latency {
        /// At most an hour.
        milliseconds: u64,
    },
    /// The access key is refused as one that nobody knows; no effect. Requests without a key do not
    /// meet it.
    RevokedKey,
    /// The connection breaks off before the request has an effect.
    CutBefore,
    /// The request has its effect, and the connection breaks off instead of an answer.
    CutAfter,
}

impl FaultRule {
    /// A rule for every request; name what differs.
    #[must_use]
    pub fn new(kind: FaultKind) -> Self {
        Self {
            service: None,
            operation: None,
            access_key_id: None,
            kind,
            count: None,
            probability: None,
        }
    }

    /// Why the rule would never have an effect, in one sentence.
    pub(crate) fn check(&self) -> Result<(), String> {
        if let Some(name) = &self.service
            && Service::from_scope(name).is_none()
            && !UNSIGNED.contains(&name.as_str())
        {
            return Err(format!("the sandbox has no service '{name}'"));
        }
        if self
            .probability
            .is_some_and(|odds| !(0.0..=1.0).contains(&odds))
        {
            return Err("a probability lies between 0 and 1".to_owned());
        }
        Ok(())
    }

    fn fits(&self, service: &str, operation: &str, key: Option<&str>) -> bool {
        let is = |wanted: &Option<String>, given: Option<&str>| {
            wanted.is_none() || wanted.as_deref() == given
        };
        self.count != Some(0)
            && (self.kind != FaultKind::RevokedKey || key.is_some())
            && is(&self.service, Some(service))
            && is(&self.access_key_id, key)
            && self.is_for(operation)
    }

    fn is_for(&self, operation: &str) -> bool {
        let Some(wanted) = &self.operation else {
            return true;
        };
        match wanted.strip_suffix('*') {
            Some(beginning) => operation.starts_with(beginning),
            None => wanted == operation,
        }
    }
}

/// The services whose requests carry no signature.
const UNSIGNED: [&str; 5] = ["imds", "container", "sso", "sso-oidc", "signin"];

/// The rules in force, in the order in which they were given.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<FaultRule>);

impl Faults {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn add(&mut self, rule: FaultRule) {
        self.0.push(rule);
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn rules(&self) -> &[FaultRule] {
        &self.0
    }

    /// What befalls a request that names this access key; uses up one of the rule's count.
    pub(crate) fn draw(
        &mut self,
        service: &str,
        operation: &str,
        key: Option<&str>,
    ) -> Option<FaultKind> {
        let rule = self.0.iter_mut().find(|rule| {
            rule.fits(service, operation, key)
                && rule.probability.is_none_or(|odds| chance() < odds)
        })?;
        rule.count = rule.count.map(|count| count - 1);
        Some(rule.kind)
    }
}

/// A number from 0 to just below 1.
fn chance() -> f64 {
    f64::from(u32::from_be_bytes(random::bytes())) / (f64::from(u32::MAX) + 1.0)
}

impl FaultKind {
    /// The error that a request of this access key gets in place of its effect, in its service's
    /// words.
    pub(crate) fn refusal(self, service: Service, key: Option<&str>) -> Option<AwsError> {
        if self == Self::RevokedKey {
            let unknown = Fault::UnknownKey(key.unwrap_or_default().to_owned());
            return Some(refusal::of(&unknown, service));
        }
        let json = service.json_prefix().is_some();
        let (status, code, message) = match (self, service) {
            (Self::Throttling, Service::S3) => {
                (503, "SlowDown", "Please reduce your request rate.")
            }
            (Self::Throttling, Service::Ec2) => {
                (503, "RequestLimitExceeded", "Request limit exceeded.")
            }
            (Self::Throttling, _) if json => (400, "ThrottlingException", "Rate exceeded"),
            (Self::Throttling, _) => (400, "Throttling", "Rate exceeded"),
            (Self::ServerError, Service::S3 | Service::Ec2) => (
                500,
                "InternalError",
                "We encountered an internal error. Please try again.",
            ),
            (Self::ServerError, _) if json => {
                (500, "InternalServerError", "An internal error occurred.")
            }
            (Self::ServerError, _) => (500, "InternalFailure", "An internal error occurred."),
            (Self::Unavailable, Service::Ec2) => (503, "Unavailable", "The server is overloaded."),
            (Self::Unavailable, _) => (
                503,
                "ServiceUnavailable",
                "Service is unable to handle request.",
            ),
            (Self::RevokedKey | Self::Latency { .. } | Self::CutBefore | Self::CutAfter, _) => {
                return None;
            }
        };
        Some(AwsError::new(status, code, message))
    }

    /// The HTTP status that metadata services and sign-ins give in place of an answer.
    pub(crate) fn status(self) -> Option<u16> {
        match self {
            Self::Throttling => Some(429),
            Self::ServerError => Some(500),
            Self::Unavailable => Some(503),
            Self::RevokedKey | Self::Latency { .. } | Self::CutBefore | Self::CutAfter => None,
        }
    }

    /// How late the answer comes.
    pub(crate) fn delay(self) -> Duration {
        const LONGEST: u64 = 3_600_000;
        match self {
            Self::Latency { milliseconds } => Duration::from_millis(milliseconds.min(LONGEST)),
            _ => Duration::ZERO,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_fit_count_and_end() {
        let mut faults = Faults::default();
        faults.add(FaultRule {
            service: Some("sts".to_owned()),
            count: Some(2),
            ..FaultRule::new(FaultKind::Throttling)
        });
        faults.add(FaultRule {
            operation: Some("PutObject".to_owned()),
            ..FaultRule::new(FaultKind::CutAfter)
        });
        assert_eq!(faults.draw("iam", "GetUser", None), None);
        assert_eq!(
            faults.draw("s3", "PutObject", None),
            Some(FaultKind::CutAfter)
        );
        assert_eq!(
            faults.draw("sts", "AssumeRole", None),
            Some(FaultKind::Throttling)
        );
        assert_eq!(
            faults.draw("sts", "AssumeRole", None),
            Some(FaultKind::Throttling)
        );
        assert_eq!(faults.draw("sts", "AssumeRole", None), None);
    }

    #[test]
    fn a_rule_may_be_for_one_key_and_for_operations_that_begin_alike() {
        let mut faults = Faults::default();
        faults.add(FaultRule {
            access_key_id: Some("AKIA1".to_owned()),
            operation: Some("Get*".to_owned()),
            ..FaultRule::new(FaultKind::RevokedKey)
        });
        faults.add(FaultRule::new(FaultKind::RevokedKey));
        faults.0[1].count = Some(1);
        assert_eq!(faults.draw("imds", "GET /", None), None, "there is no key");
        let revoked = Some(FaultKind::RevokedKey);
        assert_eq!(faults.draw("s3", "GetObject", Some("AKIA1")), revoked);
        assert_eq!(faults.draw("s3", "PutObject", Some("AKIA2")), revoked);
        assert_eq!(faults.draw("s3", "PutObject", Some("AKIA1")), None);
    }

    #[test]
    fn odds_of_nothing_and_of_certainty() {
        for (odds, expected) in [(0.0, None), (1.0, Some(FaultKind::Unavailable))] {
            let mut faults = Faults::default();
            faults.add(FaultRule {
                probability: Some(odds),
                ..FaultRule::new(FaultKind::Unavailable)
            });
            assert!((0..100).all(|_| faults.draw("s3", "x", None) == expected));
        }
    }
}
