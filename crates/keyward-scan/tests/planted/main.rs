//! Thousands of synthetic keys, planted by a seeded generator in every form in which people leave them, among decoys.
//! Prints recall and precision for each form.

mod decoys;
mod forms;
mod random;

use std::collections::BTreeMap;

use keyward_core::Secret;
use keyward_scan::{Kind, scan};
use random::Random;

const SEED: u64 = 0x6b65_7977_6172_6421;
const OF_EACH_FORM: usize = 120;

/// A credential that was planted.
pub(crate) struct Planted {
    pub(crate) id: String,
    pub(crate) secret: String,
    pub(crate) token: Option<String>,
}

#[derive(Default)]
struct Score {
    planted: usize,
    found: usize,
    /// Found whole: id, secret and token in one finding.
    whole: usize,
    wrong: usize,
}

#[test]
fn keys_are_found_in_every_form_and_nothing_else_is() {
    let mut random = Random::new(SEED);
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for (name, form) in forms::ALL {
        for _ in 0..OF_EACH_FORM {
            let planted = random.credential();
            let text = form(&planted, &mut random);
            let before = decoys::lines(&mut random);
            let after = decoys::lines(&mut random);
            let text = forms::between(name, &before, &text, &after);
            score(scores.entry(name).or_default(), &text, &planted);
        }
    }
    println!(
        "{:<24}{:>8}{:>8}{:>8}{:>8}",
        "form", "planted", "recall", "whole", "wrong"
    );
    for (name, score) in &scores {
        let share = |count: usize| 100.0 * count as f64 / score.planted as f64;
        println!(
            "{name:<24}{:>8}{:>7.1}%{:>7.1}%{:>8}",
            score.planted,
            share(score.found),
            share(score.whole),
            score.wrong
        );
    }
    println!("seed {SEED:#x}");
    let sum = |of: fn(&Score) -> usize| scores.values().map(of).sum::<usize>();
    assert_eq!(sum(|score| score.wrong), 0, "findings that are none");
    // What random text happens to look like words is given up: see `randomness`.
    assert!(sum(|score| score.found) * 1000 >= sum(|score| score.planted) * 995);
    assert!(sum(|score| score.whole) * 1000 >= sum(|score| score.planted) * 990);
}

fn score(score: &mut Score, text: &[u8], planted: &Planted) {
    score.planted += 1;
    let mut is_found = false;
    for finding in scan(text) {
        let secret = finding.secret_access_key.as_ref().map(Secret::expose);
        let token = finding.session_token.as_ref().map(Secret::expose);
        let has_id = finding.key_id.as_deref() == Some(&planted.id);
        let is_part =
            secret == Some(&planted.secret) || token.is_some() && token == planted.token.as_deref();
        if !has_id && !is_part {
            println!("wrong: {:?} {}", finding.kind, finding.shown);
            score.wrong += 1;
            continue;
        }
        is_found = true;
        assert!(
            !finding.shown.contains(&planted.secret),
            "{}",
            finding.shown
        );
        let is_whole =
            has_id && secret == Some(&planted.secret) && token == planted.token.as_deref();
        score.whole += usize::from(is_whole);
        if has_id {
            let kind = if planted.token.is_some() {
                Kind::TemporaryCredentials
            } else {
                Kind::AccessKey
            };
            assert_eq!(finding.kind, kind);
        }
    }
    score.found += usize::from(is_found);
}

#[test]
fn decoys_alone_are_nothing() {
    let mut random = Random::new(SEED + 1);
    for _ in 0..2_000 {
        let lines = decoys::lines(&mut random);
        let found = scan(lines.as_bytes());
        assert!(found.is_empty(), "{lines}\n{found:?}");
    }
}
