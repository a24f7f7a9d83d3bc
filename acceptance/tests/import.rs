//! Import, undo, link and remove: whom programs act as stays the same, and nothing is lost or left
//! behind unsaid.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::{fs, thread};

use acceptance::{Home, Output, Run, aws, ground, keyward, python};
use serde_json::json;

const ALICE: &str =
    "aws_access_key_id = ${KEY_ID:alice}\naws_secret_access_key = ${SECRET:alice}\n";
const BOB: &str = "aws_access_key_id = ${KEY_ID:bob}\naws_secret_access_key = ${SECRET:bob}\n";
const DOTENV_BOB: &str =
    "PORT=1\nAWS_ACCESS_KEY_ID=${KEY_ID:bob}\nAWS_SECRET_ACCESS_KEY=${SECRET:bob}\n";

fn run(home: &Home, args: &[&str]) -> Output {
    keyward().at(home).within(home.path()).args(args).run()
}

fn whoami(home: &Home, profile: &str) -> String {
    run(home, &["whoami", profile]).success().stdout
}

/// What the AWS CLI says that a profile is.
fn cli_whoami(home: &Home, profile: &str) -> String {
    let caller = ["sts", "get-caller-identity", "--profile", profile];
    let run = aws().at(home).args(caller);
    let run = run.env("AWS_DEFAULT_REGION", "us-east-1");
    run.run().success().stdout
}

fn names(home: &Home) -> Vec<String> {
    let list = run(home, &["list", "--json"]).success().json();
    let name = |entry: &serde_json::Value| {
        let name = entry.get("name").or_else(|| entry.get("profile"));
        name.unwrap().as_str().unwrap().to_owned()
    };
    list.as_array().unwrap().iter().map(name).collect()
}

#[test]
fn a_dotenv_key_never_hides_behind_another_identity() {
    let role = "role_arn = arn:aws:iam::123456789012:role/app\nsource_profile = default\n";
    for (config, credentials, profile, says) in [
        (
            "",
            format!("[default]\n{ALICE}"),
            "default",
            "aws_access_key_id",
        ),
        (
            &format!("[default]\n{ALICE}"),
            String::new(),
            "default",
            "config:2",
        ),
        (
            &format!("[profile shop]\n{role}"),
            String::new(),
            "shop",
            "role_arn",
        ),
        (
            &format!("[keyward shop]\n{role}"),
            String::new(),
            "shop",
            "role_arn",
        ),
        (
            "[profile shop]\ncredential_process = other\n",
            String::new(),
            "shop",
            "credential_process",
        ),
        (
            "[profile shop]\ncredential_process = \"/x/keyward\" process other\n",
            String::new(),
            "shop",
            "credential_process",
        ),
        (
            "[profile shop]\nsso_session = s\n",
            String::new(),
            "shop",
            "sso_session",
        ),
        (
            "",
            "[shop]\naws_session_token = t\n".to_owned(),
            "shop",
            "aws_session_token",
        ),
    ] {
        let home = Home::new()
            .with_config(config)
            .with_credentials(&credentials)
            .with_file(".env", DOTENV_BOB)
            .with_vault(&[]);
        let before = (home.read(".aws/config"), home.read(".aws/credentials"));
        let import = run(&home, &["import", "--dotenv", ".env", "--profile", profile]);
        import.assert_error(3, &[says, profile, "nothing was written", "--profile"]);
        assert_eq!(home.read(".env"), ground().fill(DOTENV_BOB));
        assert_eq!(
            (home.read(".aws/config"), home.read(".aws/credentials")),
            before
        );
        assert!(names(&home).is_empty());
    }
}

#[test]
fn a_dotenv_import_wants_a_name() {
    let home = Home::new()
        .with_credentials(&format!("[default]\n{ALICE}"))
        .with_file(".env", DOTENV_BOB)
        .with_vault(&[]);
    run(&home, &["import", "--dotenv", ".env"]).assert_error(2, &["--profile"]);
    assert_eq!(home.read(".env"), ground().fill(DOTENV_BOB));
    assert!(whoami(&home, "default").contains("user/alice"));
}

#[test]
fn a_profile_with_settings_only_gets_a_pointer_and_loses_it_again() {
    for config in [
        "[profile reg]\nregion = us-east-1\n\n# end\n[profile z]\nregion = r\n",
        "[profile reg]\r\nregion = us-east-1",
    ] {
        let home = Home::new()
            .with_config(config)
            .with_file(".env", DOTENV_BOB)
            .with_vault(&[]);
        let _ = run(&home, &["import", "--dotenv", ".env", "--profile", "reg"]).success();
        assert_eq!(home.read(".env"), "PORT=1\nAWS_PROFILE=reg\n");
        assert!(cli_whoami(&home, "reg").contains("user/bob"));
        assert!(whoami(&home, "reg").contains("user/bob"));
        let _ = run(&home, &["import", "--undo", "--profile", "reg"]).success();
        assert_eq!(home.read(".aws/config"), config);
        assert_eq!(home.read(".env"), ground().fill(DOTENV_BOB));
    }
}

#[test]
fn a_key_that_both_files_have_leaves_both_and_comes_back_to_both() {
    let home = Home::new()
        .with_config(&format!("[profile dev]\nregion = us-east-1\n{ALICE}"))
        .with_credentials(&format!("[dev]\n{ALICE}"))
        .with_vault(&[]);
    let before = (home.read(".aws/config"), home.read(".aws/credentials"));
    let import = run(&home, &["import", "--profile", "dev", "--json"]).success();
    assert_eq!(
        import.json()["imported"][0]["files"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    home.assert_no_secret_but_in(&[]);
    assert!(cli_whoami(&home, "dev").contains("user/alice"));
    let _ = run(&home, &["import", "--undo", "--profile", "dev"]).success();
    assert_eq!(
        (home.read(".aws/config"), home.read(".aws/credentials")),
        before
    );
    assert!(names(&home).is_empty());
}

#[test]
fn two_different_keys_of_one_profile_are_refused() {
    let home = Home::new()
        .with_config(&format!("[profile dev]\nregion = us-east-1\n{BOB}"))
        .with_credentials(&format!("[dev]\n{ALICE}"))
        .with_vault(&[]);
    let before = home.read(".aws/config");
    for args in [
        &["import", "--profile", "dev"][..],
        &["import", "--profile", "dev", "--file", ".aws/credentials"],
        &["import", "--profile", "dev", "--file", ".aws/config"],
        &["import", "--all"],
    ] {
        let import = run(&home, args);
        assert_eq!(import.code, 3, "{}", import.stderr);
        assert!(
            import.stderr.contains("nothing was written"),
            "{}",
            import.stderr
        );
    }
    assert_eq!(home.read(".aws/config"), before);
    assert!(whoami(&home, "dev").contains("user/alice"));
}

#[test]
fn a_key_stays_where_other_tools_would_not_follow_a_pointer() {
    let role = "role_arn = arn:aws:iam::123456789012:role/app\n";
    for beside in [
        format!("{role}source_profile = dev\n"),
        format!("{role}web_identity_token_file = /t\n"),
        "login_session = s\n".to_owned(),
    ] {
        let home = Home::new()
            .with_config(&format!("[profile dev]\nregion = us-east-1\n{beside}"))
            .with_credentials(&format!("[dev]\n{ALICE}"))
            .with_vault(&[]);
        let import = run(&home, &["import", "--profile", "dev"]);
        import.assert_error(3, &["nothing was written", "profile of its own"]);
        assert!(names(&home).is_empty());
    }
    // A role over another profile is none of the key's business.
    let home = Home::new()
        .with_config(&format!("[profile app]\n{role}source_profile = dev\n"))
        .with_credentials(&format!("[dev]\n{ALICE}"))
        .with_vault(&[]);
    let _ = run(&home, &["import", "--profile", "dev"]).success();
    assert!(cli_whoami(&home, "app").contains("role/app"));
}

#[test]
fn a_file_elsewhere_changes_no_profile_of_awss_own_files() {
    let home = Home::new()
        .with_credentials(&format!("[same]\n{BOB}[other]\n{ALICE}"))
        .with_file("elsewhere", &format!("[same]\n{BOB}[other]\n{BOB}"))
        .with_vault(&[]);
    let import = |profile| {
        run(
            &home,
            &["import", "--file", "elsewhere", "--profile", profile],
        )
    };
    import("other").assert_error(3, &["credentials:5", "nothing was written"]);
    assert!(whoami(&home, "other").contains("user/alice"));
    let same = import("same").success();
    assert!(same.stderr.contains("credentials:3"), "{}", same.stderr);
    assert!(whoami(&home, "same").contains("user/bob"));
}

#[test]
fn half_a_key_in_the_other_file_is_refused_too() {
    let id_of_alice = "aws_access_key_id = ${KEY_ID:alice}\n";
    let home = Home::new()
        .with_config(&format!("[profile dev]\n{BOB}"))
        .with_credentials(&format!("[dev]\n{id_of_alice}"))
        .with_vault(&[]);
    run(&home, &["import", "--profile", "dev"]).assert_error(3, &["credentials:2"]);
    assert!(names(&home).is_empty());
}

#[test]
fn import_all_moves_what_it_can_and_tells_the_rest() {
    let temporary = format!("{BOB}aws_session_token = t\n");
    let home = Home::new()
        .with_config(&format!("[profile g]\nregion = us-east-1\n{BOB}"))
        .with_credentials(&format!(
            "[a]\n{ALICE}[b50%]\n{ALICE}[c]\n{ALICE}[my prof]\n{ALICE}[\"q q\"]\n{ALICE}[t]\n{temporary}"
        ))
        .with_vault(&[]);
    let import = run(&home, &["import", "--all", "--json"]);
    assert_eq!(import.code, 3, "{}", import.stderr);
    let report = import.json();
    let profiles = |what: &str| -> Vec<String> {
        let all = report[what].as_array().unwrap().iter();
        all.map(|it| it["profile"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(profiles("imported"), ["a", "c", "g"]);
    assert_eq!(profiles("failed"), ["[my prof]", "[\"q q\"]", "b50%"]);
    assert_eq!(profiles("skipped"), ["t"]);
    assert_eq!(names(&home), ["a", "c", "g"]);
    for says in ["[my prof]", "[\"q q\"]", "b50%", "temporary"] {
        assert!(import.stderr.contains(says), "{says} in {}", import.stderr);
    }

    let undo = run(&home, &["import", "--undo", "--all"]).success();
    assert!(undo.stdout.contains("key of c back"), "{}", undo.stdout);
    assert!(names(&home).is_empty());
}

#[test]
fn undo_passes_over_a_file_that_is_gone() {
    let home = Home::new()
        .with_credentials(&format!("[dev]\n{BOB}"))
        .with_file(".env", DOTENV_BOB)
        .with_vault(&[]);
    let before = home.read(".aws/credentials");
    let _ = run(&home, &["import", "--profile", "dev"]).success();
    let _ = run(&home, &["import", "--dotenv", ".env", "--profile", "dev"]).success();
    fs::remove_file(home.path().join(".env")).unwrap();
    let undo = run(&home, &["import", "--undo", "--profile", "dev"]).success();
    assert!(undo.stderr.contains(".env"), "{}", undo.stderr);
    assert_eq!(home.read(".aws/credentials"), before);
    assert!(names(&home).is_empty());
}

#[test]
fn undo_never_forgets_a_key_that_has_nowhere_to_go() {
    let home = Home::new().with_file(".env", DOTENV_BOB).with_vault(&[]);
    let _ = run(&home, &["import", "--dotenv", ".env", "--profile", "dev"]).success();
    fs::remove_file(home.path().join(".env")).unwrap();
    let undo = run(&home, &["import", "--undo", "--profile", "dev"]);
    undo.assert_error(3, &[".env", "keyward export"]);
    assert!(
        whoami(&home, "dev").contains("user/bob"),
        "nothing was written"
    );
}

#[test]
fn undo_writes_nothing_when_one_file_cannot_take_the_key() {
    let home = Home::new()
        .with_credentials(&format!("[dev]\n{BOB}"))
        .with_file(".env", DOTENV_BOB)
        .with_vault(&[]);
    let _ = run(&home, &["import", "--profile", "dev"]).success();
    let _ = run(&home, &["import", "--dotenv", ".env", "--profile", "dev"]).success();
    fs::write(home.path().join(".env"), "PORT=1\n").unwrap();
    let undo = run(&home, &["import", "--undo", "--profile", "dev"]);
    undo.assert_error(2, &[".env", "AWS_PROFILE=dev"]);
    home.assert_no_secret_but_in(&[]);
}

#[test]
fn imports_at_the_same_time_take_turns() {
    let text: String = (0..12).map(|n| format!("[p{n}]\n{ALICE}")).collect();
    let home = Home::new().with_credentials(&text).with_vault(&[]);
    thread::scope(|scope| {
        for n in 0..12 {
            let home = &home;
            scope.spawn(move || {
                let _ = run(home, &["import", "--profile", &format!("p{n}")]).success();
            });
        }
    });
    home.assert_no_secret_but_in(&[]);
    assert_eq!(names(&home).len(), 12);
}

#[test]
fn a_link_leads_somewhere_and_is_not_bypassed() {
    let home = Home::new()
        .with_config("[profile reg]\nregion = us-east-1\n[profile k]\nregion = us-east-1\n[profile r]\nregion = us-east-1\n")
        .with_credentials(&format!(
            "[k]\n{ALICE}[r]\nrole_arn = arn:aws:iam::123456789012:role/app\nsource_profile = k\n"
        ))
        .with_vault(&[("only", "alice"), ("reg2", "alice")]);
    let before = home.read(".aws/config");
    run(&home, &["link", "typo"]).assert_error(3, &["typo", "hint:"]);
    run(&home, &["link", "reg"]).assert_error(3, &["config:1", "settings only"]);
    run(&home, &["link", "k"]).assert_error(2, &["credentials:2", "keyward import --profile k"]);
    run(&home, &["link", "r"]).assert_error(2, &["credentials:5", "role_arn"]);
    assert_eq!(home.read(".aws/config"), before);
    let _ = run(&home, &["link", "only"]).success();
    assert!(cli_whoami(&home, "only").contains("user/alice"));
    // Nor does a link to a missing vault make one up.
    run(&Home::new(), &["link", "typo"]).assert_error(3, &["typo"]);
}

#[test]
fn remove_and_replace_say_what_becomes_of_the_pointer() {
    let home = Home::new()
        .with_credentials(&format!("[dev]\n{ALICE}"))
        .with_vault(&[]);
    let _ = run(&home, &["import", "--profile", "dev"]).success();
    let bob =
        json!({"AccessKeyId": ground().key_id("bob"), "SecretAccessKey": ground().secret("bob")});
    let add = keyward()
        .at(&home)
        .args(["add", "dev", "--replace", "--stdin"]);
    let add = add.stdin(bob.to_string()).run().success();
    assert!(add.stderr.contains(".aws/credentials"), "{}", add.stderr);
    assert!(add.stderr.contains("import --undo"), "{}", add.stderr);

    let remove = run(&home, &["remove", "dev", "--yes", "--json"]).success();
    assert!(
        remove.stderr.contains(".aws/credentials:2"),
        "{}",
        remove.stderr
    );
    assert_eq!(remove.json()["pointersLeft"].as_array().unwrap().len(), 1);
    let whoami = run(&home, &["whoami", "dev"]);
    whoami.assert_error(3, &["keyward add dev", "credential_process line"]);
    assert!(!whoami.stderr.contains("--undo"), "{}", whoami.stderr);
}

#[test]
fn awss_own_file_is_known_however_it_is_spelt() {
    let home = Home::new()
        .with_config(&format!("[profile dev]\nregion = us-east-1\n{ALICE}"))
        .with_vault(&[]);
    let folder = home.path().join(".aws");
    let import = keyward().at(&home).within(&folder);
    let import = import.args(["import", "--profile", "dev", "--file", "config"]);
    let _ = import.run().success();
    home.assert_no_secret_but_in(&[]);
    assert!(cli_whoami(&home, "dev").contains("user/alice"));
}

#[test]
fn copies_that_stay_in_plaintext_are_told() {
    let dotenv = format!("{DOTENV_BOB}# OLD=${{SECRET:bob}}\nVITE_SECRET=${{SECRET:bob}}\n");
    let home = Home::new()
        .with_credentials(&format!("[a]\n{ALICE}[b]\n{ALICE}# ${{SECRET:alice}}\n"))
        .with_file(".env", &dotenv)
        .with_vault(&[]);
    let import = run(&home, &["import", "--dotenv", ".env", "--profile", "shop"]).success();
    for line in [".env:3", ".env:4"] {
        assert!(import.stderr.contains(line), "{line} in {}", import.stderr);
    }
    // The key that two profiles share is no copy once both have lost it.
    let all = run(&home, &["import", "--all", "--json"]).success().json();
    let copies = all["imported"][1]["copies"].as_array().unwrap();
    assert_eq!(copies.len(), 1, "{all}");
    assert_eq!(copies[0]["line"], 5, "{all}");
}

#[test]
fn a_secret_pasted_as_id_is_refused_before_another_question() {
    let home = Home::new().with_vault(&[]);
    let command = [
        std::env::var("KEYWARD_BIN").unwrap(),
        "add".into(),
        "dev".into(),
    ];
    let order = json!({ "command": command, "answers": [["access key id", "not/an/id\n"]] });
    let add: Run = python("at_a_terminal.py")
        .at(&home)
        .stdin(order.to_string());
    let answer = add.run().success().json();
    assert_eq!(answer["code"], 2, "{answer}");
    let screen = answer["screen"].as_str().unwrap();
    assert!(!screen.contains("secret access key:"), "{screen}");
}
