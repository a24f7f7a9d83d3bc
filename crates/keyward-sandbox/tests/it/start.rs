use std::net::TcpListener;

use keyward_sandbox::{Options, Sandbox, StartError};

use crate::client::{Call, Signer, sandbox};

#[test]
fn a_port_that_is_taken_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let error = Sandbox::start(Options {
        port,
        ..Options::default()
    })
    .unwrap_err();
    assert!(matches!(error, StartError::Listen { port: named, .. } if named == port));
    assert_eq!(
        error.to_string(),
        format!("port {port} on 127.0.0.1 is taken by another program")
    );
}

#[test]
fn stopping_frees_the_port_and_dropping_stops() {
    let first = sandbox();
    let host = first.endpoint().trim_start_matches("http://").to_owned();
    first.stop();
    assert!(std::net::TcpStream::connect(&host).is_err());
    let second = sandbox();
    let host = second.endpoint().trim_start_matches("http://").to_owned();
    drop(second);
    assert!(std::net::TcpStream::connect(&host).is_err());
}

#[test]
fn the_environment_names_everything_and_debug_hides_the_secrets() {
    let sandbox = sandbox();
    let environment = sandbox.environment();
    let value = |name: &str| {
        environment
            .iter()
            .find(|(known, _)| known == name)
            .unwrap()
            .1
            .clone()
    };
    assert_eq!(value("AWS_ENDPOINT_URL"), sandbox.endpoint());
    assert_eq!(value("AWS_REGION"), "us-east-1");
    assert_eq!(value("AWS_EC2_METADATA_DISABLED"), "true");
    assert_eq!(value("KEYWARD_SANDBOX_CONTROL"), sandbox.control_endpoint());
    let (key, secret) = (value("AWS_ACCESS_KEY_ID"), value("AWS_SECRET_ACCESS_KEY"));
    assert_eq!((key.len(), secret.len()), (20, 40));
    let printed = format!("{sandbox:?} {:?} {:?}", sandbox.admin(), sandbox.control());
    assert!(!printed.contains(&secret), "{printed}");
    assert!(!printed.contains(sandbox.control_token()), "{printed}");
    Call::sts("GetCallerIdentity", &[])
        .send(&sandbox, &Signer::new(&key, &secret))
        .ok();
}

#[test]
fn two_sandboxes_do_not_know_each_other() {
    let (one, other) = (sandbox(), sandbox());
    let answer = Call::sts("GetCallerIdentity", &[]).send(&other, &Signer::admin(&one));
    assert_eq!(answer.refusal(), (403, "InvalidClientTokenId".to_owned()));
}
