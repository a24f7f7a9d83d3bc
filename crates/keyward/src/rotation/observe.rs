//! What there is before anything is done.

use keyward_core::{Result, Timestamp};

use super::{run::Run, sealed, signer::Signer, targets, words};
use crate::iam::is_gone;

/// The user of a key that can be rotated.
pub(super) struct Seen {
    pub(super) user: String,
    pub(super) arn: String,
    /// When AWS made the key.
    pub(super) created: Option<Timestamp>,
}

/// Asks whose key it is, whether there is room for a second one, and whether every target holds it.
pub(super) async fn observe(run: &Run<'_>) -> Result<Seen> {
    targets::check_all(run).await?;
    let current = run.sealed.current();
    let arn = arn(run).await?;
    let user = words::user_of(&arn)?;
    let id = &current.access_key_id;
    let account = words::account_of(&arn);
    if let Some(wanted) = run.options.account_id.as_ref()
        && *wanted != account
    {
        return Err(words::another_account(id, account, wanted));
    }
    let signer = Signer::of(run, user).await?;
    let listed = match signer.iam(run).list_access_keys(signer.user()).await {
        // Who signs is of another account.
        Err(error) if is_gone(&error) => return Err(words::key_of_another(id, user)),
        listed => listed?,
    };
    let (own, others): (Vec<_>, Vec<_>) = listed
        .into_iter()
        .partition(|key| key.id == current.access_key_id);
    let Some(own) = own.first() else {
        return Err(words::key_of_another(&current.access_key_id, user));
    };
    match others.first() {
        Some(other) => Err(words::two_keys(user, other)),
        None => Ok(Seen {
            user: user.to_owned(),
            arn: arn.clone(),
            created: own.created,
        }),
    }
}

/// Of the key's user. A key that was revoked cannot ask; the vault remembers.
pub(super) async fn arn(run: &Run<'_>) -> Result<String> {
    if let Some(revocation) = run.sealed.entry.revoked() {
        return Ok(revocation.user_arn.clone());
    }
    let current = sealed::credentials(&run.sealed.current());
    Ok(run.engine.caller(&run.plan, &current).await?.arn)
}
