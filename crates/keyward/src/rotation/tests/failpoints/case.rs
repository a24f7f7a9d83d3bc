//! What befalls one rotation.

use keyward_core::disk::Fault;
use keyward_sandbox::{FaultKind, FaultRule};

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

#[derive(Clone, Debug, Default)]
pub(super) struct Case {
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
        if self.is_combination {
            return format!("combination, {targets}");
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
