//! What somebody says to a case.

use std::fmt;

use keyward::{Engine, Request, profile::Rules};
use keyward_core::{Error, ErrorCode, World};

use crate::{case::Case, clients::without_session};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The caller, as AWS says.
    Identity(String),
    Error {
        class: Class,
        message: String,
    },
}

/// What kind of error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// A profile that nobody defines was named.
    NoProfile,
    /// A source is responsible and broken.
    Broken,
    /// Nobody has credentials.
    Nobody,
    /// A code from a device is wanted.
    Mfa,
    /// AWS said no.
    Refused,
}

impl Verdict {
    pub(crate) fn identity(arn: &str) -> Self {
        Self::Identity(without_session(arn))
    }

    /// Whether the winner is this user, role session or role.
    pub(crate) fn is(&self, end: &str) -> bool {
        matches!(self, Self::Identity(arn) if arn.ends_with(end))
    }

    /// Whether it is an error in these words.
    pub(crate) fn says(&self, words: &str) -> bool {
        matches!(self, Self::Error { message, .. } if message.contains(words))
    }

    pub(crate) fn is_error(&self, wanted: Class) -> bool {
        matches!(self, Self::Error { class, .. } if *class == wanted)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Identity(arn) => f.write_str(arn),
            Self::Error { class, message } => write!(f, "{class:?}: {message}"),
        }
    }
}

/// keyward's own, in this process.
pub(crate) fn of_keyward(rules: Rules, cases: &[&Case]) -> Vec<Verdict> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    cases
        .iter()
        .map(|case| runtime.block_on(ask(rules, case)))
        .collect()
}

async fn ask(rules: Rules, case: &Case) -> Verdict {
    let mut variables = case.home.variables();
    variables.extend(std::env::var("PATH").map(|path| ("PATH".to_owned(), path)));
    let world = World::real().with_env(variables);
    let engine = Engine::builder(world).rules(rules).build();
    let request = Request {
        profile: case.profile.map(|name| name.parse().unwrap()),
        ..Request::default()
    };
    let asked = async {
        let (plan, credentials) = engine.resolve(&request).await?;
        engine.caller(&plan, &credentials).await
    };
    match asked.await {
        Ok(caller) => Verdict::identity(&caller.arn),
        Err(error) => Verdict::Error {
            class: class(&error),
            message: format!("{} ({:?})", error.message(), error.code()),
        },
    }
}

fn class(error: &Error) -> Class {
    let message = error.message();
    if message.contains("source_profile \"") || message.contains("credential_source is") {
        return Class::Broken;
    }
    match error.code() {
        ErrorCode::ProfileNotFound => Class::NoProfile,
        ErrorCode::NoCredentials => Class::Nobody,
        ErrorCode::MfaRequired => Class::Mfa,
        ErrorCode::AwsRefused => Class::Refused,
        _ => Class::Broken,
    }
}
