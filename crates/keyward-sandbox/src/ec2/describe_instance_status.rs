//! <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceStatus.html>

use super::instance::{Instance, Phase};
use super::pages::Page;
use super::{filters, ids};
use crate::dispatch::Context;
use crate::protocol::{Answer, Params, Xml};

const NAMES: [&str; 5] = [
    "availability-zone",
    "instance-state-code",
    "instance-state-name",
    "instance-status.status",
    "system-status.status",
];

/// Running instances, or all where the request asks for them.
pub(crate) fn run(cx: &mut Context<'_>, params: &Params) -> Answer {
    let asked = ids::instances(params)?;
    let filters = filters::read(params, &NAMES)?;
    let page = Page::read(params, &asked)?;
    let every = params.get("IncludeAllInstances") == Some("true");
    let (region, now) = (cx.region.to_owned(), cx.now());
    let all = &mut cx.account().instances.all;
    all.retain(|instance| !instance.is_gone(now));
    let here: Vec<&mut Instance> = all.iter_mut().filter(|i| i.region == region).collect();
    let known = |id: &&&str| !here.iter().any(|instance| instance.id == **id);
    let missing: Vec<&str> = asked.iter().filter(known).copied().collect();
    if !missing.is_empty() {
        return Err(ids::not_found(&missing));
    }
    let mut found = Vec::new();
    for instance in here {
        if !asked.is_empty() && !asked.contains(&instance.id.as_str()) {
            continue;
        }
        instance.advance(now);
        let instance: &Instance = instance;
        let shown = every || instance.phase == Phase::Running;
        if shown
            && filters
                .iter()
                .all(|f| f.passes(|name| value(instance, name)))
        {
            found.push((instance.id.clone(), xml(instance)));
        }
    }
    let (shown, next) = page.cut(found);
    Ok(Xml::new()
        .list("instanceStatusSet", "item", shown)
        .optional("nextToken", next))
}

fn value<'i>(instance: &'i Instance, name: &str) -> Vec<&'i str> {
    vec![match name {
        "availability-zone" => &instance.zone,
        "instance-state-code" => instance.phase.code_text(),
        "instance-state-name" => instance.phase.name(),
        _ => health(instance),
    }]
}

/// What both checks say of it.
fn health(instance: &Instance) -> &'static str {
    match instance.phase {
        Phase::Running => "ok",
        Phase::Pending => "initializing",
        _ => "not-applicable",
    }
}

fn xml(instance: &Instance) -> Xml {
    let state = Xml::new()
        .text("code", instance.phase.code_text())
        .text("name", instance.phase.name());
    let reachable = match health(instance) {
        "ok" => "passed",
        other => other,
    };
    let detail = Xml::new()
        .text("name", "reachability")
        .text("status", reachable);
    let status = Xml::new()
        .text("status", health(instance))
        .list("details", "item", [detail]);
    Xml::new()
        .text("instanceId", &instance.id)
        .text("availabilityZone", &instance.zone)
        .node("instanceState", &state)
        .node("systemStatus", &status)
        .node("instanceStatus", &status)
}
