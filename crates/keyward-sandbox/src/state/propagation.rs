//! IAM is eventually consistent: what was changed is not at once what is enforced.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency>
//!
//! Before each call that changes IAM, the account's users, roles, groups, policies and keys are put
//! aside as they are. For as long as the change has to travel, signatures and policies are judged by
//! what was put aside. Nothing is put aside while there is no delay, which is how a sandbox starts.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::time::Duration;

use time::OffsetDateTime;

use super::{AccessKey, Account, State, Tracked};

/// How many changes of one account may be on their way; beyond, the oldest arrives early.
const ROOM: usize = 1_000;

/// What is on its way.
#[derive(Debug, Default)]
pub(crate) struct Propagation {
    delay: Duration,
    /// Whether `Get…` and `List…` of IAM answer with what is enforced, too.
    pub(crate) lists: bool,
    /// By account, oldest first.
    past: BTreeMap<String, VecDeque<Past>>,
}

/// IAM of one account as it was until it changed.
#[derive(Debug)]
struct Past {
    until: OffsetDateTime,
    account: Account,
    keys: HashMap<String, AccessKey>,
}

/// What is, while a call reads what is enforced.
pub(crate) struct Present {
    iam: Account,
    keys: Tracked<String, AccessKey>,
}

impl Propagation {
    pub(crate) fn delay(&self) -> Duration {
        self.delay
    }

    /// How long every change takes from now on, those on their way among them.
    pub(crate) fn set_delay(&mut self, delay: Duration) {
        self.delay = delay;
        if delay.is_zero() {
            self.past.clear();
        }
    }

    /// Secrets of keys that are gone and still work.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &AccessKey> {
        let all = self.past.values().flatten();
        all.flat_map(|past| past.keys.values())
    }

    fn arrived(&self, past: &Past, now: OffsetDateTime) -> bool {
        let delay = time::Duration::try_from(self.delay).unwrap_or(time::Duration::MAX);
        past.until.checked_add(delay).is_some_and(|at| at <= now)
    }

    fn in_force(&self, account: &str, now: OffsetDateTime) -> Option<&Past> {
        let mut past = self.past.get(account)?.iter();
        past.find(|past| !self.arrived(past, now))
    }
}

impl State {
    /// To be called before IAM of an account changes.
    pub(crate) fn before_iam_changes(&mut self, account: &str) {
        if self.propagation.delay.is_zero() {
            return;
        }
        let now = self.clock.now();
        let Some(iam) = self.accounts.get(account).map(Account::iam) else {
            return;
        };
        let keys = self.keys.iter().filter(|(_, key)| key.account == account);
        let keys = keys.map(|(id, key)| (id.clone(), key.clone())).collect();
        let mut past = self.propagation.past.remove(account).unwrap_or_default();
        past.retain(|past| !self.propagation.arrived(past, now));
        if past.len() >= ROOM {
            past.pop_front();
        }
        past.push_back(Past {
            until: now,
            account: iam,
            keys,
        });
        self.propagation.past.insert(account.to_owned(), past);
    }

    /// What control changes, and what a service makes for itself, is in force at once.
    pub(crate) fn settle_iam(&mut self, account: &str) {
        self.propagation.past.remove(account);
    }

    /// The account as signatures and policies see it: its IAM, nothing else of it.
    pub(crate) fn enforced(&self, account: &str) -> Option<&Account> {
        match self.propagation.in_force(account, self.clock.now()) {
            Some(past) => Some(&past.account),
            None => self.accounts.get(account),
        }
    }

    /// The long-lived key as signatures see it.
    pub(crate) fn enforced_key(&self, id: &str) -> Option<&AccessKey> {
        let known = self.keys.get(id);
        let now = self.clock.now();
        let Some(known) = known else {
            let mut accounts = self.propagation.past.keys();
            return accounts
                .find_map(|account| self.propagation.in_force(account, now)?.keys.get(id));
        };
        match self.propagation.in_force(&known.account, now) {
            Some(past) => past.keys.get(id),
            None => Some(known),
        }
    }

    /// Where lists lag as well, puts what is enforced in the place of what is, for a call that reads
    /// IAM. What is has to come back by [`State::end_lagging_read`].
    pub(crate) fn begin_lagging_read(&mut self, account: &str) -> Option<Present> {
        if !self.propagation.lists {
            return None;
        }
        let past = self.propagation.in_force(account, self.clock.now())?;
        let (iam, past_keys) = (past.account.iam(), past.keys.clone());
        let mut keys = self.keys.clone();
        keys.retain(|_, key| key.account != account);
        for (id, key) in past_keys {
            keys.insert(id, key);
        }
        Some(Present {
            keys: std::mem::replace(&mut self.keys, keys),
            iam: self.exchange_iam(account, iam),
        })
    }

    /// Puts back what is.
    pub(crate) fn end_lagging_read(&mut self, account: &str, present: Option<Present>) {
        if let Some(Present { iam, keys }) = present {
            self.keys = keys;
            self.exchange_iam(account, iam);
        }
    }

    fn exchange_iam(&mut self, account: &str, iam: Account) -> Account {
        let present = self.accounts.get_or_default(account.to_owned());
        let before = present.iam();
        present.set_iam(iam);
        before
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DEFAULT_ACCOUNT;
    use crate::state::Owner;

    fn admin() -> Owner {
        Owner::User("admin".to_owned())
    }

    #[test]
    fn each_change_arrives_after_its_own_delay() {
        let (mut state, first) = State::seeded(DEFAULT_ACCOUNT);
        state.propagation.set_delay(Duration::from_secs(3_600));
        state.before_iam_changes(DEFAULT_ACCOUNT);
        let second = state.create_key(DEFAULT_ACCOUNT, admin());
        state.clock.advance(Duration::from_secs(1_800));
        state.before_iam_changes(DEFAULT_ACCOUNT);
        state.keys.remove(&first.id);
        let works =
            |state: &State| [&first, &second].map(|key| state.enforced_key(&key.id).is_some());
        assert_eq!(works(&state), [true, false]);
        state.clock.advance(Duration::from_secs(1_800));
        assert_eq!(works(&state), [true, true], "the creation has arrived");
        state.clock.advance(Duration::from_secs(1_800));
        assert_eq!(works(&state), [false, true], "so has the deletion");
        state.before_iam_changes(DEFAULT_ACCOUNT);
        assert_eq!(
            state.propagation.past[DEFAULT_ACCOUNT].len(),
            1,
            "old ones are forgotten"
        );
    }

    #[test]
    fn users_of_the_past_are_enforced_and_those_of_today_are_kept() {
        let (mut state, _) = State::seeded(DEFAULT_ACCOUNT);
        state.propagation.set_delay(Duration::from_secs(3_600));
        state.before_iam_changes(DEFAULT_ACCOUNT);
        let account = state.accounts.get_mut(DEFAULT_ACCOUNT).unwrap();
        account.users.remove("admin");
        let there = |state: &State| {
            state
                .enforced(DEFAULT_ACCOUNT)
                .unwrap()
                .users
                .contains_key("admin")
        };
        assert!(there(&state));
        state.propagation.set_delay(Duration::ZERO);
        assert!(!there(&state), "without a delay nothing is on its way");
    }

    #[test]
    fn lists_lag_where_they_are_told_to() {
        let (mut state, first) = State::seeded(DEFAULT_ACCOUNT);
        state.propagation.set_delay(Duration::from_secs(3_600));
        state.before_iam_changes(DEFAULT_ACCOUNT);
        state.create_key(DEFAULT_ACCOUNT, admin());
        let seen = |state: &mut State| {
            let present = state.begin_lagging_read(DEFAULT_ACCOUNT);
            let seen = state.keys.len();
            state.end_lagging_read(DEFAULT_ACCOUNT, present);
            seen
        };
        assert_eq!(seen(&mut state), 2);
        state.propagation.lists = true;
        assert_eq!(seen(&mut state), 1);
        assert_eq!(state.keys.len(), 2, "what is there stays");
        assert!(state.accounts[DEFAULT_ACCOUNT].users.contains_key("admin"));
        assert!(state.keys.contains_key(&first.id));
    }

    #[test]
    fn too_many_changes_do_not_fill_memory() {
        let (mut state, _) = State::seeded(DEFAULT_ACCOUNT);
        state.propagation.set_delay(Duration::from_secs(3_600));
        for _ in 0..ROOM + 10 {
            state.before_iam_changes(DEFAULT_ACCOUNT);
        }
        assert_eq!(state.propagation.past[DEFAULT_ACCOUNT].len(), ROOM);
    }
}
