//! A command line that makes no sense, and `--help`.

use std::ffi::OsString;

use clap::error::ErrorKind;
use serde_json::json;

use crate::{exit::Exit, screen};

/// Tells what the parser says, for programs too where the command line asks for JSON.
pub(crate) fn tell(error: &clap::Error) -> Exit {
    let is_error = error.use_stderr();
    if is_error && wants_json(std::env::args_os()) {
        screen::print_json(&json!({ "error": {
            "code": "invalid_argument",
            "message": sentence(error),
            "hint": "for more information, try --help",
            "awsCode": null,
        }}));
    }
    // A closed stream is not an error of ours.
    let _ = error.print();
    if is_error { Exit::Usage } else { Exit::Done }
}

/// Behind `--` stand the arguments of another program.
fn wants_json(args: impl Iterator<Item = OsString>) -> bool {
    args.take_while(|arg| arg != "--")
        .any(|arg| arg == "--json")
}

/// The parser's first line without `error: `; where it shows help instead, what that means.
fn sentence(error: &clap::Error) -> String {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return "no command was given".to_owned();
    }
    let text = error.to_string();
    let first = text.split("\n\n").next().unwrap_or_default();
    let words: Vec<&str> = first.split_whitespace().collect();
    let line = words.join(" ");
    line.strip_prefix("error: ").unwrap_or(&line).to_owned()
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::Cli;

    fn sentence_of(args: &[&str]) -> String {
        let parsed = Cli::try_parse_from([&["keyward"], args].concat());
        sentence(&parsed.err().unwrap())
    }

    #[test]
    fn the_sentence_is_one_line_and_names_the_argument() {
        let unknown = sentence_of(&["list", "--jsno"]);
        assert_eq!(unknown, "unexpected argument '--jsno' found");
        let missing = sentence_of(&["exec"]);
        assert!(
            missing.contains("CMD") && !missing.contains('\n'),
            "{missing}"
        );
        assert_eq!(sentence_of(&[]), "no command was given");
    }

    #[test]
    fn json_of_another_program_is_not_ours() {
        let args = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert!(wants_json(args("keyward list --json --x").into_iter()));
        assert!(!wants_json(args("keyward exec -- x --json").into_iter()));
    }
}
