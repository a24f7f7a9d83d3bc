//! What AssumeRole is told beside the role: checked by AWS's rules, then kept with the session.

use crate::authorization::{Document, Keys};
use crate::iam::policy_arn;
use crate::protocol::{AwsError, Params};
use crate::state::Session;
use crate::state::sessions::Details;

/// The longest session policy, in characters.
const LONGEST: usize = 2_048;
/// How many bytes of policies and tags a session has room for. AWS packs them in a way of its own
/// before it counts.
const PACKED: usize = 4_096;

/// Tags and the like, from a request or from a token.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) tags: Vec<(String, String)>,
    pub(super) transitive_tag_keys: Vec<String>,
    pub(super) source_identity: Option<String>,
}

/// Reads tags, transitive keys, source identity and policies of a request.
pub(super) fn read(params: &Params) -> Result<Details, AwsError> {
    let mut tags = Vec::new();
    for tag in params.structures("Tags.member") {
        let key = tag.required("Key")?.to_owned();
        tags.push((key, tag.get("Value").unwrap_or_default().to_owned()));
    }
    let transitive = params.list("TransitiveTagKeys.member");
    let told = Told {
        tags,
        transitive_tag_keys: transitive.into_iter().map(str::to_owned).collect(),
        source_identity: params.get("SourceIdentity").map(str::to_owned),
    };
    of_token(params, told)
}

/// The same where a token tells all but the policies.
pub(super) fn of_token(params: &Params, told: Told) -> Result<Details, AwsError> {
    refuse_unbuilt(params)?;
    check_tags(&told.tags)?;
    if let Some(name) = &told.source_identity {
        check_source_identity(name)?;
    }
    let details = Details {
        tags: told.tags,
        transitive_tag_keys: told.transitive_tag_keys,
        source_identity: told.source_identity,
        policy: policy(params)?,
        policy_arns: policy_arns(params)?,
        mfa: None,
        provider: None,
    };
    check_transitive(&details)?;
    Ok(details)
}

/// Adds what a calling session hands on: its source identity, and its transitive tags.
pub(super) fn inherit(mut asked: Details, caller: Option<&Session>) -> Result<Details, AwsError> {
    let Some(caller) = caller else {
        return Ok(asked);
    };
    let handed = &caller.details;
    if let Some(name) = &handed.source_identity {
        if asked
            .source_identity
            .as_ref()
            .is_some_and(|other| other != name)
        {
            return Err(AwsError::new(
                403,
                "AccessDenied",
                "The source identity of a session cannot be changed by role chaining.",
            ));
        }
        asked.source_identity = Some(name.clone());
    }
    for key in &handed.transitive_tag_keys {
        if asked
            .tags
            .iter()
            .any(|(tag, _)| tag.eq_ignore_ascii_case(key))
        {
            return Err(AwsError::new(
                400,
                "InvalidParameterValue",
                "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
            ));
        }
        asked.tags.extend(
            handed
                .tags
                .iter()
                .find(|(tag, _)| tag.eq_ignore_ascii_case(key))
                .cloned(),
        );
        asked.transitive_tag_keys.push(key.clone());
    }
    Ok(asked)
}

/// What would be taken and never heeded.
pub(super) fn refuse_unbuilt(params: &Params) -> Result<(), AwsError> {
    let names = ["MinimumSessionTokenSize", "ProviderId"];
    let given = names.into_iter().find(|name| params.get(name).is_some());
    let contexts = !params.structures("ProvidedContexts.member").is_empty();
    match given.or(contexts.then_some("ProvidedContexts")) {
        Some(name) => Err(AwsError::not_built(name)),
        None => Ok(()),
    }
}

/// How many percent of the allowance policies and tags take, where there are any.
pub(super) fn packed_policy_size(details: &Details) -> Result<Option<usize>, AwsError> {
    let bytes = details.policy.as_ref().map_or(0, Document::size)
        + details.policy_arns.iter().map(String::len).sum::<usize>()
        + details
            .tags
            .iter()
            .map(|(key, value)| key.len() + value.len())
            .sum::<usize>();
    let percent = (bytes * 100).div_ceil(PACKED);
    if percent > 100 {
        let why = format!(
            "Packed policy consumes {percent}% of allotted space, please use smaller policy."
        );
        return Err(AwsError::new(400, "PackedPolicyTooLarge", why));
    }
    Ok((bytes > 0).then_some(percent))
}

/// The condition keys of what a session is told at its making.
pub(super) fn keys(session_name: &str, details: &Details) -> Keys {
    Keys::new()
        .with("sts:RoleSessionName", session_name)
        .optional("sts:SourceIdentity", details.source_identity.as_deref())
        .list("sts:TransitiveTagKeys", &details.transitive_tag_keys)
        .request_tags(&details.tags)
}

/// Tags and a source identity are permissions of their own.
pub(super) fn actions(first: &'static str, details: &Details) -> Vec<&'static str> {
    let mut actions = vec![first];
    if !details.tags.is_empty() {
        actions.push("sts:TagSession");
    }
    if details.source_identity.is_some() {
        actions.push("sts:SetSourceIdentity");
    }
    actions
}

/// `[\w+=,.@-]` and the length bounds that session names and source identities share.
pub(super) fn check_name(value: &str, place: &str) -> Result<(), AwsError> {
    if value.len() < 2 {
        return Err(AwsError::constraint(
            value,
            place,
            "have length greater than or equal to 2",
        ));
    }
    if value.len() > 64 {
        return Err(AwsError::constraint(
            value,
            place,
            "have length less than or equal to 64",
        ));
    }
    if value
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"_+=,.@-".contains(&b))
    {
        return Ok(());
    }
    Err(AwsError::constraint(
        value,
        place,
        "satisfy regular expression pattern: [\\w+=,.@-]*",
    ))
}

fn check_tags(tags: &[(String, String)]) -> Result<(), AwsError> {
    for (index, (key, value)) in tags.iter().enumerate() {
        if key.is_empty() || key.chars().count() > 128 {
            return Err(AwsError::constraint(
                key,
                "tags.member.key",
                "have length between 1 and 128",
            ));
        }
        if value.chars().count() > 256 {
            return Err(AwsError::constraint(
                value,
                "tags.member.value",
                "have length less than or equal to 256",
            ));
        }
        if tags[..index]
            .iter()
            .any(|(other, _)| other.eq_ignore_ascii_case(key))
        {
            return Err(AwsError::new(
                400,
                "InvalidParameterValue",
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
            ));
        }
    }
    if tags.len() > 50 {
        return Err(AwsError::validation(
            "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50",
        ));
    }
    Ok(())
}

fn check_transitive(details: &Details) -> Result<(), AwsError> {
    let known = |key: &String| {
        details
            .tags
            .iter()
            .any(|(tag, _)| tag.eq_ignore_ascii_case(key))
    };
    match details.transitive_tag_keys.iter().find(|key| !known(key)) {
        None => Ok(()),
        Some(_) => Err(AwsError::new(
            400,
            "InvalidParameterValue",
            "The specified transitive tag key must be included in the requested tags.",
        )),
    }
}

fn check_source_identity(name: &str) -> Result<(), AwsError> {
    check_name(name, "sourceIdentity")?;
    if name.to_lowercase().starts_with("aws:") {
        return Err(AwsError::constraint(
            name,
            "sourceIdentity",
            "not begin with aws:",
        ));
    }
    Ok(())
}

fn policy(params: &Params) -> Result<Option<Document>, AwsError> {
    let Some(text) = params.get("Policy") else {
        return Ok(None);
    };
    if text.chars().count() > LONGEST {
        return Err(AwsError::constraint(
            "…",
            "policy",
            "have length less than or equal to 2048",
        ));
    }
    Document::identity(text).map(Some)
}

fn policy_arns(params: &Params) -> Result<Vec<String>, AwsError> {
    let mut arns = Vec::new();
    for member in params.structures("PolicyArns.member") {
        let arn = member.required("arn")?;
        if !policy_arn::is_policy_arn(arn) {
            return Err(AwsError::validation(format!(
                "{arn} is not a valid managed policy ARN"
            )));
        }
        arns.push(arn.to_owned());
    }
    if arns.len() > 10 {
        return Err(AwsError::validation(
            "The number of session policy ARNs exceeds the limit of 10",
        ));
    }
    Ok(arns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sessions() {
        assert!(check_name("ci+=,.@-_1", "roleSessionName").is_ok());
        for bad in ["a", "with space", "slash/", &"x".repeat(65), "ü-name"] {
            assert_eq!(
                check_name(bad, "roleSessionName").unwrap_err().code,
                "ValidationError",
                "{bad}"
            );
        }
    }

    #[test]
    fn options_are_kept_or_refused() {
        let params = Params::of(&[
            ("Tags.member.1.Key", "team"),
            ("Tags.member.1.Value", "x"),
            ("TransitiveTagKeys.member.1", "team"),
            ("SourceIdentity", "alice"),
            (
                "Policy",
                r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#,
            ),
        ]);
        let details = read(&params).unwrap();
        assert_eq!(details.tags, [("team".to_owned(), "x".to_owned())]);
        assert_eq!(packed_policy_size(&details), Ok(Some(3)));
        assert_eq!(packed_policy_size(&Details::default()), Ok(None));
        let large = Details {
            policy_arns: vec!["arn:aws:iam::aws:policy/x".repeat(20); 10],
            ..Details::default()
        };
        let refused = packed_policy_size(&large).unwrap_err();
        assert_eq!(refused.code, "PackedPolicyTooLarge");
        let code = |pairs: &[(&str, &str)]| read(&Params::of(pairs)).unwrap_err().code;
        assert_eq!(
            code(&[("TransitiveTagKeys.member.1", "t")]),
            "InvalidParameterValue"
        );
        assert_eq!(code(&[("Policy", "{")]), "MalformedPolicyDocument");
        assert_eq!(
            code(&[("PolicyArns.member.1.arn", "no")]),
            "ValidationError"
        );
        assert_eq!(code(&[("SourceIdentity", "aws:x")]), "ValidationError");
        assert_eq!(
            code(&[("Tags.member.1.Key", "a"), ("Tags.member.2.Key", "A")]),
            "InvalidParameterValue"
        );
    }
}
