//! Session tokens of IMDSv2.
//! <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-v2-how-it-works.html>

use time::Duration;

use super::refused;
use crate::protocol::Reply;
use crate::request::Request;
use crate::state::State;

const TTL: &str = "x-aws-ec2-metadata-token-ttl-seconds";
const TOKEN: &str = "x-aws-ec2-metadata-token";
/// Six hours.
const LONGEST: i64 = 21_600;

/// `PUT /latest/api/token`. A request that came through a proxy gets none.
pub(super) fn issue(state: &mut State, request: &Request) -> Reply {
    if request.headers.contains_key("x-forwarded-for") {
        return refused(403);
    }
    let Some(seconds) = ttl(request) else {
        return refused(400);
    };
    let now = state.clock.now();
    let expires = now + Duration::seconds(seconds);
    let token = state.imds.tokens.issue("AQAEA", (), now, expires);
    super::text(token.to_string()).header(TTL, seconds.to_string())
}

fn ttl(request: &Request) -> Option<i64> {
    let text = request.header(TTL)?;
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = digits.then(|| text.parse::<i64>().ok()).flatten()?;
    (1..=LONGEST).contains(&seconds).then_some(seconds)
}

/// Whether a request may read. A token that is given has to be right even where none is needed.
pub(super) fn admits(state: &State, request: &Request) -> bool {
    match request.headers.get(TOKEN) {
        None => state.imds.v1,
        Some(value) => value.to_str().is_ok_and(|token| {
            let now = state.clock.now();
            state.imds.tokens.live(token, now).is_some()
        }),
    }
}
