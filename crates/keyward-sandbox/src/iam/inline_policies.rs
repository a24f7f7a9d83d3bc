//! Put, Get, List and Delete of the policies inside a user or role.

use super::entity::{self, Kind};
use super::roles::encoded;
use super::{names, paging};
use crate::authorization::Document;
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};

pub(crate) fn put(cx: &mut Context<'_>, params: &Params, kind: Kind) -> Answer {
    let policy = names::required(params, "PolicyName", 128)?;
    let document = params.required("PolicyDocument")?;
    let (name, policies) = entity::policies(cx, params, kind)?;
    let document = Document::identity(document)?;
    let others = policies
        .inline
        .iter()
        .filter(|(other, _)| *other != policy)
        .map(|(_, other)| other);
    let size: usize = others.chain([&document]).map(Document::size).sum();
    if size > kind.inline_quota() {
        let why = format!(
            "Maximum policy size of {} bytes exceeded for {} {name}",
            kind.inline_quota(),
            kind.word()
        );
        return Err(AwsError::new(409, "LimitExceeded", why));
    }
    policies.inline.insert(policy.to_owned(), document);
    Ok(Xml::new())
}

pub(crate) fn get(cx: &mut Context<'_>, params: &Params, kind: Kind) -> Answer {
    let policy = names::required(params, "PolicyName", 128)?;
    let (name, policies) = entity::policies(cx, params, kind)?;
    let document = policies
        .inline
        .get(policy)
        .ok_or_else(|| absent(kind, policy))?;
    Ok(Xml::new()
        .text(kind.parameter(), name)
        .text("PolicyName", policy)
        .text("PolicyDocument", encoded(document.text())))
}

pub(crate) fn list(cx: &mut Context<'_>, params: &Params, kind: Kind) -> Answer {
    let (_, policies) = entity::policies(cx, params, kind)?;
    let names = policies
        .inline
        .keys()
        .map(|name| (name.clone(), Xml::bare(name)));
    paging::page(params, "PolicyNames", names.collect())
}

pub(crate) fn delete(cx: &mut Context<'_>, params: &Params, kind: Kind) -> Answer {
    let policy = names::required(params, "PolicyName", 128)?;
    let (_, policies) = entity::policies(cx, params, kind)?;
    policies
        .inline
        .remove(policy)
        .ok_or_else(|| absent(kind, policy))?;
    Ok(Xml::new())
}

fn absent(kind: Kind, policy: &str) -> AwsError {
    entity::not_found(format!(
        "The {} policy with name {policy} cannot be found.",
        kind.word()
    ))
}
