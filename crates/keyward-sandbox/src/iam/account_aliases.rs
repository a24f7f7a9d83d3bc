//! The account's alias: the name of its sign-in page. An account has one at most.
//! <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccountAlias.html>

use super::{entity, paging};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};

/// A new alias takes the old one's place.
pub(crate) fn create(cx: &mut Context<'_>, params: &Params) -> Answer {
    let alias = alias(params)?;
    let own = cx.account_id();
    let mut others = cx.state.accounts.iter();
    if others.any(|(id, account)| *id != own && account.alias.as_deref() == Some(alias)) {
        let why = format!("The account alias {alias} already exists.");
        return Err(AwsError::new(409, "EntityAlreadyExists", why));
    }
    cx.account().alias = Some(alias.to_owned());
    Ok(Xml::new())
}

pub(crate) fn delete(cx: &mut Context<'_>, params: &Params) -> Answer {
    let alias = alias(params)?;
    let own = &mut cx.account().alias;
    if own.as_deref() != Some(alias) {
        return Err(entity::not_found(format!(
            "The account alias {alias} cannot be found."
        )));
    }
    *own = None;
    Ok(Xml::new())
}

pub(crate) fn list(cx: &mut Context<'_>, params: &Params) -> Answer {
    let alias = cx.account().alias.iter();
    let items = alias.map(|alias| (alias.clone(), Xml::bare(alias)));
    paging::page(params, "AccountAliases", items.collect())
}

/// Lower-case letters, digits and single dashes within, 3 to 63 of them.
fn alias(params: &Params) -> Result<&str, AwsError> {
    let alias = params.required("AccountAlias")?;
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let fine = (3..=63).contains(&alias.len())
        && alias.bytes().all(plain)
        && !alias.starts_with('-')
        && !alias.ends_with('-')
        && !alias.contains("--");
    if fine {
        return Ok(alias);
    }
    let rule = "satisfy regular expression pattern: ^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$";
    Err(AwsError::constraint(alias, "accountAlias", rule))
}
