//! What the acceptance tests share: a sandbox with principals, homes with AWS files and a vault, the
//! three doors, and a watch over every captured output for secrets.

pub mod doors;
mod ground;
mod home;
mod run;
mod scenario;
mod stand_in;
mod tools;

pub use ground::{Ground, LINK_LOCAL, ground};
pub use home::Home;
pub use run::{Output, Run};
pub use scenario::Scenario;
pub use stand_in::StandIn;
pub use tools::{
    aws, client_program, keyward, node, node_program, python, python_program, repository,
    rust_program,
};

/// Points a client configuration of the SDK for Rust at `AWS_ENDPOINT_URL`, with an HTTP client that
/// needs no TLS: the only difference between the README's snippet and the program that tests it.
#[macro_export]
macro_rules! on_the_sandbox {
    ($config:expr) => {
        $config
            .endpoint_url(std::env::var("AWS_ENDPOINT_URL").expect("set by the test"))
            .http_client(aws_smithy_http_client::Builder::new().build_http())
    };
}
