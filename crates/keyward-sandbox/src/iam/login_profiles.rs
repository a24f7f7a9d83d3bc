//! Passwords for the console, which is not here: no user has one, and none can be made.
//! <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetLoginProfile.html>

use super::entity::{self, Kind};
use super::users;
use crate::dispatch::Context;
use crate::protocol::{Answer, Params};

/// GetLoginProfile and DeleteLoginProfile.
pub(crate) fn none(cx: &mut Context<'_>, params: &Params) -> Answer {
    let name = users::own_or_named(cx, params)?;
    if !cx.account().users.contains_key(&name) {
        return Err(entity::absent(Kind::User, &name));
    }
    Err(entity::not_found(format!(
        "Login Profile for User {name} cannot be found."
    )))
}
