//! Seeds in the vault: it makes the codes, for every door and for programs that know nothing of MFA.

use std::fs;

use acceptance::{Run, client_program, keyward, python};

use crate::fixture::Mfa;

/// The vault has the seed of the user's device.
pub(crate) fn with_seed(user: &'static str) -> Mfa {
    let mfa = Mfa::new(user);
    let seed = mfa.made["seed"].as_str().unwrap().to_owned();
    let _ = add(&mfa, "guarded", &seed).success();
    mfa
}

fn add(mfa: &Mfa, profile: &str, seed: &str) -> acceptance::Output {
    let add = keyward().args(["mfa", "add", profile, "--stdin"]);
    add.at(&mfa.home).stdin(seed).run()
}

#[test]
fn the_vault_makes_the_codes_and_none_is_sent_twice() {
    let mfa = with_seed("wanda");
    let whoami = ["whoami", "guarded", "--json"];
    mfa.assert_role(&mfa.keyward(&whoami).json(), "guarded");
    assert_eq!(mfa.calls("GetSessionToken"), 1);
    // The same window, and its code is used: the next one is waited for, and said to be.
    forget_sessions(&mfa, "session");
    let again = mfa.keyward(&whoami).success();
    mfa.assert_role(&again.json(), "guarded");
    assert!(
        again.stderr.contains("for the next one"),
        "{}",
        again.stderr
    );
    // Somebody else uses the code of this moment, which keyward cannot know.
    forget_sessions(&mfa, "session");
    forget_sessions(&mfa, "window");
    mfa.assert_role(&mfa.keyward(&whoami).json(), "guarded");
    assert_eq!(mfa.calls("GetSessionToken"), 3);
    mfa.home.assert_no_secret_but_in(&["seed"]);
}

fn forget_sessions(mfa: &Mfa, kind: &str) {
    let folder = mfa.home.keyward_home().join("sessions");
    for file in fs::read_dir(folder).unwrap() {
        let file = file.unwrap().path();
        if file.extension().is_some_and(|extension| extension == kind) {
            fs::remove_file(file).unwrap();
        }
    }
}

#[test]
fn clients_that_know_nothing_of_mfa_pass_the_role() {
    let clients: [(&'static str, Run); 4] = [
        ("ada", python("cli_whoami.py")),
        ("bea", python("boto3_whoami.py")),
        ("cleo", client_program("v3-default.mjs")),
        ("dora", client_program("mfa-provider.mjs").arg("guarded")),
    ];
    for (user, client) in clients {
        let mfa = with_seed(user);
        // fromKeyward needs no pointer.
        if user != "dora" {
            let _ = mfa.keyward(&["link", "guarded"]).success();
        }
        let answer = client.at(&mfa.home).env("AWS_PROFILE", "guarded").run();
        mfa.assert_role(&answer.json(), "guarded");
        assert_eq!(mfa.calls("GetSessionToken"), 1, "{user}");
    }
}

#[test]
fn the_console_opens_with_a_code_given_or_made() {
    let console = |mfa: &Mfa, args: &[&str]| {
        let run = keyward()
            .at(&mfa.home)
            .args(["console", "guarded", "--json"]);
        let answer = run.args(args).shows_credentials().run().success().json();
        assert!(answer["url"].is_string(), "{answer}");
        assert_eq!(mfa.calls("GetSessionToken"), 1);
    };
    let given = Mfa::new("ida");
    console(&given, &["--mfa-code", &given.code()]);
    console(&with_seed("jana"), &[]);
}

#[test]
fn a_printed_code_is_one_that_aws_takes() {
    let mfa = with_seed("elsa");
    let shown = mfa.keyward(&["mfa", "code", "dev", "--json"]).json();
    assert_eq!(shown["serial"], mfa.made["serial"], "{shown}");
    let code = shown["code"].as_str().unwrap();
    let whoami = ["whoami", "guarded", "--json", "--mfa-code", code];
    mfa.assert_role(&mfa.keyward(&whoami).json(), "guarded");
    let next = mfa.keyward(&["mfa", "code", "dev"]).success();
    assert_ne!(next.stdout.trim(), code);
    assert!(next.stderr.contains("used already"), "{}", next.stderr);
}

#[test]
fn what_is_no_seed_is_refused_and_another_seed_is_not_lost() {
    let mfa = with_seed("frida");
    add(&mfa, "dev", "JBSW").assert_error(2, &["not the seed", "secret key"]);
    let other = add(&mfa, "dev", "JBSWY3DPEHPK3PXP");
    other.assert_error(2, &["another seed", "mfa/frida", "--replace"]);
    // The same once more is no mistake.
    let seed = mfa.made["seed"].as_str().unwrap().to_lowercase();
    let address = format!("otpauth://totp/AWS:frida?secret={seed}&issuer=AWS");
    let _ = add(&mfa, "dev", &address).success();
    let nowhere = keyward()
        .args(["mfa", "add", "nobody", "--stdin"])
        .at(&mfa.home);
    nowhere
        .stdin("JBSWY3DPEHPK3PXP")
        .run()
        .assert_error(3, &["nobody"]);
    let asked = mfa.keyward(&["mfa", "add", "dev"]);
    asked.assert_error(6, &["no terminal", "--stdin"]);
}

#[test]
fn a_wrong_seed_is_named_as_the_likely_cause() {
    let mfa = Mfa::new("gerda");
    let _ = add(&mfa, "dev", "JBSWY3DPEHPK3PXP").success();
    let refused = mfa.keyward(&["whoami", "guarded"]);
    refused.assert_error_words(5, &["mfa/gerda", "the vault made it", "mfa add --replace"]);
}

#[test]
fn the_seed_is_named_wherever_devices_are() {
    let mfa = with_seed("hilda");
    let list = mfa.keyward(&["mfa", "--json"]).json();
    assert_eq!(list[0]["serial"], mfa.made["serial"], "{list}");
    assert_eq!(list[0]["seedIn"], "dev", "{list}");
    let profiles = serde_json::json!(["dev", "guarded", "recent", "second"]);
    assert_eq!(list[0]["profiles"], profiles, "{list}");
    let table = mfa.keyward(&["mfa", "list"]).success().stdout;
    assert!(table.contains("beside the key of dev"), "{table}");
    let explain = mfa.keyward(&["explain", "guarded"]);
    assert!(
        explain.stdout.contains("the vault makes it"),
        "{}",
        explain.stdout
    );
    let doctor = mfa.keyward(&["doctor", "--json"]);
    assert!(doctor.stdout.contains("both factors"), "{}", doctor.stdout);
    let remove = mfa.keyward(&["remove", "dev"]);
    assert!(
        remove.stderr.contains("is forgotten too"),
        "{}",
        remove.stderr
    );
}
