//! DeleteParameter and DeleteParameters.
//! <https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameters.html>

use serde_json::json;

use super::not_found;
use crate::dispatch::Context;
use crate::protocol::{Input, JsonAnswer};

pub(crate) fn one(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    let name = input.required("Name")?;
    if remove(cx, name) {
        Ok(json!({}))
    } else {
        Err(not_found(name))
    }
}

pub(crate) fn many(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    let (gone, absent): (Vec<&str>, Vec<&str>) = input
        .texts("Names")?
        .into_iter()
        .partition(|name| remove(cx, name));
    Ok(json!({ "DeletedParameters": gone, "InvalidParameters": absent }))
}

fn remove(cx: &mut Context<'_>, name: &str) -> bool {
    let place = (cx.region.to_owned(), name.to_owned());
    cx.account().parameters.remove(&place).is_some()
}
