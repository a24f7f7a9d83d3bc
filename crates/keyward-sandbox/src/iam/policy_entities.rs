//! <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html>

use super::{managed_policies, paging};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};

/// The lists of the answer, in the order in which they are paged.
const LISTS: [(&str, &str); 3] = [
    ("Group", "PolicyGroups"),
    ("Role", "PolicyRoles"),
    ("User", "PolicyUsers"),
];

/// Who has a policy, attached or as a boundary.
pub(crate) fn list(cx: &mut Context<'_>, params: &Params) -> Answer {
    let arn = managed_policies::readable(cx, params)?.arn;
    let usage = params.get("PolicyUsageFilter");
    let attached = usage != Some("PermissionsBoundary");
    let bounding = usage != Some("PermissionsPolicy");
    let wanted = filter(params)?;
    let prefix = params.get("PathPrefix").unwrap_or("/");
    let account = cx.account();
    let users = account.users.values().map(|user| {
        let bound = user.boundary.as_ref();
        (2, &user.name, &user.id, &user.path, &user.policies, bound)
    });
    let roles = account.roles.values().map(|role| {
        let bound = role.boundary.as_ref();
        (1, &role.name, &role.id, &role.path, &role.policies, bound)
    });
    let groups = account.groups.values().map(|group| {
        let (name, id, path) = (&group.name, &group.id, &group.path);
        (0, name, id, path, &group.policies, None)
    });
    let mut items = Vec::new();
    for (index, name, id, path, policies, boundary) in groups.chain(roles).chain(users) {
        let (kind, _) = LISTS[index];
        let has =
            (attached && policies.attached.contains(&arn)) || (bounding && boundary == Some(&arn));
        if has && path.starts_with(prefix) && wanted.is_none_or(|wanted| wanted == kind) {
            let xml = Xml::new()
                .text(&format!("{kind}Name"), name)
                .text(&format!("{kind}Id"), id);
            items.push((format!("{index}{name}"), (index, xml)));
        }
    }
    let page = paging::cut(params, items)?;
    let lists = LISTS.iter().enumerate().map(|(index, (_, element))| {
        let of_it = page.items.iter().filter(|(other, _)| *other == index);
        Xml::new().list(element, "member", of_it.map(|(_, xml)| xml.clone()))
    });
    let lists = lists.fold(Xml::new(), |all, list| all.and(&list));
    Ok(lists.and(&page.end))
}

fn filter(params: &Params) -> Result<Option<&str>, AwsError> {
    match params.get("EntityFilter") {
        // Policies are no entities that a policy is attached to.
        Some("LocalManagedPolicy" | "AWSManagedPolicy") => Ok(Some("Policy")),
        Some(kind @ ("User" | "Role" | "Group")) => Ok(Some(kind)),
        None => Ok(None),
        Some(other) => {
            let rule =
                "satisfy enum value set: [User, Role, Group, LocalManagedPolicy, AWSManagedPolicy]";
            Err(AwsError::constraint(other, "entityFilter", rule))
        }
    }
}
