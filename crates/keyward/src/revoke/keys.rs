//! The keys behind a profile, and their end.

use keyward_core::{Credentials, ErrorCode, ProfileName, Result};
use keyward_profile::{Base, Plan};
use keyward_vault::{Entry, Expected, Revocation as Mark};

use super::{
    Principal, RevocationOutcome, RevocationPart, RevocationWhat, principal::is_long_lived,
    signer::Signer,
};
use crate::{
    Engine,
    iam::{KeyStatus, is_gone},
};

/// A key that can sign, and all that may have leaked with it.
pub(super) struct Keys {
    pub(super) own: Credentials,
    /// The last one is `own`'s.
    pub(super) ids: Vec<String>,
}

/// The keys that a plan stands on; none where it stands on a session.
pub(super) async fn of(engine: &Engine, plan: &Plan) -> Result<Option<Keys>> {
    let own = match &plan.base {
        // Also one that was revoked before: there may be something left to do.
        Base::Vault { name } => {
            let entry = engine.vault().entry(name)?;
            let ids = ids_of(&entry);
            let own =
                Credentials::long_lived(entry.access_key_id, entry.secret_access_key, "vault");
            return Ok(Some(Keys { own, ids }));
        }
        _ => Signer::below(engine, plan).await?.credentials,
    };
    Ok(is_long_lived(&own).then(|| Keys {
        ids: vec![own.access_key_id.clone()],
        own,
    }))
}

/// While a key is being rotated there are two.
fn ids_of(entry: &Entry) -> Vec<String> {
    let rotation = entry.rotation.as_ref();
    let others = rotation.map(|it| [&it.former, &it.next]);
    let others = others.into_iter().flatten().flatten();
    others
        .map(|key| &key.access_key_id)
        .chain([&entry.access_key_id])
        .cloned()
        .collect()
}

/// Deactivates one key.
pub(super) async fn deactivate(signer: &Signer, user: &str, id: &str) -> RevocationPart {
    // A key that signs for itself needs no name: whoever may change only its own keys gets by.
    let user = signer.is_other.then_some(user);
    let answer = signer
        .iam()
        .update_access_key(user, id, KeyStatus::Inactive)
        .await;
    RevocationPart {
        what: RevocationWhat::Key(id.to_owned()),
        outcome: match answer {
            Ok(()) => RevocationOutcome::Done,
            Err(error) if is_gone(&error) => RevocationOutcome::Gone,
            Err(error) => RevocationOutcome::Refused(error),
        },
    }
}

/// Remembers in the vault's entry which of its keys are dead, so that nobody is handed one.
///
/// # Errors
/// The vault's.
pub(super) fn mark(engine: &Engine, entry: &ProfileName, arn: &str, dead: &[String]) -> Result<()> {
    let now = engine.world().now();
    engine.vault().with(|vault| {
        let Some((info, mut sealed)) = vault.entry(entry).zip(vault.get(entry)?) else {
            return Ok(());
        };
        let known = ids_of(&sealed);
        let dead: Vec<_> = dead.iter().filter(|id| known.contains(id)).collect();
        let before = |id: &String| sealed.revocation_of(id).is_some();
        if dead.iter().all(|id| before(id)) {
            return Ok(());
        }
        let ids = known
            .iter()
            .filter(|id| dead.contains(id) || before(id))
            .cloned()
            .collect();
        sealed.revocation = Some(Mark::new(ids, arn.to_owned(), now));
        vault.put(entry, &sealed, Expected::Version(info.version))?;
        Ok(())
    })
}

/// Whether AWS says that the key is not there, or inactive.
pub(super) fn is_dead(error: &keyward_core::Error) -> bool {
    error.code() == ErrorCode::AwsRefused && error.aws_code() == Some("InvalidClientTokenId")
}

/// Further keys of the user that work; nothing where IAM does not say.
pub(super) async fn others(signer: &Signer, principal: &Principal) -> Vec<String> {
    let Principal::User {
        name,
        access_key_ids,
        ..
    } = principal
    else {
        return Vec::new();
    };
    let user = signer.is_other.then_some(name.as_str());
    let listed = signer.iam().list_access_keys(user).await;
    let active = listed.unwrap_or_default().into_iter();
    active
        .filter(|key| key.status == KeyStatus::Active && !access_key_ids.contains(&key.id))
        .map(|key| key.id)
        .collect()
}
