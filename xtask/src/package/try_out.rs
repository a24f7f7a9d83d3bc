//! Installs tarballs into an empty project and uses them, by a Node test that also runs where there is no Rust.

use std::path::Path;

use crate::{
    command::Run,
    failure::{Failure, Result},
    test::Counts,
    tools::Clients,
    workspace,
};

/// `clients` brings further runtimes: other Nodes, Bun, Deno.
pub(crate) fn run(tarballs: &[&Path], clients: Option<&Clients>, counts: &mut Counts) -> Result {
    let paths = std::env::join_paths(tarballs)
        .map_err(|error| Failure::new(format!("a tarball's path cannot be passed on: {error}")))?;
    let mut run = Run::new("node")
        .args(["--test", "--test-reporter=tap"])
        .arg(workspace::file("bindings/node/test/package/try-out.mjs"))
        .env("KEYWARD_TARBALLS", paths)
        .env("AWS_EC2_METADATA_DISABLED", "true");
    if let Some(clients) = clients {
        run = run.env("KEYWARD_NODE_MODULES", &clients.node_modules);
    }
    run.watch(|line| counts.read_node(line))
}
