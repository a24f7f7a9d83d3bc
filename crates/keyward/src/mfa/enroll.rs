//! A new virtual device: made, its seed shown or stored, enabled by two codes that follow each other.
//!
//! A sealed note is written before the device is made and forgotten when it is enabled, so that one left
//! half-made by a kill is known as ours, and replaced by the next run.

use keyward_core::{Error, ErrorCode, ProfileName, Result, Secret};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{MfaCode, clock, seed, user::User};
use crate::{
    Engine, Request,
    iam::{Iam, NewDevice, is_of_the_codes, is_taken},
    sealed_file::SealedFile,
    traps::is_mfa_serial,
};

/// What became of a wish for a device.
pub enum Enrollment {
    /// It was made, and belongs to nobody yet.
    Made(Box<NewMfaDevice>),
    /// The user has it already; only the profile may lack its `mfa_serial`.
    Enabled {
        /// Its ARN.
        serial: String,
    },
}

/// A device that was made and is not enabled. Dropped without more, it stays at AWS, known as half-made.
pub struct NewMfaDevice {
    engine: Engine,
    profile: ProfileName,
    user: User,
    serial: String,
    seed: Secret,
    note: Option<SealedFile>,
}

impl Engine {
    /// Makes a virtual MFA device for the user whose key `request`'s profile stands on. It is called
    /// `name`, or as the user is: what policies of AWS's own examples ask for.
    ///
    /// # Errors
    /// `entry_exists` where somebody else made a device of that name; `not_supported` for who is no IAM
    /// user; `aws_refused`, `network`, `timeout`.
    pub async fn enroll_mfa(&self, request: &Request, name: Option<&str>) -> Result<Enrollment> {
        let profile = self.selected_profile(request.profile.as_ref())?;
        let user = User::of(self, request).await?;
        let name = name.unwrap_or(&user.name).to_owned();
        let serial = user.serial(&name);
        if !is_mfa_serial(&serial) {
            return Err(bad_name(&name));
        }
        let note = self.note(&serial).await?;
        let was_ours = note.as_ref().is_some_and(|note| note.read().is_some());
        if let Some(note) = &note {
            note.write(b"made")?;
        }
        let made = match user.caller.iam().create_virtual_mfa_device(&name).await {
            Err(error) if is_taken(&error) => {
                match again(&user.caller.iam(), &name, &serial, was_ours).await? {
                    Taken::Enabled => {
                        forget(note.as_ref())?;
                        return Ok(Enrollment::Enabled { serial });
                    }
                    Taken::Strange => {
                        forget(note.as_ref())?;
                        return Err(half_made(&serial, &profile));
                    }
                    Taken::Replaced(made) => made,
                }
            }
            // It was certainly not made.
            Err(error) if error.code() == ErrorCode::AwsRefused && !was_ours => {
                forget(note.as_ref())?;
                return Err(error);
            }
            made => made?,
        };
        Ok(Enrollment::Made(Box::new(NewMfaDevice {
            engine: self.clone(),
            profile,
            user,
            serial: made.serial,
            seed: made.seed,
            note,
        })))
    }

    async fn note(&self, serial: &str) -> Result<Option<SealedFile>> {
        if !self.has_vault() {
            return Ok(None);
        }
        let what = format!("mfa device being made {serial}");
        SealedFile::of(self, what, "enrolling").await.map(Some)
    }
}

/// There is one of that name already.
enum Taken {
    /// The user's own.
    Enabled,
    /// A killed run left it, and a new one stands in its place.
    Replaced(NewDevice),
    /// Somebody else's.
    Strange,
}

async fn again(iam: &Iam<'_>, name: &str, serial: &String, was_ours: bool) -> Result<Taken> {
    if iam.list_mfa_devices().await?.contains(serial) {
        return Ok(Taken::Enabled);
    }
    if !was_ours {
        return Ok(Taken::Strange);
    }
    iam.delete_virtual_mfa_device(serial).await?;
    iam.create_virtual_mfa_device(name)
        .await
        .map(Taken::Replaced)
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
        let mut text = zeroize::Zeroizing::new(String::with_capacity(2 * seed.len() + 2));
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
        seed::two_codes(&self.engine, &self.serial, &self.seed).await
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
        forget(self.note.as_ref())
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
        forget(self.note.as_ref())?;
        if self.note.is_none() {
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

fn forget(note: Option<&SealedFile>) -> Result<()> {
    note.map_or(Ok(()), SealedFile::remove)
}

fn bad_name(name: &str) -> Error {
    Error::new(
        ErrorCode::InvalidArgument,
        format!("an MFA device cannot be called {name:?}"),
    )
    .with_hint("letters, digits and + = , . @ _ -")
}

fn half_made(serial: &str, profile: &ProfileName) -> Error {
    Error::new(
        ErrorCode::EntryExists,
        format!("AWS has a device {serial} that is not enabled for this user, and this keyward did not make it"),
    )
    .with_hint(format!(
        "choose another name (--name); or, where it was left half-made and nobody is setting it up, `keyward mfa remove {profile} --serial {serial}` first"
    ))
}
