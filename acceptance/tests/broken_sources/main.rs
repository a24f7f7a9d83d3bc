//! Sources that are responsible and broken: unreachable, silent, answering rubbish, half an answer, an
//! endless one, or expired credentials. Each is named within its time, and the identity that stands
//! behind it in the chain is never used in its stead.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod metadata;
mod server;
mod table;

use std::time::Duration;

use acceptance::{
    Home,
    doors::{assert_error, assert_identity},
    ground,
};
use keyward::{Engine, Request};
use keyward_core::{Credentials, Error, ErrorCode, Result, World};
use tokio::task::JoinSet;

use self::{
    server::{FAULTS, Fault},
    table::{SOURCES, Source, decoy},
};

/// Far above what any source may wait: one attempt of ten seconds at most. A hang would pass it.
const CEILING: Duration = Duration::from_secs(90);

pub(crate) fn engine(home: &Home) -> Engine {
    let mut variables = home.variables();
    variables.extend(std::env::var("PATH").map(|path| ("PATH".to_owned(), path)));
    Engine::builder(World::real().with_env(variables)).build()
}

async fn ask(home: &Home) -> Result<Credentials> {
    tokio::time::timeout(CEILING, engine(home).credentials(&Request::default()))
        .await
        .expect("an answer, whichever")
}

/// Each row waits for its own server, so they wait together.
#[tokio::test(flavor = "multi_thread")]
async fn each_is_named_in_time_and_nobody_stands_in() {
    let mut rows = JoinSet::new();
    for source in &SOURCES {
        for fault in FAULTS {
            let home = source.broken(fault);
            rows.spawn(async move { (source, fault, ask(&home).await) });
        }
    }
    let mut rows = rows.join_all().await;
    assert_eq!(rows.len(), SOURCES.len() * FAULTS.len());
    rows.retain(|(source, fault, answer)| !is_right(source, *fault, answer));
    let wrong = rows
        .iter()
        .map(|(source, fault, answer)| format!("{}, {fault:?}: {answer:?}\n", source.name));
    assert!(rows.is_empty(), "{}", wrong.collect::<String>());
}

fn is_right(source: &Source, fault: Fault, answer: &Result<Credentials>) -> bool {
    match (source.expected(fault), answer) {
        (Some(code), Err(error)) => error.code() == code && is_named(source, error),
        (None, Ok(credentials)) => credentials.access_key_id == "ASIAX",
        _ => false,
    }
}

fn is_named(source: &Source, error: &Error) -> bool {
    ground().assert_no_secret("an error", &format!("{error:?}"));
    let message = error.message();
    let says = match error.code() {
        ErrorCode::ExpiredCredentials => &["expired"],
        _ => source.says,
    };
    says.iter().any(|says| message.contains(says))
        && message.len() < 2000
        && !message.contains("ASIAX")
}

/// Without the broken source, the decoy would have been found.
#[test]
fn the_decoys_are_real() {
    let home = decoy(Home::new());
    assert_identity(
        &home,
        "arn:aws:sts::123456789012:assumed-role/decoy/",
        "imds",
    );
    let sandbox = ground().sandbox();
    let home = home.with_env(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        &sandbox.container_uri(),
    );
    let token = sandbox.control().container_token();
    let home = home.with_env("AWS_CONTAINER_AUTHORIZATION_TOKEN", &token);
    assert_identity(
        &home,
        "arn:aws:sts::123456789012:assumed-role/decoy-task/",
        "container",
    );
}

/// The same at every door, with the fault that is most likely to be mistaken for an answer.
#[test]
fn rubbish_is_named_at_every_door() {
    for source in &SOURCES {
        let home = source.broken(Fault::Rubbish);
        let code = source.expected(Fault::Rubbish).unwrap();
        assert_error(&home, code.as_str(), source.says[0]);
    }
}
