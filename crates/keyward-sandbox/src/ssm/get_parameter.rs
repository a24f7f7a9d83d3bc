//! GetParameter and GetParameters.
//! <https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html>

use serde_json::{Value, json};

use super::{names, parameter, validation};
use crate::dispatch::Context;
use crate::protocol::{AwsError, Input, JsonAnswer};

pub(crate) fn one(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    let decrypt = input.flag("WithDecryption")?;
    Ok(json!({ "Parameter": get(cx, input.required("Name")?, decrypt)? }))
}

/// Up to ten; what is not there is told, not refused.
pub(crate) fn many(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    let decrypt = input.flag("WithDecryption")?;
    let names = input.texts("Names")?;
    if names.is_empty() || names.len() > 10 {
        return Err(validation(
            "1 validation error detected: Value at 'names' failed to satisfy constraint: Member must have length between 1 and 10",
        ));
    }
    let (mut found, mut invalid) = (Vec::new(), Vec::new());
    for name in names {
        match get(cx, name, decrypt) {
            Ok(parameter) => found.push(parameter),
            Err(_) => invalid.push(name),
        }
    }
    Ok(json!({ "Parameters": found, "InvalidParameters": invalid }))
}

fn get(cx: &mut Context<'_>, text: &str, decrypt: bool) -> Result<Value, AwsError> {
    let (name, meant, selector) = names::split(text);
    let clock = cx.state.clock;
    let parameter = parameter::find(cx, &name)?;
    let version = parameter.version(&meant)?;
    Ok(parameter.answer(version, decrypt, clock, selector))
}
