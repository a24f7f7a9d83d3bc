//! ARNs of managed policies.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns>

/// `arn:aws:iam::aws:policy/NAME` of AWS, or `arn:aws:iam::ACCOUNT:policy/NAME`.
pub(crate) fn is_policy_arn(arn: &str) -> bool {
    let parts: Vec<&str> = arn.split(':').collect();
    let ["arn", "aws", "iam", "", owner, resource] = parts[..] else {
        return false;
    };
    let owned = owner == "aws" || (owner.len() == 12 && owner.bytes().all(|b| b.is_ascii_digit()));
    owned
        && resource
            .strip_prefix("policy/")
            .is_some_and(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policy_arns() {
        assert!(is_policy_arn("arn:aws:iam::aws:policy/ReadOnlyAccess"));
        assert!(is_policy_arn("arn:aws:iam::123456789012:policy/path/x"));
        assert!(!is_policy_arn("arn:aws:iam::1:policy/x"));
        assert!(!is_policy_arn("arn:aws:iam::aws:role/x"));
    }
}
