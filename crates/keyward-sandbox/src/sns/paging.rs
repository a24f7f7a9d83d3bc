//! Lists in pages of a hundred: `NextToken`.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::invalid;
use crate::protocol::{Answer, Params, Xml};

const SIZE: usize = 100;

/// One page of a list that is sorted by its keys.
pub(super) fn page(params: &Params, element: &str, items: Vec<(String, Xml)>) -> Answer {
    let token = params.get("NextToken").filter(|token| !token.is_empty());
    let after = match token.map(|token| URL_SAFE_NO_PAD.decode(token)) {
        None => None,
        Some(bytes) => {
            let text = bytes.ok().and_then(|bytes| String::from_utf8(bytes).ok());
            Some(text.ok_or_else(|| invalid("NextToken"))?)
        }
    };
    let rest: Vec<(String, Xml)> = items
        .into_iter()
        .filter(|(key, _)| after.as_ref().is_none_or(|after| key > after))
        .collect();
    let next = (rest.len() > SIZE).then(|| URL_SAFE_NO_PAD.encode(&rest[SIZE - 1].0));
    let shown = rest.into_iter().take(SIZE).map(|(_, xml)| xml);
    Ok(Xml::new()
        .list(element, "member", shown)
        .optional("NextToken", next))
}
