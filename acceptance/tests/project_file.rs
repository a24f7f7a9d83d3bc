//! `.keyward.toml`: it names the profile of a folder once it is trusted, and never otherwise.

#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![cfg(unix)]

use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::PathBuf,
};

use acceptance::{Home, Output, Run, ground, keyward, python};
use serde_json::{Value, json};

const CONFIG: &str = "[profile alice]\nregion = us-east-1\n[profile bob]\nregion = us-west-2\n";

/// A home with two profiles in the vault, and a project folder two levels deep.
struct Project {
    home: Home,
    folder: PathBuf,
}

impl Project {
    fn new(text: &str) -> Self {
        let home = Home::new()
            .with_config(CONFIG)
            .with_credentials("[default]\naws_access_key_id = ${KEY_ID:bob}\naws_secret_access_key = ${SECRET:bob}\n")
            .with_vault(&[("alice", "alice"), ("bob", "bob")]);
        let folder = home.path().join("shop/src");
        fs::create_dir_all(&folder).unwrap();
        let project = Self { home, folder };
        fs::write(project.file(), text).unwrap();
        project
    }

    fn trusted(text: &str) -> Self {
        let project = Self::new(text);
        let _ = project.run(&["trust"]).success();
        project
    }

    fn file(&self) -> PathBuf {
        self.home.path().join("shop/.keyward.toml")
    }

    fn run(&self, args: &[&str]) -> Output {
        self.detached(keyward().at(&self.home).args(args))
    }

    fn detached(&self, run: Run) -> Output {
        let setsid = Run::new("setsid").arg("--wait");
        run.within(&self.folder).under(&setsid).run()
    }

    fn at_a_terminal(&self, args: &[&str], answers: &[(&str, &str)]) -> Value {
        let mut command = vec![std::env::var("KEYWARD_BIN").unwrap()];
        command.extend(args.iter().map(|&arg| arg.to_owned()));
        let order = json!({ "command": command, "answers": answers });
        let run = python("at_a_terminal.py")
            .at(&self.home)
            .within(&self.folder);
        run.stdin(order.to_string()).run().success().json()
    }
}

#[test]
fn untrusted_without_a_terminal_is_an_error_and_no_other_profile() {
    let project = Project::new("profile = \"alice\"\n");
    for command in [
        &["whoami"][..],
        &["whoami", "--json"],
        &["explain"],
        &["process"],
        &["export"],
        &["link"],
        &["console", "--print"],
    ] {
        let output = project.run(command);
        assert_eq!(output.code, 6, "{command:?}: {}", output.stderr);
        for text in [
            "shop/.keyward.toml",
            "alice",
            "not trusted",
            "keyward trust",
            "AWS_PROFILE",
        ] {
            assert!(output.stderr.contains(text), "{text} in {}", output.stderr);
        }
        assert!(!output.stdout.contains("user/bob"), "{}", output.stdout);
    }
    let json = project.run(&["whoami", "--json"]).json();
    assert_eq!(json["error"]["code"], "project_untrusted");
    let exec = project.run(&["exec", "--", "env"]);
    exec.assert_error(125, &["not trusted"]);
    assert!(exec.stdout.is_empty());
}

#[test]
fn trusted_it_names_profile_and_region_for_the_folder_and_below() {
    let project = Project::trusted("profile = \"alice\"\nregion = \"eu-west-1\"\n");
    let whoami = project.run(&["whoami", "--json"]).success().json();
    assert!(whoami["arn"].as_str().unwrap().ends_with("user/alice"));
    assert_eq!(whoami["region"], "eu-west-1");
    let exec = ["exec", "--", "sh", "-c", "echo $AWS_REGION"];
    assert_eq!(project.run(&exec).success().stdout.trim(), "eu-west-1");

    let region = keyward().at(&project.home).env("AWS_REGION", "us-east-2");
    let whoami = project
        .detached(region.args(["whoami", "--json"]))
        .success()
        .json();
    assert_eq!(whoami["region"], "us-east-2", "a variable wins");

    let elsewhere = keyward().at(&project.home).args(["whoami"]);
    let elsewhere = elsewhere.within(project.home.path()).run().success();
    assert!(
        elsewhere.stdout.contains("user/bob"),
        "{}",
        elsewhere.stdout
    );
}

#[test]
fn argument_and_variable_win_over_it_even_untrusted() {
    let project = Project::new("profile = \"alice\"\n");
    let whoami = project.run(&["whoami", "bob"]).success();
    assert!(whoami.stdout.contains("user/bob"), "{}", whoami.stdout);
    let variable = keyward().at(&project.home).env("AWS_PROFILE", "bob");
    let whoami = project.detached(variable.arg("whoami")).success();
    assert!(whoami.stdout.contains("user/bob"), "{}", whoami.stdout);
}

#[test]
fn below_exec_the_credentials_of_exec_count() {
    let project = Project::trusted("profile = \"alice\"\n");
    let bin = std::env::var("KEYWARD_BIN").unwrap();
    let inner = project
        .run(&["exec", "bob", "--", &bin, "whoami"])
        .success();
    assert!(inner.stdout.contains("user/bob"), "{}", inner.stdout);
}

#[test]
fn any_change_asks_again() {
    let project = Project::trusted("profile = \"alice\"\n");
    fs::write(project.file(), "profile = \"alice\" # harmless\n").unwrap();
    project.run(&["whoami"]).assert_error(6, &["has changed"]);
    fs::write(project.file(), "profile = \"alice\"\n").unwrap();
    let _ = project.run(&["whoami"]).success();

    // The same bytes at another path were never looked at.
    let moved = project.home.path().join("moved");
    fs::rename(project.home.path().join("shop"), &moved).unwrap();
    let whoami = keyward().at(&project.home).arg("whoami").within(&moved);
    let whoami = whoami.under(&Run::new("setsid").arg("--wait")).run();
    whoami.assert_error(6, &["moved/.keyward.toml", "not trusted"]);
}

#[test]
fn at_a_terminal_it_is_asked_once() {
    let project = Project::new("profile = \"alice\"\n");
    let no = project.at_a_terminal(&["whoami"], &[("Use profile alice", "\n")]);
    assert_eq!(no["code"], 6, "{no}");
    let yes = project.at_a_terminal(&["whoami"], &[("Use profile alice", "y\n")]);
    assert_eq!(yes["code"], 0, "{yes}");
    assert!(
        yes["stdout"].as_str().unwrap().contains("user/alice"),
        "{yes}"
    );
    let again = project.at_a_terminal(&["whoami"], &[]);
    assert_eq!(again["code"], 0, "{again}");
    assert!(
        !again["screen"].as_str().unwrap().contains("[y/N]"),
        "{again}"
    );
}

#[test]
fn a_file_that_others_write_is_refused_even_trusted() {
    let project = Project::trusted("profile = \"alice\"\n");
    let mode =
        |mode| fs::set_permissions(project.file(), fs::Permissions::from_mode(mode)).unwrap();
    mode(0o666);
    project
        .run(&["whoami"])
        .assert_error(6, &["written by everybody", "chmod o-w"]);
    project
        .run(&["trust"])
        .assert_error(6, &["written by everybody"]);
    mode(0o644);
    let _ = project.run(&["whoami"]).success();
}

#[test]
fn a_file_of_another_user_is_refused() {
    let project = Project::trusted("profile = \"alice\"\n");
    if std::os::unix::fs::chown(project.file(), Some(12345), None).is_err() {
        eprintln!("skipped: only root can give a file away");
        return;
    }
    project.run(&["whoami"]).assert_error(6, &["another user"]);
    project.run(&["trust"]).assert_error(6, &["another user"]);
    let _ = project.run(&["trust", "--remove"]).success();
}

#[test]
fn what_is_no_project_file_is_named_and_not_passed_over() {
    for (text, says) in [
        ("", ":1:"),
        ("profile = prod\n", ":1:"),
        ("profile = \"a b\"\n", "a b"),
        ("profile = \"alice\"\nrole = \"x\"\n", ":2:"),
        ("profile = \"alice\"\nregion = \"x y\"\n", ":2:"),
    ] {
        let project = Project::new(text);
        project
            .run(&["whoami"])
            .assert_error(3, &[".keyward.toml", says]);
        project.run(&["trust"]).assert_error(3, &[says]);
    }
    let project = Project::new("");
    fs::remove_file(project.file()).unwrap();
    fs::create_dir(project.file()).unwrap();
    project
        .run(&["whoami"])
        .assert_error(3, &["not a project file"]);
    fs::remove_dir(project.file()).unwrap();
    std::os::unix::fs::symlink("/nonexistent", project.file()).unwrap();
    project
        .run(&["whoami"])
        .assert_error(3, &["cannot be read"]);
}

#[test]
fn the_list_is_shown_private_and_can_be_taken_back() {
    let project = Project::trusted("profile = \"alice\"\n");
    let list = project.home.keyward_home().join("trusted-projects.json");
    assert_eq!(fs::metadata(&list).unwrap().mode() & 0o777, 0o600);
    let shown = project.run(&["trust", "--list", "--json"]).success().json();
    assert!(
        shown[0]["path"]
            .as_str()
            .unwrap()
            .ends_with("shop/.keyward.toml")
    );
    let _ = project.run(&["trust", "--remove"]).success();
    project.run(&["whoami"]).assert_error(6, &["not trusted"]);
    project
        .run(&["trust", "--remove"])
        .assert_error(2, &["was not trusted"]);
    fs::write(&list, "rubbish").unwrap();
    project
        .run(&["whoami"])
        .assert_error(3, &["trusted-projects.json"]);
    ground().assert_no_secret("the list", &fs::read_to_string(&list).unwrap());
}
