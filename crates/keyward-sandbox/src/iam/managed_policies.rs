//! Policies of an account, with their versions, and AWS's own to read.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html>

use super::entity;
use super::roles::encoded;
use super::{names, paging, policy_arn, tags};
use crate::authorization::{Document, aws_managed};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml, times};
use crate::state::Clock;
use crate::state::account::{Account, ManagedPolicy, PolicyVersion};

/// Versions of one policy.
const VERSIONS: usize = 5;
/// Characters of a document without white space.
const QUOTA: usize = 6_144;

pub(crate) fn create(cx: &mut Context<'_>, params: &Params) -> Answer {
    let name = names::required(params, "PolicyName", 128)?;
    let path = names::path(params)?;
    let document = document(params)?;
    let (account, now, clock) = (cx.account_id(), cx.now(), cx.state.clock);
    let policies = &mut cx.account().managed_policies;
    if policies.values().any(|p| p.name.eq_ignore_ascii_case(name)) {
        let why =
            format!("A policy called {name} already exists. Duplicate names are not allowed.");
        return Err(AwsError::new(409, "EntityAlreadyExists", why));
    }
    let mut policy = ManagedPolicy::new(&account, name, path, document, now);
    policy.description = params.get("Description").map(str::to_owned);
    policy.tags = names::tags(params)?;
    let answer = xml(&policy, Uses::default(), clock).and(&tags::xml(&policy.tags));
    let answer = Xml::new().node("Policy", &answer);
    policies.insert(policy.arn.clone(), policy);
    Ok(answer)
}

pub(crate) fn get(cx: &mut Context<'_>, params: &Params) -> Answer {
    let clock = cx.state.clock;
    let policy = readable(cx, params)?;
    let uses = Uses::of(cx.account(), &policy.arn);
    let xml = xml(&policy, uses, clock)
        .optional("Description", policy.description.as_ref())
        .and(&tags::xml(&policy.tags));
    Ok(Xml::new().node("Policy", &xml))
}

/// Policies of the account and AWS's own, as `Scope` says.
pub(crate) fn list(cx: &mut Context<'_>, params: &Params) -> Answer {
    let clock = cx.state.clock;
    let prefix = params.get("PathPrefix").unwrap_or("/");
    let scope = params.get("Scope");
    let attached = params.get("OnlyAttached") == Some("true");
    let account = cx.account();
    let own = account.managed_policies.values();
    let own = own.filter(|_| scope != Some("AWS"));
    let aws = aws_managed::all().iter();
    let aws = aws.filter(|_| scope != Some("Local"));
    let items = own.chain(aws).filter_map(|policy| {
        let uses = Uses::of(account, &policy.arn);
        let count = uses.counted(params.get("PolicyUsageFilter"));
        let shown = policy.path.starts_with(prefix) && (count > 0 || !attached);
        shown.then(|| (policy.name.clone(), xml(policy, uses, clock)))
    });
    paging::page(params, "Policies", items.collect())
}

pub(crate) fn delete(cx: &mut Context<'_>, params: &Params) -> Answer {
    let policy = find(cx, params)?;
    if policy.versions.len() > 1 {
        return Err(entity::conflict(
            "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
        ));
    }
    let arn = policy.arn.clone();
    let account = cx.account();
    if attachments(account, &arn) + boundaries(account, &arn) > 0 {
        return Err(entity::conflict(
            "Cannot delete a policy attached to entities.",
        ));
    }
    cx.account().managed_policies.remove(&arn);
    Ok(Xml::new())
}

pub(crate) fn create_version(cx: &mut Context<'_>, params: &Params) -> Answer {
    let document = document(params)?;
    let default = params.get("SetAsDefault") == Some("true");
    let (now, clock) = (cx.now(), cx.state.clock);
    let policy = find(cx, params)?;
    if policy.versions.len() >= VERSIONS {
        return Err(AwsError::new(
            409,
            "LimitExceeded",
            "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.",
        ));
    }
    policy.add_version(document, now);
    let number = policy.newest;
    if default {
        policy.default = number;
    }
    let version = policy.versions.last().ok_or_else(|| absent("", number))?;
    let xml = version_xml(version, policy.default, clock);
    Ok(Xml::new().node("PolicyVersion", &xml))
}

pub(crate) fn get_version(cx: &mut Context<'_>, params: &Params) -> Answer {
    let clock = cx.state.clock;
    let number = version_id(params)?;
    let policy = readable(cx, params)?;
    let version = policy.versions.iter().find(|v| v.number == number);
    let version = version.ok_or_else(|| absent(&policy.arn, number))?;
    let inner = Xml::new()
        .text("Document", encoded(version.document.text()))
        .and(&version_xml(version, policy.default, clock));
    Ok(Xml::new().node("PolicyVersion", &inner))
}

pub(crate) fn list_versions(cx: &mut Context<'_>, params: &Params) -> Answer {
    let clock = cx.state.clock;
    let policy = readable(cx, params)?;
    let items = policy.versions.iter().map(|version| {
        let key = format!("{:08}", version.number);
        (key, version_xml(version, policy.default, clock))
    });
    paging::page(params, "Versions", items.collect())
}

pub(crate) fn delete_version(cx: &mut Context<'_>, params: &Params) -> Answer {
    let number = version_id(params)?;
    let policy = find(cx, params)?;
    if number == policy.default {
        return Err(entity::conflict(
            "Cannot delete the default version of a policy.",
        ));
    }
    let before = policy.versions.len();
    policy.versions.retain(|version| version.number != number);
    if policy.versions.len() == before {
        return Err(absent(&policy.arn, number));
    }
    Ok(Xml::new())
}

pub(crate) fn set_default_version(cx: &mut Context<'_>, params: &Params) -> Answer {
    let number = version_id(params)?;
    let now = cx.now();
    let policy = find(cx, params)?;
    if !policy.versions.iter().any(|v| v.number == number) {
        return Err(absent(&policy.arn, number));
    }
    policy.default = number;
    policy.updated = now;
    Ok(Xml::new())
}

/// A policy of the account or of AWS.
pub(super) fn readable(cx: &mut Context<'_>, params: &Params) -> Result<ManagedPolicy, AwsError> {
    let arn = params.required("PolicyArn")?;
    match aws_managed::find(arn) {
        Some(policy) => Ok(policy.clone()),
        None => find(cx, params).cloned(),
    }
}

pub(super) fn find<'c>(
    cx: &'c mut Context<'_>,
    params: &Params,
) -> Result<&'c mut ManagedPolicy, AwsError> {
    let arn = params.required("PolicyArn")?;
    let policy = cx.account().managed_policies.get_mut(arn);
    policy.ok_or_else(|| {
        if policy_arn::is_policy_arn(arn) {
            entity::not_found(format!("Policy {arn} was not found."))
        } else {
            AwsError::new(400, "InvalidInput", format!("ARN {arn} is not valid."))
        }
    })
}

fn document(params: &Params) -> Result<Document, AwsError> {
    let document = Document::identity(params.required("PolicyDocument")?)?;
    if document.size() > QUOTA {
        let why = format!("Cannot exceed quota for PolicySize: {QUOTA}");
        return Err(AwsError::new(409, "LimitExceeded", why));
    }
    Ok(document)
}

fn version_id(params: &Params) -> Result<u32, AwsError> {
    let text = params.required("VersionId")?;
    let number = text
        .strip_prefix('v')
        .and_then(|digits| digits.parse().ok());
    number.ok_or_else(|| {
        AwsError::constraint(
            text,
            "versionId",
            "satisfy regular expression pattern: v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?",
        )
    })
}

fn absent(arn: &str, number: u32) -> AwsError {
    entity::not_found(format!(
        "Policy {arn} version v{number} does not exist or is not attachable."
    ))
}

/// How many users, groups and roles have it.
fn attachments(account: &Account, arn: &str) -> usize {
    let users = account.users.values().map(|user| &user.policies);
    let roles = account.roles.values().map(|role| &role.policies);
    let groups = account.groups.values().map(|group| &group.policies);
    let all = users.chain(roles).chain(groups);
    all.filter(|policies| policies.attached.contains(arn))
        .count()
}

/// How many users and roles have it as their permissions boundary.
fn boundaries(account: &Account, arn: &str) -> usize {
    let users = account.users.values().map(|user| &user.boundary);
    let roles = account.roles.values().map(|role| &role.boundary);
    let all = users.chain(roles).flatten();
    all.filter(|boundary| *boundary == arn).count()
}

/// How often a policy is used.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Uses {
    attached: usize,
    boundary: usize,
}

impl Uses {
    pub(super) fn of(account: &Account, arn: &str) -> Self {
        Self {
            attached: attachments(account, arn),
            boundary: boundaries(account, arn),
        }
    }

    pub(super) fn any(self) -> bool {
        self.counted(None) > 0
    }

    /// In the way that `PolicyUsageFilter` names.
    fn counted(self, filter: Option<&str>) -> usize {
        match filter {
            Some("PermissionsBoundary") => self.boundary,
            Some("PermissionsPolicy") => self.attached,
            _ => self.attached + self.boundary,
        }
    }
}

pub(super) fn xml(policy: &ManagedPolicy, uses: Uses, clock: Clock) -> Xml {
    Xml::new()
        .text("PolicyName", &policy.name)
        .text("PolicyId", &policy.id)
        .text("Arn", &policy.arn)
        .text("Path", &policy.path)
        .text("DefaultVersionId", format!("v{}", policy.default))
        .text("AttachmentCount", uses.attached.to_string())
        .text("PermissionsBoundaryUsageCount", uses.boundary.to_string())
        .text("IsAttachable", "true")
        .text("CreateDate", times::seconds(clock.told(policy.created)))
        .text("UpdateDate", times::seconds(clock.told(policy.updated)))
}

/// A policy with all its versions.
pub(super) fn detail(policy: &ManagedPolicy, account: &Account, clock: Clock) -> Xml {
    let versions = policy.versions.iter().map(|version| {
        Xml::new()
            .text("Document", encoded(version.document.text()))
            .and(&version_xml(version, policy.default, clock))
    });
    xml(policy, Uses::of(account, &policy.arn), clock)
        .optional("Description", policy.description.as_ref())
        .list("PolicyVersionList", "member", versions)
}

fn version_xml(version: &PolicyVersion, default: u32, clock: Clock) -> Xml {
    Xml::new()
        .text("VersionId", format!("v{}", version.number))
        .text("IsDefaultVersion", (version.number == default).to_string())
        .text("CreateDate", times::seconds(clock.told(version.created)))
}
