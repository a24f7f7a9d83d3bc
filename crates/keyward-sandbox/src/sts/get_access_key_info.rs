//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html>

use crate::protocol::{Answer, AwsError, Params, Xml};
use crate::state::ids;

/// The account is read from the id itself, as in AWS: the key need not exist.
pub(crate) fn run(params: &Params) -> Answer {
    let id = params.required("AccessKeyId")?;
    let account = ids::account_of(id)
        .ok_or_else(|| AwsError::validation(format!("Invalid value for AccessKeyId: {id}")))?;
    Ok(Xml::new().text("Account", account))
}
