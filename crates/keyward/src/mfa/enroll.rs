//! A new virtual device: made, or found to be there already.

use keyward_core::{Error, ErrorCode, ProfileName, Result};

use super::{NewMfaDevice, half_made::HalfMade, user::User};
use crate::{
    Engine, Request,
    iam::{Iam, NewDevice, is_taken},
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
        let note = HalfMade::begin(self, &serial).await?;
        let made = make(&user.caller.iam(), &name, &serial, note.was_there).await;
        match made {
            Ok(Made::New(made)) => Ok(Enrollment::Made(Box::new(NewMfaDevice {
                engine: self.clone(),
                profile,
                user,
                serial: made.serial,
                seed: made.seed,
                note,
            }))),
            Ok(Made::Enabled) => {
                note.forget()?;
                Ok(Enrollment::Enabled { serial })
            }
            Ok(Made::Strange) => {
                note.forget()?;
                Err(of_a_stranger(&serial, &profile))
            }
            Err(error) => {
                // A refusal leaves nothing behind; a lost answer may.
                if error.code() == ErrorCode::AwsRefused && !note.was_there {
                    note.forget()?;
                }
                Err(error)
            }
        }
    }
}

/// What there is of a device now.
enum Made {
    New(NewDevice),
    /// It is the user's own already.
    Enabled,
    /// Somebody else made one of that name.
    Strange,
}

/// A device that is there and `was_ours` was left half-made: its seed is lost, and it is made anew.
async fn make(iam: &Iam<'_>, name: &str, serial: &str, was_ours: bool) -> Result<Made> {
    match iam.create_virtual_mfa_device(name).await {
        Err(error) if is_taken(&error) => {}
        made => return made.map(Made::New),
    }
    let own = iam.list_mfa_devices().await?;
    if own.iter().any(|own| own == serial) {
        return Ok(Made::Enabled);
    }
    if !was_ours {
        return Ok(Made::Strange);
    }
    iam.delete_virtual_mfa_device(serial).await?;
    let made = iam.create_virtual_mfa_device(name).await;
    made.map(Made::New)
}

fn bad_name(name: &str) -> Error {
    Error::new(
        ErrorCode::InvalidArgument,
        format!("an MFA device cannot be called {name:?}"),
    )
    .with_hint("letters, digits and + = , . @ _ -")
}

fn of_a_stranger(serial: &str, profile: &ProfileName) -> Error {
    Error::new(
        ErrorCode::EntryExists,
        format!("AWS has a device {serial} that is not enabled for this user, and this keyward did not make it"),
    )
    .with_hint(format!(
        "choose another name (--name); or, where it was left half-made and nobody is setting it up, `keyward mfa remove {profile} --serial {serial}` first"
    ))
}
