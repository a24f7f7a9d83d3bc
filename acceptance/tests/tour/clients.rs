//! The clients, each a process with a sandbox of its own, all at once.

use std::collections::BTreeMap;

use acceptance::{Run, client_program, python};
use keyward_sandbox::{Options, Sandbox};
use serde_json::Value;

use crate::table::{self, Table};

/// A client that takes the tour.
pub(crate) struct Client {
    /// What the programs and the tables call it.
    pub(crate) id: &'static str,
    /// What people call it.
    pub(crate) name: &'static str,
    /// Whether its errors tell the HTTP status.
    pub(crate) tells_status: bool,
    /// Whether its errors have classes.
    pub(crate) has_classes: bool,
}

pub(crate) const CLIENTS: [Client; 4] = [
    Client {
        id: "cli",
        name: "AWS CLI",
        tells_status: false,
        has_classes: false,
    },
    Client {
        id: "boto3",
        name: "boto3",
        tells_status: true,
        has_classes: true,
    },
    Client {
        id: "v3",
        name: "SDK for JavaScript v3",
        tells_status: true,
        has_classes: true,
    },
    Client {
        id: "v2",
        name: "SDK for JavaScript v2",
        tells_status: true,
        has_classes: false,
    },
];

/// Not one of AWS's own: SDK v2's interface on SDK v3's clients, which has to give what SDK v2 gives.
pub(crate) const FACADE: &str = "facade";

type Answers = BTreeMap<String, Vec<Value>>;

/// What each client answered, step by step; null where a table leaves the client out.
pub(crate) fn run(tables: &BTreeMap<String, Table>) -> BTreeMap<&'static str, Answers> {
    std::thread::scope(|scope| {
        let ids = CLIENTS.iter().map(|client| client.id).chain([FACADE]);
        let started: Vec<_> = ids
            .map(|id| (id, scope.spawn(move || take(id, tables))))
            .collect();
        let ended = started.into_iter().map(|(id, thread)| {
            let answers = thread.join();
            (
                id,
                answers.unwrap_or_else(|_| panic!("{id} did not finish")),
            )
        });
        ended.collect()
    })
}

fn take(id: &str, tables: &BTreeMap<String, Table>) -> Answers {
    let sandbox = Sandbox::start(Options::default()).unwrap();
    let program = program(id).arg(id).arg(table::services_file());
    let program = program.args(tables.values().map(|table| &table.path));
    let variables = sandbox.environment().into_iter();
    let program = variables.fold(program, |program, (name, value)| program.env(name, value));
    let output = program.run().success();
    for secret in sandbox.control().secrets() {
        assert!(!output.stdout.contains(&secret), "{id} tells a secret");
    }
    serde_json::from_value(output.json()).unwrap()
}

fn program(id: &str) -> Run {
    match id {
        "cli" | "boto3" => python("tour.py").env("PYTHONDONTWRITEBYTECODE", "1"),
        _ => client_program("tour.mjs").env("AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE", "1"),
    }
    .env("HOME", "/nonexistent")
}
