//! How names in a policy match what they stand for.

use crate::state::Principal;

/// Whether an entry of `"AWS": […]` means this principal.
pub(crate) fn principal(entry: &str, principal: &Principal) -> bool {
    let account = principal.account();
    if entry == "*" || entry == account || entry == format!("arn:aws:iam::{account}:root") {
        return true;
    }
    let role = match principal {
        Principal::AssumedRole { role_arn, .. } => Some(role_arn.as_str()),
        Principal::Root { .. } | Principal::User { .. } => None,
    };
    role == Some(entry) || entry == principal.arn()
}

/// `*` for any run, `?` for one character; letters of either case are alike, as in actions.
pub(crate) fn wildcard(pattern: &str, text: &str) -> bool {
    wildcard_exact(&pattern.to_lowercase(), &text.to_lowercase())
}

/// The same where letters of either case differ.
pub(crate) fn wildcard_exact(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let text: Vec<char> = text.chars().collect();
    let (mut p, mut t) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some('*') => {
                retry = Some((p, t));
                p += 1;
            }
            Some(letter) if *letter == '?' || *letter == text[t] => {
                p += 1;
                t += 1;
            }
            _ => {
                // Let the last star take one character more.
                let Some((star, taken)) = retry else {
                    return false;
                };
                retry = Some((star, taken + 1));
                p = star + 1;
                t = taken + 1;
            }
        }
    }
    pattern[p..].iter().all(|letter| *letter == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards() {
        for (pattern, text, expected) in [
            ("sts:AssumeRole", "sts:assumerole", true),
            ("sts:*", "sts:AssumeRole", true),
            ("sts:A*e*e", "sts:AssumeRole", true),
            ("sts:AssumeRol?", "sts:AssumeRole", true),
            ("sts:AssumeRole", "sts:AssumeRoleWithSAML", false),
            ("iam:*", "sts:AssumeRole", false),
            ("*", "", true),
            ("?", "", false),
        ] {
            assert_eq!(wildcard(pattern, text), expected, "{pattern} {text}");
        }
    }
}
