//! The corner cases of policy evaluation that stand-ins for AWS get wrong, each with its source.
//!
//! A row is one request against policies written as statements; the files are the subjects.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod case;
mod conditions;
mod layers;
mod mfa;
mod names;
mod principals;
mod trust;
mod variables;

fn run(cases: &[case::Case]) {
    let wrong: Vec<String> = cases.iter().filter_map(case::Case::failure).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
