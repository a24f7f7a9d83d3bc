//! `Filter.N`: a thing passes if every filter has a value that fits.

use crate::protocol::{AwsError, Params};

/// One filter.
#[derive(Debug)]
pub(crate) struct Filter {
    name: String,
    values: Vec<String>,
}

/// Reads the filters of a request. A name that is not among these is refused, as EC2 refuses one that
/// it does not know; `tag:` stands for all names that begin so.
pub(crate) fn read(params: &Params, names: &[&str]) -> Result<Vec<Filter>, AwsError> {
    let filters = params.structures("Filter");
    filters.iter().map(|filter| one(filter, names)).collect()
}

fn one(filter: &Params, names: &[&str]) -> Result<Filter, AwsError> {
    let name = filter.get("Name").unwrap_or_default();
    let tag = names.contains(&"tag:") && name.starts_with("tag:");
    if !names.contains(&name) && !tag {
        return Err(AwsError::new(
            400,
            "InvalidParameterValue",
            format!("The filter '{name}' is invalid"),
        ));
    }
    let values: Vec<String> = filter
        .list("Value")
        .into_iter()
        .map(str::to_owned)
        .collect();
    if values.is_empty() {
        return Err(AwsError::new(
            400,
            "InvalidParameterValue",
            format!("The filter '{name}' must have a value"),
        ));
    }
    Ok(Filter {
        name: name.to_owned(),
        values,
    })
}

impl Filter {
    /// Whether one of the thing's values of this name fits one of the filter's.
    pub(crate) fn passes<'t>(&self, values: impl Fn(&str) -> Vec<&'t str>) -> bool {
        let texts = values(&self.name);
        let any = |text: &str| self.values.iter().any(|pattern| fits(pattern, text));
        texts.into_iter().any(any)
    }
}

/// `*` for any run and `?` for one character; the backslash takes their meaning away.
fn fits(pattern: &str, text: &str) -> bool {
    match pattern.chars().next() {
        None => text.is_empty(),
        Some('*') => {
            let rest = &pattern[1..];
            text.char_indices()
                .map(|(at, _)| at)
                .chain([text.len()])
                .any(|at| fits(rest, &text[at..]))
        }
        Some(letter) => {
            let (literal, rest) = match (letter, pattern[letter.len_utf8()..].chars().next()) {
                ('\\', Some(next)) => (Some(next), &pattern[1 + next.len_utf8()..]),
                ('?', _) => (None, &pattern[1..]),
                _ => (Some(letter), &pattern[letter.len_utf8()..]),
            };
            let mut letters = text.chars();
            letters
                .next()
                .is_some_and(|first| literal.is_none_or(|l| l == first))
                && fits(rest, letters.as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (pattern, text, expected) in [
            ("web", "web", true),
            ("web", "Web", false),
            ("w*", "web", true),
            ("*b", "web", true),
            ("w?b", "web", true),
            ("w\\*", "w*", true),
            ("w\\*", "web", false),
            ("", "web", false),
            ("ü*", "über", true),
        ] {
            assert_eq!(fits(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn unknown_names_are_refused() {
        assert!(
            read(
                &Params::of(&[("Filter.1.Name", "tag:env"), ("Filter.1.Value.1", "x")]),
                &["tag:"]
            )
            .is_ok()
        );
        for name in ["", "colour"] {
            let params = Params::of(&[("Filter.1.Name", name), ("Filter.1.Value.1", "x")]);
            assert_eq!(
                read(&params, &["tag:"]).unwrap_err().code,
                "InvalidParameterValue",
                "{name}"
            );
        }
    }
}
