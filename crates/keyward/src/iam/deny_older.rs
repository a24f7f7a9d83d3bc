//! The policy by which AWS's own console revokes sessions
//! (<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html>).

use keyward_core::Timestamp;
use serde_json::json;

/// Its name, as the console has it: whoever revokes later, here or there, replaces it.
pub(crate) const NAME: &str = "AWSRevokeOlderSessions";

/// Denies everything to sessions that were issued before `cutoff`. A long-lived key has no time of
/// issue, so the condition never holds for it.
pub(crate) fn document(cutoff: Timestamp) -> String {
    json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Deny",
            "Action": ["*"],
            "Resource": ["*"],
            "Condition": { "DateLessThan": { "aws:TokenIssueTime": cutoff } },
        }],
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_console_s() {
        let at = Timestamp::parse("2026-11-23T20:00:00Z").unwrap();
        let expected = r#"{"Statement":[{"Action":["*"],"Condition":{"DateLessThan":{"aws:TokenIssueTime":"2026-11-23T20:00:00Z"}},"Effect":"Deny","Resource":["*"]}],"Version":"2012-10-17"}"#;
        assert_eq!(document(at), expected);
    }
}
