//! One account: its users, groups, roles and policies, and what its other services keep.

use std::collections::{BTreeMap, BTreeSet};

use time::OffsetDateTime;

use super::{MfaDevice, ids};
use crate::authorization::Document;
use crate::cognito_identity::IdentityPool;
use crate::ec2::Instances;
use crate::secretsmanager::Secret;
use crate::sns::Messaging;
use crate::ssm::Parameter;

/// An account.
#[derive(Debug, Default)]
pub(crate) struct Account {
    /// The name of its sign-in page.
    pub(crate) alias: Option<String>,
    /// By name.
    pub(crate) users: BTreeMap<String, User>,
    /// By name.
    pub(crate) roles: BTreeMap<String, Role>,
    /// By serial number.
    pub(crate) mfa_devices: BTreeMap<String, MfaDevice>,
    /// By name.
    pub(crate) groups: BTreeMap<String, Group>,
    /// By ARN.
    pub(crate) managed_policies: BTreeMap<String, ManagedPolicy>,
    /// By name.
    pub(crate) instance_profiles: BTreeMap<String, InstanceProfile>,
    /// By ARN.
    pub(crate) oidc_providers: BTreeMap<String, OidcProvider>,
    /// By ARN.
    pub(crate) saml_providers: BTreeMap<String, SamlProvider>,
    pub(crate) instances: Instances,
    pub(crate) messaging: Messaging,
    /// Secrets Manager, by region and name.
    pub(crate) secrets: BTreeMap<(String, String), Secret>,
    /// SSM, by region and name.
    pub(crate) parameters: BTreeMap<(String, String), Parameter>,
    /// Amazon Cognito, by id.
    pub(crate) identity_pools: BTreeMap<String, IdentityPool>,
}

impl Account {
    /// A copy of what IAM propagates. MFA devices are left out: their codes are used up at once.
    pub(crate) fn iam(&self) -> Self {
        Self {
            users: self.users.clone(),
            roles: self.roles.clone(),
            groups: self.groups.clone(),
            managed_policies: self.managed_policies.clone(),
            instance_profiles: self.instance_profiles.clone(),
            oidc_providers: self.oidc_providers.clone(),
            saml_providers: self.saml_providers.clone(),
            ..Self::default()
        }
    }

    /// Puts such a copy in the place of what is there.
    pub(crate) fn set_iam(&mut self, iam: Self) {
        self.users = iam.users;
        self.roles = iam.roles;
        self.groups = iam.groups;
        self.managed_policies = iam.managed_policies;
        self.instance_profiles = iam.instance_profiles;
        self.oidc_providers = iam.oidc_providers;
        self.saml_providers = iam.saml_providers;
    }

    /// The unique id of a user or role.
    pub(crate) fn id_of(&self, arn: &str) -> Option<String> {
        let mut users = self.users.values();
        let user = users.find(|user| user.arn == arn).map(|user| &user.id);
        let mut roles = self.roles.values();
        let id = user.or_else(|| roles.find(|role| role.arn == arn).map(|role| &role.id));
        id.cloned()
    }
}

/// The policies of a user, group or role.
#[derive(Debug, Default, Clone)]
pub(crate) struct Policies {
    /// By name.
    pub(crate) inline: BTreeMap<String, Document>,
    /// ARNs of managed policies, sorted.
    pub(crate) attached: BTreeSet<String>,
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
    /// ARN of the managed policy that is the permissions boundary.
    pub(crate) boundary: Option<String>,
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
            boundary: None,
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
    pub(crate) trust: Document,
    pub(crate) tags: Vec<(String, String)>,
    pub(crate) policies: Policies,
    /// ARN of the managed policy that is the permissions boundary.
    pub(crate) boundary: Option<String>,
}

impl Role {
    pub(crate) fn new(
        account: &str,
        name: &str,
        path: &str,
        trust: Document,
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
            boundary: None,
        }
    }
}

/// A group of users.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) id: String,
    pub(crate) arn: String,
    pub(crate) created: OffsetDateTime,
    pub(crate) policies: Policies,
    /// Names of users.
    pub(crate) members: BTreeSet<String>,
}

impl Group {
    pub(crate) fn new(account: &str, name: &str, path: &str, now: OffsetDateTime) -> Self {
        Self {
            name: name.to_owned(),
            path: path.to_owned(),
            id: ids::unique_id(ids::GROUP),
            arn: format!("arn:aws:iam::{account}:group{path}{name}"),
            created: now,
            policies: Policies::default(),
            members: BTreeSet::new(),
        }
    }
}

/// A policy of the account, which users, groups and roles may share.
#[derive(Debug, Clone)]
pub(crate) struct ManagedPolicy {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) id: String,
    pub(crate) arn: String,
    pub(crate) created: OffsetDateTime,
    pub(crate) updated: OffsetDateTime,
    pub(crate) description: Option<String>,
    pub(crate) tags: Vec<(String, String)>,
    /// Oldest first, at most five.
    pub(crate) versions: Vec<PolicyVersion>,
    /// Number of the version in force.
    pub(crate) default: u32,
    /// Number of the last version made; none is given twice.
    pub(crate) newest: u32,
}

/// One version of a managed policy.
#[derive(Debug, Clone)]
pub(crate) struct PolicyVersion {
    pub(crate) number: u32,
    pub(crate) document: Document,
    pub(crate) created: OffsetDateTime,
}

impl ManagedPolicy {
    pub(crate) fn new(
        account: &str,
        name: &str,
        path: &str,
        document: Document,
        now: OffsetDateTime,
    ) -> Self {
        let mut policy = Self {
            name: name.to_owned(),
            path: path.to_owned(),
            id: ids::unique_id(ids::POLICY),
            arn: format!("arn:aws:iam::{account}:policy{path}{name}"),
            created: now,
            updated: now,
            description: None,
            tags: Vec::new(),
            versions: Vec::new(),
            default: 1,
            newest: 0,
        };
        policy.add_version(document, now);
        policy
    }

    /// The default version.
    pub(crate) fn in_force(&self) -> Option<&PolicyVersion> {
        let mut versions = self.versions.iter();
        versions.find(|version| version.number == self.default)
    }

    pub(crate) fn add_version(&mut self, document: Document, now: OffsetDateTime) {
        self.newest += 1;
        self.updated = now;
        self.versions.push(PolicyVersion {
            number: self.newest,
            document,
            created: now,
        });
    }
}

/// An instance profile.
#[derive(Debug, Clone)]
pub(crate) struct InstanceProfile {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) id: String,
    pub(crate) arn: String,
    pub(crate) created: OffsetDateTime,
    /// Name of the one role that it may have.
    pub(crate) role: Option<String>,
    pub(crate) tags: Vec<(String, String)>,
}

impl InstanceProfile {
    pub(crate) fn new(account: &str, name: &str, path: &str, now: OffsetDateTime) -> Self {
        Self {
            name: name.to_owned(),
            path: path.to_owned(),
            id: ids::unique_id(ids::INSTANCE_PROFILE),
            arn: format!("arn:aws:iam::{account}:instance-profile{path}{name}"),
            created: now,
            role: None,
            tags: Vec::new(),
        }
    }
}

/// An OpenID Connect provider.
#[derive(Debug, Clone)]
pub(crate) struct OidcProvider {
    /// Without its scheme.
    pub(crate) issuer: String,
    pub(crate) client_ids: Vec<String>,
    pub(crate) thumbprints: Vec<String>,
    pub(crate) created: OffsetDateTime,
    pub(crate) tags: Vec<(String, String)>,
}

/// A SAML provider.
#[derive(Debug, Clone)]
pub(crate) struct SamlProvider {
    /// `SAMLProviderUUID`
    pub(crate) uuid: String,
    /// The metadata, as it was sent.
    pub(crate) document: String,
    /// Whose assertions it stands for.
    pub(crate) entity_id: String,
    pub(crate) valid_until: OffsetDateTime,
    pub(crate) created: OffsetDateTime,
    pub(crate) tags: Vec<(String, String)>,
}
