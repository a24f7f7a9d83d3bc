//! The line that leads other tools to keyward.

use std::path::Path;

use keyward_core::{Error, ErrorCode, ProfileName, Result};

/// The value of `credential_process` that makes any AWS tool ask keyward for a profile:
/// `"/absolute/keyward" process NAME`.
///
/// Read alike by a POSIX shell, by Windows' `cmd` and by botocore's own splitting. What one of them
/// would change cannot stand in it.
///
/// # Errors
/// [`ErrorCode::InvalidArgument`] for a path that is not absolute or not text, and for characters
/// that would need escaping.
pub fn credential_process_pointer(program: &Path, profile: &ProfileName) -> Result<String> {
    let path = program
        .to_str()
        .ok_or_else(|| refused(format!("{}: the path is not text", program.display())))?;
    if !program.is_absolute() {
        return Err(refused(format!(
            "{path}: the path of keyward must be absolute"
        )));
    }
    if let Some(bad) = path.chars().find(|c| needs_escape(*c)) {
        return Err(
            refused(format!("{path}: the path of keyward has {bad:?} in it"))
                .with_hint("install keyward in a folder with a plain name"),
        );
    }
    let name = profile.as_str();
    if name.contains('%') || name.starts_with('-') {
        return Err(refused(format!(
            "profile \"{name}\": a shell would not read this name as it is"
        ))
        .with_hint("rename the profile: no % in its name, and no - in front"));
    }
    Ok(format!("\"{path}\" process {name}"))
}

/// What a shell, `cmd` or the file's own syntax reads as something else, even between quotes.
fn needs_escape(c: char) -> bool {
    // On Windows the backslash is what separates folders; elsewhere it is an escape.
    matches!(c, '"' | '$' | '`' | '%' | '!' | '#' | ';')
        || c.is_control()
        || (c == '\\' && !cfg!(windows))
}

fn refused(message: String) -> Error {
    Error::new(ErrorCode::InvalidArgument, message)
}

#[cfg(test)]
#[cfg(not(windows))]
mod tests {
    use super::*;

    fn pointer(path: &str, name: &str) -> Result<String> {
        credential_process_pointer(Path::new(path), &name.parse().unwrap())
    }

    #[test]
    fn a_path_with_a_blank_stands_in_quotes() {
        let line = pointer("/opt/My Tools/keyward", "prod").unwrap();
        assert_eq!(line, "\"/opt/My Tools/keyward\" process prod");
        assert_eq!(crate::shell::program(&line), "/opt/My Tools/keyward");
    }

    #[test]
    fn what_a_shell_would_change_is_refused() {
        for (path, name) in [
            ("keyward", "a"),
            ("/a$b/keyward", "a"),
            ("/a\"b/keyward", "a"),
            ("/a`b/keyward", "a"),
            ("/a\\b/keyward", "a"),
            ("/a #b/keyward", "a"),
            ("/keyward", "50%"),
            ("/keyward", "-x"),
        ] {
            let error = pointer(path, name).unwrap_err();
            assert_eq!(error.code(), ErrorCode::InvalidArgument, "{path} {name}");
        }
    }
}
