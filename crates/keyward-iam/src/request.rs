//! What is asked: who, what, on which resource, under which circumstances.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-reqcontext.html>

mod context;
mod known_keys;
mod principal;

pub use context::Context;
pub(crate) use context::Found;
pub use known_keys::KnownKeys;
pub use principal::Principal;

use crate::pattern::{RequestAction, SplitArn};

/// One request, ready to be evaluated any number of times.
#[derive(Clone, Debug)]
pub struct Request {
    pub(crate) principal: Principal,
    pub(crate) principal_arn: Option<String>,
    pub(crate) canonical_user: Option<String>,
    pub(crate) action: RequestAction,
    pub(crate) resource: String,
    pub(crate) resource_account: Option<String>,
    pub(crate) context: Context,
}

impl Request {
    /// `action` as `service:Name`, `resource` an ARN, or `*` for actions without a resource.
    ///
    /// Keys that follow from the principal (`aws:PrincipalArn`, `aws:PrincipalAccount`,
    /// `aws:PrincipalType`, `aws:userid`, `aws:username`, …) are put into the context where the caller
    /// has not set them.
    #[must_use]
    pub fn new(
        principal: Principal,
        action: &str,
        resource: impl Into<String>,
        context: Context,
    ) -> Self {
        let resource = resource.into();
        Self {
            principal_arn: principal.arn(),
            context: context.with_principal(&principal),
            principal,
            canonical_user: None,
            action: RequestAction::new(action),
            resource_account: SplitArn::new(&resource)
                .map(SplitArn::account)
                .filter(|account| !account.is_empty())
                .map(str::to_owned),
            resource,
        }
    }

    /// The account that owns the resource, where its ARN does not tell (S3). Without either, the
    /// resource belongs to the principal's account.
    #[must_use]
    pub fn owned_by(mut self, account: impl Into<String>) -> Self {
        self.resource_account = Some(account.into());
        self
    }

    /// The canonical user id of the principal's account, which bucket policies may name.
    #[must_use]
    pub fn with_canonical_user(mut self, id: impl Into<String>) -> Self {
        self.canonical_user = Some(id.into());
        self
    }

    /// Who asks.
    #[must_use]
    pub fn principal(&self) -> &Principal {
        &self.principal
    }

    /// What is asked for, in lower case.
    #[must_use]
    pub fn action(&self) -> &str {
        self.action.folded()
    }

    /// On what.
    #[must_use]
    pub fn resource(&self) -> &str {
        &self.resource
    }

    /// The condition keys, those of the principal among them.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// Whether principal and resource belong to different accounts. A principal without an account (a
    /// service, an anonymous one) belongs to none.
    pub(crate) fn is_cross_account(&self) -> bool {
        match (self.principal.account(), &self.resource_account) {
            (Some(own), Some(other)) => own != other,
            _ => false,
        }
    }
}
