//! <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html>

use super::instance::{self, Instance};
use super::{filters, ids};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};

/// Lists instances of the region, each one step further in its life than at the last look.
pub(crate) fn run(cx: &mut Context<'_>, params: &Params) -> Answer {
    let asked = ids::instances(params)?;
    let filters = filters::read(params)?;
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
        .filter(|instance| wanted(instance) && filters.iter().all(|filter| filter.passes(instance)))
        .collect();
    let (shown, next) = page.cut(&found);
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

/// `MaxResults` and `NextToken`; the token is the id of the last instance shown.
struct Page {
    size: usize,
    after: Option<String>,
}

impl Page {
    fn read(params: &Params, asked: &[&str]) -> Result<Self, AwsError> {
        let after = params.get("NextToken").map(str::to_owned);
        let Some(text) = params.get("MaxResults") else {
            return Ok(Self {
                size: usize::MAX,
                after,
            });
        };
        if !asked.is_empty() {
            let why = "The parameter instancesSet cannot be used with the parameter maxResults";
            return Err(AwsError::new(400, "InvalidParameterCombination", why));
        }
        let size = text.parse().ok().filter(|size| (5..=1000).contains(size)).ok_or_else(|| {
            let why = format!("Value ( {text} ) for parameter maxResults is invalid. Expecting a value between 5 and 1000.");
            AwsError::new(400, "InvalidParameterValue", why)
        })?;
        Ok(Self { size, after })
    }

    fn cut<'a>(&self, found: &[&'a Instance]) -> (Vec<&'a Instance>, Option<String>) {
        let start = self.after.as_ref().map_or(0, |after| {
            found
                .iter()
                .position(|instance| &instance.id == after)
                .map_or(found.len(), |at| at + 1)
        });
        let shown: Vec<&Instance> = found[start..].iter().take(self.size).copied().collect();
        let more = found.len() - start > shown.len();
        let next = shown
            .last()
            .filter(|_| more)
            .map(|instance| instance.id.clone());
        (shown, next)
    }
}
