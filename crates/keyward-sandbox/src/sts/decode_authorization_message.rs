//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html>

use crate::authorization::failure_message;
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};

const LONGEST: usize = 10_240;

/// What EC2 put into a refusal, for who may know.
pub(crate) fn run(cx: &Context<'_>, params: &Params) -> Answer {
    let message = params.required("EncodedMessage")?;
    let rule = match message.len() {
        0 => "have length greater than or equal to 1",
        1..=LONGEST => {
            return failure_message::open(cx, message)
                .map(|text| Xml::new().text("DecodedMessage", text))
                .ok_or_else(invalid);
        }
        _ => "have length less than or equal to 10240",
    };
    Err(AwsError::constraint("…", "encodedMessage", rule))
}

fn invalid() -> AwsError {
    AwsError::new(
        400,
        "InvalidAuthorizationMessageException",
        "Message is not valid",
    )
}
