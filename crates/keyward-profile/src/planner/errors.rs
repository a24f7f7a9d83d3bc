//! The planner's errors, each with file, line, profile and what to do.

use keyward_core::{Error, ErrorCode, ProfileName};

use super::view::View;
use crate::{Location, ProfileSet};

/// A profile that contradicts itself or has a value that cannot be right.
pub(super) fn invalid(location: &Location, profile: &ProfileName, what: &str) -> Error {
    Error::new(
        ErrorCode::ProfileInvalid,
        format!("{location}: profile \"{profile}\": {what}"),
    )
}

/// `source_profile` leads back into the chain.
pub(super) fn profile_loop(
    location: &Location,
    chain: &[&ProfileName],
    back: &ProfileName,
) -> Error {
    let from = chain.last().copied().unwrap_or(back);
    Error::new(
        ErrorCode::ProfileLoop,
        format!(
            "{location}: profile \"{from}\": source_profile leads back to \"{back}\" ({})",
            chain_text(chain, back)
        ),
    )
    .with_hint(
        "let the last source_profile of the chain name a profile that has credentials of its own",
    )
}

/// `a -> b -> a`; the middle of a very long chain is left out.
fn chain_text(chain: &[&ProfileName], back: &ProfileName) -> String {
    const ENDS: usize = 4;
    let names: Vec<_> = chain
        .iter()
        .copied()
        .chain([back])
        .map(ProfileName::as_str)
        .collect();
    if names.len() <= 2 * ENDS {
        return names.join(" -> ");
    }
    let (head, tail) = (&names[..ENDS], &names[names.len() - ENDS..]);
    format!("{} -> … -> {}", head.join(" -> "), tail.join(" -> "))
}

/// An indented line with a secret belongs to the value above it.
pub(super) fn swallowed(profile: &ProfileName, location: &Location, key: &str) -> Error {
    let what = format!(
        "{key}: a line below it holds a secret and is indented, so it is read as part of this value"
    );
    invalid(location, profile, &what).with_hint("let every key start in the first column")
}

/// Half a key pair.
pub(super) fn partial(
    location: &Location,
    profile: &ProfileName,
    there: &str,
    missing: &str,
) -> Error {
    Error::new(
        ErrorCode::PartialCredentials,
        format!("{location}: profile \"{profile}\" has {there} but no {missing}"),
    )
    .with_hint(format!("add {missing} to the profile, or remove {there}"))
}

/// The profile that was asked for is nowhere.
pub(super) fn not_found(set: &ProfileSet, name: &ProfileName, named_by: &Location) -> Error {
    let by = match named_by {
        Location::Program => String::new(),
        other => format!(" ({other} names it)"),
    };
    let message = if set.names().is_empty() {
        format!(
            "profile \"{name}\" was not found{by}: no profiles were defined, and the vault has no entry of that name"
        )
    } else {
        format!(
            "profile \"{name}\" was not found{by}: no file defines it, and the vault has no entry of that name"
        )
    };
    Error::new(ErrorCode::ProfileNotFound, message).with_hint(suggestion(set, name))
}

/// A profile names a source that is nowhere.
pub(super) fn source_not_found(
    set: &ProfileSet,
    from: &View<'_>,
    location: &Location,
    source: &str,
) -> Error {
    let hint = match source.parse::<ProfileName>() {
        Ok(name) => suggestion(set, &name),
        Err(_) => "use letters, digits and - _ / . % @ : + in profile names".to_owned(),
    };
    Error::new(
        ErrorCode::ProfileNotFound,
        format!(
            "{location}: profile \"{}\": source_profile \"{source}\" was not found: no file defines it, and the vault has no entry of that name",
            from.name
        ),
    )
    .with_hint(hint)
}

/// Close names, else all of a few, and how to add one.
fn suggestion(set: &ProfileSet, name: &ProfileName) -> String {
    const SHOWN: usize = 5;
    let names = set.names();
    let close: Vec<_> = names
        .iter()
        .filter(|other| is_close(name.as_str(), other))
        .take(SHOWN)
        .map(|other| format!("\"{other}\""))
        .collect();
    if !close.is_empty() {
        return format!(
            "did you mean {}? `keyward add {name}` stores a key under this name",
            close.join(" or ")
        );
    }
    let add = format!("`keyward add {name}` stores a key under this name");
    if names.is_empty() || names.len() > SHOWN {
        return add;
    }
    format!("{add}; the files define {}", names.join(", "))
}

fn is_close(name: &str, other: &str) -> bool {
    let (name, other) = (name.to_ascii_lowercase(), other.to_ascii_lowercase());
    strsim::damerau_levenshtein(&name, &other) <= 1 + name.len() / 5
        || (name.len() >= 3 && other.contains(&name))
        || (other.len() >= 3 && name.contains(&other))
}

/// A profile without anything that gives credentials.
pub(super) fn no_information(view: &View<'_>, named_at: Option<&Location>) -> Error {
    let at = named_at
        .or(view.location())
        .map(|location| format!("{location}: "))
        .unwrap_or_default();
    let name = &view.name;
    Error::new(
        ErrorCode::NoCredentials,
        format!("{at}profile \"{name}\" did not contain credential information, and the vault has no entry of that name"),
    )
    .with_hint(format!("`keyward add {name}` stores a key for it; role_arn, sso_session or credential_process in the profile do as well"))
}

/// `role_arn` that does not say whose credentials assume it.
pub(super) fn role_without_source(view: &View<'_>, location: &Location) -> Error {
    invalid(
        location,
        &view.name,
        "role_arn is set, but neither source_profile nor credential_source",
    )
    .with_hint("add `source_profile = NAME`: the profile whose credentials may assume the role")
}

/// keyward would ask itself.
pub(super) fn recursive_process(name: &ProfileName, location: &Location) -> Error {
    Error::new(
        ErrorCode::RecursiveProcess,
        format!("{location}: profile \"{name}\": credential_process is keyward itself, and the vault has no entry \"{name}\""),
    )
    .with_hint(format!("store a key with `keyward add {name}`, or take the credential_process line out of the file"))
}
