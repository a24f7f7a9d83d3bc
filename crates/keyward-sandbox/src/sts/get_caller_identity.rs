//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html>

use crate::dispatch::Context;
use crate::protocol::Xml;

/// Needs no permission: whoever has valid credentials learns whose they are.
pub(crate) fn run(cx: &Context<'_>) -> Xml {
    let principal = &cx.caller.principal;
    Xml::new()
        .text("Arn", principal.arn())
        .text("UserId", principal.user_id())
        .text("Account", principal.account())
}
