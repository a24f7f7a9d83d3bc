//! Starts a sandbox, prints its variables for a shell, and serves until its standard input ends.

use std::io::Read as _;

use keyward_sandbox::{Options, Sandbox};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sandbox = Sandbox::start(Options::default())?;
    for (name, value) in sandbox.environment() {
        println!("export {name}={value}");
    }
    std::io::stdin().read_to_end(&mut Vec::new())?;
    sandbox.stop();
    Ok(())
}
