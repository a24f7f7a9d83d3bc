//! Where a new token goes.

use std::time::Duration;

use keyward_core::{Error, ErrorCode, Result};

use super::LoginKeep;
use crate::sources::{
    Reach,
    token_document::Document,
    token_place::{TokenName, TokenPlace},
};

/// Longer than a renewal can take.
const PATIENCE: Duration = Duration::from_secs(45);

/// The place, found and made before anybody is asked to sign in.
///
/// # Errors
/// There is no vault to seal with, or it does not open; the disk's.
pub(super) async fn place(
    reach: &Reach<'_>,
    keep: LoginKeep,
    name: &TokenName,
) -> Result<TokenPlace> {
    let place = match keep {
        LoginKeep::CliCache => TokenPlace::of_cli(reach, name),
        LoginKeep::Sealed => TokenPlace::sealed(reach, name).await.map_err(no_vault)?,
    };
    place.prepare()?;
    Ok(place)
}

fn no_vault(error: Error) -> Error {
    if error.code() != ErrorCode::VaultNotFound {
        return error;
    }
    error.in_context("the token of a sign-in is sealed with the vault's key").with_hint(
        "`keyward init` creates the vault; --share-cli-cache keeps the token in the AWS CLI's cache instead, in plaintext",
    )
}

/// Writes the token, under the lock of those who renew it. What is shared with the AWS CLI is not kept
/// a second time: keyward would go on reading the sealed one.
///
/// # Errors
/// The disk's; the vault's.
pub(super) async fn write(
    reach: &Reach<'_>,
    name: &TokenName,
    place: &TokenPlace,
    token: &Document,
) -> Result<()> {
    let _lock = place.lock("lock", PATIENCE).await?;
    place.write(token)?;
    if !place.is_sealed()
        && let Some(sealed) = TokenPlace::sealed_if_any(reach, name).await?
    {
        sealed.remove()?;
    }
    Ok(())
}
