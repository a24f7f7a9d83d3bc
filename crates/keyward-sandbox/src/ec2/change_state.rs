//! StartInstances, StopInstances, RebootInstances, TerminateInstances: all of the instances named, or none.
//! <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html>

use super::ids;
use super::instance::{Instance, Phase};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};

pub(crate) fn start(cx: &mut Context<'_>, params: &Params) -> Answer {
    let instances = named(cx, params)?;
    for instance in &instances {
        if !matches!(
            instance.phase,
            Phase::Stopped | Phase::Pending | Phase::Running
        ) {
            return Err(wrong_state(instance, "started"));
        }
    }
    Ok(moved(instances, |phase| match phase {
        Phase::Stopped => Phase::Pending,
        other => other,
    }))
}

pub(crate) fn stop(cx: &mut Context<'_>, params: &Params) -> Answer {
    let instances = named(cx, params)?;
    for instance in &instances {
        if matches!(
            instance.phase,
            Phase::Pending | Phase::ShuttingDown | Phase::Terminated
        ) {
            return Err(wrong_state(instance, "stopped"));
        }
        if instance.settings.stop_protection {
            return Err(protected(instance, "stopped", "disableApiStop"));
        }
    }
    Ok(moved(instances, |phase| match phase {
        Phase::Running => Phase::Stopping,
        other => other,
    }))
}

pub(crate) fn reboot(cx: &mut Context<'_>, params: &Params) -> Answer {
    let instances = named(cx, params)?;
    let other = instances.iter().find(|i| i.phase != Phase::Running);
    match other {
        Some(instance) => Err(wrong_state(instance, "rebooted")),
        None => Ok(Xml::new().text("return", "true")),
    }
}

pub(crate) fn terminate(cx: &mut Context<'_>, params: &Params) -> Answer {
    let instances = named(cx, params)?;
    let kept = instances.iter().find(|i| i.settings.termination_protection);
    if let Some(instance) = kept {
        return Err(protected(instance, "terminated", "disableApiTermination"));
    }
    Ok(moved(instances, |phase| match phase {
        Phase::Terminated => Phase::Terminated,
        _ => Phase::ShuttingDown,
    }))
}

/// The instances that a request names, each of which must exist.
fn named<'c>(cx: &'c mut Context<'_>, params: &Params) -> Result<Vec<&'c mut Instance>, AwsError> {
    let asked = ids::instances(params)?;
    if asked.is_empty() {
        ids::required(params, "InstanceId")?;
    }
    let (region, now) = (cx.region.to_owned(), cx.now());
    let all = &mut cx.account().instances.all;
    all.retain(|instance| !instance.is_gone(now));
    let here = |instance: &Instance, id: &str| instance.region == region && instance.id == id;
    let missing: Vec<&str> = asked
        .iter()
        .copied()
        .filter(|id| !all.iter().any(|instance| here(instance, id)))
        .collect();
    if !missing.is_empty() {
        return Err(ids::not_found(&missing));
    }
    let found = all
        .iter_mut()
        .filter(|instance| asked.iter().any(|id| here(instance, id)));
    Ok(found.collect())
}

fn moved(instances: Vec<&mut Instance>, next: impl Fn(Phase) -> Phase) -> Xml {
    let changes = instances.into_iter().map(|instance| {
        let before = instance.phase;
        instance.phase = next(before);
        Xml::new()
            .text("instanceId", &instance.id)
            .node("currentState", &instance.phase.xml())
            .node("previousState", &before.xml())
    });
    Xml::new().list("instancesSet", "item", changes)
}

fn wrong_state(instance: &Instance, done: &str) -> AwsError {
    let why = format!(
        "The instance '{}' is not in a state from which it can be {done}.",
        instance.id
    );
    AwsError::new(400, "IncorrectInstanceState", why)
}

fn protected(instance: &Instance, done: &str, attribute: &str) -> AwsError {
    let why = format!(
        "The instance '{}' may not be {done}. Modify its '{attribute}' instance attribute and try again.",
        instance.id
    );
    AwsError::new(400, "OperationNotPermitted", why)
}
