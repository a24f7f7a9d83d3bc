//! <https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameterHistory.html>

use serde_json::json;

use super::parameter::{self, Kind};
use crate::dispatch::Context;
use crate::protocol::json::page;
use crate::protocol::{Input, JsonAnswer};

pub(crate) fn run(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    let decrypt = input.flag("WithDecryption")?;
    let size = input.number("MaxResults", 1..=50)?.unwrap_or(50);
    let clock = cx.state.clock;
    let parameter = parameter::find(cx, input.required("Name")?)?;
    let items = parameter.versions.iter().map(|version| {
        let mut item = parameter.metadata(version, clock);
        let open = decrypt || version.kind != Kind::SecureString;
        item["Value"] = json!(if open {
            version.value.as_str()
        } else {
            &version.sealed
        });
        item["Labels"] = json!(version.labels);
        (format!("{:08}", version.number), item)
    });
    let size = usize::try_from(size).unwrap_or(50);
    let (shown, next) = page(items.collect(), input.text("NextToken")?, size);
    let mut answer = json!({ "Parameters": shown });
    if let Some(next) = next {
        answer["NextToken"] = json!(next);
    }
    Ok(answer)
}
