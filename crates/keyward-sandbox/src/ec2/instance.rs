//! Instances and the states they pass through.
//! <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html>

use time::{Duration, OffsetDateTime};

use crate::protocol::{Params, Xml, times};
use crate::state::Clock;

/// How long a terminated instance is still described, on the sandbox's clock.
const VISIBLE: Duration = Duration::hours(1);

/// The instances of an account, in the order of their launch.
#[derive(Debug, Default)]
pub(crate) struct Instances {
    pub(crate) all: Vec<Instance>,
    /// Idempotency tokens of RunInstances.
    pub(crate) tokens: Vec<Token>,
}

/// What an idempotency token stands for.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) region: String,
    pub(crate) token: String,
    /// The parameters of the first call.
    pub(crate) fingerprint: Vec<(String, String)>,
    pub(crate) reservation: String,
}

/// A state, with the code that EC2 gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    Pending,
    Running,
    ShuttingDown,
    Terminated,
    Stopping,
    Stopped,
}

impl Phase {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Running => "running",
            Self::ShuttingDown => "shutting-down",
            Self::Terminated => "terminated",
            Self::Stopping => "stopping",
            Self::Stopped => "stopped",
        }
    }

    /// The state that EC2 calls so.
    pub(crate) fn named(name: &str) -> Option<Self> {
        [
            Self::Pending,
            Self::Running,
            Self::ShuttingDown,
            Self::Terminated,
            Self::Stopping,
            Self::Stopped,
        ]
        .into_iter()
        .find(|phase| phase.name() == name)
    }

    pub(crate) fn code_text(self) -> &'static str {
        match self {
            Self::Pending => "0",
            Self::Running => "16",
            Self::ShuttingDown => "32",
            Self::Terminated => "48",
            Self::Stopping => "64",
            Self::Stopped => "80",
        }
    }

    /// `<code>` and `<name>`.
    pub(crate) fn xml(self) -> Xml {
        Xml::new()
            .text("code", self.code_text())
            .text("name", self.name())
    }
}

/// One instance.
#[derive(Debug, Clone)]
pub(crate) struct Instance {
    pub(crate) id: String,
    pub(crate) reservation: String,
    pub(crate) region: String,
    /// The region's first.
    pub(crate) zone: String,
    pub(crate) image: String,
    pub(crate) kind: String,
    pub(crate) launch_index: usize,
    pub(crate) launched: OffsetDateTime,
    pub(crate) phase: Phase,
    pub(crate) terminated: Option<OffsetDateTime>,
    pub(crate) tags: Vec<(String, String)>,
    pub(crate) settings: Settings,
}

/// What DescribeInstanceAttribute tells beside the type.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) termination_protection: bool,
    pub(crate) stop_protection: bool,
    /// `stop` or `terminate`.
    pub(crate) shutdown_behavior: String,
    /// Base64.
    pub(crate) user_data: Option<String>,
    pub(crate) source_dest_check: bool,
}

impl Settings {
    /// As RunInstances is told.
    pub(crate) fn read(params: &Params) -> Self {
        let is = |name| params.get(name) == Some("true");
        let behavior = params.get("InstanceInitiatedShutdownBehavior");
        Self {
            termination_protection: is("DisableApiTermination"),
            stop_protection: is("DisableApiStop"),
            shutdown_behavior: behavior.unwrap_or("stop").to_owned(),
            user_data: params.get("UserData").map(str::to_owned),
            source_dest_check: true,
        }
    }
}

impl Instance {
    /// One step on: what was starting runs, what was ending has ended. A describe is the tick, so a
    /// test needs no waiting and sees every state once.
    pub(crate) fn advance(&mut self, now: OffsetDateTime) {
        match self.phase {
            Phase::Pending => self.phase = Phase::Running,
            Phase::ShuttingDown => {
                self.phase = Phase::Terminated;
                self.terminated = Some(now);
            }
            Phase::Stopping => self.phase = Phase::Stopped,
            Phase::Running | Phase::Stopped | Phase::Terminated => {}
        }
    }

    /// Whether EC2 has forgotten it.
    pub(crate) fn is_gone(&self, now: OffsetDateTime) -> bool {
        self.terminated.is_some_and(|at| now - at > VISIBLE)
    }

    /// The members of an `instancesSet` item.
    pub(crate) fn xml(&self, clock: Clock) -> Xml {
        let tags = self
            .tags
            .iter()
            .map(|(key, value)| Xml::new().text("key", key).text("value", value));
        let placement = Xml::new()
            .text("availabilityZone", &self.zone)
            .text("tenancy", "default");
        let xml = Xml::new()
            .text("instanceId", &self.id)
            .text("imageId", &self.image)
            .node("instanceState", &self.phase.xml())
            .text("privateDnsName", "")
            .text("dnsName", "")
            .text("reason", "")
            .text("amiLaunchIndex", self.launch_index.to_string())
            .text("instanceType", &self.kind)
            .text("launchTime", times::millis(clock.told(self.launched)))
            .node("placement", &placement)
            .node("monitoring", &Xml::new().text("state", "disabled"))
            .text("architecture", "x86_64")
            .text("rootDeviceType", "ebs")
            .text("virtualizationType", "hvm");
        if self.tags.is_empty() {
            xml
        } else {
            xml.list("tagSet", "item", tags)
        }
    }
}

/// A reservation: the instances of one RunInstances.
pub(crate) fn reservation<'a>(
    id: &str,
    owner: &str,
    instances: impl Iterator<Item = &'a Instance>,
    clock: Clock,
) -> Xml {
    Xml::new()
        .text("reservationId", id)
        .text("ownerId", owner)
        .node("groupSet", &Xml::new())
        .list(
            "instancesSet",
            "item",
            instances.map(|instance| instance.xml(clock)),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instance() -> Instance {
        Instance {
            id: "i-1".into(),
            reservation: "r-1".into(),
            region: "us-east-1".into(),
            zone: "us-east-1a".into(),
            image: "ami-1".into(),
            kind: "t3.micro".into(),
            launch_index: 0,
            launched: OffsetDateTime::UNIX_EPOCH,
            phase: Phase::Pending,
            terminated: None,
            tags: Vec::new(),
            settings: Settings::read(&Params::default()),
        }
    }

    #[test]
    fn passes_through_its_states_once() {
        let now = OffsetDateTime::UNIX_EPOCH;
        let mut it = instance();
        it.advance(now);
        assert_eq!(it.phase, Phase::Running);
        it.advance(now);
        assert_eq!(it.phase, Phase::Running);
        it.phase = Phase::Stopping;
        it.advance(now);
        assert_eq!(it.phase, Phase::Stopped);
        it.phase = Phase::ShuttingDown;
        it.advance(now);
        assert_eq!(it.phase, Phase::Terminated);
        assert!(!it.is_gone(now + Duration::minutes(59)));
        assert!(it.is_gone(now + Duration::minutes(61)));
    }
}
