//! Virtual MFA devices with their seeds.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::super::account::Known;
use super::super::problem::{Place, Problem};
use super::super::words::{Pairs, When};
use crate::state::mfa::{self, MfaDevice};

/// One device; its serial number, or in a seed its name, is above it.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Wire {
    /// Base32, as authenticator apps take it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seed: Option<Zeroizing<String>>,
    /// Whose it is, and enabled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    enabled: Option<When>,
    /// The 30-second step of the last code that was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_step: Option<i64>,
    #[serde(default, skip_serializing_if = "Pairs::is_empty")]
    tags: Pairs,
}

impl Wire {
    pub(crate) fn of(device: &MfaDevice) -> Self {
        let mfa::Parts {
            serial: _, // above it
            seed,
            owner,
            used,
            tags,
        } = device.parts();
        Self {
            seed: Some(seed),
            enabled: owner.as_ref().map(|(_, at)| When(*at)),
            user: owner.map(|(name, _)| name),
            last_step: used,
            tags: Pairs(tags),
        }
    }

    pub(crate) fn restore(
        self,
        serial: String,
        place: Place<'_>,
        known: &Known<'_>,
    ) -> Result<MfaDevice, Problem> {
        let Self {
            seed,
            user,
            enabled,
            last_step,
            tags,
        } = self;
        let made = MfaDevice::new(serial.clone());
        let parts = mfa::Parts {
            serial,
            seed: seed.unwrap_or_else(|| made.base32()),
            owner: user.map(|name| (name, enabled.map_or(known.now, |at| at.0))),
            used: last_step,
            tags: tags.0,
        };
        MfaDevice::restore(parts).ok_or_else(|| {
            let place = place.at("seed");
            place
                .refuse("this is no seed")
                .hint("give the seed in base32, letters A to Z and digits 2 to 7")
        })
    }
}

/// The serial number that a name stands for.
pub(crate) fn serial(name: &str, account: &str) -> String {
    if name.starts_with("arn:") {
        return name.to_owned();
    }
    format!("arn:aws:iam::{account}:mfa/{name}")
}
