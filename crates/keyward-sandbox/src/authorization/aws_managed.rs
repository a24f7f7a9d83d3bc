//! AWS's own managed policies, as far as they matter to the services here. Attaching another one is
//! refused: a policy without its document would grant nothing, or everything.
//! <https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html>

use std::sync::LazyLock;

use time::OffsetDateTime;

use super::Document;
use crate::state::account::ManagedPolicy;

/// The ARN of the policy that may do everything.
pub(crate) const ADMINISTRATOR: &str = "arn:aws:iam::aws:policy/AdministratorAccess";

/// Name and document.
const DOCUMENTS: [(&str, &str); 6] = [
    (
        "AdministratorAccess",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#,
    ),
    (
        "PowerUserAccess",
        r#"{"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","NotAction":["iam:*","organizations:*","account:*"],"Resource":"*"},
            {"Effect":"Allow","Action":["account:GetAccountInformation","account:GetPrimaryEmail","account:ListRegions","iam:CreateServiceLinkedRole","iam:DeleteServiceLinkedRole","iam:ListRoles","organizations:DescribeOrganization"],"Resource":"*"}]}"#,
    ),
    // Of AWS's list, the part about the services here.
    (
        "ReadOnlyAccess",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[
            "ec2:Describe*","ec2:Get*","ec2:List*","ec2:Search*",
            "iam:Generate*","iam:Get*","iam:List*","iam:Simulate*",
            "s3:DescribeJob","s3:Get*","s3:List*",
            "secretsmanager:Describe*","secretsmanager:GetResourcePolicy","secretsmanager:List*",
            "sns:Check*","sns:Get*","sns:List*",
            "ssm:Describe*","ssm:Get*","ssm:List*",
            "sts:GetAccessKeyInfo","sts:GetCallerIdentity","sts:GetSessionToken"],"Resource":"*"}]}"#,
    ),
    (
        "AmazonS3FullAccess",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*","s3-object-lambda:*"],"Resource":"*"}]}"#,
    ),
    (
        "AmazonS3ReadOnlyAccess",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*","s3:List*","s3:Describe*","s3-object-lambda:Get*","s3-object-lambda:List*"],"Resource":"*"}]}"#,
    ),
    (
        "IAMUserChangePassword",
        r#"{"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":["iam:ChangePassword"],"Resource":["arn:aws:iam::*:user/${aws:username}"]},
            {"Effect":"Allow","Action":["iam:GetAccountPasswordPolicy"],"Resource":"*"}]}"#,
    ),
];

static POLICIES: LazyLock<Vec<ManagedPolicy>> = LazyLock::new(|| {
    // 2015-02-06, when AWS published its first.
    let day = OffsetDateTime::UNIX_EPOCH + time::Duration::days(16_472);
    let one = |(name, text): &(&str, &str)| {
        let document = Document::identity(text).expect("AWS's policies are well formed");
        ManagedPolicy::new("aws", name, "/", document, day)
    };
    DOCUMENTS.iter().map(one).collect()
});

/// All of them.
pub(crate) fn all() -> &'static [ManagedPolicy] {
    &POLICIES
}

/// By ARN.
pub(crate) fn find(arn: &str) -> Option<&'static ManagedPolicy> {
    all().iter().find(|policy| policy.arn == arn)
}

/// The ARN of the policy of that name, where there is one.
pub(crate) fn named(name: &str) -> Option<&'static str> {
    let policy = all().iter().find(|policy| policy.name == name)?;
    Some(&policy.arn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_found_by_arn_and_by_name() {
        assert_eq!(all().len(), DOCUMENTS.len());
        assert_eq!(named("AdministratorAccess"), Some(ADMINISTRATOR));
        assert!(find("arn:aws:iam::aws:policy/NoSuchAccess").is_none());
    }
}
