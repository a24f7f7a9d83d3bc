//! The rules of the metadata service and of the container endpoint that only a misbehaving one shows.

use std::time::{Duration, SystemTime};

use acceptance::Home;
use keyward::Request;
use keyward_core::{Credentials, ErrorCode, Timestamp};
use keyward_sandbox::{Options, Sandbox};

use crate::{
    ask, engine,
    server::{self, Fault},
    table::document,
};

fn at(server: &str) -> Home {
    Home::new()
        .with_env("AWS_EC2_METADATA_DISABLED", "false")
        .with_env("AWS_EC2_METADATA_SERVICE_ENDPOINT", server)
}

/// A service that knows only version 1, and refuses the token as this status says.
macro_rules! version_1 {
    ($status:literal) => {
        at(&server::start(
            Fault::Expired,
            |question, _| match question {
                "PUT /latest/api/token" => ($status, String::new()),
                "GET /latest/meta-data/iam/security-credentials/" => (200, "box".to_owned()),
                _ => (200, document("2999-01-01T00:00:00Z")),
            },
        ))
    };
}

#[tokio::test(flavor = "multi_thread")]
async fn version_1_follows_where_there_is_no_token_unless_it_is_forbidden() {
    for home in [version_1!(403), version_1!(404), version_1!(405)] {
        assert_eq!(ask(&home).await.unwrap().access_key_id, "ASIAX");
        let forbidden = home.with_env("AWS_EC2_METADATA_V1_DISABLED", "true");
        let error = ask(&forbidden).await.unwrap_err();
        assert_eq!(error.code(), ErrorCode::AwsRefused, "{error}");
        assert!(
            error
                .hint()
                .unwrap()
                .contains("AWS_EC2_METADATA_V1_DISABLED")
        );
    }
    for home in [version_1!(400), version_1!(500)] {
        let error = ask(&home).await.unwrap_err();
        assert_eq!(error.code(), ErrorCode::AwsRefused, "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_is_turned_off_is_not_asked() {
    let server = server::start(Fault::Rubbish, |_, _| (200, String::new()));
    let home = at(&server).with_env("AWS_EC2_METADATA_DISABLED", "true");
    let error = ask(&home).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::NoCredentials);
    assert!(
        error
            .message()
            .contains("AWS_EC2_METADATA_DISABLED turns it off")
    );
}

/// The service hands out what has ended, then falls silent: as AWS says, the old ones are used on.
#[tokio::test(flavor = "multi_thread")]
async fn credentials_that_cannot_be_renewed_are_used_on() {
    let sandbox = Sandbox::start(Options::default()).unwrap();
    let control = sandbox.control();
    control.set_session_lifetime(Some(Duration::from_secs(2)));
    control.set_instance_role(Some("box"));
    let home = at(&sandbox.imds_endpoint());
    let engine = engine(&home);
    let mut request = Request::default();
    let first = engine.credentials(&request).await.unwrap();
    control.freeze_instance_credentials(true);
    while first.usable_at(now()) {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let handed_out = engine.credentials(&request).await.unwrap();
    assert_used_on(&first, &handed_out);
    drop(sandbox);
    request.force_refresh = true;
    let silent = engine.credentials(&request).await.unwrap();
    assert_used_on(&first, &silent);
}

fn assert_used_on(first: &Credentials, later: &Credentials) {
    assert_eq!(later.access_key_id, first.access_key_id);
    let left = later.expiration.unwrap().remaining(now());
    let bounds = Duration::from_secs(60)..=Duration::from_secs(600);
    assert!(bounds.contains(&left), "{left:?}");
}

fn now() -> Timestamp {
    Timestamp::from(SystemTime::now())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_container_token_is_read_at_every_request() {
    let sandbox = Sandbox::start(Options::default()).unwrap();
    sandbox.control().set_container_role(Some("task"));
    let home = Home::new()
        .with_env(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            &sandbox.container_uri(),
        )
        .with_env("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "${HOME}/token")
        .with_file("token", &sandbox.control().container_token());
    let engine = engine(&home);
    let request = Request {
        force_refresh: true,
        ..Request::default()
    };
    engine.credentials(&request).await.unwrap();
    let next = sandbox.control().rotate_container_token();
    let error = engine.credentials(&request).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::AwsRefused, "{error}");
    let home = home.with_file("token", &next);
    engine.credentials(&request).await.unwrap();
    drop(home);
}
