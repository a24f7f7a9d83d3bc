//! Sessions that AWS makes by itself: EC2, ECS, EKS and Identity Center assume a role for whoever
//! runs there or has signed in. The role has to exist and to trust the service.

use time::OffsetDateTime;

use super::account::Role;
use super::sessions::Details;
use super::{Principal, Session, State};
use crate::authorization::{Ask, Document, trust};

/// Who assumes a role, and for how long.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Assumption<'a> {
    pub(crate) account: &'a str,
    pub(crate) role: &'a str,
    /// Such as `ec2.amazonaws.com`.
    pub(crate) service: &'a str,
    pub(crate) session_name: &'a str,
    pub(crate) seconds: i64,
}

/// The session that a metadata service hands out until it is time for the next one.
#[derive(Debug, Default, Clone)]
pub(crate) struct Handout {
    current: Option<Current>,
    /// Control has stopped renewal: the last session is handed out even after its end.
    pub(crate) frozen: bool,
}

#[derive(Debug, Clone)]
struct Current {
    access_key_id: String,
    role: String,
    issued: OffsetDateTime,
    renew: OffsetDateTime,
}

impl Handout {
    /// The present session and the instant of its making; a new one once three quarters of the old
    /// one's life are over. `None` if the role is missing or does not trust the service.
    pub(crate) fn present(
        &mut self,
        state: &mut State,
        who: &Assumption<'_>,
    ) -> Option<(Session, OffsetDateTime)> {
        if let Some(current) = &self.current
            && let Some(session) = self.usable(state, current, who)
        {
            return Some((session, current.issued));
        }
        let issued = state.clock.now();
        let session = state.assume_for_service(who)?;
        self.current = Some(Current {
            access_key_id: session.access_key_id.clone(),
            role: who.role.to_owned(),
            issued,
            renew: issued + (session.expires - issued) * 3 / 4,
        });
        Some((session, issued))
    }

    fn usable(&self, state: &State, current: &Current, who: &Assumption<'_>) -> Option<Session> {
        let session = state.sessions.get(&current.access_key_id)?;
        let now = state.clock.now();
        let fresh = current.renew > now && session.expires > now;
        let same = current.role == who.role && state.still_exists(&session.principal);
        (same && (fresh || self.frozen)).then(|| session.clone())
    }
}

impl State {
    /// A session of a role for a service, where the role's trust policy names that service.
    pub(crate) fn assume_for_service(&mut self, who: &Assumption<'_>) -> Option<Session> {
        let role = self.enforced(who.account)?.roles.get(who.role)?;
        let trusts = |action| {
            let ask = Ask::new(action, role.arn.as_str());
            trust::service(self, role, who.service, &ask).is_allowed()
        };
        if !actions(who.service).iter().copied().all(trusts) {
            return None;
        }
        let principal = principal(role, who);
        Some(self.create_session(principal, who.seconds, Details::default()))
    }

    /// A session of a role that Identity Center manages. Its trust policy names a SAML provider,
    /// which is part of the same service.
    pub(crate) fn assume_managed(&mut self, who: &Assumption<'_>) -> Option<Session> {
        let role = self.enforced(who.account)?.roles.get(who.role)?;
        let principal = principal(role, who);
        Some(self.create_session(principal, who.seconds, Details::default()))
    }

    /// Makes a role with this trust policy, unless the account has one of that name.
    pub(crate) fn ensure_role(&mut self, account: &str, name: &str, path: &str, trust: &str) {
        let now = self.clock.now();
        let account_state = self.accounts.get_or_default(account.to_owned());
        if account_state.roles.contains_key(name) {
            return;
        }
        let trust =
            Document::trust(trust, |_| None).expect("trust policies of our own name services only");
        let mut role = Role::new(account, name, path, trust, now);
        role.max_session_seconds = 43_200;
        account_state.roles.insert(name.to_owned(), role);
        self.settle_iam(account);
    }
}

fn principal(role: &Role, who: &Assumption<'_>) -> Principal {
    Principal::AssumedRole {
        account: who.account.to_owned(),
        role_name: role.name.clone(),
        role_arn: role.arn.clone(),
        role_id: role.id.clone(),
        session_name: who.session_name.to_owned(),
    }
}

/// A trust policy that lets these services in.
pub(crate) fn trust_of(services: &[&str]) -> String {
    serde_json::json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": { "Service": services },
            "Action": ["sts:AssumeRole", "sts:TagSession"],
        }],
    })
    .to_string()
}

/// What a service asks of a role. EKS puts tags on its sessions.
/// <https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html>
fn actions(service: &str) -> &'static [&'static str] {
    match service {
        "pods.eks.amazonaws.com" => &["sts:AssumeRole", "sts:TagSession"],
        _ => &["sts:AssumeRole"],
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::DEFAULT_ACCOUNT;

    const EC2: &str = "ec2.amazonaws.com";

    fn who<'a>() -> Assumption<'a> {
        Assumption {
            account: DEFAULT_ACCOUNT,
            role: "app",
            service: EC2,
            session_name: "i-1",
            seconds: 21_600,
        }
    }

    fn state(trust: &str) -> State {
        let (mut state, _) = State::seeded(DEFAULT_ACCOUNT);
        state.ensure_role(DEFAULT_ACCOUNT, "app", "/", trust);
        state
    }

    #[test]
    fn only_a_trusted_service_gets_a_session() {
        assert!(
            state(&trust_of(&[EC2]))
                .assume_for_service(&who())
                .is_some()
        );
        let other = trust_of(&["lambda.amazonaws.com"]);
        assert!(state(&other).assume_for_service(&who()).is_none());
        let conditional = trust_of(&[EC2]).replacen(
            "\"Effect\"",
            "\"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":\"1\"}},\"Effect\"",
            1,
        );
        assert!(state(&conditional).assume_for_service(&who()).is_none());
        let (mut none, _) = State::seeded(DEFAULT_ACCOUNT);
        assert!(none.assume_for_service(&who()).is_none());
    }

    #[test]
    fn a_session_is_handed_out_until_three_quarters_of_its_life() {
        let mut state = state(&trust_of(&[EC2]));
        let mut handout = Handout::default();
        let mut id = |state: &mut State| handout.present(state, &who()).unwrap().0.access_key_id;
        let first = id(&mut state);
        state.clock.advance(Duration::from_secs(16_000));
        assert_eq!(id(&mut state), first);
        state.clock.advance(Duration::from_secs(300));
        assert_ne!(id(&mut state), first);
    }

    #[test]
    fn a_frozen_one_is_handed_out_dead() {
        let mut state = state(&trust_of(&[EC2]));
        let mut handout = Handout::default();
        let first = handout.present(&mut state, &who()).unwrap().0;
        handout.frozen = true;
        state.clock.advance(Duration::from_secs(30_000));
        let again = handout.present(&mut state, &who()).unwrap().0;
        assert_eq!(again.access_key_id, first.access_key_id);
        assert!(again.expires <= state.clock.now());
    }
}
