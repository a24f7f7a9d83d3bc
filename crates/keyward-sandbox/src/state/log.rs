//! Who asked for what, and what was decided. No secrets, no bodies; of the parameters only what names
//! the resource.

use std::collections::VecDeque;

use keyward_iam::{Because, Decision};
use serde::{Serialize, Serializer};
use time::OffsetDateTime;

use super::FaultKind;

/// How many requests are remembered.
const ROOM: usize = 10_000;
/// How much is kept of a name that a client made up, in bytes.
const LONGEST: usize = 256;
/// How much of a sentence that may quote a client.
const LONGEST_REASON: usize = 1_024;

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
    /// As in a credential scope: `sts`, `s3`, …, or `imds`, `container`, `sso`, `sso-oidc`, `signin`.
    pub service: String,
    /// Such as `AssumeRole` or `PutObject`; empty where none could be read.
    pub operation: String,
    /// Region of the credential scope.
    pub region: Option<String>,
    /// HTTP status of the answer.
    pub status: u16,
    /// AWS's error code; none where the request was granted.
    pub error: Option<String>,
    /// The fault that befell it, by a rule of control's.
    pub fault: Option<FaultKind>,
    /// Why the signature was not believed; none where it was, or where there was none.
    pub disbelief: Option<Disbelief>,
    /// What policies said, permission by permission, up to the one that was refused.
    pub decisions: Vec<LoggedDecision>,
}

/// Why a signature was not believed, more plainly than AWS says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Disbelief {
    /// Such as `the key is inactive`.
    pub reason: String,
    /// The canonical request as the sandbox computed it, where the signature differs. Values that may
    /// be secret are `***`.
    pub canonical_request: Option<String>,
    /// The string to sign as the sandbox computed it, from the values themselves.
    pub string_to_sign: Option<String>,
}

/// A permission that a request needed, and why it had it or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LoggedDecision {
    /// Such as `s3:GetObject`.
    pub action: String,
    /// An ARN, or `*`.
    pub resource: String,
    /// Whether it was there.
    pub allowed: bool,
    /// In AWS's words where it was refused: `because no identity-based policy allows the
    /// s3:GetObject action`. Otherwise the kind of policy that allowed it.
    pub reason: String,
    /// The statements that decided: `POLICY, statement 0 (SID), line 3`; with `not understood` where
    /// that is why.
    pub statements: Vec<String>,
    /// Condition keys that statements asked for and the request does not have.
    pub missing_keys: Vec<String>,
    /// Condition keys, as above, that the sandbox does not fill.
    pub unknown_keys: Vec<String>,
}

impl LoggedDecision {
    /// A refusal that no policy decided.
    pub(crate) fn refused(action: &str, resource: &str, reason: &str) -> Self {
        Self {
            action: action.to_owned(),
            resource: resource.to_owned(),
            allowed: false,
            reason: reason.to_owned(),
            statements: Vec::new(),
            missing_keys: Vec::new(),
            unknown_keys: Vec::new(),
        }
    }

    pub(crate) fn new(action: &str, resource: &str, decision: &Decision) -> Self {
        let allowed = || format!("allowed by {}", decision.layer.name());
        Self {
            action: action.to_owned(),
            resource: resource.to_owned(),
            allowed: decision.is_allowed(),
            reason: decision.aws_reason(action).unwrap_or_else(allowed),
            statements: decision.by.iter().map(statement).collect(),
            missing_keys: decision.missing_keys.clone(),
            unknown_keys: decision.unknown_keys.clone(),
        }
    }
}

fn statement(because: &Because) -> String {
    let sid = because.sid.as_ref();
    let sid = sid.map_or_else(String::new, |sid| format!(" ({sid})"));
    let doubt = if because.indeterminate {
        ", not understood"
    } else {
        ""
    };
    format!(
        "{}, statement {}{sid}, line {}{doubt}",
        because.policy, because.statement, because.position.line
    )
}

/// What a client sends may be of any length.
fn clip(text: &mut String) {
    text.truncate(text.floor_char_boundary(LONGEST));
}

/// The last requests, oldest first.
#[derive(Debug, Default)]
pub(crate) struct RequestLog(VecDeque<LoggedRequest>);

impl RequestLog {
    pub(crate) fn push(&mut self, mut entry: LoggedRequest) {
        clip(&mut entry.operation);
        if let Some(disbelief) = &mut entry.disbelief {
            disbelief
                .reason
                .truncate(disbelief.reason.floor_char_boundary(LONGEST_REASON));
            disbelief.string_to_sign.iter_mut().for_each(clip);
        }
        entry.access_key_id.iter_mut().for_each(clip);
        entry.region.iter_mut().for_each(clip);
        if self.0.len() >= ROOM {
            self.0.pop_front();
        }
        self.0.push_back(entry);
    }

    pub(crate) fn find(&self, request_id: &str) -> Option<&LoggedRequest> {
        let mut newest_first = self.0.iter().rev();
        newest_first.find(|entry| entry.request_id == request_id)
    }

    /// The newest that was not granted.
    pub(crate) fn last_refused(&self) -> Option<&LoggedRequest> {
        let refused = |entry: &&LoggedRequest| entry.error.is_some() || entry.status >= 400;
        self.0.iter().rev().find(refused)
    }

    /// The newest first.
    pub(crate) fn newest(&self, most: usize) -> Vec<&LoggedRequest> {
        self.0.iter().rev().take(most).collect()
    }

    pub(crate) fn entries(&self) -> Vec<LoggedRequest> {
        self.0.iter().cloned().collect()
    }
}

/// Instants that are written so and read again.
pub(crate) mod millis {
    pub(crate) use super::instant as serialize;

    use serde::{Deserialize as _, Deserializer};
    use time::OffsetDateTime;
    use time::format_description::well_known::Rfc3339;

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<OffsetDateTime, D::Error> {
        let text = String::deserialize(deserializer)?;
        OffsetDateTime::parse(&text, &Rfc3339).map_err(serde::de::Error::custom)
    }
}

/// Writes an instant as `2015-08-30T12:36:00.000Z`.
pub(crate) fn instant<S: Serializer>(
    at: &OffsetDateTime,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&crate::protocol::times::millis(*at))
}
