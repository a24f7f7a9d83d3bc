//! What `keyward doctor` looks at beyond the traps of AWS's files and variables: the vault, the
//! programs on the PATH, and, where it may ask, AWS.

pub(crate) mod online;
pub(crate) mod programs;
pub(crate) mod vault;
