//! What the acceptance tests share: a sandbox with principals, homes with AWS files and a vault, the
//! three doors, and a watch over every captured output for secrets.

pub mod doors;
mod ground;
mod home;
mod run;
mod scenario;
mod tools;

pub use ground::{Ground, ground};
pub use home::Home;
pub use run::{Output, Run};
pub use scenario::Scenario;
pub use tools::{aws, client_program, keyward, node, node_program, python, repository};
