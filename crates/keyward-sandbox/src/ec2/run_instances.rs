//! <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html>

use super::instance::{self, Instance, Instances, Phase, Settings, Token};
use super::{ids, tags};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};
use crate::state::ids as random_ids;

/// More at once are beyond the account's quota.
const QUOTA: usize = 1000;

/// Launches between `MinCount` and `MaxCount` instances: always the most, they are cheap here.
pub(crate) fn run(cx: &mut Context<'_>, params: &Params) -> Answer {
    let count = count(params)?;
    let image = ids::image(params)?;
    let kind = kind(params)?;
    let tags = tags::for_instances(params)?;
    let settings = Settings::read(params);
    let (owner, region, now, clock) = (
        cx.account_id(),
        cx.region.to_owned(),
        cx.now(),
        cx.state.clock,
    );
    let fingerprint = params.fingerprint(&["ClientToken"]);
    let instances = &mut cx.account().instances;
    if let Some(before) = repeated(instances, params, &region, &fingerprint)? {
        return Ok(shown(instances, &before, &owner, clock));
    }
    let reservation = random_ids::ec2("r");
    instances
        .all
        .extend((0..count).map(|launch_index| Instance {
            id: random_ids::ec2("i"),
            reservation: reservation.clone(),
            region: region.clone(),
            zone: format!("{region}a"),
            image: image.to_owned(),
            kind: kind.to_owned(),
            launch_index,
            launched: now,
            phase: Phase::Pending,
            terminated: None,
            tags: tags.clone(),
            settings: settings.clone(),
        }));
    if let Some(token) = params.get("ClientToken") {
        let token = token.to_owned();
        instances.tokens.push(Token {
            region,
            token,
            fingerprint,
            reservation: reservation.clone(),
        });
    }
    Ok(shown(instances, &reservation, &owner, clock))
}

fn shown(instances: &Instances, reservation: &str, owner: &str, clock: crate::state::Clock) -> Xml {
    let members = instances
        .all
        .iter()
        .filter(|instance| instance.reservation == reservation);
    instance::reservation(reservation, owner, members, clock)
}

/// The reservation of an earlier call with the same token, if the parameters are the same too.
fn repeated(
    instances: &Instances,
    params: &Params,
    region: &str,
    fingerprint: &[(String, String)],
) -> Result<Option<String>, AwsError> {
    let Some(token) = params.get("ClientToken") else {
        return Ok(None);
    };
    if token.len() > 64 || !token.is_ascii() {
        return Err(AwsError::new(
            400,
            "InvalidParameterValue",
            "The client token must be at most 64 ASCII characters.",
        ));
    }
    match instances
        .tokens
        .iter()
        .find(|known| known.token == token && known.region == region)
    {
        None => Ok(None),
        Some(known) if known.fingerprint == fingerprint => Ok(Some(known.reservation.clone())),
        Some(_) => Err(AwsError::new(
            400,
            "IdempotentParameterMismatch",
            "The client token you have provided is associated with a resource that has different parameters.",
        )),
    }
}

fn count(params: &Params) -> Result<usize, AwsError> {
    let read = |name: &str| -> Result<usize, AwsError> {
        let text = ids::required(params, name)?;
        let number = text.parse().ok().filter(|number| *number > 0);
        number.ok_or_else(|| {
            let why = format!(
                "Value ({text}) for parameter {name} is invalid. Expected a positive integer."
            );
            AwsError::new(400, "InvalidParameterValue", why)
        })
    };
    let (least, most) = (read("MinCount")?, read("MaxCount")?);
    if least > most {
        let why = "The minimum number of instances must not be greater than the maximum.";
        return Err(AwsError::new(400, "InvalidParameterCombination", why));
    }
    if least > QUOTA {
        let why = format!(
            "You have requested more instances ({least}) than your current instance limit of {QUOTA} allows."
        );
        return Err(AwsError::new(400, "InstanceLimitExceeded", why));
    }
    Ok(most.min(QUOTA))
}

fn kind(params: &Params) -> Result<&str, AwsError> {
    let kind = params.get("InstanceType").unwrap_or("m1.small");
    check_kind(kind).map(|()| kind)
}

/// A type has a family and a size.
pub(super) fn check_kind(kind: &str) -> Result<(), AwsError> {
    let part = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    if kind
        .split_once('.')
        .is_some_and(|(family, size)| part(family) && part(size))
    {
        return Ok(());
    }
    Err(AwsError::new(
        400,
        "InvalidParameterValue",
        format!("Invalid value '{kind}' for InstanceType."),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_bounds() {
        let of = |least: &str, most: &str| {
            count(&Params::of(&[("MinCount", least), ("MaxCount", most)]))
        };
        assert_eq!(of("1", "3"), Ok(3));
        assert_eq!(of("1", "100000"), Ok(1000));
        assert_eq!(
            of("3", "1").unwrap_err().code,
            "InvalidParameterCombination"
        );
        assert_eq!(of("0", "1").unwrap_err().code, "InvalidParameterValue");
        assert_eq!(of("x", "1").unwrap_err().code, "InvalidParameterValue");
        assert_eq!(
            of("2000", "3000").unwrap_err().code,
            "InstanceLimitExceeded"
        );
        assert_eq!(
            count(&Params::default()).unwrap_err().code,
            "MissingParameter"
        );
    }

    #[test]
    fn instance_types_have_a_family_and_a_size() {
        assert_eq!(
            kind(&Params::of(&[("InstanceType", "u-6tb1.metal")])),
            Ok("u-6tb1.metal")
        );
        for bad in ["", "t3", "t3.", ".micro", "T3.micro", "t3.mi cro"] {
            assert!(
                kind(&Params::of(&[("InstanceType", bad)])).is_err(),
                "{bad}"
            );
        }
    }
}
