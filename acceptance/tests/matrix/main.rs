//! The differential matrix: generated config files and environments, each given to keyward and to the
//! client whose rules it claims to follow. Same winner, same class of error, or a difference that
//! `known.rs` names with its reason.
//!
//! `KEYWARD_MATRIX_SEED` and `KEYWARD_MATRIX_CASES` choose other cases.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod case;
mod clients;
mod dice;
mod known;
mod place;
mod verdict;

use std::fmt::Write;

use keyward::profile::Rules;

use self::{case::Case, clients::Client, dice::Dice, known::KNOWN, place::Place, verdict::Verdict};

const SEED: u64 = 20_261_123;
const CASES: usize = 320;

fn number<T: std::str::FromStr>(variable: &str, default: T) -> T {
    std::env::var(variable)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(default)
}

/// A client, the rules that are said to be its own, and whether it can be told a profile.
const PAIRS: [(Client, Rules, bool); 3] = [
    (Client::V3, Rules::JS_V3, true),
    (Client::Boto3, Rules::CLI, true),
    (Client::V2, Rules::JS_V2, false),
];

#[test]
fn keyward_decides_as_each_client_does() {
    let seed = number("KEYWARD_MATRIX_SEED", SEED);
    println!("KEYWARD_MATRIX_SEED={seed}");
    let place = Place::prepare();
    let mut dice = Dice::new(seed);
    let count = number("KEYWARD_MATRIX_CASES", CASES);
    let cases: Vec<_> = (0..count).map(|_| Case::roll(&mut dice, &place)).collect();
    let mut report = Report::default();
    std::thread::scope(|scope| {
        let pairs = PAIRS.map(|(client, rules, takes_profile)| {
            let asked = cases
                .iter()
                .filter(move |case| takes_profile || case.is_for_v2());
            let asked: Vec<_> = asked.collect();
            let thread = scope.spawn({
                let asked = asked.clone();
                move || client.answers(&asked)
            });
            (client, rules, asked, thread)
        });
        for (client, rules, asked, thread) in pairs {
            let ours = verdict::of_keyward(rules, &asked);
            let theirs = thread.join().unwrap();
            for ((case, ours), theirs) in asked.iter().zip(&ours).zip(&theirs) {
                report.compare(client, case, ours, theirs);
            }
        }
    });
    report.finish();
}

/// What was found so far.
#[derive(Default)]
struct Report {
    identities: usize,
    errors: usize,
    known: std::collections::BTreeMap<&'static str, usize>,
    unknown: Vec<String>,
}

impl Report {
    fn compare(&mut self, client: Client, case: &Case, ours: &Verdict, theirs: &Verdict) {
        if client.same(ours, theirs) {
            match ours {
                Verdict::Identity(_) => self.identities += 1,
                Verdict::Error { .. } => self.errors += 1,
            }
            return;
        }
        let known = KNOWN
            .iter()
            .find(|known| known.client == client && (known.holds)(case, ours, theirs));
        match known {
            Some(known) => *self.known.entry(known.name).or_default() += 1,
            None => self
                .unknown
                .push(format!("{client:?}: {theirs}\nkeyward: {ours}\n{case}")),
        }
    }

    fn finish(self) {
        let mut text = format!(
            "same identity {}, same class of error {}\n",
            self.identities, self.errors
        );
        for known in KNOWN {
            let count = self.known.get(known.name).unwrap_or(&0);
            let _ = writeln!(
                text,
                "{count:>4}  {}: {} ({})",
                known.name, known.reason, known.source
            );
        }
        println!("{text}");
        let shown = self.unknown.iter().take(number("KEYWARD_MATRIX_SHOW", 5));
        let shown = shown.cloned().collect::<Vec<_>>().join("\n----\n");
        assert!(
            self.unknown.is_empty(),
            "{} differences that no row of known.rs names:\n{shown}\n{text}",
            self.unknown.len()
        );
        assert!(self.identities > 200 && self.errors > 100, "{text}");
    }
}
