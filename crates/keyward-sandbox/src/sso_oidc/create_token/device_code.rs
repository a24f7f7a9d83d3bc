//! The grant of a device: pending, slow down, denied, expired, or a sign-in.

use time::OffsetDateTime;

use super::super::{Decision, Oidc, error, required};
use super::{Body, Login};
use crate::protocol::AwsError;

/// What RFC 8628 adds to the interval of a client that asks too often.
const PENALTY: i64 = 5;

pub(super) fn redeem(
    oidc: &mut Oidc,
    client_id: &str,
    body: &Body,
    now: OffsetDateTime,
) -> Result<Login, AwsError> {
    let code = required(body.device_code.as_ref(), "deviceCode")?;
    let invalid = || error("InvalidGrantException", "Invalid device code provided");
    let entry = oidc.devices.find_mut(code).ok_or_else(invalid)?;
    let device = &mut entry.value;
    if device.client_id != client_id {
        return Err(invalid());
    }
    if entry.expires <= now {
        return Err(error("ExpiredTokenException", "Device code has expired"));
    }
    match device.decision {
        Decision::Open => {
            let last = device.polled.replace(now);
            if last.is_some_and(|last| (now - last).whole_seconds() < device.interval) {
                device.interval += PENALTY;
                return Err(error(
                    "SlowDownException",
                    "Client is making too many requests",
                ));
            }
            Err(error(
                "AuthorizationPendingException",
                "Authorization is pending",
            ))
        }
        Decision::Denied => {
            oidc.devices.take(code);
            Err(error(
                "AccessDeniedException",
                "The user denied the authorization request",
            ))
        }
        Decision::Allowed => {
            oidc.devices.take(code);
            Ok(super::login(oidc, now))
        }
    }
}

#[cfg(test)]
mod tests {
    use time::Duration;

    use super::super::super::Device;
    use super::*;

    fn body(code: &str) -> Body {
        serde_json::from_value(serde_json::json!({ "deviceCode": code })).unwrap()
    }

    fn device(decision: Decision) -> Device {
        Device {
            client_id: "c".to_owned(),
            user_code: "BCDF-GHJK".to_owned(),
            decision,
            polled: None,
            interval: 1,
        }
    }

    #[test]
    fn every_answer_of_a_device_code() {
        let now = OffsetDateTime::UNIX_EPOCH;
        let end = now + Duration::seconds(600);
        let mut oidc = Oidc::default();
        let code = oidc.devices.issue("", device(Decision::Open), now, end);
        let body = body(&code);
        let code_at = |oidc: &mut Oidc, client: &str, seconds: i64| {
            let at = now + Duration::seconds(seconds);
            redeem(oidc, client, &body, at)
                .map(|_| ())
                .map_err(|error| error.code)
        };
        assert_eq!(code_at(&mut oidc, "other", 0), Err("InvalidGrantException"));
        assert_eq!(
            code_at(&mut oidc, "c", 0),
            Err("AuthorizationPendingException")
        );
        assert_eq!(code_at(&mut oidc, "c", 0), Err("SlowDownException"));
        assert_eq!(code_at(&mut oidc, "c", 5), Err("SlowDownException"));
        assert_eq!(
            code_at(&mut oidc, "c", 30),
            Err("AuthorizationPendingException")
        );
        assert_eq!(code_at(&mut oidc, "c", 600), Err("ExpiredTokenException"));
        assert!(oidc.decide("bcdfghjk", Decision::Allowed));
        assert!(!oidc.decide("bcdfghjk", Decision::Denied), "decided once");
        assert_eq!(code_at(&mut oidc, "c", 40), Ok(()));
        assert_eq!(
            code_at(&mut oidc, "c", 41),
            Err("InvalidGrantException"),
            "used once"
        );
    }
}
