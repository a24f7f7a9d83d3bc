//! Control of what metadata services and sign-ins do, in process; the same over HTTP is
//! [`super::metadata_http`].
//!
//! A role that does not exist is made, and trusts the service; one that exists stays as it is, and
//! the service is refused if the role does not trust it. Frozen, the last credentials are handed out
//! even after their end, as when AWS cannot renew them.

use std::collections::BTreeSet;
use std::time::Duration;

use zeroize::Zeroizing;

use super::Control;
use crate::DEFAULT_ACCOUNT;
use crate::container::{self, Container};
use crate::identity::Approval;
use crate::server::lock;
use crate::sso_oidc::Decision;
use crate::state::State;
use crate::state::role_session::trust_of;

impl Control {
    /// Gives the instance a role, or takes it away. A role that does not exist is made, and trusts
    /// EC2; one that exists stays as it is.
    pub fn set_instance_role(&self, role: Option<&str>) {
        instance_role(&mut lock(&self.state), role);
    }

    /// Whether IMDS answers requests without a token (version 1). Off at the start.
    pub fn set_metadata_v1(&self, on: bool) {
        lock(&self.state).imds.v1 = on;
    }

    /// Whether IMDS answers at all; off, everything is 403. On at the start.
    pub fn set_metadata_enabled(&self, on: bool) {
        lock(&self.state).imds.enabled = on;
    }

    /// Stops the renewal of the instance's credentials: the last ones are handed out even after
    /// their end.
    pub fn freeze_instance_credentials(&self, frozen: bool) {
        lock(&self.state).imds.handout.frozen = frozen;
    }

    /// Gives the task and the pod a role, or takes it away. A role that does not exist is made,
    /// and trusts ECS tasks and EKS pods; one that exists stays as it is.
    pub fn set_container_role(&self, role: Option<&str>) {
        container_role(&mut lock(&self.state), role);
    }

    /// The same as [`Control::freeze_instance_credentials`], for containers.
    pub fn freeze_container_credentials(&self, frozen: bool) {
        freeze(&mut lock(&self.state).container, frozen);
    }

    /// The path of the ECS form; its id is its secret.
    pub(crate) fn container_relative_uri(&self) -> String {
        lock(&self.state).container.relative_uri()
    }

    /// The portal's start URL.
    pub(crate) fn sso_start_url(&self) -> String {
        lock(&self.state).identity.start_url.clone()
    }

    /// What the full URI asks for in `Authorization`.
    pub fn container_token(&self) -> Zeroizing<String> {
        lock(&self.state).container.token.clone()
    }

    /// Replaces that token; the old one is refused from now on.
    pub fn rotate_container_token(&self) -> Zeroizing<String> {
        lock(&self.state).container.rotate()
    }

    /// Who approves sign-ins from now on.
    pub fn set_approval(&self, approval: Approval) {
        lock(&self.state).identity.approval = approval;
    }

    /// Answers the approval page of the device that shows this user code. Whether one waits.
    pub fn decide_device(&self, user_code: &str, allow: bool) -> bool {
        let decision = decision(allow);
        lock(&self.state).identity.oidc.decide(user_code, decision)
    }

    /// Makes every later access token of Identity Center live this long; `None` returns to AWS's
    /// rules.
    pub fn set_sso_token_lifetime(&self, lifetime: Option<Duration>) {
        lock(&self.state).identity.oidc.token_lifetime = lifetime;
    }

    /// Says which permission sets the portal's user has in an account; none takes it away.
    pub fn assign_permission_sets(&self, account: &str, names: &[&str]) {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        assign(&mut lock(&self.state), account, names);
    }

    /// Ends every sign-in at the portal, as an administrator can.
    pub fn end_sso_sessions(&self) {
        lock(&self.state).identity.oidc.end(|_| true);
    }

    /// Names the IAM user that signs in with `aws login`.
    pub fn set_signin_user(&self, name: &str) {
        name.clone_into(&mut lock(&self.state).identity.signin.user);
    }

    /// Makes refresh tokens of `aws login` answer `USER_CREDENTIALS_CHANGED`.
    pub fn change_signin_password(&self) {
        lock(&self.state).identity.signin.change_password();
    }
}

/// Tokens and codes of the services here, for [`Control::secrets`].
pub(super) fn secrets(state: &State) -> Vec<String> {
    let mut all = state.identity.oidc.secrets();
    all.extend(state.identity.signin.secrets());
    all.extend(state.identity.federation.secrets());
    all.extend(state.imds.tokens.tokens());
    all.extend(state.web.secrets());
    all.push(state.container.token.to_string());
    all
}

pub(crate) fn instance_role(state: &mut State, role: Option<&str>) {
    if let Some(role) = role {
        state.ensure_role(
            DEFAULT_ACCOUNT,
            role,
            "/",
            &trust_of(&["ec2.amazonaws.com"]),
        );
    }
    state.imds.role = role.map(str::to_owned);
}

pub(crate) fn container_role(state: &mut State, role: Option<&str>) {
    if let Some(role) = role {
        state.ensure_role(DEFAULT_ACCOUNT, role, "/", &trust_of(&container::SERVICES));
    }
    state.container.role = role.map(str::to_owned);
}

pub(super) fn freeze(container: &mut Container, frozen: bool) {
    container.ecs.frozen = frozen;
    container.eks.frozen = frozen;
}

pub(super) fn assign(state: &mut State, account: &str, names: BTreeSet<String>) {
    let assignments = &mut state.identity.directory.assignments;
    if names.is_empty() {
        assignments.remove(account);
    } else {
        assignments.insert(account.to_owned(), names);
    }
}

pub(super) fn decision(allow: bool) -> Decision {
    if allow {
        Decision::Allowed
    } else {
        Decision::Denied
    }
}
