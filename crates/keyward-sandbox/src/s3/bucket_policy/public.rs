//! Whether a policy is public, as S3 Block Public Access means it.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status>

use keyward_iam::{Comparison, Condition, Effect, Policy, PrincipalEntry, SetOperator, Statement};

/// Keys that, held against fixed values, say who may come.
const FIXING: [&str; 15] = [
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceip",
    "aws:sourceowner",
    "aws:sourceorgid",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:userid",
    "aws:username",
    "s3:dataaccesspointaccount",
    "s3:dataaccesspointarn",
];
/// A wider network than this is the public.
const WIDEST: (u8, u8) = (8, 32);

/// Whether a statement lets in who is not known.
pub(crate) fn is_public(policy: &Policy) -> bool {
    policy.statements().iter().any(opens)
}

fn opens(statement: &Statement) -> bool {
    let Some(principals) = statement.principals() else {
        return false;
    };
    let anyone = principals.negated || principals.entries.contains(&PrincipalEntry::Everyone);
    statement.effect() == Effect::Allow && anyone && !statement.conditions().iter().any(fixes)
}

/// Whether a condition leaves only callers that its values name.
fn fixes(condition: &Condition) -> bool {
    let Some(operator) = condition.operator() else {
        return false;
    };
    let vague = operator.negated
        || operator.if_exists
        || operator.set == Some(SetOperator::ForAllValues)
        || operator.comparison == Comparison::Null;
    let key = condition.key().to_lowercase();
    !vague
        && FIXING.contains(&key.as_str())
        && condition.values().all(|value| is_fixed(&key, value))
}

fn is_fixed(key: &str, value: &str) -> bool {
    match key {
        "aws:sourceip" => is_narrow(value),
        // The id of a role with any session is fixed enough.
        "aws:userid" => !value.trim_end_matches(":*").contains(['*', '?', '$']),
        _ => !value.contains(['*', '?', '$']),
    }
}

fn is_narrow(network: &str) -> bool {
    let Some((address, bits)) = network.split_once('/') else {
        return true;
    };
    let widest = if address.contains(':') {
        WIDEST.1
    } else {
        WIDEST.0
    };
    bits.parse::<u8>().is_ok_and(|bits| bits >= widest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyward_iam::PolicyKind;

    fn public(principal: &str, condition: &str) -> bool {
        let text = format!(
            r#"{{"Statement":{{"Effect":"Allow","Principal":{principal},"Action":"s3:*","Resource":"*","Condition":{condition}}}}}"#
        );
        is_public(&Policy::parse(&text, PolicyKind::Resource).unwrap())
    }

    #[test]
    fn fixed_callers_are_not_the_public() {
        let fixed = [
            r#"{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}"#,
            r#"{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#,
            r#"{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::123456789012:role/x"}}"#,
        ];
        for condition in fixed {
            assert!(!public("\"*\"", condition), "{condition}");
        }
        let open = [
            "{}",
            r#"{"StringLike":{"aws:PrincipalArn":"*"}}"#,
            r#"{"IpAddress":{"aws:SourceIp":"0.0.0.0/1"}}"#,
            r#"{"StringNotEquals":{"aws:PrincipalOrgID":"o-1"}}"#,
            r#"{"StringEqualsIfExists":{"aws:PrincipalOrgID":"o-1"}}"#,
            r#"{"Bool":{"aws:SecureTransport":"true"}}"#,
        ];
        for condition in open {
            assert!(public("\"*\"", condition), "{condition}");
        }
        assert!(public(r#"{"AWS":"*"}"#, "{}"));
        assert!(!public(r#"{"AWS":"210987654321"}"#, "{}"));
    }
}
