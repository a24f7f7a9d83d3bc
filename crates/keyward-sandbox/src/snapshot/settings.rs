//! What belongs to no account: the clock, the key of web identity tokens, metadata, sign-ins.

use std::collections::{BTreeMap, BTreeSet};

use jsonwebtoken::jwk::JwkSet;
use serde::{Deserialize, Serialize};
use time::Duration;
use zeroize::Zeroizing;

use super::problem::{Place, Problem};
use super::words::When;
use crate::container::Container;
use crate::identity::Identity;
use crate::imds::Imds;
use crate::sso::Directory;
use crate::state::{Clock, State};
use crate::sts::issuer_keys::IssuerKeys;
use crate::sts::web_identity::TokenKey;

/// All of it may be left out.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Wire {
    /// How far the sandbox's clock is ahead of the real one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    clock_ahead: Option<Ahead>,
    /// PKCS #8 in base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    web_identity_key: Option<Zeroizing<String>>,
    /// Public keys of issuers that a test runs itself.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    issuers: BTreeMap<String, JwkSet>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    instance: Option<Instance>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    container: Option<Pod>,
    /// Account id to names of permission sets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    permission_sets: Option<BTreeMap<String, BTreeSet<String>>>,
    /// Who signs in with `aws login`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signin_user: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Ahead {
    seconds: i64,
    #[serde(default)]
    nanoseconds: i32,
}

/// The instance of the metadata service.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Instance {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    instance_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    launched: Option<When>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    v1: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    enabled: Option<bool>,
}

/// The task and the pod of the container credentials.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Pod {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    token: Option<Zeroizing<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    task: Option<String>,
}

impl Wire {
    pub(crate) fn of(state: &State) -> Self {
        let ahead = state.clock.ahead();
        let Identity {
            base: _,      // of each start
            start_url: _, // of each start
            approval: _,  // of each start
            directory: Directory { assignments },
            oidc: _,       // sign-ins end with the sandbox
            federation: _, // the same
            signin,
        } = &state.identity;
        let IssuerKeys(issuers) = &state.issuer_keys;
        Self {
            clock_ahead: Some(Ahead {
                seconds: ahead.whole_seconds(),
                nanoseconds: ahead.subsec_nanoseconds(),
            }),
            web_identity_key: Some(state.token_key.in_base64()),
            issuers: issuers.clone(),
            instance: Some(Instance::of(&state.imds)),
            container: Some(Pod::of(&state.container)),
            permission_sets: Some(assignments.clone()),
            signin_user: Some(signin.user.clone()),
        }
    }

    pub(crate) fn restore(self, state: &mut State) -> Result<(), Problem> {
        if let Some(Ahead {
            seconds,
            nanoseconds,
        }) = self.clock_ahead
        {
            state.clock = Clock::default();
            state.clock.shift(Duration::new(seconds, nanoseconds));
        }
        if let Some(text) = &self.web_identity_key {
            state.token_key = TokenKey::from_base64(text).ok_or_else(|| {
                let place = Place::ROOT.at("settings");
                let place = place.at("webIdentityKey");
                place
                    .refuse("this is no key")
                    .hint("leave it out to have one made")
            })?;
        }
        state.issuer_keys = IssuerKeys(self.issuers);
        self.instance.unwrap_or_default().restore(&mut state.imds);
        self.container
            .unwrap_or_default()
            .restore(&mut state.container);
        if let Some(assignments) = self.permission_sets {
            state.identity.directory.assignments = assignments;
        }
        if let Some(user) = self.signin_user {
            state.identity.signin.user = user;
        }
        Ok(())
    }
}

impl Instance {
    fn of(imds: &Imds) -> Self {
        let Imds {
            instance_id,
            launched,
            role,
            v1,
            enabled,
            handout: _, // another session is handed out
            tokens: _,  // clients ask for another
        } = imds;
        Self {
            instance_id: Some(instance_id.clone()),
            launched: Some(When(*launched)),
            role: role.clone(),
            v1: Some(*v1),
            enabled: Some(*enabled),
        }
    }

    fn restore(self, imds: &mut Imds) {
        if let Some(id) = self.instance_id {
            imds.instance_id = id;
        }
        imds.launched = self.launched.map_or(imds.launched, |at| at.0);
        imds.role = self.role;
        imds.v1 = self.v1.unwrap_or(imds.v1);
        imds.enabled = self.enabled.unwrap_or(imds.enabled);
    }
}

impl Pod {
    fn of(container: &Container) -> Self {
        let Container {
            role,
            id,
            token,
            task,
            ecs: _, // another session is handed out
            eks: _, // the same
        } = container;
        Self {
            role: role.clone(),
            id: Some(id.clone()),
            token: Some(token.clone()),
            task: Some(task.clone()),
        }
    }

    fn restore(self, container: &mut Container) {
        container.role = self.role;
        if let Some(id) = self.id {
            container.id = id;
        }
        if let Some(token) = self.token {
            container.token = token;
        }
        if let Some(task) = self.task {
            container.task = task;
        }
    }
}
