//! The hook's text. Keyward's lines stand between two comments, right behind the first line.

use std::path::Path;

use keyward_core::{Error, ErrorCode, Result};

const FIRST: &str = "#!/bin/sh";
const BEGIN: &str = "# keyward: begin";
const END: &str = "# keyward: end";

/// Keyward's lines.
///
/// # Errors
/// `invalid_argument` where a shell could not be told the program's path.
pub(super) fn lines(program: &Path) -> Result<String> {
    let path = program
        .to_str()
        .filter(|path| !path.contains(['\'', '\n', '\r']));
    let path = path.ok_or_else(|| {
        let what = format!(
            "the path of keyward, {}, cannot stand in a shell script",
            program.display()
        );
        Error::new(ErrorCode::InvalidArgument, what).with_hint("install keyward elsewhere")
    })?;
    // Git for Windows runs hooks in a shell of its own, which wants slashes.
    let path = if cfg!(windows) {
        path.replace('\\', "/")
    } else {
        path.to_owned()
    };
    Ok(format!(
        "{BEGIN}\nif [ ! -x '{path}' ]; then\n  echo \"keyward is no longer at {path}: run 'keyward hook install' again, or take these lines out\" >&2\n  exit 1\nfi\n'{path}' scan --staged --quiet || exit $?\n{END}\n"
    ))
}

/// The hook with keyward's lines, in the place of older ones; none where it is no shell script.
pub(super) fn with(hook: Option<&str>, lines: &str) -> Option<String> {
    let Some(hook) = hook.filter(|hook| !hook.trim().is_empty()) else {
        return Some(format!("{FIRST}\n{lines}"));
    };
    let hook = stripped(hook);
    let (first, rest) = hook.split_once('\n').unwrap_or((&hook, ""));
    is_shell(first).then(|| format!("{first}\n{lines}{rest}"))
}

/// The hook without them; none where nothing is left.
pub(super) fn without(hook: &str) -> Option<String> {
    let hook = stripped(hook);
    (hook.trim() != FIRST).then_some(hook)
}

fn stripped(hook: &str) -> String {
    let mut is_ours = false;
    let mut kept = String::new();
    for line in hook.split_inclusive('\n') {
        match line.trim_end() {
            BEGIN => is_ours = true,
            END => is_ours = false,
            _ if is_ours => {}
            _ => kept.push_str(line),
        }
    }
    kept
}

fn is_shell(first: &str) -> bool {
    let Some(program) = first.strip_prefix("#!") else {
        return false;
    };
    let words = program
        .split_whitespace()
        .filter(|word| !word.starts_with('-'));
    let names = words.map(|word| word.rsplit('/').next().unwrap_or(word));
    let mut names = names.filter(|name| *name != "env");
    matches!(
        names.next(),
        Some("sh" | "bash" | "dash" | "zsh" | "ksh" | "ash")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours() -> String {
        lines(Path::new("/opt/keyward")).unwrap()
    }

    #[test]
    fn install_and_remove_keep_every_line_of_the_user() {
        for hook in [
            "#!/bin/sh\nnpm test\nexit 0\n",
            "#!/usr/bin/env bash\n\n# mine\nlint",
            "#! /bin/sh -e\r\nnpm test\r\n",
        ] {
            let with_ours = with(Some(hook), &ours()).unwrap();
            assert!(
                with_ours.contains("'/opt/keyward' scan --staged"),
                "{with_ours}"
            );
            assert_eq!(with(Some(&with_ours), &ours()).unwrap(), with_ours, "twice");
            assert_eq!(without(&with_ours).unwrap(), hook);
        }
    }

    #[test]
    fn a_hook_of_keyward_s_alone_is_removed_whole() {
        let hook = with(None, &ours()).unwrap();
        assert_eq!(without(&hook), None);
    }

    #[test]
    fn what_is_no_shell_script_is_left_alone() {
        for hook in [
            "#!/usr/bin/env node\nx()",
            "#!/usr/bin/python3\n",
            "npm test\n",
        ] {
            assert_eq!(with(Some(hook), &ours()), None, "{hook}");
        }
        assert!(lines(Path::new("/it's/keyward")).is_err());
    }
}
