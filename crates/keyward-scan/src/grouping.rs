//! Parts that belong together: a secret goes with the nearest key id, a token likewise.

use crate::{
    finding::What,
    parts::{NEIGHBOURHOOD, Part},
};

/// A key id behind its secret is rarer than one before it.
const BEHIND: usize = 50;

/// What nothing names is a secret only because a key id is near: what has a name goes first.
const UNNAMED: usize = 400;

/// The parts of one credential, by their places among all.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) id: Option<usize>,
    pub(crate) secret: Option<usize>,
    pub(crate) token: Option<usize>,
    pub(crate) api_key: Option<usize>,
}

impl Group {
    pub(crate) fn members(&self) -> impl Iterator<Item = usize> {
        [self.id, self.secret, self.token, self.api_key]
            .into_iter()
            .flatten()
    }
}

/// All groups, in the order of their first parts. What nothing names and no key id claims is no finding.
pub(crate) fn groups(parts: &[Part]) -> Vec<Group> {
    let secrets = pairs(parts, What::SecretAccessKey, |_| true);
    let tokens = pairs(parts, What::SessionToken, |id| id.starts_with("ASIA"));
    let claimed = |taken: &[(usize, usize)], part| taken.iter().any(|(_, other)| *other == part);
    let of = |taken: &[(usize, usize)], id| {
        taken
            .iter()
            .find(|(own, _)| *own == id)
            .map(|(_, part)| *part)
    };
    let one = |at: usize, part: &Part| match part.what {
        What::KeyId => Some(Group {
            id: Some(at),
            secret: of(&secrets, at),
            token: of(&tokens, at),
            api_key: None,
        }),
        What::SecretAccessKey if part.is_named && !claimed(&secrets, at) => Some(Group {
            secret: Some(at),
            ..Group::default()
        }),
        What::SessionToken if part.is_named && !claimed(&tokens, at) => Some(Group {
            token: Some(at),
            ..Group::default()
        }),
        What::BedrockApiKey => Some(Group {
            api_key: Some(at),
            ..Group::default()
        }),
        What::SecretAccessKey | What::SessionToken => None,
    };
    let mut groups: Vec<Group> = parts
        .iter()
        .enumerate()
        .filter_map(|(at, part)| one(at, part))
        .collect();
    groups.sort_by_key(|group| group.members().map(|at| parts[at].span.start).min());
    groups
}

/// Key ids and parts of one kind, the nearest first.
fn pairs(parts: &[Part], what: What, fits: impl Fn(&str) -> bool) -> Vec<(usize, usize)> {
    let others: Vec<usize> = places(parts, what).collect();
    let mut all: Vec<(usize, usize, usize)> = Vec::new();
    for id in places(parts, What::KeyId).filter(|&id| fits(&parts[id].value)) {
        // Parts are in order: only those around the id are looked at.
        let first = others
            .partition_point(|&other| parts[other].span.end + NEIGHBOURHOOD < parts[id].span.start);
        let last = parts[id].span.end + NEIGHBOURHOOD;
        let near = others[first..]
            .iter()
            .take_while(|&&other| parts[other].span.start <= last);
        all.extend(near.map(|&other| (distance(&parts[id], &parts[other]), id, other)));
    }
    all.sort_unstable();
    let mut taken: Vec<(usize, usize)> = Vec::new();
    let (mut ids, mut used) = (vec![false; parts.len()], vec![false; parts.len()]);
    for (_, id, other) in all {
        if !ids[id] && !used[other] {
            ids[id] = true;
            used[other] = true;
            taken.push((id, other));
        }
    }
    taken.sort_unstable();
    taken
}

fn places(parts: &[Part], what: What) -> impl Iterator<Item = usize> {
    let of_kind = move |(at, part): (usize, &Part)| (part.what == what).then_some(at);
    parts.iter().enumerate().filter_map(of_kind)
}

fn distance(id: &Part, other: &Part) -> usize {
    let unnamed = if other.is_named { 0 } else { UNNAMED };
    if other.span.start >= id.span.end {
        other.span.start - id.span.end + unnamed
    } else {
        id.span.start.saturating_sub(other.span.end) + BEHIND + unnamed
    }
}
