//! API keys for Amazon Bedrock (Amazon Bedrock User Guide, "Generate Amazon Bedrock API keys").

use super::Part;
use crate::{finding::What, runs::runs};

/// `ABSK` and base64 of `BedrockAPIKey-`, a name, and the secret; `bedrock-api-key-` and base64 of a presigned address.
const SHORTEST: usize = 100;

pub(super) fn at(text: &[u8], start: usize) -> Option<Part> {
    let run = runs(text, start..start + 1).next()?;
    (run.value.len() >= SHORTEST).then(|| Part {
        what: What::BedrockApiKey,
        span: run.span,
        value: run.value,
        is_named: true,
    })
}
