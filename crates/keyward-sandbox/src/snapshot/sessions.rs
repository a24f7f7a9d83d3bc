//! Sessions: temporary credentials that are out.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::problem::{Place, Problem};
use super::words::{Pairs, PolicyText, When, is_default};
use crate::state::sessions::Details;
use crate::state::{Principal, Session};

/// One session, whose access key id is above it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Wire {
    secret_access_key: Zeroizing<String>,
    session_token: Zeroizing<String>,
    principal: Principal,
    issued: When,
    expires: When,
    #[serde(default, skip_serializing_if = "Pairs::is_empty")]
    tags: Pairs,
    #[serde(default, skip_serializing_if = "is_default")]
    transitive_tag_keys: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source_identity: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    policy: Option<PolicyText>,
    #[serde(default, skip_serializing_if = "is_default")]
    policy_arns: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mfa: Option<When>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    provider: Option<String>,
}

impl Wire {
    pub(crate) fn of(session: &Session) -> Self {
        let Session {
            access_key_id: _, // above it
            secret,
            token,
            principal,
            issued,
            expires,
            details,
        } = session;
        let Details {
            tags,
            transitive_tag_keys,
            source_identity,
            policy,
            policy_arns,
            mfa,
            provider,
        } = details;
        Self {
            secret_access_key: secret.clone(),
            session_token: token.clone(),
            principal: principal.clone(),
            issued: When(*issued),
            expires: When(*expires),
            tags: Pairs(tags.clone()),
            transitive_tag_keys: transitive_tag_keys.clone(),
            source_identity: source_identity.clone(),
            policy: policy.as_ref().map(PolicyText::of),
            policy_arns: policy_arns.clone(),
            mfa: mfa.map(When),
            provider: provider.clone(),
        }
    }

    pub(crate) fn restore(self, id: &str, place: Place<'_>) -> Result<Session, Problem> {
        let policy = self.policy;
        let policy = policy.map(|policy| policy.identity(place.at("policy")));
        let details = Details {
            tags: self.tags.0,
            transitive_tag_keys: self.transitive_tag_keys,
            source_identity: self.source_identity,
            policy: policy.transpose()?,
            policy_arns: self.policy_arns,
            mfa: self.mfa.map(|at| at.0),
            provider: self.provider,
        };
        Ok(Session {
            access_key_id: id.to_owned(),
            secret: self.secret_access_key,
            token: self.session_token,
            principal: self.principal,
            issued: self.issued.0,
            expires: self.expires.0,
            details,
        })
    }
}
