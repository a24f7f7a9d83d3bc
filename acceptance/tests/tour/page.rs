//! `docs/sandbox-operations.md`: what the clients did, as a page.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use crate::Journey;
use crate::clients::CLIENTS;
use crate::table;

const HEAD: &str = "\
# Operations of the sandbox, and who has asked for them

Written by the test `tour` (anew where `KEYWARD_BLESS=1` is set): nothing here is typed by hand. Each client asked a
sandbox of its own for the steps in `acceptance/tour`; the answers agreed, member by member.

";

const REFUSALS: &str = "\
## Refusals

Each was provoked by the steps in `acceptance/tour/refusals`. *Code* is what the AWS CLI prints, boto3 has in
`error.response['Error']['Code']`, SDK v2 in `error.code`. *Class* is the exception of boto3 (`client.exceptions.X`) and of
SDK v3 (`error instanceof X`); without one it is `ClientError` and the service's general exception, whose `name` is the code.
Status and class are also compared with AWS's own model of the service; codes that no model has are on the pages below.

";

/// Service and operation of the table in `docs/sandbox.md`, and of the sentence below it.
pub(crate) fn named_in_the_docs() -> BTreeSet<(String, String)> {
    let docs = std::fs::read_to_string(docs("sandbox.md")).unwrap();
    let chapter = docs.split("## Services and operations").nth(1).unwrap();
    let chapter = chapter.split("\n## ").next().unwrap();
    let rows = chapter.lines().filter_map(|line| {
        let (service, operations) = line.strip_prefix("| ")?.split_once(" | ")?;
        Some((service.to_owned(), operations))
    });
    let named = rows.flat_map(|(service, operations)| {
        quoted(operations).map(move |operation| (service.clone(), operation.to_owned()))
    });
    named.collect()
}

/// The words in backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Compares the page, or writes it.
pub(crate) fn check(operations: &Journey, refusals: &Journey) {
    let page = format!(
        "{HEAD}{}\n{REFUSALS}{}",
        taken(operations),
        refused(refusals)
    );
    let path = docs("sandbox-operations.md");
    if std::env::var_os("KEYWARD_BLESS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == page,
        "docs/sandbox-operations.md is out of date: run the test tour with KEYWARD_BLESS=1"
    );
}

fn taken(operations: &Journey) -> String {
    let mut by: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for (table, step, answers) in operations.steps() {
        if let Some(operation) = &step.op {
            let key = (
                table::service(table, step).name.as_str(),
                operation.as_str(),
            );
            by.entry(key).or_default().extend(answers.keys());
        }
    }
    let names = CLIENTS.map(|client| client.name).join(" | ");
    let mut text = format!(
        "| service | operation | {names} |\n|---|---|{}\n",
        "---|".repeat(CLIENTS.len())
    );
    for ((service, operation), asked) in by {
        let marks = CLIENTS.map(|client| if asked.contains(client.id) { "✓" } else { "" });
        let _ = writeln!(
            text,
            "| {service} | `{operation}` | {} |",
            marks.join(" | ")
        );
    }
    text
}

fn refused(refusals: &Journey) -> String {
    let mut text =
        "| service | what is wrong | code | status | class |\n|---|---|---|---|---|\n".to_owned();
    for (table, step, _) in refusals.steps() {
        let (Some(wrong), Some(error)) = (&step.wrong, &step.error) else {
            continue;
        };
        let service = &table::service(table, step).name;
        let class = error.class.as_ref().map(|class| format!("`{class}`"));
        let class = class.unwrap_or_default();
        let (code, status) = (&error.code, error.status);
        let _ = writeln!(
            text,
            "| {service} | {wrong} | `{code}` | {status} | {class} |"
        );
    }
    text.push_str("\nCommon codes, beside each operation's own:\n\n");
    for table in refusals.tables.values() {
        let source = table.source.as_ref();
        let _ = writeln!(
            text,
            "- <{}>",
            source.expect("a table of refusals names AWS's page")
        );
    }
    text
}

fn docs(name: &str) -> PathBuf {
    acceptance::repository().join("docs").join(name)
}
