//! `keyward scan` and `keyward hook`, with the git of this machine.

#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![cfg(unix)]

use std::{fs, path::PathBuf};

use acceptance::{Home, Run, keyward};

/// Invented, put together here so that this file holds no key.
const ID: &str = concat!("AKIA", "Y34FZKBOKMUTVV7A");
const SECRET: &str = concat!("zR8vQ2mX/7pLw4Tn+K1s", "Yb6HcJ9dFg3AeUoViN5E");

struct Tree {
    home: Home,
}

impl Tree {
    fn new() -> Self {
        let home = Home::new();
        fs::create_dir_all(home.path().join("tree/src")).unwrap();
        Self { home }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join("tree").join(name)
    }

    fn with_key(&self, name: &str) {
        let text = format!("const c = new Credentials('{ID}', '{SECRET}');\n");
        fs::write(self.path(name), text).unwrap();
    }

    fn keyward(&self, args: &[&str]) -> acceptance::Output {
        keyward()
            .at(&self.home)
            .within(&self.path(""))
            .args(args)
            .run()
    }

    fn git(&self, args: &[&str]) -> acceptance::Output {
        let name = ["-c", "user.name=x", "-c", "user.email=x@host.example"];
        let git = Run::new("git").at(&self.home).within(&self.path(""));
        git.args(name).args(args).run()
    }
}

fn has_git() -> bool {
    let found = std::process::Command::new("git")
        .arg("--version")
        .output()
        .is_ok();
    if !found {
        println!("SKIPPED: there is no git on this machine");
    }
    found
}

#[test]
fn findings_are_told_without_the_secret() {
    let tree = Tree::new();
    tree.with_key("src/app.js");
    let text = tree.keyward(&["scan"]);
    assert_eq!(text.code, 8, "{text:?}");
    assert!(text.stdout.contains("src/app.js:1:28"), "{}", text.stdout);
    assert!(
        text.stdout.contains("account 609629065308"),
        "{}",
        text.stdout
    );
    let found = tree.keyward(&["scan", "--json"]).json();
    assert_eq!(found["findings"][0]["rule"], "aws-access-key");
    assert_eq!(found["findings"][0]["keyId"], "AKIA…VV7A");
    let sarif = tree.keyward(&["scan", "--format", "sarif"]).json();
    let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "src/app.js");
    for said in [text.stdout, found.to_string(), sarif.to_string()] {
        assert!(!said.contains(SECRET) && !said.contains(ID), "{said}");
    }
}

#[test]
fn what_the_baseline_knows_is_told_no_more() {
    let tree = Tree::new();
    tree.with_key("src/app.js");
    let _ = tree.keyward(&["scan", "--update-baseline"]).success();
    assert_eq!(tree.keyward(&["scan"]).code, 0);
    // Moved, it is known still; another key is not.
    fs::rename(tree.path("src/app.js"), tree.path("moved.js")).unwrap();
    assert_eq!(tree.keyward(&["scan"]).code, 0);
    fs::write(
        tree.path("new.env"),
        format!("AWS_SECRET_ACCESS_KEY={}", SECRET.replace('z', "y")),
    )
    .unwrap();
    assert_eq!(tree.keyward(&["scan"]).code, 8);
    fs::write(tree.path(".keyward-baseline"), "<<<<<<<\n").unwrap();
    tree.keyward(&["scan"])
        .assert_error(2, &[".keyward-baseline", "line 1"]);
}

#[test]
fn a_hook_keeps_keys_out_of_commits() {
    if !has_git() {
        return;
    }
    let tree = Tree::new();
    let _ = tree.git(&["init", "-q"]).success();
    let hook = tree.path(".git/hooks/pre-commit");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(&hook, "#!/bin/sh\ntouch ran\n").unwrap();
    let _ = tree.keyward(&["hook", "install"]).success();
    tree.with_key("src/app.js");
    let _ = tree.git(&["add", "."]).success();
    // What is staged counts, not what the file says now.
    fs::write(tree.path("src/app.js"), "clean\n").unwrap();
    let refused = tree.git(&["commit", "-qm", "x"]);
    assert_ne!(refused.code, 0);
    // Git sends what hooks say to standard error.
    assert!(refused.stderr.contains("src/app.js:1:28"), "{refused:?}");
    assert!(!tree.path("ran").exists());
    let _ = tree.git(&["add", "."]).success();
    let _ = tree.git(&["commit", "-qm", "x"]).success();
    assert!(tree.path("ran").exists(), "the hook's own lines run");
    let _ = tree.keyward(&["hook", "remove"]).success();
    assert_eq!(fs::read_to_string(&hook).unwrap(), "#!/bin/sh\ntouch ran\n");
}

#[test]
fn a_folder_outside_of_git_is_told() {
    if !has_git() {
        return;
    }
    let tree = Tree::new();
    tree.keyward(&["hook", "install"])
        .assert_error(2, &["not a git repository"]);
    tree.keyward(&["scan", "--staged"])
        .assert_error(2, &["not a git repository"]);
    tree.keyward(&["scan", "--history"])
        .assert_error(2, &["--history is not supported"]);
    tree.keyward(&["scan", "nowhere"])
        .assert_error(2, &["nowhere is not there"]);
}
