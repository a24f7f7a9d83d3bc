//! The clients that judge: each one process for all cases.

use acceptance::{Run, client_program, python};
use serde::Deserialize;
use serde_json::json;

use crate::{
    case::Case,
    verdict::{Class, Verdict},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Client {
    V3,
    V2,
    Boto3,
}

#[derive(Deserialize)]
struct Answer {
    arn: Option<String>,
    error: Option<String>,
    message: Option<String>,
}

impl Client {
    /// What the client says to each case.
    pub(crate) fn answers(self, cases: &[&Case]) -> Vec<Verdict> {
        let lines = cases.iter().map(|case| {
            let line = json!({ "env": case.home.variables(), "profile": case.profile });
            format!("{line}\n")
        });
        let output = self
            .program()
            .stdin(lines.collect::<String>())
            .run()
            .success();
        let answers: Vec<_> = output
            .stdout
            .lines()
            .map(|line| self.verdict(line))
            .collect();
        assert_eq!(answers.len(), cases.len(), "{}", output.stderr);
        answers
    }

    fn program(self) -> Run {
        match self {
            Self::V3 => client_program("matrix-v3.mjs"),
            Self::V2 => client_program("matrix-v2.mjs"),
            Self::Boto3 => python("matrix.py"),
        }
    }

    fn verdict(self, line: &str) -> Verdict {
        let answer: Answer = serde_json::from_str(line).unwrap();
        let message = answer.message.unwrap_or_default();
        match answer.arn {
            Some(arn) => Verdict::identity(&arn),
            None => Verdict::Error {
                class: self.class(&answer.error.unwrap_or_default(), &message),
                message,
            },
        }
    }

    fn class(self, error: &str, message: &str) -> Class {
        match error {
            "ProfileNotFound" => Class::NoProfile,
            "LookupError" => Class::Mfa,
            "NoCredentialsError" => Class::Nobody,
            "InvalidConfigError"
            | "PartialCredentialsError"
            | "InfiniteLoopConfigError"
            | "ConfigParseError"
            | "CredentialRetrievalError"
            | "UnauthorizedSSOTokenError" => Class::Broken,
            "AccessDenied"
            | "AccessDeniedException"
            | "InvalidClientTokenId"
            | "SignatureDoesNotMatch" => Class::Refused,
            _ if message.contains("multi-factor") => Class::Mfa,
            _ => Class::Nobody,
        }
    }

    /// Whether two verdicts are the same as far as this client can tell: the SDKs for JavaScript say
    /// the same words over most errors.
    pub(crate) fn same(self, ours: &Verdict, theirs: &Verdict) -> bool {
        match (ours, theirs) {
            (Verdict::Identity(ours), Verdict::Identity(theirs)) => ours == theirs,
            (Verdict::Error { class: ours, .. }, Verdict::Error { class: theirs, .. }) => {
                self != Self::Boto3 || ours == theirs
            }
            _ => false,
        }
    }
}

/// The name of the session that nobody named is different every time.
pub(crate) fn without_session(arn: &str) -> String {
    match arn.rsplit_once('/') {
        Some((role, session)) if arn.contains(":assumed-role/") && !session.contains("of-") => {
            role.to_owned()
        }
        _ => arn.to_owned(),
    }
}
