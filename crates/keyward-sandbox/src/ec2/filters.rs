//! `Filter.N` of DescribeInstances: an instance passes if every filter has a value that fits.

use super::instance::Instance;
use crate::protocol::{AwsError, Params};

/// One filter.
#[derive(Debug)]
pub(crate) struct Filter {
    name: String,
    values: Vec<String>,
}

/// Names that are understood; any other is refused, as EC2 refuses a name it does not know.
const NAMES: [&str; 7] = [
    "instance-id",
    "instance-state-name",
    "instance-type",
    "image-id",
    "availability-zone",
    "reservation-id",
    "tag-key",
];

/// Reads the filters of a request.
pub(crate) fn read(params: &Params) -> Result<Vec<Filter>, AwsError> {
    params.structures("Filter").iter().map(one).collect()
}

fn one(filter: &Params) -> Result<Filter, AwsError> {
    let name = filter.get("Name").unwrap_or_default();
    if !NAMES.contains(&name) && !name.starts_with("tag:") {
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
    pub(crate) fn passes(&self, instance: &Instance) -> bool {
        let any = |text: &str| self.values.iter().any(|pattern| fits(pattern, text));
        match self.name.as_str() {
            "instance-id" => any(&instance.id),
            "instance-state-name" => any(instance.phase.name()),
            "instance-type" => any(&instance.kind),
            "image-id" => any(&instance.image),
            "availability-zone" => any(&format!("{}a", instance.region)),
            "reservation-id" => any(&instance.reservation),
            "tag-key" => instance.tags.iter().any(|(key, _)| any(key)),
            tag => {
                let wanted = tag.strip_prefix("tag:");
                instance
                    .tags
                    .iter()
                    .any(|(key, value)| Some(key.as_str()) == wanted && any(value))
            }
        }
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
            read(&Params::of(&[
                ("Filter.1.Name", "tag:env"),
                ("Filter.1.Value.1", "x")
            ]))
            .is_ok()
        );
        for name in ["", "colour"] {
            let params = Params::of(&[("Filter.1.Name", name), ("Filter.1.Value.1", "x")]);
            assert_eq!(
                read(&params).unwrap_err().code,
                "InvalidParameterValue",
                "{name}"
            );
        }
    }
}
