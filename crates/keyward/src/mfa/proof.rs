//! A code on its way to STS, and what the answer told of AWS's clock.

use std::sync::atomic::{AtomicI64, Ordering};

use aws_sdk_sts::{config::http::HttpResponse, error::SdkError};
use aws_smithy_types::{DateTime, date_time::Format};
use keyward_core::{Secret, Timestamp};

/// A device and a code of it.
pub(crate) struct Proof {
    pub(crate) serial: String,
    code: Secret,
    skew: AtomicI64,
}

impl Proof {
    pub(super) fn new(serial: &str, code: Secret) -> Self {
        Self {
            serial: serial.to_owned(),
            code,
            skew: AtomicI64::new(0),
        }
    }

    /// The code, for STS.
    pub(crate) fn code(&self) -> String {
        self.code.expose().to_owned()
    }

    /// Looks at the `Date` of a refusal.
    pub(crate) fn note_clock<E>(&self, error: &SdkError<E, HttpResponse>, now: Timestamp) {
        let date = error
            .raw_response()
            .and_then(|answer| answer.headers().get("date"))
            .and_then(|date| DateTime::from_str(date, Format::HttpDate).ok());
        if let Some(date) = date {
            self.skew.store(date.secs() - now.unix(), Ordering::Relaxed);
        }
    }

    /// Seconds by which AWS's clock is ahead of this machine's.
    pub(super) fn skew(&self) -> i64 {
        self.skew.load(Ordering::Relaxed)
    }
}
