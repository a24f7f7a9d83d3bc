//! Lists in pages: `MaxItems`, `Marker`, `IsTruncated`.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::protocol::{Answer, AwsError, Params, Xml};

/// One page of a list that is sorted by its keys.
pub(crate) fn page(params: &Params, element: &str, items: Vec<(String, Xml)>) -> Answer {
    let page = cut(params, items)?;
    Ok(Xml::new()
        .list(element, "member", page.items)
        .and(&page.end))
}

/// What is on a page, and the elements that end it.
pub(super) struct Page<T> {
    pub(super) items: Vec<T>,
    pub(super) end: Xml,
}

/// The same for items that are not one list.
pub(super) fn cut<T>(params: &Params, items: Vec<(String, T)>) -> Result<Page<T>, AwsError> {
    let size = params.number("MaxItems", 1..=1000)?.unwrap_or(100);
    let size = usize::try_from(size).unwrap_or(100);
    let after = params.get("Marker").map(read).transpose()?;
    let rest: Vec<(String, T)> = items
        .into_iter()
        .filter(|(key, _)| after.as_ref().is_none_or(|after| key > after))
        .collect();
    let next = (rest.len() > size).then(|| URL_SAFE_NO_PAD.encode(&rest[size - 1].0));
    Ok(Page {
        items: rest.into_iter().take(size).map(|(_, item)| item).collect(),
        end: Xml::new()
            .text("IsTruncated", next.is_some().to_string())
            .optional("Marker", next),
    })
}

fn read(marker: &str) -> Result<String, AwsError> {
    let bytes = URL_SAFE_NO_PAD.decode(marker).ok();
    bytes
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(|| AwsError::validation("Invalid Marker."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_each_other_without_gap() {
        let items = || {
            ["a", "b", "c"]
                .map(|k| (k.to_owned(), Xml::new().text("N", k)))
                .to_vec()
        };
        let first = page(&Params::of(&[("MaxItems", "2")]), "L", items())
            .unwrap()
            .document("R", None);
        assert!(
            first.contains("<N>b</N>") && !first.contains("<N>c</N>") && first.contains("true"),
            "{first}"
        );
        let marker = first
            .split("<Marker>")
            .nth(1)
            .unwrap()
            .split('<')
            .next()
            .unwrap();
        let second = page(&Params::of(&[("Marker", marker)]), "L", items())
            .unwrap()
            .document("R", None);
        assert!(
            second.contains("<N>c</N>") && !second.contains("<N>b</N>") && second.contains("false"),
            "{second}"
        );
        assert!(page(&Params::of(&[("Marker", "%")]), "L", items()).is_err());
    }
}
