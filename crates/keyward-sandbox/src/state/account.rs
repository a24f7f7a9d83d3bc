//! One account: its users, roles and instances.

use std::collections::BTreeMap;

use time::OffsetDateTime;

use super::ids;
use crate::ec2::Instances;
use crate::secretsmanager::Secret;
use crate::sns::Messaging;
use crate::ssm::Parameter;
use crate::trust::TrustPolicy;

/// An account.
#[derive(Debug)]
pub(crate) struct Account {
    /// By name.
    pub(crate) users: BTreeMap<String, User>,
    /// By name.
    pub(crate) roles: BTreeMap<String, Role>,
    pub(crate) instances: Instances,
    pub(crate) messaging: Messaging,
    /// Secrets Manager, by region and name.
    pub(crate) secrets: BTreeMap<(String, String), Secret>,
    /// SSM, by region and name.
    pub(crate) parameters: BTreeMap<(String, String), Parameter>,
    id: String,
}

impl Account {
    pub(crate) fn new(id: &str) -> Self {
        Self {
            users: BTreeMap::new(),
            roles: BTreeMap::new(),
            instances: Instances::default(),
            messaging: Messaging::default(),
            secrets: BTreeMap::new(),
            parameters: BTreeMap::new(),
            id: id.to_owned(),
        }
    }

    /// Whether an IAM ARN names something that exists here.
    pub(crate) fn has_arn(&self, arn: &str) -> bool {
        arn == format!("arn:aws:iam::{}:root", self.id)
            || self.users.values().any(|user| user.arn == arn)
            || self.roles.values().any(|role| role.arn == arn)
    }
}

/// The policies of a user or role. Stored and given back; not evaluated on this floor.
#[derive(Debug, Default, Clone)]
pub(crate) struct Policies {
    /// Name → document, as sent.
    pub(crate) inline: BTreeMap<String, String>,
    /// ARNs of managed policies, sorted.
    pub(crate) attached: std::collections::BTreeSet<String>,
}

/// An IAM user.
#[derive(Debug, Clone)]
pub(crate) struct User {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) id: String,
    pub(crate) arn: String,
    pub(crate) created: OffsetDateTime,
    pub(crate) tags: Vec<(String, String)>,
    pub(crate) policies: Policies,
}

impl User {
    pub(crate) fn new(account: &str, name: &str, path: &str, now: OffsetDateTime) -> Self {
        Self {
            name: name.to_owned(),
            path: path.to_owned(),
            id: ids::unique_id(ids::USER),
            arn: format!("arn:aws:iam::{account}:user{path}{name}"),
            created: now,
            tags: Vec::new(),
            policies: Policies::default(),
        }
    }
}

/// An IAM role.
#[derive(Debug, Clone)]
pub(crate) struct Role {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) id: String,
    pub(crate) arn: String,
    pub(crate) created: OffsetDateTime,
    pub(crate) description: Option<String>,
    /// 3600 to 43200 seconds.
    pub(crate) max_session_seconds: i64,
    pub(crate) trust: TrustPolicy,
    pub(crate) tags: Vec<(String, String)>,
    pub(crate) policies: Policies,
}

impl Role {
    pub(crate) fn new(
        account: &str,
        name: &str,
        path: &str,
        trust: TrustPolicy,
        now: OffsetDateTime,
    ) -> Self {
        Self {
            name: name.to_owned(),
            path: path.to_owned(),
            id: ids::unique_id(ids::ROLE),
            arn: format!("arn:aws:iam::{account}:role{path}{name}"),
            created: now,
            description: None,
            max_session_seconds: 3600,
            trust,
            tags: Vec::new(),
            policies: Policies::default(),
        }
    }
}
