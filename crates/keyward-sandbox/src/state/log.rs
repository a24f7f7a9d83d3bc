//! Who asked for what, and what was decided. No secrets, no parameters, no bodies.

use std::collections::VecDeque;

use serde::{Serialize, Serializer};
use time::OffsetDateTime;

/// How many requests are remembered.
const ROOM: usize = 10_000;

/// One answered request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LoggedRequest {
    /// When, on the real clock.
    #[serde(serialize_with = "instant")]
    pub at: OffsetDateTime,
    /// The id that the answer carried.
    pub request_id: String,
    /// Access key id that the request named, believed or not.
    pub access_key_id: Option<String>,
    /// ARN of the caller, once proved.
    pub caller: Option<String>,
    /// `sts`, `iam`, `s3`, `sns` or `ec2`.
    pub service: String,
    /// Such as `AssumeRole` or `PutObject`; empty where none could be read.
    pub operation: String,
    /// Region of the credential scope.
    pub region: Option<String>,
    /// HTTP status of the answer.
    pub status: u16,
    /// AWS's error code; none where the request was granted.
    pub error: Option<String>,
}

/// The last requests, oldest first.
#[derive(Debug, Default)]
pub(crate) struct RequestLog(VecDeque<LoggedRequest>);

impl RequestLog {
    pub(crate) fn push(&mut self, entry: LoggedRequest) {
        if self.0.len() >= ROOM {
            self.0.pop_front();
        }
        self.0.push_back(entry);
    }

    pub(crate) fn entries(&self) -> Vec<LoggedRequest> {
        self.0.iter().cloned().collect()
    }
}

/// Writes an instant as `2015-08-30T12:36:00.000Z`.
pub(crate) fn instant<S: Serializer>(
    at: &OffsetDateTime,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&crate::protocol::times::millis(*at))
}
