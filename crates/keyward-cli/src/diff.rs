//! A unified diff of one of the user's files, with its secrets left out.

use similar::TextDiff;

const HIDDEN: &str = "****";
/// A secret access key has so many characters.
const SECRET_LENGTH: usize = 40;

/// The diff with three lines around each change; empty where nothing differs.
pub(crate) fn unified(name: &str, before: &str, after: &str) -> String {
    let (before, after) = (masked(before), masked(after));
    TextDiff::from_lines(&before, &after)
        .unified_diff()
        .context_radius(3)
        .header(name, name)
        .to_string()
}

fn masked(text: &str) -> String {
    text.split_inclusive('\n').map(masked_line).collect()
}

fn masked_line(line: &str) -> String {
    let (body, end) = match line.find(['\r', '\n']) {
        Some(at) => line.split_at(at),
        None => (line, ""),
    };
    match body.split_once('=') {
        Some((key, value)) if hides(key, value) => format!("{key}= {HIDDEN}{end}"),
        _ => format!("{}{end}", without_long_words(body)),
    }
}

/// Also where it stands behind a comment's sign. What a `credential_process` is told may be a secret;
/// keyward's own pointer holds none.
fn hides(key: &str, value: &str) -> bool {
    let key = key.trim_matches(['#', ';', ' ', '\t']).to_ascii_lowercase();
    let is_pointer = value.trim_start().starts_with('"') && value.contains("keyward\" process ");
    key.contains("secret")
        || key.contains("password")
        || (key.contains("token") && !key.ends_with("_file"))
        || (key == "credential_process" && !is_pointer)
}

/// A secret by itself, in a comment.
fn without_long_words(text: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '/' || c == '+';
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    for c in text.chars().chain(['\n']) {
        if fits(c) {
            word.push(c);
            continue;
        }
        out.push_str(if word.len() >= SECRET_LENGTH {
            HIDDEN
        } else {
            &word
        });
        word.clear();
        out.push(c);
    }
    out.pop();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changes_is_shown_with_its_surroundings() {
        let before = "[a]\nx = 1\n[b]\nregion = y\n";
        let after = "[a]\nx = 2\n[b]\nregion = y\n";
        let diff = unified("c", before, after);
        assert!(diff.starts_with("--- c\n+++ c\n@@"), "{diff}");
        assert!(diff.contains("\n-x = 1\n+x = 2\n [b]\n"), "{diff}");
        assert_eq!(unified("c", before, before), "");
    }

    #[test]
    fn secrets_around_a_change_are_left_out() {
        const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        let before = format!(
            "[a]\naws_secret_access_key = {SECRET}\n# old: {SECRET}\n#aws_secret_access_key={SECRET}\ncredential_process = x --key hunter2\r\naws_session_token = t0ken\n"
        );
        let diff = unified("c", &before, &format!("{before}region = x"));
        for secret in [SECRET, "hunter2", "t0ken"] {
            assert!(!diff.contains(secret), "{diff}");
        }
        assert!(diff.contains("+region = x"), "{diff}");
        let pointer = "credential_process = \"/usr/bin/keyward\" process a\n";
        assert!(unified("c", "", pointer).contains("/usr/bin/keyward"));
    }
}
