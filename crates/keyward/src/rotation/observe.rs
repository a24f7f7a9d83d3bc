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
    let caller = run
        .engine
        .caller(&run.plan, &sealed::credentials(&current))
        .await?;
    let user = words::user_of(&caller.arn)?;
    let id = &current.access_key_id;
    if let Some(wanted) = run.options.account_id.as_ref()
        && *wanted != caller.account
    {
        return Err(words::another_account(id, &caller.account, wanted));
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
            arn: caller.arn.clone(),
            created: own.created,
        }),
    }
}
