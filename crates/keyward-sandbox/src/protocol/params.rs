//! The parameters of a Query or EC2 call, with the list forms of both.

use std::collections::BTreeMap;

use super::{AwsError, form};
use crate::request::Request;

/// Name → value, as sent. `Tags.member.1.Key` and `Filter.1.Name` stay flat until asked for.
#[derive(Debug, Default)]
pub(crate) struct Params(BTreeMap<String, String>);

impl Params {
    /// Reads the body of a POST and the query string; the body wins.
    pub(crate) fn read(request: &Request) -> Self {
        let body = String::from_utf8_lossy(&request.body);
        let mut map: BTreeMap<_, _> = form::decode(&request.query).into_iter().collect();
        map.extend(form::decode(&body));
        Self(map)
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// With one more value.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.0.insert(name.to_owned(), value.to_owned());
        self
    }

    /// A value that must be there, refused as STS and IAM do.
    pub(crate) fn required(&self, name: &str) -> Result<&str, AwsError> {
        self.get(name)
            .ok_or_else(|| AwsError::missing(&lower_camel(name)))
    }

    /// A whole number within bounds, refused as STS and IAM do.
    pub(crate) fn number(
        &self,
        name: &str,
        bounds: std::ops::RangeInclusive<i64>,
    ) -> Result<Option<i64>, AwsError> {
        let Some(text) = self.get(name) else {
            return Ok(None);
        };
        let place = lower_camel(name);
        let number: i64 = text
            .parse()
            .map_err(|_| AwsError::constraint(text, &place, "be an integer"))?;
        if number < *bounds.start() {
            let rule = format!("have value greater than or equal to {}", bounds.start());
            return Err(AwsError::constraint(text, &place, &rule));
        }
        if number > *bounds.end() {
            let rule = format!("have value less than or equal to {}", bounds.end());
            return Err(AwsError::constraint(text, &place, &rule));
        }
        Ok(Some(number))
    }

    /// The values of a flat list: `Prefix.1`, `Prefix.2`, … in numeric order.
    pub(crate) fn list(&self, prefix: &str) -> Vec<&str> {
        self.indices(prefix)
            .into_iter()
            .filter_map(|index| self.get(&format!("{prefix}.{index}")))
            .collect()
    }

    /// The members of a list of structures: for `Tags.member`, one `Params` for each index.
    pub(crate) fn structures(&self, prefix: &str) -> Vec<Params> {
        self.indices(prefix)
            .into_iter()
            .map(|index| self.within(&format!("{prefix}.{index}.")))
            .collect()
    }

    /// The tags of a list of `Key` and `Value`, as they are.
    pub(crate) fn tags(&self, prefix: &str) -> Vec<(String, String)> {
        let text = |tag: &Params, name| tag.get(name).unwrap_or_default().to_owned();
        let tags = self.structures(prefix);
        tags.iter()
            .map(|tag| (text(tag, "Key"), text(tag, "Value")))
            .collect()
    }

    /// Everything below a prefix, with the prefix removed.
    fn within(&self, prefix: &str) -> Params {
        let inner = self
            .0
            .range(prefix.to_owned()..)
            .map_while(|(name, value)| {
                name.strip_prefix(prefix)
                    .map(|rest| (rest.to_owned(), value.clone()))
            });
        Self(inner.collect())
    }

    fn indices(&self, prefix: &str) -> Vec<u32> {
        let dotted = format!("{prefix}.");
        let mut found: Vec<u32> = self
            .0
            .range(dotted.clone()..)
            .map_while(|(name, _)| name.strip_prefix(&dotted))
            .filter_map(|rest| rest.split('.').next()?.parse().ok())
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// All pairs but those named: what an idempotency token stands for.
    pub(crate) fn fingerprint(&self, without: &[&str]) -> Vec<(String, String)> {
        self.0
            .iter()
            .filter(|(name, _)| !without.contains(&name.as_str()))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }
}

/// `RoleArn` → `roleArn`, the way AWS's validation names a place.
fn lower_camel(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

#[cfg(test)]
impl Params {
    /// Builds parameters from pairs, for tests.
    pub(crate) fn of(pairs: &[(&str, &str)]) -> Self {
        Self(
            pairs
                .iter()
                .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
                .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_in_numeric_order() {
        let params = Params::of(&[("I.10", "c"), ("I.2", "b"), ("I.1", "a"), ("I.x", "no")]);
        assert_eq!(params.list("I"), ["a", "b", "c"]);
    }

    #[test]
    fn structures_keep_their_fields_together() {
        let params = Params::of(&[
            ("Tags.member.1.Key", "k1"),
            ("Tags.member.1.Value", "v1"),
            ("Tags.member.10.Key", "k10"),
            ("TagsX", "no"),
        ]);
        let tags = params.structures("Tags.member");
        assert_eq!(tags.len(), 2);
        assert_eq!(tags[0].get("Value"), Some("v1"));
        assert_eq!(tags[1].get("Key"), Some("k10"));
    }

    #[test]
    fn numbers_out_of_bounds_are_named() {
        let params = Params::of(&[("DurationSeconds", "1"), ("N", "x")]);
        let error = params.number("DurationSeconds", 900..=43200).unwrap_err();
        assert_eq!(error.code, "ValidationError");
        assert!(
            error.message.contains("at 'durationSeconds'"),
            "{}",
            error.message
        );
        assert!(params.number("N", 0..=1).is_err());
        assert_eq!(params.number("Absent", 0..=1), Ok(None));
    }
}
