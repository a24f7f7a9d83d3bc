//! No files and no environment make the planner panic or print a secret.
#![allow(clippy::unwrap_used, reason = "a helper of a test may panic")]

#[path = "support/files.rs"]
mod files;
mod support;

use keyward_profile::Rules;
use proptest::prelude::*;
use support::Setup;

proptest! {
    #[test]
    fn every_input_is_planned_or_refused_with_words(
        config in files::text(),
        credentials in files::text(),
        named in prop::sample::select(vec![None, Some("a"), Some("b"), Some("default"), Some("none")]),
        rules in prop::sample::select(vec![Rules::JS_V3, Rules::JS_V2, Rules::CLI]),
        in_vault in any::<bool>(),
    ) {
        let mut setup = Setup::config(&config).credentials(&credentials).rules(rules);
        if in_vault {
            setup = setup.vault("b");
        }
        match setup.plan(named) {
            Ok(planned) => {
                prop_assert!(!planned.considered.is_empty());
                let shown = format!("{planned:?}{}", planned.plan.cache_key(9));
                prop_assert!(!shown.contains("EXAMPLEKEY"));
            }
            Err(error) => prop_assert!(!error.message().contains("EXAMPLEKEY")),
        }
    }
}
