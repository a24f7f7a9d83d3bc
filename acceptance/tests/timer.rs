//! `keyward timer`: the files that it writes, judged by systemd's own checker and by running them.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;

use acceptance::{Home, Output, Run, ground, keyward};

fn run(home: &Home, args: &[&str]) -> Output {
    keyward().at(home).within(home.path()).args(args).run()
}

const SERVICE: &str = ".config/systemd/user/keyward-rotate.service";
const TIMER: &str = ".config/systemd/user/keyward-rotate.timer";

fn machine() -> Home {
    Home::new()
        .with_vault(&[("app", "alice")])
        .with_env("AWS_REGION", "us-east-1")
        .with_env("AWS_CONFIG_FILE", "${HOME}/.aws/100% mine")
        .with_file(".aws/100% mine", "[profile app]\nregion = us-east-1\n")
        .with_env("AWS_SECRET_ACCESS_KEY", "${SECRET:alice}")
}

/// A value of a unit file: quotes, backslashes and doubled signs undone.
fn words(value: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut chars = value.chars();
    while chars.by_ref().any(|sign| sign == '"') {
        let mut word = String::new();
        while let Some(sign) = chars.next() {
            match sign {
                '"' => break,
                '\\' => word.extend(chars.next()),
                '%' | '$' => {
                    assert_eq!(chars.next(), Some(sign), "{value}");
                    word.push(sign);
                }
                other => word.push(other),
            }
        }
        words.push(word);
    }
    words
}

/// Runs the service as systemd would: with the variables of the unit and the user's own few.
fn run_service(home: &Home) -> Output {
    let unit = home.read(SERVICE);
    let values = |name: &str| {
        let lines = unit.lines();
        let lines = lines.filter_map(|line| line.strip_prefix(name).map(words));
        lines.collect::<Vec<_>>()
    };
    let command = values("ExecStart=").remove(0);
    let run = Run::new(&command[0])
        .args(&command[1..])
        .env("HOME", home.path());
    let run = values("Environment=").into_iter().fold(run, |run, line| {
        let (name, value) = line[0].split_once('=').unwrap();
        run.env(name, value)
    });
    run.run()
}

#[test]
fn what_is_installed_is_sound_runs_alone_and_is_seen_when_it_fails() {
    let home = machine();
    let before = run(&home, &["timer", "status"]).success();
    assert!(before.stdout.contains("no timer"), "{}", before.stdout);
    let installed = run(&home, &["timer", "install", "--at", "03:30"]).success();
    for says in [SERVICE, TIMER] {
        assert!(installed.stdout.contains(says), "{}", installed.stdout);
    }
    // Here is no systemd of the user's to take it in: that is told, with what to run.
    let left =
        "run: systemctl --user daemon-reload && systemctl --user enable --now keyward-rotate.timer";
    assert!(installed.stderr.contains(left), "{}", installed.stderr);
    verify(&home);
    let unit = home.read(SERVICE);
    assert!(unit.contains("/.aws/100%% mine\"\n"), "{unit}");
    assert!(!unit.contains("SECRET"), "{unit}");
    assert!(home.read(TIMER).contains("OnCalendar=*-*-* 03:30:00\n"));
    home.assert_no_secret_but_in(&[]);

    // Alice may not rotate her key, which is of 1970: the run fails, and everybody says so.
    let failed = run_service(&home);
    failed.assert_error_words(5, &["app could not be rotated", "iam:ListAccessKeys"]);
    let said = "failed (aws_refused)";
    let status = run(&home, &["timer", "status"]).success();
    assert!(status.stdout.contains(said), "{}", status.stdout);
    let status = run(&home, &["status"]);
    assert_eq!(status.code, 8, "her key is overdue");
    assert!(status.stderr.contains(said), "{}", status.stderr);
    let document = run(&home, &["timer", "status", "--json"]).json();
    assert_eq!(document["installed"], true);
    assert_eq!(document["lastRun"]["failures"][0], "aws_refused");

    // With nothing due it goes well.
    let _ = run(&home, &["remove", "app", "--yes"]).success();
    let _ = run_service(&home).success();
    let status = run(&home, &["timer", "status"]).success();
    assert!(status.stdout.contains("went well"), "{}", status.stdout);

    let removed = run(&home, &["timer", "remove"]).success();
    assert!(removed.stdout.contains(TIMER), "{}", removed.stdout);
    assert!(!home.path().join(SERVICE).exists());
    let again = run(&home, &["timer", "remove"]).success();
    assert!(again.stdout.contains("no timer"), "{}", again.stdout);
}

/// systemd's own checker, where there is one.
fn verify(home: &Home) {
    let runtime = home.path().join("run");
    fs::create_dir(&runtime).unwrap();
    let path = |name: &str| home.path().join(name).display().to_string();
    let checked = std::process::Command::new("systemd-analyze")
        .args(["--user", "verify", &path(SERVICE), &path(TIMER)])
        .env("XDG_RUNTIME_DIR", &runtime)
        .output();
    let Ok(checked) = checked else {
        println!("systemd-analyze is not there: the unit files were not verified");
        return;
    };
    let said = String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "{said}");
    assert!(!said.contains("keyward-rotate"), "{said}");
}

#[test]
fn a_vault_that_only_a_person_opens_is_refused_and_nothing_is_written() {
    let home = machine();
    let locked = keyward().at(&home).env("KEYWARD_IDENTITY_FILE", "");
    let locked = locked.args(["timer", "install"]).run();
    locked.assert_error(
        4,
        &[
            "nobody to ask",
            "KEYWARD_PASSPHRASE_COMMAND",
            "KEYWARD_IDENTITY_FILE",
        ],
    );
    assert!(!home.path().join(SERVICE).exists());
    let none = Home::new();
    run(&none, &["timer", "install"]).assert_error(4, &["keyward init"]);
}

#[test]
fn mistakes_are_named_and_a_dry_run_writes_nothing() {
    let home = machine();
    for bad in [
        &["--at", "3:30"][..],
        &["--older-than", "soon"],
        &["--kind", "cron"],
    ] {
        let refused = run(&home, &[&["timer", "install"], bad].concat());
        refused.assert_error_words(2, &["invalid value"]);
    }
    for (kind, says) in [
        ("systemd", "WantedBy=timers.target"),
        (
            "launchd",
            "<string>--older-than</string>\n    <string>30d</string>",
        ),
        ("windows", "rotate --all --older-than 30d"),
    ] {
        let args = [
            "timer",
            "install",
            "--dry-run",
            "--kind",
            kind,
            "--older-than",
            "30d",
        ];
        let shown = run(&home, &args).success();
        assert!(shown.stdout.contains(says), "{}", shown.stdout);
        ground().assert_no_secret("a dry run", &shown.stdout);
    }
    assert!(!home.path().join(SERVICE).exists());
    let proxied = keyward()
        .at(&home)
        .env("HTTPS_PROXY", "http://me:pass@127.0.0.1:1");
    let proxied = proxied
        .args(["timer", "install", "--dry-run"])
        .run()
        .success();
    assert!(
        proxied.stderr.contains("HTTPS_PROXY holds a password"),
        "{}",
        proxied.stderr
    );
    assert!(!proxied.stdout.contains("me:pass"), "{}", proxied.stdout);
}
