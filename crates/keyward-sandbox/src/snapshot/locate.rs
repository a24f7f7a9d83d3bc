//! Where a field stands in the text that it was read from.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::value::RawValue;

/// The line, from 1, where the value of the deepest field of `path` that exists begins.
pub(super) fn line(text: &str, path: &[String]) -> Option<usize> {
    let mut here: &RawValue = serde_json::from_str(text).ok()?;
    for step in path {
        match within(here, step) {
            Some(next) => here = next,
            None => break,
        }
    }
    let at = here.get().as_ptr() as usize - text.as_ptr() as usize;
    Some(text[..at].matches('\n').count() + 1)
}

fn within<'t>(value: &'t RawValue, step: &str) -> Option<&'t RawValue> {
    if let Ok(members) = serde_json::from_str::<HashMap<Cow<'t, str>, &'t RawValue>>(value.get()) {
        return members.get(step).copied();
    }
    let items: Vec<&RawValue> = serde_json::from_str(value.get()).ok()?;
    items.get(step.parse::<usize>().ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_the_deepest_field_there_is() {
        let text = "{\n \"a\": {\n  \"b\": [1,\n   2]\n }\n}";
        let of = |path: &[&str]| {
            let path: Vec<String> = path.iter().map(|step| (*step).to_owned()).collect();
            line(text, &path)
        };
        assert_eq!(of(&[]), Some(1));
        assert_eq!(of(&["a"]), Some(2));
        assert_eq!(of(&["a", "b", "0"]), Some(3));
        assert_eq!(of(&["a", "b", "1"]), Some(4));
        assert_eq!(of(&["a", "missing"]), Some(2));
    }
}
