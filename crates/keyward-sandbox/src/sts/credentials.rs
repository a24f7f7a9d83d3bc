//! The `Credentials` element.

use crate::protocol::{Xml, times};
use crate::state::{Clock, Session};

/// The one place where a session's secret leaves the sandbox: the answer to who asked for it.
pub(crate) fn xml(session: &Session, clock: Clock) -> Xml {
    Xml::new()
        .text("AccessKeyId", &session.access_key_id)
        .text("SecretAccessKey", session.secret.as_str())
        .text("SessionToken", session.token.as_str())
        .text("Expiration", times::seconds(clock.told(session.expires)))
}
