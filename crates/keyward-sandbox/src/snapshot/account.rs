//! One account, put together from its services.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::iam::{
    access_keys, groups, instance_profiles, managed_policies, mfa_devices, oidc_providers, roles,
    saml_providers, users,
};
use super::problem::{Place, Problem};
use super::words::is_default;
use super::{identity_pools, instances, parameters, secrets, topics};
use crate::state::{AccessKey, Account, Owner, ids};

/// By region, then by name.
pub(super) type Regional<T> = BTreeMap<String, BTreeMap<String, T>>;

/// One account, whose id is above it.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Wire {
    /// The name of the sign-in page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    alias: Option<String>,
    /// Keys of the root user.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    root_access_keys: Vec<access_keys::Wire>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    users: BTreeMap<String, users::Wire>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    groups: BTreeMap<String, groups::Wire>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    roles: BTreeMap<String, roles::Wire>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    policies: BTreeMap<String, managed_policies::Wire>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    mfa_devices: BTreeMap<String, mfa_devices::Wire>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    oidc_providers: BTreeMap<String, oidc_providers::Wire>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    saml_providers: BTreeMap<String, saml_providers::Wire>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    instance_profiles: BTreeMap<String, instance_profiles::Wire>,
    #[serde(default, skip_serializing_if = "instances::Wire::is_empty")]
    ec2: instances::Wire,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    topics: Regional<topics::Wire>,
    /// SMS attributes by region.
    #[serde(default, skip_serializing_if = "is_default")]
    sms_attributes: Regional<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    secrets: Regional<secrets::Wire>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    parameters: Regional<parameters::Wire>,
    /// By id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    identity_pools: BTreeMap<String, identity_pools::Wire>,
}

/// What the parts of an account have to know of the rest.
pub(crate) struct Known<'a> {
    pub(crate) account: &'a str,
    /// What has no date was made now.
    pub(crate) now: OffsetDateTime,
    /// Unique ids of the users and roles of all accounts, by ARN.
    pub(crate) ids: &'a HashMap<String, String>,
    /// ARNs of the account's policies, by name.
    pub(crate) policies: BTreeMap<String, String>,
}

impl Wire {
    /// With the keys of the account, from wherever they are kept.
    pub(crate) fn of<'k>(
        id: &str,
        account: &Account,
        keys: impl Iterator<Item = &'k AccessKey> + Clone,
    ) -> Self {
        let Account {
            alias,
            users,
            roles,
            mfa_devices,
            groups,
            managed_policies,
            instance_profiles,
            oidc_providers,
            saml_providers,
            instances,
            messaging,
            secrets,
            parameters,
            identity_pools,
        } = account;
        let keys = keys.filter(|key| key.account == id);
        let of_user = |name: &str| {
            let owner = Owner::User(name.to_owned());
            keys.clone().filter(move |key| key.owner == owner)
        };
        let root = keys.clone().filter(|key| key.owner == Owner::Root);
        let (topics, sms_attributes) = topics::of(messaging);
        Self {
            alias: alias.clone(),
            root_access_keys: root.map(access_keys::Wire::of).collect(),
            users: users
                .iter()
                .map(|(name, user)| (name.clone(), users::Wire::of(user, of_user(name))))
                .collect(),
            groups: each(groups, groups::Wire::of),
            roles: each(roles, roles::Wire::of),
            policies: managed_policies
                .values()
                .map(|policy| (policy.name.clone(), managed_policies::Wire::of(policy)))
                .collect(),
            mfa_devices: each(mfa_devices, mfa_devices::Wire::of),
            oidc_providers: oidc_providers
                .values()
                .map(|one| (one.issuer.clone(), oidc_providers::Wire::of(one)))
                .collect(),
            saml_providers: saml_providers
                .iter()
                .map(|(arn, one)| (last_word(arn), saml_providers::Wire::of(one)))
                .collect(),
            instance_profiles: each(instance_profiles, instance_profiles::Wire::of),
            ec2: instances::Wire::of(instances),
            topics,
            sms_attributes,
            secrets: regional(secrets, secrets::Wire::of),
            parameters: regional(parameters, parameters::Wire::of),
            identity_pools: each(identity_pools, identity_pools::Wire::of),
        }
    }

    /// Gives users and roles the ids that trust policies are tied to, and notes them.
    pub(super) fn identify(&mut self, account: &str, known: &mut HashMap<String, String>) {
        for (name, user) in &mut self.users {
            let id = user.id.get_or_insert_with(|| ids::unique_id(ids::USER));
            let path = user.path.as_deref().unwrap_or("/");
            known.insert(
                format!("arn:aws:iam::{account}:user{path}{name}"),
                id.clone(),
            );
        }
        for (name, role) in &mut self.roles {
            let id = role.id.get_or_insert_with(|| ids::unique_id(ids::ROLE));
            let path = role.path.as_deref().unwrap_or("/");
            known.insert(
                format!("arn:aws:iam::{account}:role{path}{name}"),
                id.clone(),
            );
        }
    }

    /// The account and its keys.
    pub(super) fn restore(
        mut self,
        id: &str,
        place: Place<'_>,
        now: OffsetDateTime,
        ids: &HashMap<String, String>,
    ) -> Result<(Account, Vec<AccessKey>), Problem> {
        check_id(id, place)?;
        self.join_groups(place)?;
        self.check_names(place)?;
        let policies = self.policies.iter();
        let policies = policies.map(|(name, policy)| (name.clone(), policy.arn(id, name)));
        let known = Known {
            account: id,
            now,
            ids,
            policies: policies.collect(),
        };
        let root = place.at("root");
        let mut keys = users::access_keys(self.root_access_keys, &Owner::Root, root, &known)?;
        let mut account = Account {
            alias: self.alias,
            ..Account::default()
        };
        let above = place.at("users");
        for (name, user) in self.users {
            let (user, own) = user.restore(&name, above.at(&name), &known)?;
            keys.extend(own);
            account.users.insert(name, user);
        }
        account.groups = put(self.groups, place.at("groups"), |name, wire, place| {
            Ok((name.to_owned(), wire.restore(name, place, &known)?))
        })?;
        account.roles = put(self.roles, place.at("roles"), |name, wire, place| {
            Ok((name.to_owned(), wire.restore(name, place, &known)?))
        })?;
        account.managed_policies =
            put(self.policies, place.at("policies"), |name, wire, place| {
                let policy = wire.restore(name, place, &known)?;
                Ok((policy.arn.clone(), policy))
            })?;
        account.mfa_devices = put(
            self.mfa_devices,
            place.at("mfaDevices"),
            |name, wire, place| {
                let serial = mfa_devices::serial(name, id);
                Ok((serial.clone(), wire.restore(serial, place, &known)?))
            },
        )?;
        account.oidc_providers = put(
            self.oidc_providers,
            place.at("oidcProviders"),
            |issuer, wire, place| {
                let arn = format!("arn:aws:iam::{id}:oidc-provider/{issuer}");
                Ok((arn, wire.restore(issuer, place, &known)?))
            },
        )?;
        account.saml_providers = put(
            self.saml_providers,
            place.at("samlProviders"),
            |name, wire, place| {
                let arn = format!("arn:aws:iam::{id}:saml-provider/{name}");
                Ok((arn, wire.restore(name, place, &known)?))
            },
        )?;
        account.instance_profiles = put(
            self.instance_profiles,
            place.at("instanceProfiles"),
            |name, wire, place| Ok((name.to_owned(), wire.restore(name, place, &known)?)),
        )?;
        account.instances = self.ec2.restore(place.at("ec2"), &known)?;
        account.messaging = topics::restore(self.topics, self.sms_attributes, place, &known)?;
        account.secrets = put_regional(
            self.secrets,
            place.at("secrets"),
            &known,
            secrets::Wire::restore,
        )?;
        account.parameters = put_regional(
            self.parameters,
            place.at("parameters"),
            &known,
            parameters::Wire::restore,
        )?;
        account.identity_pools = put(
            self.identity_pools,
            place.at("identityPools"),
            |id, wire, place| Ok((id.to_owned(), wire.restore(id, place)?)),
        )?;
        Ok((account, keys))
    }

    /// A user's `groups` are the groups' members.
    fn join_groups(&mut self, place: Place<'_>) -> Result<(), Problem> {
        for (name, user) in &mut self.users {
            for group in std::mem::take(&mut user.groups) {
                let known = self.groups.get_mut(&group);
                let known = known.ok_or_else(|| {
                    let (users, one) = (place.at("users"), name.as_str());
                    users
                        .at(one)
                        .at("groups")
                        .refuse(format!("there is no group `{group}`"))
                        .hint("name a group of this account's `groups`")
                })?;
                known.members.insert(name.clone());
            }
        }
        Ok(())
    }

    /// Names that one part has of another.
    fn check_names(&self, place: Place<'_>) -> Result<(), Problem> {
        let missing = |kind, above: &str, name: &str, field, wanted: &str| {
            let above = place.at(above);
            above
                .at(name)
                .at(field)
                .refuse(format!("there is no {kind} `{wanted}`"))
                .hint("name one of the same account")
        };
        for (name, group) in &self.groups {
            let mut members = group.members.iter();
            if let Some(stranger) = members.find(|user| !self.users.contains_key(*user)) {
                return Err(missing("user", "groups", name, "members", stranger));
            }
        }
        for (name, device) in &self.mfa_devices {
            if let Some(user) = &device.user
                && !self.users.contains_key(user)
            {
                return Err(missing("user", "mfaDevices", name, "user", user));
            }
        }
        for (name, profile) in &self.instance_profiles {
            if let Some(role) = &profile.role
                && !self.roles.contains_key(role)
            {
                return Err(missing("role", "instanceProfiles", name, "role", role));
            }
        }
        Ok(())
    }
}

/// Where a regional thing stands.
pub(super) struct Spot<'a> {
    pub(super) region: &'a str,
    pub(super) name: &'a str,
    pub(super) place: Place<'a>,
    pub(super) known: &'a Known<'a>,
}

fn check_id(id: &str, place: Place<'_>) -> Result<(), Problem> {
    if id.len() == 12 && id.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(());
    }
    Err(place
        .refuse(format!("`{id}` is no account id"))
        .hint("an account id has twelve digits"))
}

/// The name in an ARN.
fn last_word(arn: &str) -> String {
    arn.rsplit('/').next().unwrap_or_default().to_owned()
}

fn each<T, W>(things: &BTreeMap<String, T>, wire: impl Fn(&T) -> W) -> BTreeMap<String, W> {
    let one = |(name, thing): (&String, &T)| (name.clone(), wire(thing));
    things.iter().map(one).collect()
}

fn regional<T, W>(things: &BTreeMap<(String, String), T>, wire: impl Fn(&T) -> W) -> Regional<W> {
    let mut all: Regional<W> = BTreeMap::new();
    for ((region, name), thing) in things {
        let here = all.entry(region.clone()).or_default();
        here.insert(name.clone(), wire(thing));
    }
    all
}

fn put<W, T>(
    wires: BTreeMap<String, W>,
    above: Place<'_>,
    one: impl Fn(&str, W, Place<'_>) -> Result<(String, T), Problem>,
) -> Result<BTreeMap<String, T>, Problem> {
    let wires = wires.into_iter();
    wires
        .map(|(name, wire)| one(&name, wire, above.at(&name)))
        .collect()
}

fn put_regional<W, T>(
    wires: Regional<W>,
    above: Place<'_>,
    known: &Known<'_>,
    one: impl Fn(W, &Spot<'_>) -> Result<T, Problem>,
) -> Result<BTreeMap<(String, String), T>, Problem> {
    let mut all = BTreeMap::new();
    for (region, here) in wires {
        let above = above.at(&region);
        super::words::check_region(&region, above)?;
        for (name, wire) in here {
            let spot = Spot {
                region: &region,
                name: &name,
                place: above.at(&name),
                known,
            };
            let thing = one(wire, &spot)?;
            all.insert((region.clone(), name), thing);
        }
    }
    Ok(all)
}
