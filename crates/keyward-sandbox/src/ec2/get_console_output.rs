//! <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetConsoleOutput.html>

use super::ids;
use crate::dispatch::Context;
use crate::protocol::{Answer, Params, Xml, times};

/// Nothing runs here, so nothing was written: as of an instance that has just begun.
pub(crate) fn run(cx: &mut Context<'_>, params: &Params) -> Answer {
    let id = ids::required(params, "InstanceId")?;
    let (region, now) = (cx.region.to_owned(), cx.now());
    let told = times::millis(cx.state.clock.told(now));
    let mut all = cx.account().instances.all.iter();
    if !all.any(|instance| instance.id == id && instance.region == region) {
        return Err(ids::not_found(&[id]));
    }
    Ok(Xml::new().text("instanceId", id).text("timestamp", told))
}
