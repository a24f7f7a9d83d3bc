//! A fault rule on one line: `SERVICE[:OPERATION]=KIND[,count=N][,probability=P][,key=ACCESS_KEY_ID]`.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use super::{FaultKind, FaultRule};

/// What a line has to look like.
const EXPECTED: &str = "SERVICE[:OPERATION]=KIND[,count=N][,probability=P][,key=ACCESS_KEY_ID]";
/// What KIND may be.
const KINDS: &str =
    "throttling, server-error, unavailable, revoked-key, cut-before, cut-after or latency:500ms";

/// Why a line is not a fault rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultSpecError(String);

impl fmt::Display for FaultSpecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FaultSpecError {}

/// Reads a rule such as `sts:AssumeRole=throttling,count=2`. `*` stands for every service.
impl FromStr for FaultRule {
    type Err = FaultSpecError;

    fn from_str(spec: &str) -> Result<Self, Self::Err> {
        read(spec).map_err(FaultSpecError)
    }
}

fn read(spec: &str) -> Result<FaultRule, String> {
    let (whom, what) = spec
        .split_once('=')
        .ok_or_else(|| format!("there is no '='; expected {EXPECTED}"))?;
    let (service, operation) = match whom.split_once(':') {
        Some((service, operation)) => (service, Some(operation)),
        None => (whom, None),
    };
    let mut parts = what.split(',');
    let mut rule = FaultRule::new(kind(parts.next().unwrap_or_default())?);
    rule.service = (service != "*").then(|| service.to_owned());
    rule.operation = operation.map(str::to_owned);
    parts.try_for_each(|part| limit(&mut rule, part))?;
    rule.check()?;
    Ok(rule)
}

fn kind(text: &str) -> Result<FaultKind, String> {
    if let Some(time) = text.strip_prefix("latency:") {
        let milliseconds = parse_duration(time)?.as_millis();
        let milliseconds = u64::try_from(milliseconds).unwrap_or(u64::MAX);
        return Ok(FaultKind::Latency { milliseconds });
    }
    Ok(match text {
        "throttling" => FaultKind::Throttling,
        "server-error" => FaultKind::ServerError,
        "unavailable" => FaultKind::Unavailable,
        "revoked-key" => FaultKind::RevokedKey,
        "cut-before" => FaultKind::CutBefore,
        "cut-after" => FaultKind::CutAfter,
        other => return Err(format!("'{other}' is no kind of fault; expected {KINDS}")),
    })
}

fn limit(rule: &mut FaultRule, part: &str) -> Result<(), String> {
    let (name, value) = part.split_once('=').unwrap_or((part, ""));
    let wrong = |expected: &str| format!("{name} is '{value}', which is not {expected}");
    match name {
        "count" => rule.count = Some(value.parse().map_err(|_| wrong("a whole number"))?),
        "probability" => {
            let odds = value
                .parse()
                .map_err(|_| wrong("a number between 0 and 1"))?;
            rule.probability = Some(odds);
        }
        "key" if !value.is_empty() => rule.access_key_id = Some(value.to_owned()),
        _ => {
            return Err(format!(
                "'{part}' is not known here; expected count=N, probability=P or key=ACCESS_KEY_ID"
            ));
        }
    }
    Ok(())
}

/// Reads a length of time: `500ms`, `10s`, `5m`, `1h`.
///
/// # Errors
/// One sentence for a person, where it is none.
pub fn parse_duration(text: &str) -> Result<Duration, String> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let milliseconds: Option<u64> = match unit {
        "ms" => Some(1),
        "s" => Some(1_000),
        "m" => Some(60_000),
        "h" => Some(3_600_000),
        _ => None,
    };
    let number = number.parse::<u64>().ok();
    let total = number.zip(milliseconds);
    total
        .and_then(|(number, unit)| number.checked_mul(unit))
        .map(Duration::from_millis)
        .ok_or_else(|| format!("'{text}' is not a length of time such as 500ms, 10s or 5m"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_rule() {
        let rule: FaultRule = "sts:AssumeRole=throttling,count=2,probability=0.5,key=AKIA1"
            .parse()
            .unwrap();
        let expected = FaultRule {
            service: Some("sts".to_owned()),
            operation: Some("AssumeRole".to_owned()),
            access_key_id: Some("AKIA1".to_owned()),
            count: Some(2),
            probability: Some(0.5),
            ..FaultRule::new(FaultKind::Throttling)
        };
        assert_eq!(rule, expected);
        for (spec, service, kind) in [
            ("*=cut-before", None, FaultKind::CutBefore),
            ("s3=cut-after", Some("s3"), FaultKind::CutAfter),
            (
                "imds:GET /x=revoked-key",
                Some("imds"),
                FaultKind::RevokedKey,
            ),
            (
                "sso-oidc=unavailable",
                Some("sso-oidc"),
                FaultKind::Unavailable,
            ),
            (
                "ec2=latency:2s",
                Some("ec2"),
                FaultKind::Latency {
                    milliseconds: 2_000,
                },
            ),
        ] {
            let rule: FaultRule = spec.parse().unwrap();
            assert_eq!(
                (rule.service.as_deref(), rule.kind),
                (service, kind),
                "{spec}"
            );
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (spec, word) in [
            ("", "'='"),
            ("sts", "'='"),
            ("stss=throttling", "'stss'"),
            ("=throttling", "''"),
            ("sts=rain", "'rain'"),
            ("sts=latency", "'latency'"),
            ("sts=latency:5", "'5'"),
            ("sts=latency:18446744073709551615h", "length of time"),
            ("sts=throttling,count=-1", "count is '-1'"),
            ("sts=throttling,probability=2", "between 0 and 1"),
            ("sts=throttling,probability=NaN", "between 0 and 1"),
            ("sts=throttling,often", "'often'"),
        ] {
            let error = spec.parse::<FaultRule>().unwrap_err().to_string();
            assert!(error.contains(word), "{spec}: {error}");
        }
    }
}
