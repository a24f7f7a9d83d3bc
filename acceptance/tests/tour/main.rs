//! The tour: every operation that the sandbox names, asked by AWS's own clients from the tables in
//! `acceptance/tour`. Each client has a sandbox of its own; their answers must agree, and be what the table
//! expects. The tables in `acceptance/tour/refusals` ask wrongly: code, status and exception class must be those
//! that AWS documents.
//!
//! `keyward/aws-sdk` takes the same tour: what it gives has to be what SDK v2 gives, member by member.
//!
//! `docs/sandbox-operations.md` is generated from what the clients did; `KEYWARD_BLESS=1` writes it anew.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod answers;
mod clients;
mod page;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde_json::Value;

use clients::{CLIENTS, FACADE};
use table::{Step, Table};

/// What every client answered to the tables of one folder: client → table → step.
struct Journey {
    tables: BTreeMap<String, Table>,
    answers: BTreeMap<&'static str, BTreeMap<String, Vec<Value>>>,
}

impl Journey {
    fn take(folder: &str) -> Self {
        let tables = table::read(folder);
        let answers = clients::run(&tables);
        Self { tables, answers }
    }

    /// Every step of an operation: its table, the step, and what the clients that took it answered.
    fn steps(&self) -> impl Iterator<Item = (&Table, &Step, BTreeMap<&'static str, &Value>)> {
        self.tables.iter().flat_map(move |(name, table)| {
            table.steps.iter().enumerate().map(move |(at, step)| {
                let taken = CLIENTS.iter().filter_map(|client| {
                    let answer = &self.answers[client.id][name][at];
                    (!answer.is_null()).then_some((client.id, answer))
                });
                (table, step, taken.collect())
            })
        })
    }

    /// Every step that keyward/aws-sdk took otherwise than SDK v2.
    fn unlike_v2(&self) -> Vec<String> {
        let (v2, facade) = (&self.answers["v2"], &self.answers[FACADE]);
        let steps = self.tables.iter().flat_map(|(name, table)| {
            let both = v2[name].iter().zip(&facade[name]);
            table.steps.iter().zip(both).map(move |it| (table, it))
        });
        steps
            .filter_map(|(table, (step, (v2, facade)))| answers::unlike_v2(table, step, v2, facade))
            .collect()
    }

    fn complaints(&self) -> Vec<String> {
        self.steps()
            .flat_map(|(table, step, answers)| answers::complaints(table, step, &answers))
            .collect()
    }
}

fn operations() -> &'static Journey {
    static TAKEN: OnceLock<Journey> = OnceLock::new();
    TAKEN.get_or_init(|| Journey::take("acceptance/tour"))
}

fn refusals() -> &'static Journey {
    static TAKEN: OnceLock<Journey> = OnceLock::new();
    TAKEN.get_or_init(|| Journey::take("acceptance/tour/refusals"))
}

fn assert_none(complaints: &[String]) {
    assert!(
        complaints.is_empty(),
        "{} steps went wrong:\n\n{}",
        complaints.len(),
        complaints.join("\n\n")
    );
}

#[test]
fn the_clients_agree_on_every_operation() {
    assert_none(&operations().complaints());
}

#[test]
fn the_clients_raise_what_aws_documents() {
    assert_none(&refusals().complaints());
}

#[test]
fn keyward_aws_sdk_gives_what_sdk_v2_gives() {
    assert_none(&operations().unlike_v2());
    assert_none(&refusals().unlike_v2());
}

#[test]
fn two_clients_ask_for_every_operation_that_the_docs_name() {
    let named = page::named_in_the_docs();
    let mut asked: BTreeMap<(String, String), BTreeSet<&str>> = BTreeMap::new();
    for (table, step, answers) in operations().steps() {
        if let Some(operation) = &step.op {
            let service = table::service(table, step).name.clone();
            let key = (service, operation.clone());
            asked.entry(key).or_default().extend(answers.keys());
        }
    }
    let few = |operation: &(String, String)| asked.get(operation).is_none_or(|by| by.len() < 2);
    let missing: Vec<_> = named.iter().filter(|operation| few(operation)).collect();
    assert!(
        missing.is_empty(),
        "add a step to acceptance/tour for {missing:?}"
    );
    let unnamed: Vec<_> = asked.keys().filter(|key| !named.contains(key)).collect();
    assert!(unnamed.is_empty(), "name in docs/sandbox.md: {unnamed:?}");
}

#[test]
fn the_page_of_operations_is_what_the_clients_did() {
    page::check(operations(), refusals());
}
