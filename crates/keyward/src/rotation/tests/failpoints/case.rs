//! What befalls one rotation.

use keyward_core::disk::Fault;
use keyward_sandbox::{FaultKind, FaultRule};

use crate::rotation::journal::Stage;

/// Operation number `at` of the disk, counted over all runs from 1, fails.
#[derive(Clone, Copy, Debug)]
pub(super) struct DiskFault {
    pub(super) at: u64,
    pub(super) fault: Fault,
}

/// Request number `at` to a service, counted over all runs from 1, fails.
#[derive(Clone, Copy, Debug)]
pub(super) struct AwsFault {
    pub(super) service: &'static str,
    pub(super) at: u64,
    pub(super) kind: FaultKind,
}

/// From where a rotation is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Back {
    Intent,
    Pending,
    Proven,
    Promoting,
    Draining,
    Inactive,
    /// Half of the time that the old key is held is over.
    Hold,
}

impl Back {
    pub(super) const ALL: [Self; 7] = [
        Self::Intent,
        Self::Pending,
        Self::Proven,
        Self::Promoting,
        Self::Draining,
        Self::Inactive,
        Self::Hold,
    ];

    pub(super) fn stage(self) -> Stage {
        match self {
            Self::Intent => Stage::Intent,
            Self::Pending => Stage::Pending,
            Self::Proven => Stage::Proven,
            Self::Promoting => Stage::Promoting,
            Self::Draining => Stage::Draining,
            Self::Inactive | Self::Hold => Stage::Inactive,
        }
    }
}

/// What befalls it counts from the way back, where it is taken back.
#[derive(Clone, Debug, Default)]
pub(super) struct Case {
    pub(super) back_from: Option<Back>,
    pub(super) disk: Option<DiskFault>,
    pub(super) aws: Vec<AwsFault>,
    pub(super) with_targets: bool,
    /// IAM takes some seconds to know a key.
    pub(super) slow_iam: bool,
    pub(super) is_combination: bool,
}

impl Case {
    /// Its row in the matrix.
    pub(super) fn kind(&self) -> String {
        let targets = if self.with_targets {
            "with targets"
        } else {
            "vault only"
        };
        match (self.is_combination, self.back_from) {
            (true, None) => return format!("combination, {targets}"),
            (true, Some(_)) => return format!("combination on the way back, {targets}"),
            (false, Some(from)) => {
                let what = self.aws.first().map_or("disk", |fault| fault.service);
                return format!("back from {from:?}, {what}");
            }
            (false, None) => {}
        }
        match (&self.disk, self.aws.first()) {
            (Some(disk), _) => format!("disk {:?}, {targets}", disk.fault),
            (None, Some(aws)) => format!("{} {:?}, {targets}", aws.service, aws.kind),
            (None, None) => format!("nothing, {targets}"),
        }
    }
}

impl AwsFault {
    /// The rules for the sandbox: nothing happens to the requests before.
    pub(super) fn rules(&self) -> Vec<FaultRule> {
        let rule = |kind, count| FaultRule {
            service: Some(self.service.to_owned()),
            count: Some(count),
            ..FaultRule::new(kind)
        };
        let nothing = FaultKind::Latency { milliseconds: 0 };
        let mut rules = vec![rule(self.kind, 1)];
        if self.at > 1 {
            rules.insert(0, rule(nothing, self.at - 1));
        }
        rules
    }
}
