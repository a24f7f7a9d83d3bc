//! The SDK for Rust, its default chain, nothing configured: one JSON line as the other clients print.

use aws_config::BehaviorVersion;

#[tokio::main]
async fn main() {
    let config = aws_config::defaults(BehaviorVersion::latest())
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .load()
        .await;
    let sts = aws_sdk_sts::Client::new(&config);
    let answer = match sts.get_caller_identity().send().await {
        Ok(caller) => serde_json::json!({ "client": "rust", "arn": caller.arn() }),
        Err(error) => serde_json::json!({
            "client": "rust",
            "error": aws_sdk_sts::error::DisplayErrorContext(&error).to_string(),
        }),
    };
    println!("{answer}");
}
