//! A device that AWS made, until it is enabled or taken back.

use keyward_core::{Error, ErrorCode, ProfileName, Result, Secret};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use zeroize::Zeroizing;

use super::{MfaCode, clock, half_made::HalfMade, seed_code, user::User};
use crate::{Engine, iam::is_of_the_codes};

/// A device that was made and is not enabled. Dropped without more, it stays at AWS, known as half-made.
pub struct NewMfaDevice {
    pub(super) engine: Engine,
    pub(super) profile: ProfileName,
    pub(super) user: User,
    pub(super) serial: String,
    pub(super) seed: Secret,
    pub(super) note: HalfMade,
}

impl NewMfaDevice {
    /// Its ARN.
    #[must_use]
    pub fn serial(&self) -> &str {
        &self.serial
    }

    /// The user whose it will be.
    #[must_use]
    pub fn user(&self) -> &str {
        &self.user.name
    }

    /// What an authenticator app makes its codes from, in Base32.
    #[must_use]
    pub fn seed(&self) -> &Secret {
        &self.seed
    }

    /// The same for people to type, in groups of four letters, with a line's end.
    #[must_use]
    pub fn seed_in_groups(&self) -> Secret {
        let seed = self.seed.expose();
        let mut text = Zeroizing::new(String::with_capacity(2 * seed.len() + 2));
        for (at, letter) in seed.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                text.push(' ');
            }
            text.push(letter);
        }
        text.push('\n');
        Secret::new(std::mem::take(&mut *text))
    }

    /// The address that a QR code of it holds
    /// (<https://github.com/google/google-authenticator/wiki/Key-Uri-Format>).
    #[must_use]
    pub fn address(&self) -> Secret {
        let label = format!("{}@{}", self.user.name, self.user.account);
        let label = utf8_percent_encode(&label, NON_ALPHANUMERIC).to_string();
        Secret::from(format!(
            "otpauth://totp/AWS:{label}?secret={}&issuer=AWS",
            self.seed.expose()
        ))
    }

    /// Keeps the seed in the vault. Whatever is there of this device is of a former one.
    ///
    /// # Errors
    /// As [`Engine::store_mfa_seed`].
    pub async fn store(&self) -> Result<()> {
        let stored =
            self.engine
                .store_mfa_seed(&self.profile, Some(&self.serial), &self.seed, true);
        stored.await.map(drop)
    }

    /// Two codes that follow each other, each to be used from the instant that it names.
    ///
    /// # Errors
    /// The vault's, where the seed was stored; the disk's.
    pub async fn codes(&self) -> Result<[MfaCode; 2]> {
        seed_code::two_codes(&self.engine, &self.serial, &self.seed).await
    }

    /// Makes the device the user's. After a refusal of the codes, it may be tried again.
    ///
    /// # Errors
    /// `aws_refused`, and [`NewMfaDevice::may_try_again`] tells whether other codes help; `network`,
    /// `timeout`.
    pub async fn enable(&self, first: &Secret, second: &Secret) -> Result<()> {
        let iam = self.user.caller.iam();
        let codes = [first, second];
        let enabled = iam.enable_mfa_device(&self.user.name, &self.serial, codes);
        match enabled.await {
            Ok(()) => {}
            Err(error) if is_of_the_codes(&error) => {
                return Err(clock::explained(&self.engine, &self.user.caller, error).await);
            }
            // The answer may have been lost behind its effect.
            Err(error) => match iam.list_mfa_devices().await {
                Ok(devices) if devices.contains(&self.serial) => {}
                _ => return Err(error),
            },
        }
        self.note.forget()
    }

    /// Whether other codes may do what these did not.
    #[must_use]
    pub fn may_try_again(error: &Error) -> bool {
        is_of_the_codes(error)
    }

    /// Takes everything back: the device, and its seed in the vault.
    ///
    /// # Errors
    /// `aws_refused`, `network`, `timeout`: the device is still there, and the next run takes it up.
    pub async fn abandon(self) -> Result<()> {
        let iam = self.user.caller.iam();
        iam.delete_virtual_mfa_device(&self.serial).await?;
        self.note.forget()?;
        if !self.engine.has_vault() {
            return Ok(());
        }
        match self
            .engine
            .forget_mfa_seed(&self.profile, &self.serial)
            .await
        {
            Err(error) if error.code() == ErrorCode::EntryNotFound => Ok(()),
            forgotten => forgotten.map(drop),
        }
    }
}
