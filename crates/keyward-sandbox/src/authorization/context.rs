//! The condition keys that a request has whatever it asks for.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>
//!
//! Times are those of the sandbox's clock. `aws:SourceIp` is the loopback address, the only one that
//! the sandbox listens on; `aws:SecureTransport` is true, because the loopback stands for AWS's TLS
//! endpoint, and clients without it would be refused by what is right at AWS. There is no
//! organization and no VPC: their keys are absent.

use std::sync::{Arc, LazyLock};

use keyward_iam::{Context as Keys, KnownKeys};

use super::table;
use crate::dispatch::Context;
use crate::protocol::times;
use crate::state::{Account, Principal, Session, State};

/// Keys that a request has or, if it lacks them, really lacks.
const GLOBAL: [&str; 32] = [
    "aws:CalledVia",
    "aws:CalledViaFirst",
    "aws:CalledViaLast",
    "aws:CurrentTime",
    "aws:EpochTime",
    "aws:FederatedProvider",
    "aws:MultiFactorAuthAge",
    "aws:MultiFactorAuthPresent",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalServiceNamesList",
    "aws:PrincipalTag/*",
    "aws:RequestTag/*",
    "aws:RequestedRegion",
    "aws:ResourceAccount",
    "aws:ResourceOrgID",
    "aws:ResourceOrgPaths",
    "aws:ResourceTag/*",
    "aws:SecureTransport",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceIdentity",
    "aws:SourceIp",
    "aws:SourceOrgID",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:TagKeys",
    "aws:TokenIssueTime",
    "aws:UserAgent",
    "aws:ViaAWSService",
    "aws:VpcSourceIp",
    "aws:referer",
];

/// Those of them that are filled where a signature names region and caller only.
const OF_SIGNED: [&str; 3] = ["aws:RequestedRegion", "aws:UserAgent", "aws:referer"];

/// Those that AWS's services fill in ways of their own.
const OF_SERVICES: [&str; 5] = [
    "aws:SecureTransport",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceIp",
    "aws:ViaAWSService",
];

/// Of a signed request for an action.
pub(super) fn of_request(cx: &Context<'_>, action: &str) -> Keys {
    let mut keys = of_client(cx.state, known(action));
    keys.set("aws:RequestedRegion", cx.region);
    if let Some(agent) = &cx.client.user_agent {
        keys.set("aws:UserAgent", agent.as_str());
    }
    if let Some(referer) = &cx.client.referer {
        keys.set("aws:referer", referer.as_str());
    }
    for (key, value) in principal_tags(cx.state, &cx.caller.principal, cx.session()) {
        keys.set(&format!("aws:PrincipalTag/{key}"), value);
    }
    if let Some(session) = cx.session() {
        of_session(&mut keys, session, cx);
    }
    keys
}

/// What a request has, signed or not.
fn of_client(state: &State, known: Arc<KnownKeys>) -> Keys {
    of_anyone(state, known)
        .with("aws:SourceIp", "127.0.0.1")
        .with("aws:SecureTransport", "true")
        .with("aws:ViaAWSService", "false")
}

/// Of a request that a token speaks for; `claims` is the prefix of the keys that the token fills.
pub(super) fn of_bearer(state: &State, claims: &str) -> Keys {
    let family = format!("{claims}:*");
    let names = names("sts").into_iter();
    let names = names.filter(|name| !OF_SIGNED.contains(name));
    let known = KnownKeys::new(names.chain([family.as_str()]));
    of_client(state, Arc::new(known))
}

/// Of a request that a service of AWS makes for its customer.
pub(super) fn of_service(state: &State) -> Keys {
    let names = names("sts").into_iter();
    let names = names.filter(|name| !OF_SIGNED.contains(name) && !OF_SERVICES.contains(name));
    of_anyone(state, Arc::new(KnownKeys::new(names)))
}

fn of_anyone(state: &State, known: Arc<KnownKeys>) -> Keys {
    let now = state.clock.now();
    Keys::new()
        .limited_to(known)
        .with("aws:CurrentTime", times::seconds(now))
        .with("aws:EpochTime", now.unix_timestamp().to_string())
}

/// A long-lived key has none of these: that is why `BoolIfExists` is written.
fn of_session(keys: &mut Keys, session: &Session, cx: &Context<'_>) {
    let details = &session.details;
    keys.set("aws:TokenIssueTime", times::seconds(session.issued));
    mfa(keys, details.mfa.map(|at| (cx.now() - at).whole_seconds()));
    if let Some(name) = &details.source_identity {
        keys.set("aws:SourceIdentity", name.as_str());
    }
    if let Some(provider) = &details.provider {
        keys.set("aws:FederatedProvider", provider.as_str());
    }
}

/// Whether an MFA device was proved, and how many seconds ago.
fn mfa(keys: &mut Keys, age: Option<i64>) {
    keys.set("aws:MultiFactorAuthPresent", age.is_some().to_string());
    if let Some(age) = age {
        keys.set("aws:MultiFactorAuthAge", age.to_string());
    }
}

/// Tags of the user or role; those of the session win.
fn principal_tags<'s>(
    state: &'s State,
    principal: &Principal,
    session: Option<&'s Session>,
) -> Vec<(&'s str, &'s str)> {
    let account = state.enforced(principal.account());
    let own = account.and_then(|account| own_tags(account, principal));
    let passed = session.map(|session| &session.details.tags);
    let all = own.into_iter().chain(passed).flatten();
    all.map(|(key, value)| (key.as_str(), value.as_str()))
        .collect()
}

/// Of the user or role; of a federated user those of the user who called GetFederationToken.
fn own_tags<'s>(account: &'s Account, principal: &Principal) -> Option<&'s Vec<(String, String)>> {
    match principal {
        Principal::Anonymous | Principal::Root { .. } => None,
        Principal::User { name, .. } => account.users.get(name).map(|user| &user.tags),
        Principal::AssumedRole { role_name, .. } => {
            account.roles.get(role_name).map(|role| &role.tags)
        }
        Principal::FederatedUser { issuer, .. } => own_tags(account, issuer),
    }
}

/// The keys that are filled for an action's service; those of the other services are absent.
pub(super) fn known(action: &str) -> Arc<KnownKeys> {
    static KNOWN: LazyLock<Vec<(&str, Arc<KnownKeys>)>> = LazyLock::new(|| {
        let services = table::KEYS.iter();
        services
            .map(|(service, _)| (*service, Arc::new(KnownKeys::new(names(service)))))
            .collect()
    });
    let (service, _) = action.split_once(':').unwrap_or_default();
    let mut known = KNOWN.iter();
    let found = known.find(|(name, _)| name.eq_ignore_ascii_case(service));
    found.map_or_else(Arc::default, |(_, keys)| Arc::clone(keys))
}

/// The keys of a service and those that every request has.
fn names(service: &str) -> Vec<&'static str> {
    let mut names = GLOBAL.to_vec();
    for (other, keys) in table::KEYS {
        if *other == service {
            names.extend_from_slice(keys);
        } else {
            names.push(table::family(other));
        }
    }
    names
}
