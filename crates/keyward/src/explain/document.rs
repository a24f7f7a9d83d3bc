//! How an explanation is written as JSON: errors as everywhere, key ids shortened.

use keyward_core::Error;
use keyward_profile::Plan;
use serde::{Serialize, Serializer, ser::Error as _};
use serde_json::{Value, json};

use crate::key_id;

/// A plan, or none, with the key id of its base shortened.
pub(crate) fn plan<S: Serializer>(plan: &Option<Plan>, serializer: S) -> Result<S::Ok, S::Error> {
    shortened(plan)
        .map_err(S::Error::custom)?
        .serialize(serializer)
}

fn shortened(plan: &Option<Plan>) -> serde_json::Result<Value> {
    let mut document = serde_json::to_value(plan)?;
    // Beside its place where it stands in a file, alone where it is a variable's.
    for pointer in ["/base/access_key_id/value", "/base/access_key_id"] {
        if let Some(Value::String(id)) = document.pointer_mut(pointer) {
            *id = key_id::short(id);
        }
    }
    Ok(document)
}

pub(super) fn error<S: Serializer>(
    error: &Option<Error>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    error.as_ref().map(words).serialize(serializer)
}

pub(super) fn some_error<S: Serializer>(error: &Error, serializer: S) -> Result<S::Ok, S::Error> {
    words(error).serialize(serializer)
}

fn words(error: &Error) -> Value {
    json!({
        "code": error.code().as_str(),
        "message": error.message(),
        "hint": error.hint(),
        "awsCode": error.aws_code(),
    })
}
