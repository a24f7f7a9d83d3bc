//! <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TerminateInstances.html>

use super::ids;
use crate::dispatch::Context;
use crate::protocol::{Answer, Params, Xml};

/// Ends all instances named, or none: one unknown id refuses the whole call.
pub(crate) fn run(cx: &mut Context<'_>, params: &Params) -> Answer {
    let asked = ids::instances(params)?;
    if asked.is_empty() {
        ids::required(params, "InstanceId")?;
    }
    let (region, now) = (cx.region.to_owned(), cx.now());
    let all = &mut cx.account().instances.all;
    all.retain(|instance| !instance.is_gone(now));
    let missing: Vec<&str> = asked
        .iter()
        .copied()
        .filter(|id| {
            !all.iter()
                .any(|instance| instance.region == region && instance.id == *id)
        })
        .collect();
    if !missing.is_empty() {
        return Err(ids::not_found(&missing));
    }
    let ended = all
        .iter_mut()
        .filter(|instance| asked.contains(&instance.id.as_str()))
        .map(|instance| {
            let before = instance.terminate();
            Xml::new()
                .text("instanceId", &instance.id)
                .node("currentState", &instance.phase.xml())
                .node("previousState", &before.xml())
        });
    Ok(Xml::new().list("instancesSet", "item", ended))
}
