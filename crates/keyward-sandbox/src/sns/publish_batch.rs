//! <https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html>

use super::{publish, topic};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};

/// Messages in one request.
const MOST: usize = 10;

/// Publishes each message by itself; what is refused is told beside what is not.
pub(crate) fn run(cx: &mut Context<'_>, params: &Params) -> Answer {
    let arn = params.get("TopicArn").unwrap_or_default().to_owned();
    topic::find(cx, &arn)?;
    let entries = params.structures("PublishBatchRequestEntries.member");
    check(&entries)?;
    let (mut sent, mut failed) = (Vec::new(), Vec::new());
    for entry in entries {
        let id = entry.get("Id").unwrap_or_default().to_owned();
        let told = Xml::new().text("Id", &id);
        match publish::run(cx, &entry.with("TopicArn", &arn)) {
            Ok(message) => sent.push(told.and(&message)),
            Err(error) => failed.push(
                told.text("Code", error.code)
                    .text("Message", &error.message)
                    .text("SenderFault", "true"),
            ),
        }
    }
    Ok(Xml::new()
        .list("Successful", "member", sent)
        .list("Failed", "member", failed))
}

fn check(entries: &[Params]) -> Result<(), AwsError> {
    let refused = |code, why: &str| Err(AwsError::new(400, code, why));
    let ids: Vec<&str> = entries.iter().filter_map(|entry| entry.get("Id")).collect();
    let plain = |id: &&str| {
        let fits = |b: u8| b.is_ascii_alphanumeric() || b"_-".contains(&b);
        (1..=80).contains(&id.len()) && id.bytes().all(fits)
    };
    if entries.is_empty() {
        return refused(
            "EmptyBatchRequest",
            "The batch request doesn't contain any entries.",
        );
    }
    if entries.len() > MOST {
        return refused(
            "TooManyEntriesInBatchRequest",
            "The batch request contains more entries than permissible.",
        );
    }
    if ids.len() < entries.len() || !ids.iter().all(plain) {
        return refused(
            "InvalidBatchEntryId",
            "The Id of a batch entry in a batch request doesn't abide by the specification.",
        );
    }
    if ids
        .iter()
        .enumerate()
        .any(|(at, id)| ids[..at].contains(id))
    {
        return refused(
            "BatchEntryIdsNotDistinct",
            "Two or more batch entries in the request have the same Id.",
        );
    }
    Ok(())
}
