//! OpenID Connect providers.

use serde::{Deserialize, Serialize};

use super::super::account::Known;
use super::super::problem::{Place, Problem};
use super::super::words::{Pairs, When, is_default};
use crate::state::account::OidcProvider;

/// One provider, whose issuer without its scheme is above it.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Wire {
    #[serde(default, skip_serializing_if = "is_default")]
    client_ids: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    thumbprints: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created: Option<When>,
    #[serde(default, skip_serializing_if = "Pairs::is_empty")]
    tags: Pairs,
}

impl Wire {
    pub(crate) fn of(provider: &OidcProvider) -> Self {
        let OidcProvider {
            issuer: _, // above it
            client_ids,
            thumbprints,
            created,
            tags,
        } = provider;
        Self {
            client_ids: client_ids.clone(),
            thumbprints: thumbprints.clone(),
            created: Some(When(*created)),
            tags: Pairs(tags.clone()),
        }
    }

    pub(crate) fn restore(
        self,
        issuer: &str,
        place: Place<'_>,
        known: &Known<'_>,
    ) -> Result<OidcProvider, Problem> {
        if issuer.is_empty() || issuer.contains("://") || issuer.contains(['?', '#', ' ']) {
            return Err(place
                .refuse(format!("`{issuer}` is no issuer"))
                .hint("name it without its scheme, such as token.actions.githubusercontent.com"));
        }
        Ok(OidcProvider {
            issuer: issuer.to_owned(),
            client_ids: self.client_ids,
            thumbprints: self.thumbprints,
            created: self.created.map_or(known.now, |at| at.0),
            tags: self.tags.0,
        })
    }
}
