//! AWS's own metadata addresses, as real sockets in a network namespace of the test's own.

use std::process::Command;

use keyward_sandbox::{Options, Sandbox, StartError};

use crate::plain::{get, json, send};

/// What the shell ends with where the machine allows no namespace.
const NOT_HERE: i32 = 77;
const SETUP: &str = "ip link set lo up && for a in 169.254.169.254 169.254.170.2 169.254.170.23; \
    do ip addr add $a/32 dev lo || exit 77; done || exit 77; exec \"$0\" --ignored --exact link_local::inside --nocapture";

#[test]
fn the_addresses_of_aws_answer() {
    let run = Command::new("unshare")
        .args(["-Urn", "sh", "-c", SETUP])
        .arg(std::env::current_exe().unwrap())
        .output();
    match run {
        Ok(run) if run.status.success() => {
            let told = String::from_utf8_lossy(&run.stdout);
            assert!(told.contains("every address answered"), "{told}");
        }
        Ok(run) if run.status.code() == Some(101) => {
            panic!("{}", String::from_utf8_lossy(&run.stderr));
        }
        other => eprintln!(
            "SKIPPED: no network namespace on this machine ({NOT_HERE} or worse): {other:?}"
        ),
    }
}

/// The other half.
#[test]
#[ignore = "runs in the namespace that the test above makes"]
fn inside() {
    let sandbox = Sandbox::start(Options {
        link_local: true,
        instance_role: Some("box".to_owned()),
        container_role: Some("task".to_owned()),
        ..Options::default()
    })
    .unwrap();
    sandbox.control().set_metadata_v1(true);
    let roles = "/latest/meta-data/iam/security-credentials/";
    assert_eq!(get("http://169.254.169.254:80", roles).ok().xml(), "box");
    let task = get("http://169.254.170.2:80", &sandbox.container_relative_uri()).ok();
    assert_eq!(
        json(&task)["RoleArn"],
        "arn:aws:iam::123456789012:role/task"
    );
    let token = sandbox.control().container_token();
    let headers = [("authorization", token.as_str())];
    send(
        "http://169.254.170.23:80",
        "GET",
        "/v1/credentials",
        &headers,
        "",
    )
    .ok();
    println!("every address answered");
}

#[test]
fn an_address_that_is_not_here_is_named() {
    let options = Options {
        link_local: true,
        ..Options::default()
    };
    match Sandbox::start(options) {
        Err(error @ StartError::LinkLocal { .. }) => {
            assert!(
                error.to_string().starts_with("cannot listen on 169.254."),
                "{error}"
            );
        }
        Err(other) => panic!("{other}"),
        Ok(_) => eprintln!("SKIPPED: this machine has AWS's metadata addresses"),
    }
}
