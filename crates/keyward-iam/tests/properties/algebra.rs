use keyward_iam::Outcome;
use proptest::prelude::*;

use crate::world::{denial, world};

const EVERYTHING: &str = r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#;

/// The random worlds are worth something only if each outcome comes up often.
#[test]
fn the_worlds_are_mixed() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    let mut seen = [0; 3];
    for _ in 0..1_000 {
        let outcome = world()
            .new_tree(&mut runner)
            .unwrap()
            .current()
            .decide()
            .outcome;
        seen[match outcome {
            Outcome::Allowed => 0,
            Outcome::ExplicitDeny => 1,
            Outcome::ImplicitDeny => 2,
        }] += 1;
    }
    assert!(seen.iter().all(|count| *count > 80), "{seen:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn adding_a_deny_never_allows(before in world(), deny in denial(), at in any::<prop::sample::Index>()) {
        let mut after = before.clone();
        let place = at.index(after.identity.len() + 1);
        after.identity.insert(place, deny);
        prop_assert!(before.decide().is_allowed() || !after.decide().is_allowed());
    }

    #[test]
    fn adding_an_allow_never_takes_away(before in world(), at in any::<prop::sample::Index>()) {
        let mut after = before.clone();
        let place = at.index(after.identity.len() + 1);
        after.identity.insert(place, EVERYTHING.to_owned());
        prop_assert!(!before.decide().is_allowed() || after.decide().is_allowed());
    }

    #[test]
    fn a_session_policy_never_widens(narrow in world()) {
        let mut wide = narrow.clone();
        wide.session = None;
        prop_assert!(!narrow.decide().is_allowed() || wide.decide().is_allowed());
    }

    #[test]
    fn a_boundary_never_widens(narrow in world()) {
        let mut wide = narrow.clone();
        wide.boundary = None;
        prop_assert!(!narrow.decide().is_allowed() || wide.decide().is_allowed());
    }

    #[test]
    fn a_service_control_policy_never_widens(narrow in world()) {
        let mut wide = narrow.clone();
        wide.scp = None;
        prop_assert!(!narrow.decide().is_allowed() || wide.decide().is_allowed());
    }

    #[test]
    fn order_never_matters(
        (before, identity, resource) in world().prop_flat_map(|w| (
            Just(w.clone()),
            Just(w.identity).prop_shuffle(),
            Just(w.resource).prop_shuffle(),
        )),
    ) {
        let mut after = before.clone();
        after.identity = identity;
        after.resource = resource;
        let (before, after) = (before.decide(), after.decide());
        prop_assert_eq!(before.outcome, after.outcome);
        prop_assert_eq!(before.layer, after.layer);
    }

    #[test]
    fn misunderstanding_never_allows(world in world()) {
        let mut puzzled = world.clone();
        for all in [&mut puzzled.identity, &mut puzzled.resource] {
            for one in all.iter_mut() {
                *one = one.replace(r#""StringEquals""#, r#""StringSounds""#);
            }
        }
        prop_assert!(world.decide().is_allowed() || !puzzled.decide().is_allowed());
    }

    #[test]
    fn every_answer_has_its_reason(world in world()) {
        let decision = world.decide();
        match decision.outcome {
            Outcome::ExplicitDeny => prop_assert_eq!(decision.by.len(), 1),
            Outcome::ImplicitDeny => prop_assert!(decision.by.iter().all(|b| b.indeterminate)),
            Outcome::Allowed => prop_assert!(decision.by.iter().all(|b| !b.indeterminate)),
        }
        prop_assert!(decision.by.iter().all(|b| b.position.line == 1 && b.position.column > 1));
    }
}
