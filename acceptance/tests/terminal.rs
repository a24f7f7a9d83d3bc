//! A person at a terminal: questions are asked there and nowhere else, and nothing typed is shown.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use acceptance::{Home, ground, python};
use serde_json::{Value, json};

const PASSPHRASE: &str = "correct horse battery staple";

/// Runs `keyward` on a terminal of its own, where each question is answered.
fn at_a_terminal(home: &Home, args: &[&str], answers: &[(&str, &str)]) -> Value {
    let mut command = vec![std::env::var("KEYWARD_BIN").unwrap()];
    command.extend(args.iter().map(|&arg| arg.to_owned()));
    let order = json!({ "command": command, "answers": answers });
    let run = python("at_a_terminal.py").at(home).stdin(order.to_string());
    let answer = run.shows_credentials().run().success().json();
    ground().assert_no_secret("the screen", answer["screen"].as_str().unwrap());
    assert!(!answer["screen"].as_str().unwrap().contains(PASSPHRASE));
    answer
}

fn screen(answer: &Value) -> &str {
    answer["screen"].as_str().unwrap()
}

#[test]
fn a_passphrase_is_asked_for_twice_and_then_once() {
    let home = Home::new();
    let typed = format!("{PASSPHRASE}\n");
    let init = at_a_terminal(
        &home,
        &["init", "--unlock", "passphrase"],
        &[("New passphrase", &typed), ("same again", &typed)],
    );
    assert_eq!(init["code"], 0, "{init}");

    let (id, secret) = (ground().key_id("alice"), ground().secret("alice"));
    let add = at_a_terminal(
        &home,
        &["add", "dev"],
        &[
            ("Passphrase", &typed),
            ("access key id", &format!("{id}\n")),
            ("secret access key", &format!("{secret}\n")),
        ],
    );
    assert_eq!(add["code"], 0, "{add}");

    // stdout is a pipe, as under credential_process: it carries the document and no question.
    let process = at_a_terminal(&home, &["process", "dev"], &[("Passphrase", &typed)]);
    let document: Value = serde_json::from_str(process["stdout"].as_str().unwrap()).unwrap();
    assert_eq!(document["AccessKeyId"], id);
    assert!(
        screen(&process).contains("keyward vault at"),
        "the question says what for"
    );

    let wrong = at_a_terminal(&home, &["list"], &[("Passphrase", "something else\n")]);
    assert_eq!(wrong["code"], 4, "{wrong}");
    let cancelled = at_a_terminal(&home, &["list"], &[("Passphrase", "\u{3}")]);
    assert_eq!(cancelled["code"], 6, "{cancelled}");
    assert!(screen(&cancelled).contains("cancelled"));
}

#[test]
fn a_recovery_passphrase_is_a_second_way_in() {
    let home = Home::new();
    let identity = home.path().join("identity.txt").display().to_string();
    let typed = format!("{PASSPHRASE}\n");
    let init = at_a_terminal(
        &home,
        &["init", "--unlock", "file", "--identity", &identity],
        &[("Recovery passphrase", &typed), ("same again", &typed)],
    );
    assert_eq!(init["code"], 0, "{init}");
    // The identity file is not named: the passphrase must do.
    let list = at_a_terminal(&home, &["list"], &[("Passphrase", &typed)]);
    assert_eq!(list["code"], 0, "{list}");
}

#[test]
fn two_different_passphrases_make_no_vault() {
    let home = Home::new();
    let init = at_a_terminal(
        &home,
        &["init", "--unlock", "passphrase"],
        &[
            ("New passphrase", "one long passphrase\n"),
            ("same again", "another passphrase\n"),
        ],
    );
    assert_eq!(init["code"], 2, "{init}");
    let short = at_a_terminal(
        &home,
        &["init", "--unlock", "passphrase"],
        &[("New", "short\n")],
    );
    assert_eq!(short["code"], 2, "{short}");
    assert!(!home.keyward_home().exists());
}

#[test]
fn remove_asks_first() {
    let home = Home::new().with_vault(&[("dev", "alice")]);
    let no = at_a_terminal(&home, &["remove", "dev"], &[("[y/N]", "\n")]);
    assert_eq!(no["code"], 0, "{no}");
    assert!(screen(&no).contains("nothing was removed"), "{no}");
    let yes = at_a_terminal(&home, &["remove", "dev"], &[("[y/N]", "y\n")]);
    assert!(yes["stdout"].as_str().unwrap().contains("Forgot"), "{yes}");
}
