//! `keyward rotate` and `keyward status`, with boto3 and the AWS CLI as judges.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::{fs, thread};

use acceptance::{Home, Output, Run, aws, ground, keyward, python};
use serde_json::{Value, json};

/// What it prints is searched for secrets; it is asked to say all it can.
fn run(home: &Home, args: &[&str]) -> Output {
    let run = keyward().at(home).within(home.path()).args(args);
    run.env("RUST_LOG", "trace").run()
}

/// As the sandbox's administrator.
fn admin(args: &[&str]) -> Run {
    let run = python("rotation.py").args(args).env("HOME", "/nonexistent");
    let variables = ground().sandbox().environment();
    variables
        .into_iter()
        .fold(run, |run, (name, value)| run.env(name, value))
}

/// The id and state of each key of a user.
fn keys_of(user: &str) -> Vec<(String, String)> {
    let keys = admin(&["keys", user]).run().success().json();
    let state = |(id, state): (&String, &Value)| (id.clone(), state.as_str().unwrap().to_owned());
    keys.as_object().unwrap().iter().map(state).collect()
}

/// A user who may change its own keys, with one in the vault under `app`.
fn rotating(user: &str, keys: &str) -> Home {
    let home = Home::new()
        .with_vault(&[])
        .with_env("AWS_REGION", "us-east-1");
    let answer = admin(&["make", user, keys])
        .shows_credentials()
        .run()
        .success();
    let add = ["add", "app", "--stdin"];
    let added = keyward().at(&home).args(add).stdin(answer.stdout).run();
    let _ = added.success();
    let program = keyward_path();
    home.with_config(&format!(
        "[profile app]\nregion = us-east-1\ncredential_process = \"{program}\" process app\n"
    ))
}

fn keyward_path() -> String {
    std::env::var("KEYWARD_BIN").expect("named by `cargo xtask test`")
}

#[test]
fn killed_a_dozen_times_it_comes_to_its_end_and_no_request_fails() {
    let home = rotating("plugged", "1");
    let stop = home.path().join("stop").display().to_string();
    let program = keyward_path();
    let rotate = [
        "rotate",
        "app",
        "--drain",
        "30s",
        "--despite-use",
        "--hold",
        "0s",
        "--delete-orphans",
    ];
    let before = keys_of("plugged");
    let calls = thread::scope(|scope| {
        let callers: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    python("rotation.py")
                        .at(&home)
                        .args(["call", "app", &stop])
                        .run()
                })
            })
            .collect();
        let kill = python("rotation.py")
            .at(&home)
            .args(["kill", "12", &program]);
        let _ = kill.args(rotate).run().success();
        let end = run(&home, &[&rotate[..], &["--wait", "--json"]].concat());
        fs::write(&stop, "").unwrap();
        assert_eq!(end.success().json()["state"], "done");
        let ended = callers.into_iter().map(|caller| caller.join().unwrap());
        ended
            .map(|output| output.success().json())
            .collect::<Vec<_>>()
    });
    let after = keys_of("plugged");
    assert_eq!(after.len(), 1, "{after:?}");
    assert_eq!(after[0].1, "Active");
    assert_ne!(after[0].0, before[0].0);
    for calls in calls {
        assert_eq!(calls["failures"], serde_json::json!([]), "{calls}");
        let seen = calls["keys"].as_array().unwrap();
        assert_eq!(
            *seen,
            [before[0].0.as_str(), after[0].0.as_str()],
            "{calls}"
        );
    }
    let status = run(&home, &["status", "--online", "--json"])
        .success()
        .json();
    assert_eq!(status[0]["accessKeyId"], after[0].0.as_str());
    assert_eq!(status[0]["overdue"], false);
    home.assert_no_secret_but_in(&[]);
}

#[test]
fn undo_after_a_rotation_puts_the_key_back_that_works() {
    let home = Home::new()
        .with_vault(&[])
        .with_env("AWS_REGION", "us-east-1");
    let answer = admin(&["make", "undone"])
        .shows_credentials()
        .run()
        .success();
    let key = &answer.json()["AccessKey"];
    let text = |name: &str| key[name].as_str().unwrap().to_owned();
    let file = format!(
        "# mine\n[dev]\naws_access_key_id = {}\naws_secret_access_key = {}\nregion = us-east-1\n",
        text("AccessKeyId"),
        text("SecretAccessKey")
    );
    let home = home.with_credentials(&file);
    let _ = run(&home, &["import", "--profile", "dev"]).success();
    let first = run(
        &home,
        &[
            "rotate",
            "dev",
            "--drain",
            "0s",
            "--despite-use",
            "--hold",
            "1h",
        ],
    )
    .success();
    for says in ["dev", "no longer works", "keyward rotate dev", "--rollback"] {
        assert!(first.stdout.contains(says), "{}", first.stdout);
    }
    let lose = [
        &["import", "--undo", "--profile", "dev"][..],
        &["remove", "dev", "--yes"],
        &["rotate", "dev", "--target", "s3:/x"],
    ];
    for args in lose {
        run(&home, args).assert_error(2, &[]);
    }
    let replaced = keyward()
        .at(&home)
        .args(["add", "dev", "--replace", "--stdin"]);
    let replaced = replaced.stdin(answer.stdout.clone()).run();
    replaced.assert_error(2, &["is being rotated", "--rollback"]);
    let done = run(&home, &["rotate", "dev", "--hold", "0s"]).success();
    assert!(
        done.stdout.contains("nothing is left to do"),
        "{}",
        done.stdout
    );

    let _ = run(&home, &["import", "--undo", "--profile", "dev"]).success();
    let id = &keys_of("undone")[0].0;
    let now = home.read(".aws/credentials");
    let lines = |text: &str| {
        text.lines()
            .map(|line| line.split('=').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(lines(&now), lines(&file));
    assert!(now.contains(id.as_str()) && !now.contains(&text("AccessKeyId")));
    let caller = ["sts", "get-caller-identity", "--profile", "dev"];
    let told = aws().at(&home).args(caller).run().success();
    assert!(told.stdout.contains("user/undone"), "{}", told.stdout);
}

/// The key of each place at AWS, with whom AWS takes its holder for.
fn stored(name: &str) -> Value {
    admin(&["stored", name]).run().success().json()
}

#[test]
fn secrets_and_parameters_at_aws_hold_the_key_that_works() {
    let home = Home::new()
        .with_vault(&[])
        .with_env("AWS_REGION", "us-east-1");
    let made = admin(&["make", "hosted"]).shows_credentials().run();
    let made = made.success().stdout;
    let _ = admin(&["store", "hosted"])
        .stdin(made.clone())
        .run()
        .success();
    let add = ["add", "app", "--stdin"];
    let _ = keyward().at(&home).args(add).stdin(made).run().success();
    let variables = ground().sandbox().environment();
    let value = |name: &str| {
        &variables
            .iter()
            .find(|(known, _)| *known == name)
            .unwrap()
            .1
    };
    let home = home.with_credentials(&format!(
        "[deploy]\naws_access_key_id = {}\naws_secret_access_key = {}\n",
        value("AWS_ACCESS_KEY_ID"),
        value("AWS_SECRET_ACCESS_KEY")
    ));
    let targets = [
        "--target",
        "secretsmanager:hosted",
        "--target",
        "ssm:/hosted/json",
        "--target",
        "ssm:/hosted/id,/hosted/secret",
    ];
    let rotate = [&["rotate", "app", "--json"][..], &targets].concat();
    // The user itself may not.
    let refused = run(&home, &rotate);
    refused.assert_error(5, &["secretsmanager:GetSecretValue", "--target-profile"]);
    assert_eq!(keys_of("hosted").len(), 1);

    let by_another = [&rotate[..], &["--target-profile", "deploy"]].concat();
    let report = run(&home, &by_another).success().json();
    let id = report["accessKeyId"].as_str().unwrap();
    let held = report["targets"].as_array().unwrap();
    assert_eq!(held[0]["target"], "secretsmanager:hosted?profile=deploy");
    assert!(held.len() == 3 && held.iter().all(|it| it["accessKeyId"] == id));
    let callers = stored("hosted");
    assert_eq!(callers.as_object().unwrap().len(), 1, "{callers}");
    assert!(callers[id].as_str().unwrap().ends_with("user/hosted"));

    let back = run(&home, &["rotate", "app", "--rollback", "--json"]);
    let former = back.success().json()["accessKeyId"].clone();
    assert_eq!(Some(&former), report.get("otherAccessKeyId"));
    let callers = stored("hosted");
    assert!(callers[former.as_str().unwrap()].is_string(), "{callers}");
    home.assert_no_secret_but_in(&[".aws/credentials"]);
}

#[test]
fn what_cannot_be_rotated_is_named() {
    let home = rotating("doubled", "2");
    let says = ["second access key", "allows two", "delete"];
    run(&home, &["rotate", "app"]).assert_error(5, &says);
    assert_eq!(keys_of("doubled").len(), 2);

    let alice = Home::new().with_vault(&[("a", "alice"), ("b", "bob")]);
    let alice = alice.with_env("AWS_REGION", "us-east-1");
    run(&alice, &["rotate", "a"]).assert_error(5, &["iam:ListAccessKeys", "--with PROFILE"]);
    let all = run(&alice, &["rotate", "--all", "--json"]);
    assert_eq!(all.code, 5);
    let outcomes = all.json();
    let refused = outcomes.as_array().unwrap().iter();
    assert!(
        refused.clone().count() == 2
            && refused
                .clone()
                .all(|it| it["error"]["code"] == "aws_refused")
    );
    run(&alice, &["rotate", "a", "--rollback"]).assert_error(2, &["nothing to roll back"]);
    run(&alice, &["rotate", "absent"]).assert_error(2, &["has no key of absent", "keyward add"]);
    let hasty = run(&alice, &["rotate", "a", "--drain", "5m"]);
    hasty.assert_error(2, &["hold the old key for 60 minutes", "--despite-use"]);
    let other = run(&alice, &["rotate", "a", "--account", "222222222222"]);
    other.assert_error(3, &["not 222222222222", "--account"]);

    let overdue = run(&alice, &["status"]);
    assert_eq!(overdue.code, 8, "{}", overdue.stderr);
    assert!(
        overdue.stdout.contains("DUE") && overdue.stdout.contains("1970-04-01"),
        "{}",
        overdue.stdout
    );
    assert!(
        overdue.stderr.contains("keyward rotate a"),
        "{}",
        overdue.stderr
    );
    let online = run(&alice, &["status", "--online", "--json"]);
    assert_eq!(online.json()[0]["error"]["awsCode"], "AccessDenied");
}

#[test]
fn nothing_happens_before_it_is_due_or_in_a_dry_run() {
    let home = rotating("young", "1");
    let young = run(&home, &["rotate", "app", "--older-than", "90d"]).success();
    assert!(
        young.stdout.contains("young enough; due"),
        "{}",
        young.stdout
    );
    let dry = run(&home, &["rotate", "app", "--dry-run"]).success();
    assert!(dry.stdout.contains("user/young"), "{}", dry.stdout);
    let _ = run(&home, &["status"]).success();
    assert_eq!(keys_of("young").len(), 1);
}

#[test]
fn a_proof_is_seen_on_a_terminal() {
    let home = rotating("watched", "1");
    let order = json!({ "command": [keyward_path(), "rotate", "app"], "answers": [] });
    let run = python("at_a_terminal.py")
        .at(&home)
        .stdin(order.to_string());
    let answer = run.run().success().json();
    assert_eq!(answer["code"], 0, "{answer}");
    let screen = answer["screen"].as_str().unwrap();
    for says in ["proves itself: 0 s of 10, 1 answer", "10 s of 10, "] {
        assert!(screen.contains(says), "{screen}");
    }
    let told = answer["stdout"].as_str().unwrap();
    assert!(
        told.contains("has a new key") && !told.contains("proves itself"),
        "{told}"
    );
}

#[test]
fn every_outcome_is_json_too() {
    let home = rotating("spoken", "1");
    let document = |args: &[&str]| run(&home, &[args, &["--json"]].concat()).success().json();
    let id = keys_of("spoken")[0].0.clone();
    let young = document(&["rotate", "app", "--older-than", "90d"]);
    assert_eq!(young["state"], "not_due");
    assert!(young["due"].is_string(), "{young}");
    let dry = document(&["rotate", "app", "--dry-run"]);
    assert_eq!(
        (&dry["state"], &dry["accessKeyId"]),
        (&"dry_run".into(), &id.as_str().into())
    );
    let nothing = document(&["rotate", "--all", "--rollback"]);
    assert_eq!(nothing[0]["state"], "done");
    let first = document(&[
        "rotate",
        "app",
        "--prove-with",
        "test -n \"$AWS_SECRET_ACCESS_KEY\"",
    ]);
    assert_eq!(first["state"], "draining");
    assert_eq!(first["otherAccessKeyId"], id.as_str());
    assert!(
        first["next"].is_string() && first["rollingBack"] == false,
        "{first}"
    );
    assert_eq!(
        document(&["rotate", "app", "--dry-run"])["underWay"]["state"],
        "draining"
    );
    let back = document(&["rotate", "app", "--rollback"]);
    assert_eq!(
        (&back["state"], &back["rollingBack"]),
        (&"draining".into(), &true.into())
    );
    let retire = [
        "rotate",
        "app",
        "--drain",
        "0s",
        "--hold",
        "0s",
        "--despite-use",
    ];
    assert_eq!(document(&retire)["state"], "done");
    assert_eq!(keys_of("spoken"), [(id, "Active".to_owned())]);

    let refused = run(
        &home,
        &[
            "rotate",
            "app",
            "--prove-with",
            "exit 3",
            "--rollback",
            "--json",
        ],
    );
    assert_eq!(
        (refused.code, &refused.json()["error"]["code"]),
        (2, &"invalid_argument".into())
    );
    home.assert_no_secret_but_in(&[]);
}
