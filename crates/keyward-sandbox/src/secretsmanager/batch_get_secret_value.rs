//! <https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_BatchGetSecretValue.html>

use serde_json::{Value, json};

use super::{get_secret_value, invalid_parameter};
use crate::authorization::{self, table};
use crate::dispatch::Context;
use crate::protocol::{AwsError, Input, JsonAnswer, Service};

/// Secrets in one request.
const MOST: usize = 20;

/// Reads each secret by itself, with a permission of its own; what is refused is told beside the rest.
pub(crate) fn run(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    input.only(&["SecretIdList"])?;
    let ids = input.texts("SecretIdList")?;
    if ids.is_empty() || ids.len() > MOST {
        let why = format!("You must name between 1 and {MOST} secrets in SecretIdList.");
        return Err(invalid_parameter(why));
    }
    let (mut values, mut errors) = (Vec::new(), Vec::new());
    for id in ids {
        match one(cx, id) {
            Ok(value) => values.push(value),
            Err(error) => errors.push(json!({
                "SecretId": id, "ErrorCode": error.code, "Message": error.message,
            })),
        }
    }
    Ok(json!({ "SecretValues": values, "Errors": errors }))
}

fn one(cx: &mut Context<'_>, id: &str) -> Result<Value, AwsError> {
    let input = Input::of("SecretId", id);
    let asks = table::json(Service::SecretsManager, "GetSecretValue", cx, &input)?;
    authorization::authorize(cx, Service::SecretsManager, &asks.unwrap_or_default())?;
    get_secret_value::run(cx, &input)
}
