//! The sealed note of a device that is being made: written before AWS is asked, forgotten when the device is
//! enabled or gone, so that one left by a kill is known as ours.

use keyward_core::Result;

use crate::{Engine, sealed_file::SealedFile};

/// The note of one device. Without a vault there is none to keep.
pub(super) struct HalfMade {
    file: Option<SealedFile>,
    /// A run before this one left it.
    pub(super) was_there: bool,
}

impl HalfMade {
    /// Writes it.
    ///
    /// # Errors
    /// The vault's; the disk's.
    pub(super) async fn begin(engine: &Engine, serial: &str) -> Result<Self> {
        if !engine.has_vault() {
            return Ok(Self {
                file: None,
                was_there: false,
            });
        }
        let what = format!("mfa device being made {serial}");
        let file = SealedFile::of(engine, what, "enrolling").await?;
        let was_there = file.read().is_some();
        file.write(b"made")?;
        Ok(Self {
            file: Some(file),
            was_there,
        })
    }

    /// # Errors
    /// The disk's.
    pub(super) fn forget(&self) -> Result<()> {
        self.file.as_ref().map_or(Ok(()), SealedFile::remove)
    }
}
