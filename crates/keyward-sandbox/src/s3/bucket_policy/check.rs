//! What S3 refuses of a bucket policy, in its words.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html>

use keyward_iam::{ParseError, Policy, PolicyKind, ResourcePattern, Resources, Statement};

use super::{actions, fields};
use crate::authorization::{Document, table};
use crate::iam;
use crate::protocol::AwsError;
use crate::state::State;

/// Bytes of a bucket policy.
const LARGEST: usize = 20 * 1024;

/// Reads the policy of a bucket.
pub(super) fn read(state: &State, bucket: &str, body: &[u8]) -> Result<Document, AwsError> {
    let text = std::str::from_utf8(body).map_err(|_| malformed(fields::NOT_JSON))?;
    parse(bucket, text, |arn| iam::id_of(state, arn))
}

/// The same, with the unique ids of whom it names from elsewhere.
pub(crate) fn parse(
    bucket: &str,
    text: &str,
    id_of: impl Fn(&str) -> Option<String>,
) -> Result<Document, AwsError> {
    if text.len() > LARGEST {
        return Err(malformed(
            "Policy exceeds the maximum allowed document size.",
        ));
    }
    fields::check(text).map_err(|why| malformed(&why))?;
    let mut policy = Policy::parse(text, PolicyKind::Resource).map_err(|error| refusal(&error))?;
    policy
        .bind_principals(id_of)
        .map_err(|arn| invalid_principal(&format!("\"AWS\" : \"{arn}\"")))?;
    for found in policy.statements() {
        statement(found, bucket)?;
    }
    Ok(Document::resource(text, policy))
}

fn statement(statement: &Statement, bucket: &str) -> Result<(), AwsError> {
    let patterns = &statement.actions().patterns;
    if !patterns.iter().all(actions::is_known) {
        return Err(malformed("Policy has invalid action"));
    }
    conditions(statement)?;
    let Some(resources) = statement.resources() else {
        return Err(malformed("Missing required field Resource"));
    };
    if !resources
        .patterns
        .iter()
        .all(|one| names(one.as_str(), bucket))
    {
        return Err(malformed("Policy has invalid resource"));
    }
    let plain = !statement.actions().negated && !resources.negated;
    if plain && !patterns.iter().all(|action| applies(action, resources)) {
        return Err(malformed(
            "Action does not apply to any resource(s) in statement",
        ));
    }
    Ok(())
}

fn conditions(statement: &Statement) -> Result<(), AwsError> {
    for condition in statement.conditions() {
        if condition.operator().is_none() {
            let name = condition.operator_name();
            return Err(malformed(&format!("Invalid Condition type : {name}")));
        }
        if !condition.is_understood() {
            return Err(malformed("Invalid policy syntax."));
        }
        if !table::is_s3_key(condition.key()) {
            return Err(malformed("Policy has an invalid condition key"));
        }
    }
    Ok(())
}

/// Whether a resource is the bucket or lies in it.
fn names(resource: &str, bucket: &str) -> bool {
    if resource == "*" {
        return true;
    }
    let Some(path) = resource.strip_prefix("arn:aws:s3:::") else {
        return false;
    };
    let pattern = path.split('/').next().unwrap_or_default();
    // All buckets are not this bucket.
    pattern != "*" && fits(pattern.as_bytes(), bucket.as_bytes())
}

/// `*` and `?` in the name of a bucket.
fn fits(pattern: &[u8], name: &[u8]) -> bool {
    match (pattern.split_first(), name.split_first()) {
        (None, None) => true,
        (Some((b'*', rest)), _) => {
            fits(rest, name) || (!name.is_empty() && fits(pattern, &name[1..]))
        }
        (Some((b'?', pattern)), Some((_, name))) => fits(pattern, name),
        (Some((one, pattern)), Some((other, name))) if one == other => fits(pattern, name),
        _ => false,
    }
}

/// Whether an action is one of buckets and a bucket is named, or one of objects and objects are.
fn applies(action: &keyward_iam::ActionPattern, resources: &Resources) -> bool {
    let named = |wanted: fn(&str) -> bool| {
        let mut texts = resources.patterns.iter().map(ResourcePattern::as_str);
        texts.any(wanted)
    };
    let buckets = named(|text| !text.contains('/'));
    let objects = named(|text| text.contains('/') || text.ends_with('*'));
    (buckets && actions::is_of_buckets(action)) || (objects && actions::is_of_objects(action))
}

fn refusal(error: &ParseError) -> AwsError {
    let words = error.aws_message();
    if let Some(who) = words.strip_prefix("Invalid principal in policy: ") {
        return invalid_principal(&who.replacen("\":\"", "\" : \"", 1));
    }
    if words.starts_with("Resource ") {
        return malformed("Policy has invalid resource");
    }
    if words.contains("colon") || words.contains("vendor") {
        return malformed("Policy has invalid action");
    }
    malformed("Invalid policy syntax.")
}

fn invalid_principal(who: &str) -> AwsError {
    malformed("Invalid principal in policy").with("Detail", who)
}

fn malformed(why: &str) -> AwsError {
    AwsError::new(400, "MalformedPolicy", why)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(statement: &str) -> String {
        let text = format!(r#"{{"Version":"2012-10-17","Statement":[{statement}]}}"#);
        let refused = read(&State::default(), "photos", text.as_bytes());
        refused.map_or_else(|error| error.message, |_| "taken".to_owned())
    }

    fn of(action: &str, resource: &str, more: &str) -> String {
        why(&format!(
            r#"{{"Effect":"Allow","Principal":"*","Action":{action},"Resource":{resource}{more}}}"#
        ))
    }

    #[test]
    fn policies_are_about_their_bucket_and_its_actions() {
        let inside = "\"arn:aws:s3:::photos/*\"";
        let bucket = "\"arn:aws:s3:::photos\"";
        let both = "[\"arn:aws:s3:::photos\",\"arn:aws:s3:::photos/*\"]";
        let invalid = "Policy has invalid resource";
        let unfit = "Action does not apply to any resource(s) in statement";
        for (action, resource, expected) in [
            ("\"s3:GetObject\"", inside, "taken"),
            ("\"s3:ListBucket\"", bucket, "taken"),
            ("[\"s3:GetObject\",\"s3:ListBucket\"]", both, "taken"),
            ("\"s3:*\"", bucket, "taken"),
            ("\"*\"", inside, "taken"),
            ("\"s3:GetObject\"", "\"arn:aws:s3:::photos*\"", "taken"),
            ("\"s3:GetObject\"", "\"arn:aws:s3:::ph?t*s/x\"", "taken"),
            ("\"s3:GetObject\"", bucket, unfit),
            ("\"s3:ListBucket\"", inside, unfit),
            ("[\"s3:GetObject\",\"s3:ListBucket\"]", inside, unfit),
            ("\"s3:GetObject\"", "\"arn:aws:s3:::other/*\"", invalid),
            ("\"s3:GetObject\"", "\"arn:aws:s3:::*\"", invalid),
            ("\"s3:GetObject\"", "\"photos/*\"", invalid),
            ("\"s3:GetObjekt\"", inside, "Policy has invalid action"),
            ("\"sns:Publish\"", inside, "Policy has invalid action"),
            ("\"GetObject\"", inside, "Policy has invalid action"),
        ] {
            assert_eq!(of(action, resource, ""), expected, "{action} {resource}");
        }
    }

    #[test]
    fn conditions_are_known() {
        let with = |operator: &str, key: &str, value: &str| {
            let more = format!(r#","Condition":{{"{operator}":{{"{key}":"{value}"}}}}"#);
            of("\"s3:ListBucket\"", "\"arn:aws:s3:::photos\"", &more)
        };
        assert_eq!(with("StringLike", "s3:prefix", "a/*"), "taken");
        assert_eq!(with("IpAddress", "aws:SourceIp", "127.0.0.0/8"), "taken");
        assert_eq!(
            with("StringIs", "s3:prefix", "a"),
            "Invalid Condition type : StringIs"
        );
        assert_eq!(
            with("StringEquals", "s3:colour", "a"),
            "Policy has an invalid condition key"
        );
        assert_eq!(
            with("IpAddress", "aws:SourceIp", "home"),
            "Invalid policy syntax."
        );
    }

    #[test]
    fn principals_exist() {
        let with = |who: &str| {
            why(&format!(
                r#"{{"Effect":"Allow","Principal":{who},"Action":"s3:GetObject","Resource":"arn:aws:s3:::photos/*"}}"#
            ))
        };
        assert_eq!(
            with(r#"{"AWS":"arn:aws:iam::210987654321:user/a"}"#),
            "taken"
        );
        assert_eq!(with(r#"{"AWS":"alice"}"#), "Invalid principal in policy");
        assert_eq!(with(r#"{"Service":"cloudtrail.amazonaws.com"}"#), "taken");
    }
}
