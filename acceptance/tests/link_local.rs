//! AWS's own metadata addresses as real sockets, in a network namespace of this test's own: nothing tells
//! a client where the sandbox's metadata services are, it looks where it would on AWS.

#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![cfg(target_os = "linux")]

use std::process::Command;

use acceptance::{Home, LINK_LOCAL, client_program, doors::assert_same_role, ground};
use keyward::{Engine, Request};
use keyward_core::{ErrorCode, World};
use tokio::task::JoinSet;

/// The namespace has no way out of itself, and these addresses. Where it cannot be made, the shell ends
/// before the test does.
const INSIDE: &str = "ip link set lo up && for a in 169.254.169.254/32 169.254.170.2/32 169.254.170.23/32 \
    fd00:ec2::254/128 fd00:ec2::23/128; do ip addr add $a dev lo || exit 77; done || exit 77; \
    exec \"$0\" --ignored --nocapture";

#[test]
fn keyward_finds_what_other_clients_find() {
    let run = Command::new("unshare")
        .args(["-Urn", "sh", "-c", INSIDE])
        .arg(std::env::current_exe().unwrap())
        .env(LINK_LOCAL, "1")
        .output();
    match run {
        Ok(run) if run.status.success() => {
            let told = String::from_utf8_lossy(&run.stdout);
            assert!(told.contains("2 passed"), "{told}");
        }
        Ok(run) if run.status.code() == Some(101) => panic!(
            "{}\n{}",
            String::from_utf8_lossy(&run.stdout),
            String::from_utf8_lossy(&run.stderr)
        ),
        other => eprintln!(
            "SKIPPED: this machine allows no network namespace with addresses (unshare -Urn, ip): {other:?}"
        ),
    }
}

fn home() -> Home {
    // boto3 reads only the second.
    Home::new()
        .with_env("AWS_REGION", "us-east-1")
        .with_env("AWS_DEFAULT_REGION", "us-east-1")
}

#[test]
#[ignore = "runs in the namespace that the test above makes"]
fn the_same_role_at_every_address() {
    let sandbox = ground().sandbox();
    sandbox.control().set_instance_role(Some("instance"));
    sandbox.control().set_container_role(Some("task"));
    let on_ec2 = || home().with_env("AWS_EC2_METADATA_DISABLED", "false");
    assert_same_role(&on_ec2(), "instance", "imds");
    let by_ipv6 = on_ec2().with_env("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "IPv6");
    assert_same_role(&by_ipv6, "instance", "imds");

    let relative = sandbox.container_relative_uri();
    let on_ecs = home().with_env("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", &relative);
    assert_same_role(&on_ecs, "task", "container");

    let both = on_ecs.with_env("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:9/");
    assert_same_role(&both, "task", "container");

    for host in ["169.254.170.23", "[fd00:ec2::23]"] {
        let url = format!("http://{host}/v1/credentials");
        let on_eks = home()
            .with_file("pod-token", &sandbox.control().container_token())
            .with_env("AWS_CONTAINER_CREDENTIALS_FULL_URI", &url)
            .with_env(
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                "${HOME}/pod-token",
            );
        assert_same_role(&on_eks, "task", "container");
    }
}

/// Hosts of every kind. Here none of them can be reached from outside, and no name is found.
const HOSTS: [&str; 19] = [
    "http://127.0.0.1:9/x",
    "http://127.255.0.1:9/x",
    "http://localhost:9/x",
    "http://LOCALHOST:9/x",
    "http://[::1]:9/x",
    "http://169.254.170.2:9/x",
    "http://169.254.170.23:9/x",
    "http://[fd00:ec2::23]:9/x",
    "http://[fd00:0ec2:0::0:23]:9/x",
    "https://192.0.2.1/x",
    "https://example.invalid/x",
    "http://169.254.169.254:9/x",
    "http://[fd00:ec2::254]:9/x",
    "http://192.0.2.1/x",
    "http://example.invalid/x",
    "http://localhost.example.invalid/x",
    "http://127.0.0.1.example.invalid/x",
    "http://user@192.0.2.1/x",
    "http://127.0.0.1@192.0.2.1/x",
];

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs in the namespace that the test above makes"]
async fn a_container_endpoint_is_taken_where_sdk_v3_takes_it() {
    let judge = client_program("v3-container-hosts.mjs").args(HOSTS).run();
    let mut asked = JoinSet::new();
    for url in HOSTS {
        asked.spawn(async move { (url, is_taken(url).await) });
    }
    let judged = judge.success().json();
    let mut taken = 0;
    while let Some(answer) = asked.join_next().await {
        let (url, is_taken) = answer.unwrap();
        assert_eq!(judged[url].as_bool(), Some(is_taken), "{url}");
        taken += usize::from(is_taken);
    }
    assert_eq!(taken, 11);
}

async fn is_taken(url: &str) -> bool {
    let vars = [("AWS_CONTAINER_CREDENTIALS_FULL_URI", url)];
    let engine = Engine::builder(World::real().with_env(vars)).build();
    let error = engine.credentials(&Request::default()).await.unwrap_err();
    error.code() != ErrorCode::InvalidArgument
}
