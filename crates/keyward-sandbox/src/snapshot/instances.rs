//! EC2: instances, and the idempotency tokens of their launches.

use serde::{Deserialize, Serialize};

use super::account::Known;
use super::problem::{Place, Problem};
use super::words::{Pairs, When, check_region, is_default};
use crate::DEFAULT_REGION;
use crate::ec2::instance::{self, Phase, Settings, Token};
use crate::ec2::{Instance, Instances};
use crate::state::ids;

/// The instances of an account, in the order of their launch.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Wire {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    instances: Vec<One>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    client_tokens: Vec<ClientToken>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct One {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    instance_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reservation_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    region: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    availability_zone: Option<String>,
    image_id: String,
    instance_type: String,
    #[serde(default, skip_serializing_if = "is_default")]
    launch_index: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    launched: Option<When>,
    /// As EC2 names it; `running` where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    state: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    terminated: Option<When>,
    #[serde(default, skip_serializing_if = "Pairs::is_empty")]
    tags: Pairs,
    #[serde(default, skip_serializing_if = "is_default")]
    termination_protection: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    stop_protection: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    shutdown_behavior: Option<String>,
    /// Base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    user_data: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source_dest_check: Option<bool>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ClientToken {
    region: String,
    token: String,
    /// The parameters of the first call.
    parameters: Pairs,
    reservation_id: String,
}

impl Wire {
    pub(crate) fn is_empty(&self) -> bool {
        self.instances.is_empty() && self.client_tokens.is_empty()
    }

    pub(crate) fn of(instances: &Instances) -> Self {
        let Instances { all, tokens } = instances;
        Self {
            instances: all.iter().map(One::of).collect(),
            client_tokens: tokens.iter().map(ClientToken::of).collect(),
        }
    }

    pub(crate) fn restore(self, place: Place<'_>, known: &Known<'_>) -> Result<Instances, Problem> {
        let above = place.at("instances");
        let numbered = self.instances.into_iter().enumerate();
        let all = numbered.map(|(at, one)| one.restore(above.at(&at.to_string()), known));
        Ok(Instances {
            all: all.collect::<Result<_, _>>()?,
            tokens: self
                .client_tokens
                .into_iter()
                .map(ClientToken::restore)
                .collect(),
        })
    }
}

impl One {
    fn of(one: &Instance) -> Self {
        let Instance {
            id,
            reservation,
            region,
            zone,
            image,
            kind,
            launch_index,
            launched,
            phase,
            terminated,
            tags,
            settings,
        } = one;
        let Settings {
            termination_protection,
            stop_protection,
            shutdown_behavior,
            user_data,
            source_dest_check,
        } = settings;
        Self {
            instance_id: Some(id.clone()),
            reservation_id: Some(reservation.clone()),
            region: Some(region.clone()),
            availability_zone: Some(zone.clone()),
            image_id: image.clone(),
            instance_type: kind.clone(),
            launch_index: *launch_index,
            launched: Some(When(*launched)),
            state: Some(phase.name().to_owned()),
            terminated: terminated.map(When),
            tags: Pairs(tags.clone()),
            termination_protection: *termination_protection,
            stop_protection: *stop_protection,
            shutdown_behavior: Some(shutdown_behavior.clone()),
            user_data: user_data.clone(),
            source_dest_check: Some(*source_dest_check),
        }
    }

    fn restore(self, place: Place<'_>, known: &Known<'_>) -> Result<Instance, Problem> {
        let region = self.region.unwrap_or_else(|| DEFAULT_REGION.to_owned());
        check_region(&region, place.at("region"))?;
        let phase = self.state.as_deref().unwrap_or("running");
        let phase = Phase::named(phase).ok_or_else(|| {
            place
                .at("state")
                .refuse(format!("`{phase}` is no state of an instance"))
                .hint("give pending, running, stopping, stopped, shutting-down or terminated")
        })?;
        let ended = (phase == Phase::Terminated).then_some(known.now);
        Ok(Instance {
            id: self.instance_id.unwrap_or_else(|| ids::ec2("i")),
            reservation: self.reservation_id.unwrap_or_else(|| ids::ec2("r")),
            zone: self
                .availability_zone
                .unwrap_or_else(|| format!("{region}a")),
            region,
            image: self.image_id,
            kind: self.instance_type,
            launch_index: self.launch_index,
            launched: self.launched.map_or(known.now, |at| at.0),
            phase,
            terminated: self.terminated.map(|at| at.0).or(ended),
            tags: self.tags.0,
            settings: instance::Settings {
                termination_protection: self.termination_protection,
                stop_protection: self.stop_protection,
                shutdown_behavior: self.shutdown_behavior.unwrap_or_else(|| "stop".to_owned()),
                user_data: self.user_data,
                source_dest_check: self.source_dest_check.unwrap_or(true),
            },
        })
    }
}

impl ClientToken {
    fn of(known: &Token) -> Self {
        let Token {
            region,
            token,
            fingerprint,
            reservation,
        } = known;
        Self {
            region: region.clone(),
            token: token.clone(),
            parameters: Pairs(fingerprint.clone()),
            reservation_id: reservation.clone(),
        }
    }

    fn restore(self) -> Token {
        Token {
            region: self.region,
            token: self.token,
            fingerprint: self.parameters.0,
            reservation: self.reservation_id,
        }
    }
}
