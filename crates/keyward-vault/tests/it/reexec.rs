//! Tests that need processes of their own run this binary again, for one test, with a role to play.

use std::{env, process::Command};

const ROLE: &str = "KEYWARD_TEST_ROLE";

/// This binary again, to run only `test` (its full path) in `role`.
pub(crate) fn again(test: &str, role: &str) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    set_role(&mut command, test, role);
    command
}

/// The same behind another program, such as `unshare --mount`.
pub(crate) fn again_under(program: &[&str], test: &str, role: &str) -> Command {
    let mut command = Command::new(program[0]);
    command.args(&program[1..]).arg(env::current_exe().unwrap());
    set_role(&mut command, test, role);
    command
}

fn set_role(command: &mut Command, test: &str, role: &str) {
    command
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(ROLE, role);
}

/// The role that this process was started for.
pub(crate) fn role() -> Option<String> {
    env::var(ROLE).ok()
}

/// Whether a program of this name can be found.
pub(crate) fn on_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// A skip is loud, and a failure where somebody relies on the test.
pub(crate) fn skip(test: &str, why: &str, required_by: &str) {
    eprintln!("SKIPPED: {test}: {why}");
    let required = env::var(required_by).is_ok_and(|value| value == "1");
    assert!(!required, "{required_by}=1 and yet: {why}");
}

/// Runs a command that must succeed; gives what it printed.
pub(crate) fn succeed(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{command:?} ended with {}\n{printed}{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    printed
}

/// Runs this binary again, itself or behind another program: its one test must have run and passed.
pub(crate) fn pass(command: &mut Command) {
    let printed = succeed(command);
    assert!(printed.contains("1 passed"), "{command:?}\n{printed}");
}

pub(crate) fn var(name: &str) -> String {
    env::var(name).unwrap()
}
