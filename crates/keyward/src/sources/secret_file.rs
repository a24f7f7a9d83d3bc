//! A secret that somebody keeps in a file for this program: a token, an assertion.

use keyward_core::{Error, Result, Secret, World};
use zeroize::Zeroizing;

/// The text of `file` without white space around it; a `~` is the home folder. `broken` words what is wrong with the file.
pub(super) fn read(world: &World, file: &str, broken: impl Fn(&str) -> Error) -> Result<Secret> {
    let bytes = world
        .read(&world.expand(file))
        .map_err(|error| broken(&format!("cannot be read: {error}")))?;
    let bytes = Zeroizing::new(bytes);
    let text = str::from_utf8(&bytes).map_err(|_| broken("is not text"))?;
    match text.trim() {
        "" => Err(broken("is empty")),
        secret => Ok(Secret::new(secret)),
    }
}
