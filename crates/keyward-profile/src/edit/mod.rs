//! Edits of a file that change nothing but what they are about.
//!
//! [`Document`] knows keys and sections. The modules beside it stand on top: `import` and `dotenv`
//! take keys out and put them back, `link` and `unlink` let other tools use a profile.

mod document;
mod dotenv;
mod dotenv_syntax;
mod import;
mod layout;
mod lines;
mod link;
mod pointer;
mod record;
mod splice;
mod unlink;

pub use document::Document;
pub use dotenv::{put_back_dotenv, take_dotenv};
pub use import::{Taken, put_back, take_keys};
pub use link::link;
pub use pointer::{credential_process_pointer, define_profile, profiles_with_keys};
pub use unlink::unlink;
