//! A device taken from its user, and deleted. Each part may have been done by a run that was killed.

use keyward_core::{Error, ErrorCode, Result};

use super::user::User;
use crate::{Engine, Request};

impl Engine {
    /// The device of the request's profile: its `mfa_serial`, else the only one whose seed is beside its key.
    ///
    /// # Errors
    /// As [`Engine::plan_for`]; the vault's own.
    pub async fn mfa_serial(&self, request: &Request) -> Result<Option<String>> {
        let profile = self.selected_profile(request.profile.as_ref())?;
        let plan = self.mfa_plan(&profile).await?;
        if let Some(serial) = super::seed::serial_of(&plan) {
            return Ok(Some(serial.to_owned()));
        }
        let Ok(name) = super::seed::entry_of(&plan) else {
            return Ok(None);
        };
        let mut seeds = self.mfa_seeds_of(name)?;
        Ok(seeds.pop().filter(|_| seeds.is_empty()))
    }

    /// Deactivates the device of the user whose key the request's profile stands on, and deletes it
    /// where it is a virtual one.
    ///
    /// # Errors
    /// `aws_refused`, `network`, `timeout`: run again, it goes on; `not_supported` for who is no IAM user.
    pub async fn remove_mfa_device(&self, request: &Request, serial: &str) -> Result<()> {
        let user = User::of(self, request).await?;
        let iam = user.caller.iam();
        iam.deactivate_mfa_device(&user.name, serial).await?;
        if !is_virtual(serial) {
            return Ok(());
        }
        let deleted = iam.delete_virtual_mfa_device(serial).await;
        deleted.map_err(|error| of_another(error, serial))
    }
}

/// AWS IAM User Guide, "IAM identifiers"; hardware devices have numbers, or other resources.
fn is_virtual(serial: &str) -> bool {
    serial.starts_with("arn:") && serial.contains(":mfa/")
}

fn of_another(error: Error, serial: &str) -> Error {
    if error.aws_code() != Some("DeleteConflict") {
        return error;
    }
    Error::new(
        ErrorCode::AwsRefused,
        format!("the MFA device {serial} is another user's (DeleteConflict)"),
    )
    .with_aws_code("DeleteConflict")
    .with_hint("sign as that user, or deactivate it in the IAM console")
}
