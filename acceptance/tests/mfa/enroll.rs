//! `keyward mfa enroll` and `remove`: devices that AWS takes, and nothing left behind where it went wrong.

use std::fs;

use acceptance::{Home, Run, aws, ground, keyward, python};
use serde_json::{Value, json};

use crate::{fixture::made, seeds::with_seed};

const MADE: &str = "arn:aws:iam::123456789012:mfa/";

/// A user without a device: its key in the vault, and a role above it.
struct NewUser {
    home: Home,
    name: &'static str,
    key_id: Value,
}

impl NewUser {
    fn new(name: &'static str) -> Self {
        let made = made(name, &["--no-device"]);
        let config = format!(
            "# mine\n[profile dev]\nregion = us-east-1\n\n[profile guarded]\nrole_arn = arn:aws:iam::123456789012:role/{name}-guarded\nsource_profile = dev\n"
        );
        let home = Home::new()
            .with_vault(&[])
            .with_config(&config)
            .with_env("AWS_REGION", "us-east-1");
        let key = json!({ "AccessKeyId": made["id"], "SecretAccessKey": made["secret"] });
        let add = keyward().args(["add", "dev", "--stdin"]);
        let _ = add.at(&home).stdin(key.to_string()).run().success();
        Self {
            home,
            name,
            key_id: made["id"].clone(),
        }
    }

    fn serial(&self) -> String {
        format!("{MADE}{}", self.name)
    }

    fn keyward(&self, args: &[&str]) -> acceptance::Output {
        keyward().at(&self.home).args(args).run()
    }

    fn at_a_terminal(&self, args: &[&str], answers: &Value) -> Value {
        let mut command = vec![std::env::var("KEYWARD_BIN").unwrap()];
        command.extend(args.iter().map(|&arg| arg.to_owned()));
        let order = json!({ "command": command, "answers": answers });
        let run = python("at_a_terminal.py")
            .at(&self.home)
            .stdin(order.to_string());
        // The seed is on the screen, and nowhere else.
        let answer = run.shows_credentials().run().success().json();
        ground().assert_no_secret("stdout", answer["stdout"].as_str().unwrap());
        answer
    }

    /// As AWS sees it: enabled for the user, there and nobody's, or not there.
    fn devices(&self) -> Vec<String> {
        let list = as_admin(&["iam", "list-virtual-mfa-devices", "--output", "json"]);
        let devices = list["VirtualMFADevices"].as_array().unwrap();
        let of_user = |device: &&Value| {
            let serial = device["SerialNumber"].as_str().unwrap();
            serial.starts_with(&self.serial())
        };
        let shown = |device: &Value| {
            let user = device["User"]["UserName"].as_str().unwrap_or("nobody");
            format!("{} of {user}", device["SerialNumber"].as_str().unwrap())
        };
        devices.iter().filter(of_user).map(shown).collect()
    }

    fn assert_guarded(&self, args: &[&str]) {
        let whoami = self.keyward(&[&["whoami", "guarded", "--json"], args].concat());
        let answer = whoami.success().json();
        let arn = answer["arn"].as_str().unwrap();
        assert!(arn.contains(&format!("{}-guarded", self.name)), "{answer}");
    }
}

fn as_admin(args: &[&str]) -> Value {
    let environment = ground().sandbox().environment();
    let run = environment
        .into_iter()
        .fold(aws(), |run: Run, (name, value)| run.env(name, value));
    let output = run.args(args).run().success();
    serde_json::from_str(&output.stdout).unwrap_or(Value::Null)
}

#[test]
fn a_person_scans_types_two_codes_and_has_a_device() {
    let user = NewUser::new("anke");
    let enroll = user.at_a_terminal(
        &["mfa", "enroll", "guarded", "--show-seed"],
        &json!([
            ["shows now", "12345\n"],
            ["shows now", { "totp": -1 }],
            ["The next one", { "totp": 0 }],
            ["[y/N]", "y\n"],
        ]),
    );
    assert_eq!(enroll["code"], 0, "{enroll}");
    let screen = enroll["screen"].as_str().unwrap();
    assert!(
        screen.contains("▀") && screen.contains("Scan this"),
        "{screen}"
    );
    let stdout = enroll["stdout"].as_str().unwrap();
    assert!(
        stdout.contains(&format!("+mfa_serial = {}", user.serial())),
        "{stdout}"
    );
    assert_eq!(user.devices(), [format!("{} of anke", user.serial())]);
    let config = user.home.read(".aws/config");
    assert!(config.starts_with("# mine\n[profile dev]\nregion = us-east-1\n\n[profile guarded]\n"));
    assert_eq!(config.matches("mfa_serial").count(), 1, "{config}");
    // Its codes work: here through the vault, which is given the seed that the screen showed.
    let seed = seed_on(screen);
    let typed = json!([["Seed of the MFA device", format!("{seed}\n")]]);
    let add = user.at_a_terminal(&["mfa", "add", "guarded"], &typed);
    assert_eq!(add["code"], 0, "{add}");
    ground().assert_no_secret("the screen", add["screen"].as_str().unwrap());
    user.assert_guarded(&[]);
    user.home.assert_no_secret_but_in(&[]);
    // Once more: there is nothing to do.
    let again = user
        .keyward(&["mfa", "enroll", "guarded", "--store", "--yes"])
        .success();
    assert!(again.stderr.contains("enabled already"), "{}", again.stderr);
    assert_eq!(user.home.read(".aws/config"), config);
}

fn seed_on(screen: &str) -> String {
    let line = screen.lines().find(|line| {
        let groups: Vec<_> = line.split_whitespace().collect();
        groups.len() == 16 && groups.iter().all(|group| group.len() == 4)
    });
    line.unwrap().to_owned()
}

#[test]
fn a_script_enrolls_with_the_vault_and_removes_again() {
    let user = NewUser::new("berta");
    let before = user.home.read(".aws/config");
    let args = [
        "mfa", "enroll", "guarded", "--store", "--yes", "--no-qr", "--json",
    ];
    let enroll = user.keyward(&args).success();
    assert!(enroll.stderr.contains("two codes"), "{}", enroll.stderr);
    let told =
        json!({ "profile": "guarded", "serial": user.serial(), "stored": true, "written": true });
    assert_eq!(enroll.json(), told);
    user.assert_guarded(&[]);
    user.home.assert_no_secret_but_in(&[]);
    let nobody = user.keyward(&["mfa", "remove", "guarded"]);
    nobody.assert_error_words(6, &["no terminal", "--yes"]);
    assert_eq!(user.devices().len(), 1);
    let remove = user
        .keyward(&["mfa", "remove", "guarded", "--yes", "--json"])
        .success();
    assert_eq!(remove.json()["seedForgotten"], true);
    assert_eq!(user.devices(), [""; 0]);
    assert_eq!(user.home.read(".aws/config"), before);
    let again = user.keyward(&["mfa", "remove", "guarded", "--yes"]);
    again.assert_error(2, &["names no MFA device", "--serial"]);
}

#[test]
fn without_a_terminal_nothing_is_begun() {
    let user = NewUser::new("clara");
    let enroll = user.keyward(&["mfa", "enroll", "dev"]);
    enroll.assert_error(6, &["two codes", "--store --yes"]);
    assert_eq!(user.devices(), [""; 0]);
    let key = user.keyward(&["mfa", "enroll", "nobody", "--store", "--yes"]);
    key.assert_error(3, &["nobody"]);
}

#[test]
fn wrong_codes_and_a_cancelled_question_leave_nothing_behind() {
    let user = NewUser::new("dagmar");
    let args = ["mfa", "enroll", "dev", "--show-seed", "--no-qr"];
    let wrong = json!([
        ["shows now", { "totp": 0 }], ["The next one", { "totp": -1 }],
        ["shows now", { "totp": 0 }], ["The next one", { "totp": -1 }],
        ["shows now", { "totp": 0 }], ["The next one", { "totp": -1 }],
    ]);
    let refused = user.at_a_terminal(&args, &wrong);
    assert_eq!(refused["code"], 5, "{refused}");
    let screen = refused["screen"].as_str().unwrap();
    assert!(
        screen.contains("follow each other") && screen.contains("removed again"),
        "{screen}"
    );
    assert_eq!(user.devices(), [""; 0]);
    let cancelled = user.at_a_terminal(&args, &json!([["shows now", "\u{3}"]]));
    assert_eq!(cancelled["code"], 6, "{cancelled}");
    assert_eq!(user.devices(), [""; 0]);
    assert!(!user.home.read(".aws/config").contains("mfa_serial"));
}

#[test]
fn a_device_that_a_kill_left_half_made_is_made_anew_and_a_strangers_is_not() {
    let user = NewUser::new("elke");
    let args = ["mfa", "enroll", "dev", "--show-seed", "--no-qr"];
    let killed = user.at_a_terminal(&args, &json!([["shows now", { "signal": 9 }]]));
    assert_eq!(killed["code"], -9, "{killed}");
    assert_eq!(user.devices(), [format!("{} of nobody", user.serial())]);
    let answers = json!([
        ["shows now", { "totp": -1 }],
        ["The next one", { "totp": 0 }],
        ["[y/N]", "n\n"],
    ]);
    let again = user.at_a_terminal(&args, &answers);
    assert_eq!(again["code"], 0, "{again}");
    assert!(
        again["screen"]
            .as_str()
            .unwrap()
            .contains("keyward setup dev --mfa-serial")
    );
    assert_eq!(user.devices(), [format!("{} of elke", user.serial())]);

    let other = format!("{}-2", user.serial());
    let outfile = user.home.path().join("theirs").display().to_string();
    as_admin(&[
        "iam",
        "create-virtual-mfa-device",
        "--virtual-mfa-device-name",
        "elke-2",
        "--outfile",
        &outfile,
        "--bootstrap-method",
        "Base32StringSeed",
    ]);
    fs::remove_file(outfile).unwrap();
    let theirs = user.keyward(&[
        "mfa", "enroll", "dev", "--name", "elke-2", "--store", "--yes",
    ]);
    theirs.assert_error(2, &[&other, "did not make it", "--name"]);
    assert_eq!(user.devices().len(), 2);
    let remove = ["mfa", "remove", "dev", "--serial", &other, "--yes"];
    let _ = user.keyward(&remove).success();
    assert_eq!(user.devices().len(), 1);
}

#[test]
fn where_iam_demands_mfa_the_shared_session_asks() {
    let mfa = with_seed("franka");
    let user = NewUser {
        key_id: mfa.made["id"].clone(),
        home: mfa.home,
        name: "franka",
    };
    let deny = json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": "Deny", "Action": "iam:*", "Resource": "*",
        "Condition": { "BoolIfExists": { "aws:MultiFactorAuthPresent": "false" } },
    }] });
    as_admin(&[
        "iam",
        "put-user-policy",
        "--user-name",
        "franka",
        "--policy-name",
        "mfa",
        "--policy-document",
        &deny.to_string(),
    ]);
    // The session is opened by the vault's code, once for all of these.
    let second = [
        "mfa", "enroll", "dev", "--name", "franka-2", "--store", "--yes",
    ];
    let _ = user.keyward(&second).success();
    let expected = ["franka", "franka-2"].map(|name| format!("{MADE}{name} of franka"));
    assert_eq!(user.devices(), expected);
    let status = user.keyward(&["status", "--online", "--json"]);
    assert!(!status.stdout.contains("AccessDenied"), "{}", status.stdout);
    let rotate = user.keyward(&["rotate", "dev", "--json"]).success();
    assert_eq!(rotate.json()["state"], "draining", "{}", rotate.stdout);
    let log = ground().sandbox().control().request_log();
    let of_user = log
        .iter()
        .filter(|call| call.access_key_id.as_deref() == user.key_id.as_str());
    let opened = of_user
        .filter(|call| call.operation == "GetSessionToken")
        .count();
    assert_eq!(opened, 2, "one for each device that the profile named");

    // Nobody has a code: the refusal says what would help.
    let remove = ["mfa", "remove", "dev", "--seed-only", "--yes"];
    let _ = user.keyward(&remove).success();
    fs::remove_dir_all(user.home.keyward_home().join("sessions")).unwrap();
    let refused = user.keyward(&["mfa", "remove", "dev", "--yes"]);
    refused.assert_error(5, &["AccessDenied", "--mfa-code", "mfa/franka-2"]);
}
