//! The algebra of policies, on random ones: a Deny never allows, a limit never widens, order never
//! matters; and no text makes the parser panic.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod algebra;
mod parser;
mod world;
