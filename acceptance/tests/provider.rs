//! The engine as a provider of the SDK for Rust: S3 and SNS through an assumed role, and sessions that
//! last seconds.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::time::Duration;

use acceptance::{Home, ground};
use aws_sdk_s3::{
    config::{BehaviorVersion, Region},
    primitives::ByteStream,
};
use keyward::{Engine, Provider, Request};
use keyward_core::World;

const CONFIG: &str = "[profile app]\nrole_arn = arn:aws:iam::123456789012:role/app\nsource_profile = dev\nregion = us-east-1\n";

fn provider(home: &Home) -> Provider {
    let engine = Engine::builder(World::real().with_env(home.variables())).build();
    Provider::new(engine, Request::profile("app".parse().unwrap()))
}

fn s3(provider: Provider) -> aws_sdk_s3::Client {
    aws_sdk_s3::Client::from_conf(
        aws_sdk_s3::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .endpoint_url(ground().sandbox().endpoint())
            .force_path_style(true)
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .credentials_provider(provider)
            .build(),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn s3_and_sns_through_an_assumed_role() {
    let home = Home::new()
        .with_config(CONFIG)
        .with_vault(&[("dev", "alice")]);
    let s3 = s3(provider(&home));
    s3.create_bucket().bucket("provider").send().await.unwrap();
    let put = s3.put_object().bucket("provider").key("a b+c/ü.txt");
    put.body(ByteStream::from_static(b"hello"))
        .send()
        .await
        .unwrap();
    let got = s3.get_object().bucket("provider").key("a b+c/ü.txt").send();
    let body = got.await.unwrap().body.collect().await.unwrap();
    assert_eq!(body.into_bytes().as_ref(), b"hello");

    let sns = aws_sdk_sns::Client::from_conf(
        aws_sdk_sns::Config::builder()
            .behavior_version(aws_sdk_sns::config::BehaviorVersion::latest())
            .region(aws_sdk_sns::config::Region::new("us-east-1"))
            .endpoint_url(ground().sandbox().endpoint())
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .credentials_provider(provider(&home))
            .build(),
    );
    let publish = sns.publish().phone_number("+12065550142");
    let sent = publish.message("from Rust").send().await.unwrap();
    let outbox = ground().sandbox().control().sms_outbox();
    let sms = outbox
        .iter()
        .find(|sms| Some(sms.message_id.as_str()) == sent.message_id());
    let sms = sms.expect("in the outbox");
    assert_eq!(sms.message, "from Rust");
    assert!(sms.sent_by.contains("assumed-role/app"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_outlives_many_sessions() {
    // A sandbox of its own: the lifetime of sessions is everybody's there.
    let own = keyward_sandbox::Sandbox::start(keyward_sandbox::Options::default()).unwrap();
    own.control()
        .set_session_lifetime(Some(Duration::from_secs(3)));
    let admin = own.admin();
    let credentials = format!(
        "[admin]\naws_access_key_id = {}\naws_secret_access_key = {}\n",
        admin.access_key_id,
        admin.secret_access_key.as_str()
    );
    let home = Home::new()
        .with_credentials(&credentials)
        .with_env("AWS_ENDPOINT_URL", own.endpoint());
    let engine = Engine::builder(World::real().with_env(home.variables())).build();
    let mut request = Request::profile("admin".parse().unwrap());
    request.session = Some(keyward::profile::GetSessionToken::default());
    let provider = Provider::new(engine, request);
    let sts = aws_sdk_sts::Client::from_conf(
        aws_sdk_sts::Config::builder()
            .behavior_version(aws_sdk_sts::config::BehaviorVersion::latest())
            .region(aws_sdk_sts::config::Region::new("us-east-1"))
            .endpoint_url(own.endpoint())
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .credentials_provider(provider)
            .build(),
    );
    let began = std::time::Instant::now();
    while began.elapsed() < Duration::from_secs(8) {
        sts.get_caller_identity()
            .send()
            .await
            .expect("never an expired session");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let sessions: std::collections::BTreeSet<_> = own
        .control()
        .request_log()
        .into_iter()
        .filter(|request| request.operation == "GetCallerIdentity")
        .map(|request| request.access_key_id)
        .collect();
    assert!(sessions.len() >= 2, "{sessions:?}");
}
