//! `keyward revoke`, with boto3 holding what a thief would hold. Alone in its program: it turns the
//! sandbox's clock.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::{sync::RwLock, time::Duration};

use acceptance::{Home, Output, Run, ground, keyward, python};
use keyward_sandbox::{FaultKind, FaultRule};
use serde_json::{Value, json};

fn run(home: &Home, args: &[&str]) -> Output {
    keyward().at(home).within(home.path()).args(args).run()
}

/// As the sandbox's administrator.
fn admin(args: &[&str]) -> Run {
    let run = python("revoke.py").args(args).env("HOME", "/nonexistent");
    let variables = ground().sandbox().environment();
    variables
        .into_iter()
        .fold(run, |run, (name, value)| run.env(name, value))
}

const ITS_OWN: [&str; 3] = ["PutUserPolicy", "UpdateAccessKey", "ListAccessKeys"];

/// A cut is made by the clock of AWS's answers, which the sandbox's own may not leave meanwhile.
static CLOCK: RwLock<()> = RwLock::new(());

struct Leak {
    home: Home,
    user: String,
    role: String,
}

impl Leak {
    /// The user's key in the vault under `app`, an administrator under `boss`, and a role above each.
    fn new(user: &str, own: &[&str]) -> Self {
        let home = Home::new()
            .with_vault(&[])
            .with_env("AWS_REGION", "us-east-1");
        let made = admin(&[&["make", user], own].concat());
        let made = made.shows_credentials().run().success();
        add(&home, "app", &made.stdout);
        let boss = ground().sandbox().admin();
        add(
            &home,
            "boss",
            &json!({ "AccessKeyId": boss.access_key_id, "SecretAccessKey": boss.secret_access_key.as_str() })
                .to_string(),
        );
        let role = format!("arn:aws:iam::123456789012:role/{user}-role");
        let program = std::env::var("KEYWARD_BIN").unwrap();
        let home = home.with_config(&format!(
            "[profile app]\nregion = us-east-1\ncredential_process = \"{program}\" process app\n\
             [profile worker]\nrole_arn = {role}\nsource_profile = app\nregion = us-east-1\n\
             [profile boss]\nregion = us-east-1\n"
        ));
        Self {
            home,
            user: user.to_owned(),
            role,
        }
    }

    /// Opens all kinds of sessions, revokes, and says what they can do before and after.
    fn around(&self, args: &[&str]) -> Value {
        let program = std::env::var("KEYWARD_BIN").unwrap();
        let thief = ["around", "app", &self.role, &program, "revoke"];
        let run = python("revoke.py").at(&self.home);
        let seen = run.args([&thief, args].concat()).run().success().json();
        let all = json!({ "key": "ok", "session": "ok", "federated": "ok", "role": "ok" });
        assert_eq!(seen["before"], all);
        ground().assert_no_secret("what revoke printed", &seen.to_string());
        seen
    }

    fn open_anew(&self) -> Value {
        let run = python("revoke.py").at(&self.home);
        run.args(["open", "app", &self.role]).run().success().json()
    }

    fn keys(&self) -> Vec<(String, String)> {
        let keys = admin(&["keys", &self.user]).run().success().json();
        let state = |(id, state): (&String, &Value)| (id.clone(), state.as_str().unwrap().into());
        keys.as_object().unwrap().iter().map(state).collect()
    }

    fn keyward(&self, args: &[&str]) -> Output {
        run(&self.home, args)
    }
}

fn add(home: &Home, profile: &str, key: &str) {
    let add = keyward().at(home).args(["add", profile, "--stdin"]);
    let _ = add.stdin(key).run().success();
}

fn part<'a>(document: &'a Value, what: &str) -> &'a Value {
    let parts = document["parts"].as_array().unwrap();
    parts.iter().find(|part| part["what"] == what).unwrap()
}

#[test]
fn what_was_opened_before_dies_and_a_new_key_opens_anew() {
    let still = CLOCK.read();
    let leak = Leak::new("leaky", &ITS_OWN);
    let seen = leak.around(&["app", "--yes"]);
    assert_eq!(seen["exit"], 0, "{seen}");
    let after = json!({
        "key": "InvalidAccessKeyId",
        "session": "AccessDenied",
        "federated": "AccessDenied",
        // A user's policy does not reach it: that is said.
        "role": "ok",
    });
    assert_eq!(seen["after"], after, "{seen}");
    let says = seen["stderr"].as_str().unwrap();
    assert!(says.contains("keyward revoke worker"), "{says}");
    assert_eq!(leak.keys()[0].1, "Inactive");
    let policy = admin(&["policy", "user", "leaky"]).run().success().json();
    let statement = &policy["Statement"][0];
    assert_eq!(statement["Effect"], "Deny");
    assert!(statement["Condition"]["DateLessThan"]["aws:TokenIssueTime"].is_string());

    // Everybody says what became of it.
    let says = ["app was revoked at", "revoked"];
    let status = leak.keyward(&["status"]).success();
    assert!(status.stderr.contains(says[0]), "{}", status.stderr);
    let list = leak.keyward(&["list"]).success();
    assert!(list.stdout.contains("(revoked 20"), "{}", list.stdout);
    for args in [&["process", "app"][..], &["process", "worker"]] {
        let refused = keyward().at(&leak.home).args(args).run();
        refused.assert_error(
            3,
            &["of app was revoked at", "keyward rotate app --with PROFILE"],
        );
    }
    leak.keyward(&["rotate", "app"])
        .assert_error(3, &["cannot sign for a new one", "--with PROFILE"]);
    leak.keyward(&["revoke", "app", "--yes"])
        .assert_error(3, &["no longer takes", "--with PROFILE"]);

    // Again, signed by somebody else, it does what is left: nothing here.
    let again = leak.keyward(&["revoke", "app", "--with", "boss", "--yes", "--json"]);
    let again = again.success().json();
    assert_eq!(again["complete"], true, "{again}");
    let dead = leak.keys()[0].0.clone();

    let rotated = leak.keyward(&["rotate", "app", "--with", "boss", "--json"]);
    let rotated = rotated.success().json();
    assert_eq!(rotated["state"], "inactive", "nothing drains: {rotated}");
    assert_eq!(rotated["otherAccessKeyId"], dead.as_str());
    assert_eq!(rotated["formerRevoked"], true);
    let status = leak.keyward(&["status"]).success();
    let says = "the revoked key is to be deleted; goes on";
    assert!(status.stdout.contains(says), "{}", status.stdout);
    let back = leak.keyward(&["rotate", "app", "--with", "boss", "--rollback"]);
    back.assert_error(2, &["was revoked", "does not come back"]);
    let after_that = leak.keyward(&["rotate", "app", "--with", "boss", "--hold", "0s", "--json"]);
    assert_eq!(after_that.success().json()["state"], "done");
    assert_eq!(leak.keys().len(), 1);
    assert!(!leak.keyward(&["list"]).success().stdout.contains("revoked"));

    drop(still);
    let alone = CLOCK.write();
    let later = Duration::from_secs(120);
    ground().sandbox().control().advance_clock(later);
    let all = json!({ "key": "ok", "session": "ok", "federated": "ok", "role": "ok" });
    assert_eq!(leak.open_anew(), all);
    ground().sandbox().control().turn_clock_back(later);
    drop(alone);
    leak.home.assert_no_secret_but_in(&[]);
}

#[test]
fn another_signer_ends_the_key_first_and_the_roles_with_it() {
    let _still = CLOCK.read();
    let leak = Leak::new("weak", &[]);
    let args = ["app", "--with", "boss", "--roles", "--yes", "--json"];
    let seen = leak.around(&args);
    assert_eq!(seen["exit"], 0, "{seen}");
    let after = json!({
        "key": "InvalidAccessKeyId",
        "session": "AccessDenied",
        "federated": "AccessDenied",
        "role": "AccessDenied",
    });
    assert_eq!(seen["after"], after, "{seen}");
    let document: Value = serde_json::from_str(seen["stdout"].as_str().unwrap()).unwrap();
    let order = document["parts"].as_array().unwrap().iter();
    let order: Vec<_> = order.map(|part| part["what"].as_str().unwrap()).collect();
    assert_eq!(order, ["sessions", "key", "user_policy", "role_policy"]);
    assert_eq!(document["rolesAlive"], json!([]));
}

#[test]
fn a_role_is_revoked_and_the_key_below_works_on() {
    let _still = CLOCK.read();
    let leak = Leak::new("roly", &[]);
    let refused = leak.keyward(&["revoke", "worker", "--yes"]);
    let console = "IAM, Roles, roly-role, Revoke sessions";
    refused.assert_error_words(5, &["iam:PutRolePolicy", console, "--with PROFILE"]);
    let seen = leak.around(&["worker", "--with", "boss", "--yes"]);
    assert_eq!(seen["exit"], 0, "{seen}");
    let after = json!({ "key": "ok", "session": "ok", "federated": "ok", "role": "AccessDenied" });
    assert_eq!(seen["after"], after, "{seen}");
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(leak.open_anew()["role"], "ok", "issued afterwards");
    assert_eq!(leak.keys()[0].1, "Active");
}

#[test]
fn a_refusal_is_named_and_keeps_nothing_else_from_being_done() {
    let _still = CLOCK.read();
    // May end its key, not attach a policy.
    let leak = Leak::new("halfway", &["UpdateAccessKey"]);
    let seen = leak.keyward(&["revoke", "app", "--yes", "--json"]);
    assert_eq!(seen.code, 5);
    let document = seen.json();
    assert_eq!(document["complete"], false);
    let refused = part(&document, "user_policy");
    assert_eq!(refused["error"]["awsCode"], "AccessDenied");
    assert_eq!(part(&document, "key")["outcome"], "done");
    for says in [
        "by hand, in the console: IAM, Users, halfway",
        "--with PROFILE",
    ] {
        assert!(seen.stderr.contains(says), "{}", seen.stderr);
    }
    let rest = leak
        .keyward(&["revoke", "app", "--with", "boss", "--yes"])
        .success();
    assert!(
        rest.stdout.contains("user halfway from before"),
        "{}",
        rest.stdout
    );

    // May do neither: nothing is dead, and everything is said.
    let none = Leak::new("powerless", &[]);
    let seen = none.keyward(&["revoke", "app", "--yes"]);
    assert_eq!(seen.code, 5);
    assert_eq!(
        seen.stdout.matches("NOT done").count(),
        2,
        "{}",
        seen.stdout
    );
    assert_eq!(none.keys()[0].1, "Active");
    assert!(
        none.keyward(&["whoami", "app"])
            .success()
            .stdout
            .contains("powerless")
    );
}

#[test]
fn a_fault_leaves_the_key_that_signs_alive_until_it_is_done() {
    let _still = CLOCK.read();
    let leak = Leak::new("flaky", &ITS_OWN);
    ground().sandbox().control().add_fault(FaultRule {
        service: Some("iam".to_owned()),
        operation: Some("PutUserPolicy".to_owned()),
        access_key_id: Some(leak.keys()[0].0.clone()),
        count: Some(3),
        ..FaultRule::new(FaultKind::ServerError)
    });
    let cut = leak.keyward(&["revoke", "app", "--yes", "--json"]);
    let document = cut.json();
    assert_eq!(part(&document, "key")["outcome"], "not_tried", "{document}");
    assert!(cut.stderr.contains("run this again"), "{}", cut.stderr);
    assert_eq!(leak.keys()[0].1, "Active");
    let again = leak
        .keyward(&["revoke", "app", "--yes", "--json"])
        .success();
    assert_eq!(again.json()["complete"], true);
    assert_eq!(leak.keys()[0].1, "Inactive");
}

#[test]
fn nobody_to_ask_and_nothing_to_revoke() {
    let _still = CLOCK.read();
    let leak = Leak::new("quiet", &ITS_OWN);
    let asked = leak.keyward(&["revoke", "app"]);
    assert_eq!(asked.code, 6);
    for says in [
        "This revokes app, arn:aws:iam::123456789012:user/apps/quiet",
        "  leave    sessions of",
        "add --yes",
    ] {
        assert!(asked.stderr.contains(says), "{}", asked.stderr);
    }
    assert_eq!(leak.keys()[0].1, "Active");
    leak.keyward(&["revoke", "absent", "--yes"])
        .assert_error(3, &["absent"]);
    let missing = leak.keyward(&["revoke"]);
    missing.assert_error_words(2, &["PROFILE"]);
}
