//! One part of a plan that was run: what it looked at, what it answered, how long it took.

use std::time::Instant;

use keyward_core::{Credentials, Error, Timestamp};
use serde::Serialize;

use super::document;
use crate::{CallerIdentity, key_id};

/// One part of a plan, and what came of it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
    /// A [`keyward_profile::Base::name`], or an operation of STS.
    pub what: &'static str,
    /// Lines of files, variables, paths and addresses.
    pub looked_at: Vec<String>,
    /// What came of it.
    pub answer: Answer,
    /// How long it took.
    pub milliseconds: u64,
}

/// What came of it.
#[derive(Debug, Serialize)]
#[serde(
    tag = "outcome",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum Answer {
    /// Credentials.
    Credentials {
        /// Shortened.
        access_key_id: String,
        /// As the source told it, else as the key id carries it.
        account_id: Option<String>,
        /// When they end; never where there is none.
        expiration: Option<Timestamp>,
    },
    /// Who AWS says they are.
    Caller {
        /// The twelve-digit account.
        account: String,
        /// The user, or the role and session.
        arn: String,
        /// The unique id.
        user_id: String,
    },
    /// Left out, and why.
    NotAsked {
        /// The reason.
        why: String,
    },
    /// It is responsible, and broken.
    Failed {
        /// What went wrong.
        #[serde(serialize_with = "document::some_error")]
        error: Error,
    },
}

impl From<CallerIdentity> for Answer {
    fn from(caller: CallerIdentity) -> Self {
        Self::Caller {
            account: caller.account,
            arn: caller.arn,
            user_id: caller.user_id,
        }
    }
}

impl Answer {
    pub(super) fn of(credentials: &Credentials) -> Self {
        let id = &credentials.access_key_id;
        Self::Credentials {
            access_key_id: key_id::short(id),
            account_id: credentials
                .account_id
                .clone()
                .or_else(|| key_id::account_of(id)),
            expiration: credentials.expiration,
        }
    }
}

pub(super) fn milliseconds(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}
