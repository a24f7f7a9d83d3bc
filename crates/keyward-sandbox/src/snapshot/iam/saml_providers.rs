//! SAML providers.

use serde::{Deserialize, Serialize};
use time::Duration;

use super::super::account::Known;
use super::super::problem::{Place, Problem};
use super::super::words::{Pairs, When, check_name};
use crate::saml::Metadata;
use crate::state::account::SamlProvider;
use crate::state::{ids, random};

/// One provider, whose name is above it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Wire {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    uuid: Option<String>,
    /// The metadata document.
    metadata: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    valid_until: Option<When>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created: Option<When>,
    #[serde(default, skip_serializing_if = "Pairs::is_empty")]
    tags: Pairs,
}

impl Wire {
    pub(crate) fn of(provider: &SamlProvider) -> Self {
        let SamlProvider {
            uuid,
            document,
            entity_id: _, // in the document
            valid_until,
            created,
            tags,
        } = provider;
        Self {
            uuid: Some(uuid.clone()),
            metadata: document.clone(),
            valid_until: Some(When(*valid_until)),
            created: Some(When(*created)),
            tags: Pairs(tags.clone()),
        }
    }

    pub(crate) fn restore(
        self,
        name: &str,
        place: Place<'_>,
        known: &Known<'_>,
    ) -> Result<SamlProvider, Problem> {
        check_name(name, 128, place)?;
        let read = Metadata::parse(&self.metadata).ok_or_else(|| {
            place
                .at("metadata")
                .refuse("this does not describe an identity provider")
                .hint("give its SAML metadata document, with a certificate")
        })?;
        let told = self.valid_until.map(|at| at.0).or(read.valid_until);
        Ok(SamlProvider {
            uuid: self
                .uuid
                .unwrap_or_else(|| random::letters(ids::BASE32, 26)),
            document: self.metadata,
            entity_id: read.entity_id,
            valid_until: told.unwrap_or(known.now + Duration::days(100 * 365)),
            created: self.created.map_or(known.now, |at| at.0),
            tags: self.tags.0,
        })
    }
}
