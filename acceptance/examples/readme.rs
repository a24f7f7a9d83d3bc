//! The README's Rust snippet, as the README has it.

use aws_sdk_s3::config::{BehaviorVersion, Config, Region};
use keyward::{Engine, Provider, Request};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let provider = Provider::new(Engine::real(), Request::profile("app".parse()?));
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(provider);
    let s3 = aws_sdk_s3::Client::from_conf(acceptance::on_the_sandbox!(config).build());
    for bucket in s3.list_buckets().send().await?.buckets() {
        println!("{}", bucket.name().unwrap_or_default());
    }
    Ok(())
}
