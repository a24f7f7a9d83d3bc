//! The caller in the words of the policy language.

use keyward_iam::Principal as Who;

use crate::state::{Principal, Session};

/// Who asks, and by which provider's token its session was made.
pub(crate) fn of(principal: &Principal, session: Option<&Session>) -> Who {
    match principal {
        Principal::Anonymous => Who::Anonymous,
        Principal::Root { account } => Who::Root {
            account: account.clone(),
        },
        Principal::User { arn, id, .. } => Who::User {
            arn: arn.clone(),
            id: Some(id.clone()),
        },
        Principal::AssumedRole {
            role_arn,
            role_id,
            session_name,
            ..
        } => Who::RoleSession {
            role_arn: role_arn.clone(),
            session_name: session_name.clone(),
            role_id: Some(role_id.clone()),
            provider: session.and_then(|session| session.details.provider.clone()),
        },
        Principal::FederatedUser { issuer, .. } => Who::FederatedUser {
            arn: principal.arn(),
            issuer: Some(issuer.arn()),
        },
    }
}
