//! MFA: the code's ways in, one session for all who stand above one device, refusals and their words. The
//! devices are the sandbox's; the codes come from an authenticator that nobody here wrote for it.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod enroll;
mod fixture;
mod seeds;

use std::{fs, thread};

use acceptance::{client_program, ground, keyward, python};
use fixture::Mfa;
use serde_json::json;

#[test]
fn a_code_on_the_command_line_opens_one_session_for_every_role_above_the_device() {
    let mfa = Mfa::new("maria");
    let nobody = mfa.keyward(&["whoami", "guarded"]);
    nobody.assert_error(
        6,
        &["mfa/maria", ".aws/config:", "--mfa-code", "mfa_process"],
    );
    let code = mfa.code();
    let whoami = ["whoami", "guarded", "--json", "--mfa-code", &code];
    mfa.assert_role(&mfa.keyward(&whoami).json(), "guarded");
    // Another process, another role, another region, no code.
    mfa.assert_role(
        &mfa.keyward(&["whoami", "second", "--json"]).json(),
        "second",
    );
    mfa.assert_role(
        &mfa.keyward(&["whoami", "recent", "--json"]).json(),
        "recent",
    );
    assert_eq!(mfa.calls("GetSessionToken"), 1);
    assert_eq!(mfa.calls("AssumeRole"), 0, "the session signs");
    // The device of a profile without a role counts where a session is wanted.
    let session = keyward()
        .at(&mfa.home)
        .args(["process", "dev", "--session"]);
    let session = session.shows_credentials().run().success().json();
    assert!(session["SessionToken"].is_string());
    assert_eq!(mfa.calls("GetSessionToken"), 1);
    mfa.home.assert_no_secret_but_in(&["seed"]);
}

#[test]
fn a_code_is_good_once_and_the_refusal_says_so() {
    let mfa = Mfa::new("nora");
    let code = mfa.code();
    let _ = mfa
        .keyward(&["whoami", "guarded", "--mfa-code", &code])
        .success();
    fs::remove_dir_all(mfa.home.keyward_home().join("sessions")).unwrap();
    let again = mfa.keyward(&["whoami", "guarded", "--mfa-code", &code]);
    again.assert_error(5, &["mfa/nora", "used already", "a code is good once"]);
    let wrong = mfa.keyward(&["whoami", "guarded", "--mfa-code", "12345"]);
    wrong.assert_error_words(2, &["six digits"]);
}

#[test]
fn other_peoples_clients_pass_an_mfa_role_with_no_word_of_mfa_in_them() {
    let mfa = Mfa::with_process("olga");
    let _ = mfa.keyward(&["link", "guarded"]).success();
    for client in [
        python("cli_whoami.py"),
        python("boto3_whoami.py"),
        client_program("v3-default.mjs"),
    ] {
        let answer = client.at(&mfa.home).env("AWS_PROFILE", "guarded").run();
        mfa.assert_role(&answer.json(), "guarded");
    }
    assert_eq!((mfa.calls("GetSessionToken"), mfa.asked()), (1, 1));
}

#[test]
fn ten_processes_at_once_ask_once_and_open_one_session() {
    let mfa = Mfa::with_process("petra");
    thread::scope(|scope| {
        let runs: Vec<_> = (0..10)
            .map(|number| {
                let profile = ["guarded", "second"][number % 2];
                let mfa = &mfa;
                scope.spawn(move || (profile, mfa.keyward(&["whoami", profile, "--json"]).json()))
            })
            .collect();
        for run in runs {
            let (profile, answer) = run.join().unwrap();
            mfa.assert_role(&answer, profile);
        }
    });
    assert_eq!((mfa.calls("GetSessionToken"), mfa.asked()), (1, 1));
}

#[test]
fn a_session_that_aws_no_longer_takes_is_asked_for_anew() {
    let mfa = Mfa::with_process("sonja");
    let _ = mfa.keyward(&["whoami", "guarded"]).success();
    let export = keyward()
        .at(&mfa.home)
        .args(["process", "dev", "--session"]);
    let session = export.shows_credentials().run().success().json();
    let id = session["AccessKeyId"].as_str().unwrap();
    assert!(ground().sandbox().control().expire_session(id));
    mfa.assert_role(
        &mfa.keyward(&["whoami", "second", "--json"]).json(),
        "second",
    );
    assert_eq!((mfa.calls("GetSessionToken"), mfa.asked()), (2, 2));
}

#[test]
fn a_person_at_the_terminal_is_asked_once_for_three_processes() {
    let mfa = Mfa::new("tina");
    let code = mfa.code();
    let keyward = std::env::var("KEYWARD_BIN").unwrap();
    let script = format!(
        "for role in guarded second guarded; do {keyward} whoami $role --json & done; wait"
    );
    let order = json!({ "command": ["sh", "-c", script], "answers": [["MFA code of", format!("{code}\n")]] });
    let run = python("at_a_terminal.py")
        .at(&mfa.home)
        .stdin(order.to_string());
    let answer = run.run().success().json();
    let screen = answer["screen"].as_str().unwrap();
    assert_eq!(screen.matches("MFA code of").count(), 1, "{screen}");
    assert!(
        screen.contains("mfa/tina") && !screen.contains(&code),
        "{screen}"
    );
    let arns = answer["stdout"]
        .as_str()
        .unwrap()
        .matches("assumed-role/tina-")
        .count();
    assert_eq!(arns, 3, "{answer}");
    assert_eq!(mfa.calls("GetSessionToken"), 1);
}

#[test]
fn a_mistyped_code_is_asked_for_once_more() {
    let mfa = Mfa::new("ulla");
    let code = mfa.code();
    let wrong = if code == "000000" { "111111" } else { "000000" };
    let keyward = std::env::var("KEYWARD_BIN").unwrap();
    let order = json!({
        "command": [keyward, "whoami", "guarded", "--json"],
        "answers": [["MFA code of", format!("{wrong}\n")], ["mistyped", format!("{code}\n")]],
    });
    let run = python("at_a_terminal.py")
        .at(&mfa.home)
        .stdin(order.to_string());
    let answer = run.run().success().json();
    assert_eq!(answer["code"], 0, "{answer}");
}

#[test]
fn a_provider_in_node_is_asked_and_its_error_is_told() {
    let mfa = Mfa::new("vera");
    let code = mfa.code();
    let program = |args: &[&str]| {
        let program = client_program("mfa-provider.mjs").at(&mfa.home);
        program.args(args.iter().copied()).run()
    };
    let answer = program(&["guarded", "throws"]).json();
    assert_eq!(answer["code"], "mfa_required", "{answer}");
    assert_eq!(answer["cause"], "the person went home", "{answer}");
    let answer = program(&["guarded", &code]).json();
    mfa.assert_role(&answer, "guarded");
    assert_eq!(answer["asked"], json!([mfa.made["serial"]]), "{answer}");
    // No provider: the session of the other program serves.
    mfa.assert_role(&program(&["second"]).json(), "second");
    assert_eq!(mfa.calls("GetSessionToken"), 1);
}
