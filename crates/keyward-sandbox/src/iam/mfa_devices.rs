//! Virtual MFA devices.
//! <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateVirtualMFADevice.html>

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use time::OffsetDateTime;

use super::{entity, names, paging, qr_code, tags, users};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml, times};
use crate::state::{Clock, MfaDevice};

/// Devices of one user.
const LIMIT: usize = 8;

/// The one answer that carries the seed.
pub(crate) fn create(cx: &mut Context<'_>, params: &Params) -> Answer {
    let name = names::required(params, "VirtualMFADeviceName", 226)?;
    let serial = format!(
        "arn:aws:iam::{}:mfa{}{name}",
        cx.account_id(),
        names::path(params)?
    );
    let tags = names::tags(params)?;
    let id = cx.account_id();
    let account = cx.account();
    let label = account.alias.clone().unwrap_or(id);
    let devices = &mut account.mfa_devices;
    if devices.contains_key(&serial) {
        let why = "MFADevice entity at the same path and name already exists.";
        return Err(AwsError::new(409, "EntityAlreadyExists", why));
    }
    let mut device = MfaDevice::new(serial.clone());
    device.tags = tags;
    let seed = device.base32();
    let picture = qr_code::png(name, &label, &seed);
    let inner = Xml::new()
        .text("SerialNumber", &serial)
        .text("Base32StringSeed", STANDARD.encode(seed.as_bytes()))
        .text("QRCodePNG", STANDARD.encode(&*picture))
        .and(&tags::xml(&device.tags));
    devices.insert(serial, device);
    Ok(Xml::new().node("VirtualMFADevice", &inner))
}

pub(crate) fn enable(cx: &mut Context<'_>, params: &Params) -> Answer {
    let user = existing_user(cx, params)?;
    let now = cx.now();
    let held = cx.account().mfa_devices.values();
    if held.filter(|device| device.belongs_to(&user)).count() >= LIMIT {
        let why = format!("Cannot exceed quota for MfaDevicesPerUser: {LIMIT}");
        return Err(AwsError::new(409, "LimitExceeded", why));
    }
    let device = find(cx, params)?;
    if device.owner.is_some() {
        let why = "MFA Device is already in use.";
        return Err(AwsError::new(409, "EntityAlreadyExists", why));
    }
    check_pair(device, params)?;
    device.owner = Some((user, now));
    Ok(Xml::new())
}

pub(crate) fn resync(cx: &mut Context<'_>, params: &Params) -> Answer {
    let user = existing_user(cx, params)?;
    check_pair(find_of(cx, params, &user)?, params)?;
    Ok(Xml::new())
}

pub(crate) fn deactivate(cx: &mut Context<'_>, params: &Params) -> Answer {
    let user = existing_user(cx, params)?;
    find_of(cx, params, &user)?.owner = None;
    Ok(Xml::new())
}

pub(crate) fn delete(cx: &mut Context<'_>, params: &Params) -> Answer {
    let device = find(cx, params)?;
    if device.owner.is_some() {
        return Err(entity::conflict(
            "MFA VirtualDevice in use. Must deactivate first.",
        ));
    }
    let serial = device.serial.clone();
    cx.account().mfa_devices.remove(&serial);
    Ok(Xml::new())
}

pub(crate) fn get(cx: &mut Context<'_>, params: &Params) -> Answer {
    let clock = cx.state.clock;
    let device = match params.get("UserName") {
        Some(_) => {
            let user = existing_user(cx, params)?;
            find_of(cx, params, &user)?
        }
        None => find(cx, params)?,
    };
    Ok(owned(device, clock))
}

pub(crate) fn list(cx: &mut Context<'_>, params: &Params) -> Answer {
    let user = existing_user(cx, params)?;
    let clock = cx.state.clock;
    let devices = cx.account().mfa_devices.values();
    let items = devices
        .filter(|device| device.belongs_to(&user))
        .map(|device| (device.serial.clone(), owned(device, clock)));
    paging::page(params, "MFADevices", items.collect())
}

pub(crate) fn list_virtual(cx: &mut Context<'_>, params: &Params) -> Answer {
    let wanted = match params.get("AssignmentStatus") {
        None | Some("Any") => None,
        Some("Assigned") => Some(true),
        Some("Unassigned") => Some(false),
        Some(other) => {
            let rule = "satisfy enum value set: [Any, Unassigned, Assigned]";
            return Err(AwsError::constraint(other, "assignmentStatus", rule));
        }
    };
    let clock = cx.state.clock;
    let account = cx.account();
    let shown = account.mfa_devices.values();
    let shown = shown.filter(|device| wanted.is_none_or(|wanted| wanted == device.owner.is_some()));
    let items = shown.map(|device| {
        let user = device
            .owner
            .as_ref()
            .and_then(|(name, _)| account.users.get(name));
        let xml = Xml::new().text("SerialNumber", &device.serial);
        let xml = match (user, &device.owner) {
            (Some(user), Some((_, since))) => xml
                .node("User", &users::xml(user, clock))
                .text("EnableDate", times::seconds(clock.told(*since))),
            _ => xml,
        };
        (device.serial.clone(), xml)
    });
    paging::page(params, "VirtualMFADevices", items.collect())
}

fn owned(device: &MfaDevice, clock: Clock) -> Xml {
    let owner = device.owner.as_ref();
    Xml::new()
        .optional("UserName", owner.map(|(name, _)| name))
        .text("SerialNumber", &device.serial)
        .optional(
            "EnableDate",
            owner.map(|(_, since)| times::seconds(clock.told(*since))),
        )
}

fn existing_user(cx: &mut Context<'_>, params: &Params) -> Result<String, AwsError> {
    let name = users::own_or_named(cx, params)?;
    if cx.account().users.contains_key(&name) {
        return Ok(name);
    }
    Err(entity::absent(entity::Kind::User, &name))
}

pub(super) fn find<'c>(
    cx: &'c mut Context<'_>,
    params: &Params,
) -> Result<&'c mut MfaDevice, AwsError> {
    let serial = params.required("SerialNumber")?;
    let device = cx.account().mfa_devices.get_mut(serial);
    device.ok_or_else(|| {
        entity::not_found(format!(
            "VirtualMFADevice with serial number {serial} does not exist."
        ))
    })
}

fn find_of<'c>(
    cx: &'c mut Context<'_>,
    params: &Params,
    user: &str,
) -> Result<&'c mut MfaDevice, AwsError> {
    let device = find(cx, params)?;
    if device.belongs_to(user) {
        return Ok(device);
    }
    Err(entity::not_found(format!(
        "MFA Device invalid for user {user}."
    )))
}

/// Authenticators run by the real clock, whatever the sandbox's says.
fn check_pair(device: &mut MfaDevice, params: &Params) -> Result<(), AwsError> {
    let first = params.required("AuthenticationCode1")?;
    let second = params.required("AuthenticationCode2")?;
    if device.take_pair(first, second, OffsetDateTime::now_utc()) {
        return Ok(());
    }
    Err(AwsError::new(
        403,
        "InvalidAuthenticationCode",
        "Authentication code for device is not valid.",
    ))
}
