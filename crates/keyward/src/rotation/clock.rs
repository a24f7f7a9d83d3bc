//! The time that a rotation takes.

use std::{future::Future, pin::Pin, time::Duration};

use keyward_core::Timestamp;

/// A clock that can be waited by. Tests hand in one that moves when it is waited by.
pub trait RotationClock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;
    /// Comes back when so much time has passed.
    fn pause(&self, span: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
}

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl RotationClock for SystemClock {
    fn now(&self) -> Timestamp {
        std::time::SystemTime::now().into()
    }

    fn pause(&self, span: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(tokio::time::sleep(span))
    }
}
