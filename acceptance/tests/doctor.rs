//! `keyward doctor`: a sound machine is told so; each fault is found with its place and its remedy, and
//! the remedy mends it.

#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![cfg(unix)]

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use acceptance::{Home, Output, ground, keyward, python_program};

const CONFIG: &str = "[profile app]\nrole_arn = arn:aws:iam::123456789012:role/app\nsource_profile = dev\nmfa_serial = arn:aws:iam::123456789012:mfa/alice\n[profile dev]\nregion = us-east-1\n";
const KEY: &str = "aws_access_key_id = ${KEY_ID:alice}\naws_secret_access_key = ${SECRET:alice}\n";

fn close(home: &Home) {
    mode(&home.path().join(".aws/config"), 0o600);
    let credentials = home.path().join(".aws/credentials");
    if credentials.exists() {
        mode(&credentials, 0o600);
    }
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn doctor(home: &Home, args: &[&str]) -> Output {
    keyward().at(home).arg("doctor").args(args).run()
}

/// `code severity` of each finding but those about the PATH, which is the test machine's own.
fn found(home: &Home, args: &[&str]) -> Vec<String> {
    let output = doctor(home, &[args, &["--json"]].concat());
    let json = output.json();
    let findings = json["findings"].as_array().unwrap();
    let told: Vec<_> = findings
        .iter()
        .filter(|it| it["code"] != "path")
        .map(|it| {
            assert!(
                it["remedy"].as_str().is_some_and(|text| !text.is_empty()),
                "{it}"
            );
            format!(
                "{} {}",
                it["code"].as_str().unwrap(),
                it["severity"].as_str().unwrap()
            )
        })
        .collect();
    let is_bad = told.iter().any(|it| !it.ends_with("notice"));
    assert_eq!(output.code, if is_bad { 8 } else { 0 }, "{told:?}");
    told
}

#[test]
fn a_sound_machine_is_told_so() {
    let home = Home::new().with_config(CONFIG);
    close(&home);
    assert_eq!(found(&home, &[]), [""; 0]);
    let output = doctor(&home, &[]);
    assert_eq!(output.code, 0, "{}", output.stdout);
}

#[test]
fn a_plaintext_key_is_found_and_the_remedy_mends_it() {
    let home = Home::new().with_config("").with_vault(&[]);
    let home = home.with_credentials(&format!("[dev]\n{KEY}"));
    close(&home);
    assert_eq!(
        found(&home, &[]),
        ["plaintext_key warning", "weak_unlock notice"]
    );
    let text = doctor(&home, &[]).stdout;
    assert!(text.contains("(account 123456789012)"), "{text}");
    assert!(text.contains(".aws/credentials:2"), "{text}");
    assert!(!text.contains(ground().key_id("alice")), "{text}");
    let import = keyward().at(&home).args(["import", "--profile", "dev"]);
    let _ = import.run().success();
    assert_eq!(found(&home, &[]), ["weak_unlock notice"]);
}

#[test]
fn old_keys_open_files_and_loose_identities() {
    // The entries of this vault are of 1970.
    let home = Home::new()
        .with_config(CONFIG)
        .with_vault(&[("dev", "alice")]);
    close(&home);
    assert_eq!(found(&home, &[]), ["old_key warning", "weak_unlock notice"]);
    mode(&home.keyward_home(), 0o755);
    mode(&home.path().join(".aws/config"), 0o666);
    let told = found(&home, &[]);
    assert_eq!(
        told.iter().filter(|it| *it == "file_mode error").count(),
        2,
        "{told:?}"
    );
    mode(&home.keyward_home(), 0o700);
    mode(&home.path().join(".aws/config"), 0o600);
    mode(&home.identity(), 0o644);
    let told = found(&home, &[]);
    assert!(told.contains(&"file_mode error".to_owned()), "{told:?}");
    assert!(told.contains(&"vault_locked notice".to_owned()), "{told:?}");
}

#[test]
fn variables_and_files_are_judged_together() {
    let config = "[profile a]\nregion = x\n[profile a]\noutput = json\n[profile b]\nsource_profile = gone\nrole_arn = nonsense\n";
    let home = Home::new()
        .with_config(config)
        .with_credentials("[x]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n")
        .with_env("AWS_PROFILE", "a")
        .with_env("AWS_CONTAINER_AUTHORIZATION_TOKEN", "")
        .with_env("AWS_ACCESS_KEY_ID", "${KEY_ID:bob}")
        .with_env("AWS_SECRET_ACCESS_KEY", "${SECRET:bob}");
    close(&home);
    let mut told = found(&home, &[]);
    told.sort();
    assert_eq!(
        told,
        [
            "duplicate error",
            "empty_variable notice",
            "example_key error",
            "malformed_arn error",
            "missing_reference warning",
            "plaintext_key warning",
            "plaintext_key warning",
            "shadowed_keys warning",
        ]
    );
}

#[test]
fn a_pointer_to_a_keyward_that_moved() {
    let config = "[profile dev]\ncredential_process = \"/opt/gone/keyward\" process dev\n";
    let home = Home::new().with_config(config);
    close(&home);
    assert_eq!(found(&home, &[]), ["pointer_moved error"]);
}

#[test]
fn online_it_asks_for_the_clock_and_the_root_key() {
    let home = Home::new()
        .with_config(CONFIG)
        .with_vault(&[("dev", "alice")]);
    close(&home);
    // alice may not look at her own keys.
    let told = found(&home, &["--online", "dev"]);
    let want = ["old_key warning", "weak_unlock notice", "online notice"];
    assert_eq!(told, want);
    let allow = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:ListAccessKeys","iam:ListMFADevices"],"Resource":"*"}]}"#;
    let environment = ground().sandbox().environment();
    let admin = environment
        .iter()
        .fold(acceptance::aws(), |run, (name, value)| run.env(name, value))
        .args(["iam", "put-user-policy", "--user-name", "alice"])
        .args(["--policy-name", "look", "--policy-document", allow]);
    let _ = admin.run().success();
    let told = found(&home, &["--online", "dev"]);
    let want = ["old_key warning", "no_mfa warning", "weak_unlock notice"];
    assert_eq!(told, want);
    let nobody = found(&home, &["--online", "nobody"]);
    assert_eq!(nobody[0], "online error");

    // A server whose clock is an hour behind, and to which everybody is root.
    let server = home.path().join("server.py");
    fs::write(&server, SERVER).unwrap();
    let bin = std::env::var("KEYWARD_BIN").unwrap();
    let run = python_program(&server)
        .at(&home)
        .args([&bin, "doctor", "--online", "dev", "--json"]);
    let output = run.run();
    let json = output.json();
    let codes: Vec<_> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|it| it["code"].as_str())
        .collect();
    assert!(
        codes.contains(&"clock") && codes.contains(&"root_key"),
        "{}",
        output.stdout
    );
}

const SERVER: &str = r#"
import email.utils, http.server, os, subprocess, sys, threading, time

class Sts(http.server.BaseHTTPRequestHandler):
    def date_time_string(self, timestamp=None):
        return email.utils.formatdate(time.time() - 3600, usegmt=True)

    def log_message(self, *_):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        body = b"""<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::123456789012:root</Arn><UserId>123456789012</UserId><Account>123456789012</Account>
</GetCallerIdentityResult><ResponseMetadata><RequestId>x</RequestId></ResponseMetadata></GetCallerIdentityResponse>"""
        self.send_response(200)
        self.send_header("content-type", "text/xml")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

server = http.server.HTTPServer(("127.0.0.1", 0), Sts)
threading.Thread(target=server.serve_forever, daemon=True).start()
environment = dict(os.environ, AWS_ENDPOINT_URL=f"http://127.0.0.1:{server.server_port}")
sys.exit(subprocess.run(sys.argv[1:], env=environment).returncode)
"#;
