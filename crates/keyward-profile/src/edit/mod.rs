//! Edits of a file that change nothing but what they are about.
//!
//! [`Document`] knows keys and sections. The modules beside it stand on top: `import` and `dotenv`
//! take keys out and put them back, `replace_key` puts another in a key's place, `link` and `unlink` let other tools use a profile.

mod copies;
mod document;
mod dotenv;
mod dotenv_syntax;
mod duplicates;
mod import;
mod key_sections;
mod layout;
mod lines;
mod link;
mod pointer;
mod record;
mod replace_key;
mod splice;
mod unlink;

pub use copies::lines_with;
pub use document::Document;
pub use dotenv::{dotenv_profile_line, put_back_dotenv, take_dotenv};
pub use duplicates::{Repeated, merged, repeated};
pub use import::{Taken, put_back, take_keys};
pub use key_sections::{has_key, has_long_lived_key, keys_in_ignored_sections, profiles_with_keys};
pub use link::{link, selects_credentials};
pub use pointer::credential_process_pointer;
pub use replace_key::{KeyPair, dotenv_key, key_of, replace_dotenv_key, replace_key};
pub use unlink::unlink;
