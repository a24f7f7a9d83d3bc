//! Names of parameters, and the selectors behind them.
//! <https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html>

use super::validation;
use crate::protocol::AwsError;

/// Levels of a hierarchy.
const DEEPEST: usize = 15;

/// Which version a name with a colon means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Selector<'a> {
    Latest,
    Number(i64),
    Label(&'a str),
}

/// Takes `NAME:3` or `NAME:label` apart; an ARN of a parameter is its name.
pub(super) fn split(text: &str) -> (String, Selector<'_>, Option<&str>) {
    let (arn, rest) = match text.split_once(":parameter/") {
        Some((before, rest)) if before.starts_with("arn:") => (true, rest),
        _ => (false, text),
    };
    let (name, selector) = match rest.split_once(':') {
        Some((name, selector)) => (name, Some(selector)),
        None => (rest, None),
    };
    // The ARN of a name without slashes has none either.
    let name = if arn && name.contains('/') {
        format!("/{name}")
    } else {
        name.to_owned()
    };
    let meant = match selector {
        None => Selector::Latest,
        Some(text) => text.parse().map_or(Selector::Label(text), Selector::Number),
    };
    let tail = &rest[rest.find(':').unwrap_or(rest.len())..];
    (name, meant, selector.map(|_| tail))
}

/// The name alone, of a name, a selector or an ARN.
pub(crate) fn bare(text: &str) -> String {
    split(text).0
}

/// Refuses a name that no parameter may have.
pub(super) fn check(name: &str) -> Result<(), AwsError> {
    let plain = name
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"_.-/".contains(&b));
    if !plain || name.len() > 2048 || name.ends_with('/') || name.contains("//") {
        return Err(validation(
            "Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_",
        ));
    }
    if name.contains('/') && !name.starts_with('/') {
        return Err(validation("Parameter name must be a fully qualified name."));
    }
    if name.matches('/').count() > DEEPEST {
        return Err(AwsError::new(
            400,
            "HierarchyLevelLimitExceededException",
            format!("The hierarchy may have at most {DEEPEST} levels."),
        ));
    }
    let first = name.trim_start_matches('/').to_lowercase();
    if first.starts_with("aws") || first.starts_with("ssm") {
        return Err(AwsError::new(
            400,
            "AccessDeniedException",
            format!("No access to reserved parameter name: {name}."),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors() {
        assert_eq!(split("/a/b"), ("/a/b".to_owned(), Selector::Latest, None));
        assert_eq!(
            split("a:3"),
            ("a".to_owned(), Selector::Number(3), Some(":3"))
        );
        assert_eq!(
            split("a:prod"),
            ("a".to_owned(), Selector::Label("prod"), Some(":prod"))
        );
        let arn = "arn:aws:ssm:us-east-1:123456789012:parameter/a/b:2";
        assert_eq!(
            split(arn),
            ("/a/b".to_owned(), Selector::Number(2), Some(":2"))
        );
    }

    #[test]
    fn names_follow_the_rules() {
        for good in ["a", "/a/b.c-d_e", "db"] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        let deep = "/x".repeat(16);
        for bad in ["a/b", "/a/", "/a//b", "a b", "aws-x", "/ssm/x", &deep, "ü"] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}
