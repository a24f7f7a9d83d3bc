//! <https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html>

use serde_json::json;

use super::secret::{self, CURRENT, Content, Secret};
use super::{invalid_parameter, invalid_request};
use crate::dispatch::Context;
use crate::protocol::{AwsError, Input, JsonAnswer};

pub(crate) fn run(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    input.only(&[
        "Name",
        "Description",
        "ClientRequestToken",
        "SecretString",
        "SecretBinary",
        "Tags",
    ])?;
    let name = input.required("Name")?;
    check_name(name)?;
    let (content, id) = (Content::read(input)?, secret::token(input)?);
    let (account, region, now) = (cx.account_id(), cx.region.to_owned(), cx.now());
    let place = (region.clone(), name.to_owned());
    let secrets = &mut cx.account().secrets;
    secrets.retain(|_, secret| secret.deletion.is_none_or(|at| at > now));
    if let Some(known) = secrets.get(&place) {
        return again(known, &id, content.as_ref());
    }
    let mut made = Secret::new(&account, &region, name, now);
    made.description = input.text("Description")?.map(str::to_owned);
    made.tags = input.tags()?;
    let mut answer = json!({ "ARN": made.arn, "Name": name });
    if let Some(content) = content {
        made.put(&id, content, &[CURRENT], now)?;
        answer["VersionId"] = json!(id);
    }
    secrets.insert(place, made);
    Ok(answer)
}

/// The same request again is no mistake; another one with the same name is.
fn again(known: &Secret, id: &str, content: Option<&Content>) -> JsonAnswer {
    if known.deletion.is_some() {
        return Err(invalid_request(
            "You can't create this secret because a secret with this name is already scheduled for deletion.",
        ));
    }
    let same = known
        .versions
        .iter()
        .any(|version| version.id == id && Some(&version.content) == content);
    if same {
        return Ok(json!({ "ARN": known.arn, "Name": known.name, "VersionId": id }));
    }
    Err(AwsError::new(
        400,
        "ResourceExistsException",
        format!(
            "The operation failed because the secret {} already exists.",
            known.name
        ),
    ))
}

fn check_name(name: &str) -> Result<(), AwsError> {
    let plain = name
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"/_+=.@-".contains(&b));
    if plain && name.len() <= 512 {
        return Ok(());
    }
    Err(invalid_parameter(
        "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
    ))
}
