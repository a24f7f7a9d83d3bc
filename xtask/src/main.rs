//! `cargo xtask …`: the commands that a developer and a new user type.
//!
//! Everything they install or build lies under the target folder (but for `install`, which says where).

mod addon;
mod bench;
mod command;
mod demo;
mod elf;
mod failure;
mod http;
mod install;
mod keyward;
mod lints;
mod package;
mod report;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

use failure::{Failure, Result};

const USAGE: &str = "\
usage: cargo xtask COMMAND

  demo                     build, then walk the main job on the local sandbox: no AWS account needed
  test [--quick|--npm]     formatting, lints and all tests; --quick leaves out what has to be installed first,
                           --npm does nothing but pack the npm package, judge it and use it
  install [--root DIR]     release build: the command keyward, and the Node package as one tarball
  package [--target TRIPLE]
                           release build: the npm tarballs for one platform, this one unless another is named,
                           and their self-contained form; x86_64-unknown-linux-gnu.2.17 runs on glibc 2.17
  bench [--runs N] [--only processes|sandbox] [--json]
                           how fast keyward is, beside its floors and its peers, in one run
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[String]) -> Result<ExitCode> {
    if args.iter().any(|arg| arg == "--help" || arg == "-h") {
        print!("{USAGE}");
        return Ok(ExitCode::SUCCESS);
    }
    let Some((name, rest)) = args.split_first() else {
        eprint!("{USAGE}");
        return Ok(ExitCode::from(2));
    };
    match name.as_str() {
        "demo" => demo::run(rest),
        "test" => test::run(rest),
        "install" => install::run(rest),
        "package" => package::run(rest),
        "bench" => bench::run(rest),
        "help" => {
            print!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        other => {
            eprint!("error: there is no command {other:?}\n\n{USAGE}");
            Ok(ExitCode::from(2))
        }
    }
}

/// The refusal of an argument that a command does not know.
fn unknown_argument(command: &str, argument: &str) -> Failure {
    Failure::new(format!("cargo xtask {command} does not know {argument:?}"))
        .with_hint("`cargo xtask help` lists the arguments")
}
