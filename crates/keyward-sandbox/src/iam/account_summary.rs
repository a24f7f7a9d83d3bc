//! <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html>

use crate::dispatch::Context;
use crate::protocol::Xml;
use crate::state::Owner;

/// Quotas, as every new account has them.
const QUOTAS: [(&str, usize); 13] = [
    ("AccessKeysPerUserQuota", 2),
    ("AssumeRolePolicySizeQuota", 2_048),
    ("AttachedPoliciesPerGroupQuota", 10),
    ("AttachedPoliciesPerRoleQuota", 10),
    ("AttachedPoliciesPerUserQuota", 10),
    ("GroupPolicySizeQuota", 5_120),
    ("GroupsPerUserQuota", 10),
    ("GroupsQuota", 300),
    ("InstanceProfilesQuota", 1_000),
    ("PolicySizeQuota", 6_144),
    ("RolesQuota", 1_000),
    ("UserPolicySizeQuota", 2_048),
    ("VersionsPerPolicyQuota", 5),
];

/// How many of everything the account has, and may have.
pub(crate) fn get(cx: &mut Context<'_>) -> Xml {
    let id = cx.account_id();
    let root = cx.state.keys.values();
    let root = root.filter(|key| key.account == id && key.owner == Owner::Root);
    let root_keys = root.count().min(1);
    let account = cx.account();
    let devices = &account.mfa_devices;
    let in_use = devices.values().filter(|device| device.owner.is_some());
    let policies = account.managed_policies.values();
    let versions = policies.map(|policy| policy.versions.len()).sum();
    let providers = account.oidc_providers.len() + account.saml_providers.len();
    let counts = [
        ("AccountAccessKeysPresent", root_keys),
        ("AccountMFAEnabled", 0),
        ("GlobalEndpointTokenVersion", 2),
        ("Groups", account.groups.len()),
        ("InstanceProfiles", account.instance_profiles.len()),
        ("MFADevices", devices.len()),
        ("MFADevicesInUse", in_use.count()),
        ("Policies", account.managed_policies.len()),
        ("PolicyVersionsInUse", versions),
        ("Providers", providers),
        ("Roles", account.roles.len()),
        ("ServerCertificates", 0),
        ("Users", account.users.len()),
    ];
    let entry = |(key, value): (&str, usize)| {
        let entry = Xml::new().text("key", key).text("value", value.to_string());
        Xml::new().node("entry", &entry)
    };
    let all = counts.into_iter().chain(QUOTAS).map(entry);
    let map = all.fold(Xml::new(), |map, entry| map.and(&entry));
    Xml::new().node("SummaryMap", &map)
}
