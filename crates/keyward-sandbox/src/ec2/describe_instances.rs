//! <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html>

use super::instance::{self, Instance};
use super::pages::Page;
use super::{filters, ids};
use crate::dispatch::Context;
use crate::protocol::{Answer, Params, Xml};

/// What can be filtered by.
const NAMES: [&str; 10] = [
    "instance-id",
    "instance-state-name",
    "instance-state-code",
    "instance-type",
    "image-id",
    "architecture",
    "availability-zone",
    "reservation-id",
    "tag-key",
    "tag:",
];

/// Lists instances of the region, each one step further in its life than at the last look.
pub(crate) fn run(cx: &mut Context<'_>, params: &Params) -> Answer {
    let asked = ids::instances(params)?;
    let filters = filters::read(params, &NAMES)?;
    let page = Page::read(params, &asked)?;
    let (owner, region, now, clock) = (
        cx.account_id(),
        cx.region.to_owned(),
        cx.now(),
        cx.state.clock,
    );
    let all = &mut cx.account().instances.all;
    all.retain(|instance| !instance.is_gone(now));
    let here = |instance: &Instance| instance.region == region;
    let missing: Vec<&str> = asked
        .iter()
        .copied()
        .filter(|id| !all.iter().any(|i| here(i) && i.id == *id))
        .collect();
    if !missing.is_empty() {
        return Err(ids::not_found(&missing));
    }
    let wanted = |instance: &Instance| {
        here(instance) && (asked.is_empty() || asked.contains(&instance.id.as_str()))
    };
    for instance in all.iter_mut().filter(|instance| wanted(instance)) {
        instance.advance(now);
    }
    let found: Vec<&Instance> = all
        .iter()
        .filter(|instance| {
            wanted(instance)
                && filters
                    .iter()
                    .all(|filter| filter.passes(|name| values(instance, name)))
        })
        .collect();
    let found = found
        .into_iter()
        .map(|instance| (instance.id.clone(), instance));
    let (shown, next) = page.cut(found.collect());
    let mut reservations: Vec<&str> = shown
        .iter()
        .map(|instance| instance.reservation.as_str())
        .collect();
    reservations.dedup();
    let items = reservations.into_iter().map(|id| {
        let members = shown
            .iter()
            .copied()
            .filter(|instance| instance.reservation == id);
        instance::reservation(id, &owner, members, clock)
    });
    Ok(Xml::new()
        .list("reservationSet", "item", items)
        .optional("nextToken", next))
}

/// An instance's values of a filter's name.
fn values<'i>(instance: &'i Instance, name: &str) -> Vec<&'i str> {
    match name {
        "instance-id" => vec![&instance.id],
        "instance-state-name" => vec![instance.phase.name()],
        "instance-state-code" => vec![instance.phase.code_text()],
        "instance-type" => vec![&instance.kind],
        "image-id" => vec![&instance.image],
        "architecture" => vec!["x86_64"],
        "availability-zone" => vec![&instance.zone],
        "reservation-id" => vec![&instance.reservation],
        "tag-key" => instance.tags.iter().map(|(key, _)| key.as_str()).collect(),
        tag => {
            let wanted = tag.strip_prefix("tag:");
            let tags = instance.tags.iter();
            tags.filter(|(key, _)| Some(key.as_str()) == wanted)
                .map(|(_, value)| value.as_str())
                .collect()
        }
    }
}
