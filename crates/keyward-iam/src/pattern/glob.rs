//! Matching of text, `?` and `*`.

/// One part of a pattern that is ready to match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Atom<'a> {
    /// These characters.
    Text(&'a str),
    /// `?`: one character.
    One,
    /// `*`: any characters, none included.
    Many,
}

/// Anything that can be read as an atom, so that patterns without variables match as they are stored.
pub(crate) trait AsAtom {
    fn atom(&self) -> Atom<'_>;
}

impl AsAtom for Atom<'_> {
    fn atom(&self) -> Atom<'_> {
        *self
    }
}

/// Whether the whole of `text` matches. Only the last `*` is ever retried, so the time is at most
/// the product of both lengths.
pub(crate) fn matches<A: AsAtom>(pattern: &[A], text: &str) -> bool {
    let (mut at, mut rest) = (0, text);
    // After the last `*`: the pattern's place, and the text from which it is tried next.
    let mut retry: Option<(usize, &str)> = None;
    loop {
        let advanced = match pattern.get(at).map(AsAtom::atom) {
            None if rest.is_empty() => return true,
            None => None,
            Some(Atom::Many) if at + 1 == pattern.len() => return true,
            Some(Atom::Many) => {
                retry = Some((at + 1, rest));
                Some(rest)
            }
            Some(Atom::Text(wanted)) => rest.strip_prefix(wanted),
            Some(Atom::One) => after_one(rest),
        };
        if let Some(after) = advanced {
            (at, rest) = (at + 1, after);
            continue;
        }
        let Some((after_star, from)) = retry else {
            return false;
        };
        let Some(next) = after_one(from) else {
            return false;
        };
        retry = Some((after_star, next));
        (at, rest) = (after_star, next);
    }
}

fn after_one(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    chars.next().map(|_| chars.as_str())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn atoms(pattern: &str) -> Vec<Atom<'_>> {
        pattern
            .split_inclusive(['*', '?'])
            .flat_map(|part| {
                let text = part.trim_end_matches(['*', '?']);
                let wild = match &part[text.len()..] {
                    "*" => Some(Atom::Many),
                    "?" => Some(Atom::One),
                    _ => None,
                };
                [(!text.is_empty()).then_some(Atom::Text(text)), wild]
            })
            .flatten()
            .collect()
    }

    /// The definition, without any cleverness.
    fn plainly(pattern: &[char], text: &[char]) -> bool {
        match (pattern, text) {
            ([], _) => text.is_empty(),
            (['*', rest @ ..], _) => {
                plainly(rest, text) || (!text.is_empty() && plainly(pattern, &text[1..]))
            }
            (['?', rest @ ..], [_, after @ ..]) => plainly(rest, after),
            ([c, rest @ ..], [d, after @ ..]) => c == d && plainly(rest, after),
            (_, []) => false,
        }
    }

    #[test]
    fn wildcards() {
        for (pattern, text, expected) in [
            ("", "", true),
            ("*", "", true),
            ("?", "", false),
            ("a*c", "abcbc", true),
            ("a*c", "abcbd", false),
            ("*aab", "aaaab", true),
            ("?é*", "äé", true),
            ("??", "é", false),
            ("a.c", "abc", false),
        ] {
            assert_eq!(matches(&atoms(pattern), text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn many_stars_take_no_exponential_time() {
        let pattern = "*a".repeat(2_000);
        let text = "a".repeat(1_999);
        assert!(!matches(&atoms(&pattern), &text));
    }

    proptest! {
        #[test]
        fn agrees_with_the_definition(pattern in "[ab*?é]{0,10}", text in "[abé]{0,10}") {
            let plain = plainly(
                &pattern.chars().collect::<Vec<_>>(),
                &text.chars().collect::<Vec<_>>(),
            );
            prop_assert_eq!(matches(&atoms(&pattern), &text), plain);
        }
    }
}
