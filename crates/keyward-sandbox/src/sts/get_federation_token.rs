//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html>

use super::{credentials, session_options};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};
use crate::state::Principal;
use crate::state::sessions::Details;

const DEFAULT: i64 = 43_200;
/// Root may have an hour, however much it asks for.
const ROOT: i64 = 3_600;

/// A session of a user's making for somebody else: what the user may do, within the policies that
/// were passed. Without any it may do nothing.
pub(crate) fn run(cx: &mut Context<'_>, params: &Params) -> Answer {
    let name = name(params)?;
    let asked = params.number("DurationSeconds", 900..=129_600)?;
    let asked = asked.unwrap_or(DEFAULT);
    let details = Details {
        transitive_tag_keys: Vec::new(),
        ..session_options::read(params)?
    };
    let packed = session_options::packed_policy_size(&details)?;
    let issuer = cx.caller.principal.clone();
    let seconds = match issuer {
        Principal::Root { .. } => asked.min(ROOT),
        _ => asked,
    };
    let principal = Principal::FederatedUser {
        account: issuer.account().to_owned(),
        name: name.to_owned(),
        issuer: Box::new(issuer),
    };
    let user = Xml::new()
        .text("FederatedUserId", principal.user_id())
        .text("Arn", principal.arn());
    let session = cx.state.create_session(principal, seconds, details);
    Ok(Xml::new()
        .node("Credentials", &credentials::xml(&session, cx.state.clock))
        .node("FederatedUser", &user)
        .optional("PackedPolicySize", packed.map(|size| size.to_string())))
}

fn name(params: &Params) -> Result<&str, AwsError> {
    let name = params.required("Name")?;
    session_options::check_name(name, "name")?;
    if name.len() > 32 {
        let rule = "have length less than or equal to 32";
        return Err(AwsError::constraint(name, "name", rule));
    }
    Ok(name)
}
