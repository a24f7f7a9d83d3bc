//! <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html>

use super::managed_policies::{self, Uses};
use super::roles::{self, encoded};
use super::{groups, instance_profiles, paging, permissions_boundary, tags, users};
use crate::authorization::aws_managed;
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};
use crate::state::Clock;
use crate::state::account::{Account, Group, ManagedPolicy, Policies, Role, User};

/// The lists of the answer, in the order in which they are paged, and the filters that ask for them.
const LISTS: [(&str, &[&str]); 4] = [
    ("UserDetailList", &["User"]),
    ("GroupDetailList", &["Group"]),
    ("RoleDetailList", &["Role"]),
    ("Policies", &["LocalManagedPolicy", "AWSManagedPolicy"]),
];

/// Every user, group, role and policy, with everything in it.
pub(crate) fn get(cx: &mut Context<'_>, params: &Params) -> Answer {
    let filter = params.list("Filter.member");
    let known = |name: &&&str| LISTS.iter().any(|(_, filters)| filters.contains(*name));
    if let Some(other) = filter.iter().find(|name| !known(name)) {
        let rule =
            "satisfy enum value set: [User, Role, Group, LocalManagedPolicy, AWSManagedPolicy]";
        return Err(AwsError::constraint(other, "filter", rule));
    }
    let asked = |name: &str| filter.is_empty() || filter.contains(&name);
    let clock = cx.state.clock;
    let account = cx.account();
    let mut items = Vec::new();
    let mut put = |list: usize, name: &str, xml: Xml| {
        items.push((format!("{list}{name}"), (list, xml)));
    };
    if asked("User") {
        let all = account.users.values();
        all.for_each(|one| put(0, &one.name, user(one, account, clock)));
    }
    if asked("Group") {
        let all = account.groups.values();
        all.for_each(|one| put(1, &one.name, group(one, clock)));
    }
    if asked("Role") {
        let all = account.roles.values();
        all.for_each(|one| put(2, &one.name, role(one, account, clock)));
    }
    let own = account.managed_policies.values();
    let own = own.filter(|_| asked("LocalManagedPolicy"));
    // Of AWS's policies those that somebody has.
    let used = |policy: &&ManagedPolicy| Uses::of(account, &policy.arn).any();
    let aws = aws_managed::all().iter().filter(used);
    let aws = aws.filter(|_| asked("AWSManagedPolicy"));
    own.chain(aws)
        .for_each(|one| put(3, &one.arn, managed_policies::detail(one, account, clock)));
    items.sort_by(|a, b| a.0.cmp(&b.0));
    let page = paging::cut(params, items)?;
    let lists = LISTS.iter().enumerate().map(|(index, (element, _))| {
        let of_it = page.items.iter().filter(|(other, _)| *other == index);
        Xml::new().list(element, "member", of_it.map(|(_, xml)| xml.clone()))
    });
    let lists = lists.fold(Xml::new(), |all, list| all.and(&list));
    Ok(lists.and(&page.end))
}

fn user(user: &User, account: &Account, clock: Clock) -> Xml {
    let groups = account.groups.values();
    let groups = groups.filter(|group| group.members.contains(&user.name));
    users::full_xml(user, clock)
        .and(&policies("UserPolicyList", &user.policies))
        .list(
            "GroupList",
            "member",
            groups.map(|group| Xml::bare(&group.name)),
        )
}

fn group(group: &Group, clock: Clock) -> Xml {
    groups::xml(group, clock).and(&policies("GroupPolicyList", &group.policies))
}

fn role(role: &Role, account: &Account, clock: Clock) -> Xml {
    let profiles = account.instance_profiles.values();
    let profiles = profiles.filter(|profile| profile.role.as_ref() == Some(&role.name));
    let profiles = profiles.map(|profile| instance_profiles::xml(profile, account, clock));
    roles::xml(role, clock)
        .and(&permissions_boundary::xml(role.boundary.as_ref()))
        .and(&tags::xml(&role.tags))
        .and(&policies("RolePolicyList", &role.policies))
        .list("InstanceProfileList", "member", profiles)
}

fn policies(element: &str, policies: &Policies) -> Xml {
    let inline = policies.inline.iter().map(|(name, document)| {
        Xml::new()
            .text("PolicyName", name)
            .text("PolicyDocument", encoded(document.text()))
    });
    let attached = policies.attached.iter().map(|arn| {
        let name = arn.rsplit('/').next().unwrap_or_default();
        Xml::new().text("PolicyName", name).text("PolicyArn", arn)
    });
    Xml::new()
        .list(element, "member", inline)
        .list("AttachedManagedPolicies", "member", attached)
}
