//! `PutUserPolicy`, `PutRolePolicy`.

use keyward_core::Result;

use super::Iam;

impl Iam<'_> {
    /// Writes an inline policy of a user, over one of the same name.
    pub(crate) async fn put_user_policy(&self, user: &str, name: &str, json: &str) -> Result<()> {
        let params = [
            ("UserName", user),
            ("PolicyName", name),
            ("PolicyDocument", json),
        ];
        self.ask("PutUserPolicy", &params, |_| Some(())).await
    }

    /// Writes an inline policy of a role, over one of the same name.
    pub(crate) async fn put_role_policy(&self, role: &str, name: &str, json: &str) -> Result<()> {
        let params = [
            ("RoleName", role),
            ("PolicyName", name),
            ("PolicyDocument", json),
        ];
        self.ask("PutRolePolicy", &params, |_| Some(())).await
    }
}
