//! What a run would do.

use keyward_core::{ProfileName, Result, Timestamp};

use super::{RotateOptions, RotationReport, observe::observe, run::Run, targets, words};
use crate::Engine;

/// What [`Engine::rotate`] would set out from. Nothing was changed to find it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RotationPreview {
    /// Whose key.
    pub profile: ProfileName,
    /// The id of the key that programs get now.
    pub access_key_id: String,
    /// The IAM user that it belongs to; none where a rotation is under way and nobody was asked.
    pub user_arn: Option<String>,
    /// When AWS made the key.
    pub created: Option<Timestamp>,
    /// The places beside the vault that would get the new key.
    pub targets: Vec<String>,
    /// The first word of the command that the new key would have to pass; the rest may hold anything.
    pub proof: Option<String>,
    /// The rotation that is under way, and would go on.
    pub under_way: Option<RotationReport>,
}

impl Engine {
    /// Looks at everything that [`Engine::rotate`] looks at before it changes anything.
    ///
    /// # Errors
    /// What would keep it from beginning.
    pub async fn preview_rotation(
        &self,
        profile: &ProfileName,
        options: &RotateOptions,
    ) -> Result<RotationPreview> {
        let under_way = self.rotation(profile)?;
        let mut run = Run::new(self, profile, options).await?;
        run.sealed.entry.targets = targets::chosen(&run).await?;
        let proof = run.chosen_proof();
        let seen = match under_way {
            Some(_) => None,
            None => Some(observe(&run).await?),
        };
        Ok(RotationPreview {
            profile: profile.clone(),
            access_key_id: run.sealed.entry.access_key_id.clone(),
            created: seen.as_ref().and_then(|seen| seen.created),
            user_arn: seen.map(|seen| seen.arn),
            targets: targets::shown(&run.sealed.entry),
            proof: proof.as_deref().map(words::first_word),
            under_way,
        })
    }
}
