//! Accounts and what is in them: names and ids, no secret and no content.

use super::html::Html;
use crate::protocol::times;
use crate::s3::Bucket;
use crate::state::{Account, Owner, State};

/// Rows of one table.
const SHOWN: usize = 200;

pub(super) fn show(state: &State) -> Html {
    let mut html = Html::new();
    let now = state.clock.now();
    html.raw("<p>The sandbox's clock: ")
        .text(&times::seconds(now))
        .raw("</p>");
    for (id, account) in &state.accounts {
        html.raw("<h2>Account ").text(id).raw("</h2>");
        show_account(&mut html, state, id, account);
    }
    html.raw("<h2>Sessions</h2>");
    sessions(&mut html, state);
    html.raw("<h2>S3</h2>");
    buckets(&mut html, state);
    html
}

fn show_account(html: &mut Html, state: &State, id: &str, account: &Account) {
    let users = account.users.values().take(SHOWN);
    let users = users.map(|user| [user.arn.clone(), policies(&user.policies)]);
    html.table("Users", ["user", "policies"], users.collect());
    html.table(
        "Access keys",
        ["key", "of", "status", "last used"],
        keys(state, id),
    );
    let groups = account.groups.values().take(SHOWN).map(|group| {
        let members: Vec<&str> = group.members.iter().map(String::as_str).collect();
        [
            group.arn.clone(),
            members.join(", "),
            policies(&group.policies),
        ]
    });
    html.table("Groups", ["group", "members", "policies"], groups.collect());
    let roles = account.roles.values().take(SHOWN);
    let roles = roles.map(|role| [role.arn.clone(), policies(&role.policies)]);
    html.table("Roles", ["role", "policies"], roles.collect());
    let topics = account.messaging.topic_arns().take(SHOWN);
    html.table(
        "Topics",
        ["topic"],
        topics.map(|arn| [arn.to_owned()]).collect(),
    );
    let instances = account.instances.all.iter().take(SHOWN);
    let instances = instances.map(|instance| {
        let phase = instance.phase.name().to_owned();
        [instance.id.clone(), instance.region.clone(), phase]
    });
    html.table(
        "Instances",
        ["instance", "region", "state"],
        instances.collect(),
    );
    let named = |(region, name): &(String, String)| [name.clone(), region.clone()];
    let secrets = account.secrets.keys().take(SHOWN).map(named);
    html.table("Secrets", ["secret", "region"], secrets.collect());
    let parameters = account.parameters.keys().take(SHOWN).map(named);
    html.table("Parameters", ["parameter", "region"], parameters.collect());
}

fn keys(state: &State, account: &str) -> Vec<[String; 4]> {
    let keys = state.keys.values().filter(|key| key.account == account);
    let rows = keys.map(|key| {
        let owner = match &key.owner {
            Owner::Root => "root",
            Owner::User(name) => name,
        };
        let status = if key.active { "active" } else { "inactive" };
        let used = key.last_used.as_ref();
        let used = used.map_or("never".to_owned(), |used| {
            format!("{} at {}", times::seconds(used.at), used.service)
        });
        [key.id.clone(), owner.to_owned(), status.to_owned(), used]
    });
    let mut rows: Vec<_> = rows.collect();
    rows.sort();
    rows.truncate(SHOWN);
    rows
}

fn policies(policies: &crate::state::account::Policies) -> String {
    let all = policies.inline.keys().chain(&policies.attached);
    all.cloned().collect::<Vec<_>>().join(", ")
}

/// The last to end first.
fn sessions(html: &mut Html, state: &State) {
    let mut sessions: Vec<_> = state.sessions.values().collect();
    sessions.sort_by_key(|session| std::cmp::Reverse(session.expires));
    let now = state.clock.now();
    let rows = sessions.into_iter().take(SHOWN).map(|session| {
        let ended = if session.expires <= now {
            "ended"
        } else {
            "until"
        };
        let end = format!("{ended} {}", times::seconds(session.expires));
        [session.access_key_id.clone(), session.principal.arn(), end]
    });
    html.table(
        "Of roles and users",
        ["key", "who", "lives"],
        rows.collect(),
    );
}

fn buckets(html: &mut Html, state: &State) {
    for (name, bucket) in state.buckets.iter().take(SHOWN) {
        let Bucket {
            owner,
            region,
            objects,
            ..
        } = bucket;
        let title = format!("{name} ({owner}, {region}): {} objects", objects.len());
        let rows = objects.iter().take(SHOWN).map(|(key, object)| {
            let modified = times::seconds(object.modified);
            [key.clone(), object.body.len().to_string(), modified]
        });
        html.raw("<p>").text(&title).raw("</p>");
        html.table("", ["key", "bytes", "modified"], rows.collect());
    }
}
