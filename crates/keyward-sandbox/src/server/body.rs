//! Reads a request's body: bounded in size and time, and all bodies together in memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use http_body_util::BodyExt;
use hyper::body::{Bytes, Incoming};

use crate::protocol::{AwsError, Reply, Service, request_id};

/// How long a client may take for a whole body.
const PATIENCE: Duration = Duration::from_secs(300);
/// How long it may be silent in the middle of one, as at S3.
const SILENCE: Duration = Duration::from_secs(20);
/// What the bodies that are being read may hold together.
const TOGETHER: usize = 512 * 1024 * 1024;
/// What each may hold beside that: most requests are no larger, and are answered whatever happens to
/// uploads.
const FREE: usize = 16 * 1024;

/// What the bodies that are being read hold, beyond what is free.
#[derive(Debug, Default)]
pub(super) struct Budget(AtomicUsize);

/// A body's share; given back when dropped.
#[derive(Debug)]
pub(super) struct Share {
    budget: Arc<Budget>,
    bytes: usize,
}

impl Share {
    pub(super) fn new(budget: &Arc<Budget>) -> Self {
        Self {
            budget: Arc::clone(budget),
            bytes: 0,
        }
    }

    /// Whether there is room for a body of `length` bytes.
    fn cover(&mut self, length: usize) -> bool {
        let more = length.saturating_sub(FREE).saturating_sub(self.bytes);
        let before = self.budget.0.fetch_add(more, Ordering::Relaxed);
        self.bytes += more;
        before + more <= TOGETHER
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.budget.0.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

/// Why a body was not read to its end. The connection cannot be used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    TooLarge,
    Broken,
    TooSlow,
    NoRoom,
}

impl Unread {
    pub(super) fn refusal(self) -> Reply {
        let (status, code, message) = match self {
            Self::TooLarge => (
                400,
                "EntityTooLarge",
                "Your proposed upload exceeds the maximum allowed size",
            ),
            Self::Broken => (400, "IncompleteBody", "The request body could not be read"),
            Self::TooSlow => (
                400,
                "RequestTimeout",
                "Your socket connection to the server was not read from or written to within the timeout period. Idle connections will be closed.",
            ),
            Self::NoRoom => (503, "SlowDown", "Please reduce your request rate."),
        };
        Service::S3
            .refuse(&AwsError::new(status, code, message), &request_id::uuid())
            .header("connection", "close")
    }
}

/// The whole body, of `largest` bytes at most.
pub(super) async fn read(
    body: Incoming,
    largest: usize,
    share: &mut Share,
) -> Result<Bytes, Unread> {
    let reading = tokio::time::timeout(PATIENCE, collect(body, largest, share));
    reading.await.unwrap_or(Err(Unread::TooSlow))
}

async fn collect(mut body: Incoming, largest: usize, share: &mut Share) -> Result<Bytes, Unread> {
    // Most bodies are one frame, which need not be copied.
    let Some(first) = frame(&mut body).await? else {
        return Ok(Bytes::new());
    };
    let Some(second) = frame(&mut body).await? else {
        return fits(first.len(), largest, share).map(|()| first);
    };
    let mut whole = Vec::from(first);
    let mut next = Some(second);
    while let Some(bytes) = next {
        fits(whole.len() + bytes.len(), largest, share)?;
        whole.extend_from_slice(&bytes);
        next = frame(&mut body).await?;
    }
    Ok(whole.into())
}

fn fits(length: usize, largest: usize, share: &mut Share) -> Result<(), Unread> {
    if length > largest {
        return Err(Unread::TooLarge);
    }
    if share.cover(length) {
        Ok(())
    } else {
        Err(Unread::NoRoom)
    }
}

/// The next bytes; trailers of HTTP itself are not used by AWS.
async fn frame(body: &mut Incoming) -> Result<Option<Bytes>, Unread> {
    loop {
        let next = tokio::time::timeout(SILENCE, body.frame()).await;
        match next.map_err(|_| Unread::TooSlow)? {
            None => return Ok(None),
            Some(Err(_)) => return Err(Unread::Broken),
            Some(Ok(frame)) => {
                if let Ok(bytes) = frame.into_data() {
                    return Ok(Some(bytes));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_bodies_together_are_bounded_and_small_ones_always_fit() {
        let budget = Arc::new(Budget::default());
        let mut large = Share::new(&budget);
        assert!(large.cover(TOGETHER));
        assert!(large.cover(TOGETHER + FREE), "only what is new counts");
        let mut other = Share::new(&budget);
        assert!(other.cover(FREE));
        assert!(!other.cover(FREE + 1));
        drop(large);
        assert!(other.cover(FREE + 2));
        drop(other);
        assert_eq!(budget.0.load(Ordering::Relaxed), 0);
    }
}
