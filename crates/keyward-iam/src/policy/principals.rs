//! The `Principal` and `NotPrincipal` elements.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>

/// `Principal`, or `NotPrincipal` where negated.
#[derive(Clone, Debug)]
pub struct Principals {
    /// Whether it was written as `NotPrincipal`.
    pub negated: bool,
    /// Whom it names; none (`"AWS": []`) is nobody.
    pub entries: Vec<PrincipalEntry>,
}

/// One principal that a policy names.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PrincipalEntry {
    /// `"*"`, alone or under `AWS`.
    Everyone,
    /// An account by id or as `arn:aws:iam::ACCOUNT:root`: whoever that account lets.
    Account(String),
    /// `arn:aws:iam::ACCOUNT:user/NAME`
    User {
        /// With path, as written.
        arn: String,
        /// `AIDA…`, once [`crate::Policy::bind_principals`] has tied it.
        id: Option<String>,
    },
    /// `arn:aws:iam::ACCOUNT:role/NAME`
    Role {
        /// With path, as written.
        arn: String,
        /// `AROA…`, once [`crate::Policy::bind_principals`] has tied it.
        id: Option<String>,
    },
    /// `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`
    RoleSession(String),
    /// `arn:aws:sts::ACCOUNT:federated-user/NAME`
    FederatedUser(String),
    /// `AIDA…` or `AROA…`: what AWS shows where a named principal was deleted.
    UniqueId(String),
    /// `Service`: `ec2.amazonaws.com`, …
    Service(String),
    /// `Federated`: an OIDC or SAML provider's ARN, or a provider's host name.
    Federated(String),
    /// `CanonicalUser`: an account, as S3 writes it.
    CanonicalUser(String),
}

impl PrincipalEntry {
    pub(crate) fn bind(&mut self, id_of: impl Fn(&str) -> Option<String>) -> Result<(), String> {
        if let Self::User { arn, id } | Self::Role { arn, id } = self {
            *id = Some(id_of(arn).ok_or_else(|| arn.clone())?);
        }
        Ok(())
    }
}
