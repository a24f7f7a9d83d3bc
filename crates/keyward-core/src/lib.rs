//! The words that every part of keyward speaks.
//!
//! Nothing here knows AWS's files, the vault or the network. A [`Secret`] cannot be printed, an
//! [`Error`] always carries a stable code and usually a hint, and the [`World`] is the only way to
//! the environment, the file system and the clock, so that tests build one in a line.

mod credentials;
pub mod disk;
mod error;
pub mod key_id;
mod profile_name;
mod secret;
mod timestamp;
mod world;

pub use credentials::Credentials;
pub use error::{Error, ErrorCode, Result};
pub use profile_name::ProfileName;
pub use secret::{PLACEHOLDER, Secret};
pub use timestamp::Timestamp;
pub use world::{Paths, World, exec_variables};
