//! Whose devices they are: an IAM user, from the ARN of whoever asks.

use keyward_core::{Error, ErrorCode, Result};

use crate::{CallerIdentity, Engine, Request, iam::IamCaller};

/// A user, and how to ask IAM as this user.
pub(super) struct User {
    pub(super) caller: IamCaller,
    pub(super) name: String,
    pub(super) account: String,
    partition: String,
}

impl User {
    /// The user of the key that the request's profile stands on.
    ///
    /// # Errors
    /// `not_supported` for anybody else; as [`Engine::resolve`].
    pub(super) async fn of(engine: &Engine, request: &Request) -> Result<Self> {
        let caller = engine.iam_key_caller(request).await?;
        let who = engine.caller(&caller.plan, &caller.credentials).await?;
        let (partition, name) = parts(&who)?;
        Ok(Self {
            name: name.to_owned(),
            partition: partition.to_owned(),
            account: who.account.clone(),
            caller,
        })
    }

    /// The ARN of the user's virtual device of that name.
    pub(super) fn serial(&self, device: &str) -> String {
        format!("arn:{}:iam::{}:mfa/{device}", self.partition, self.account)
    }
}

/// Partition and name (AWS IAM User Guide, "IAM identifiers").
fn parts(who: &CallerIdentity) -> Result<(&str, &str)> {
    let mut fields = who.arn.splitn(6, ':');
    let partition = fields.nth(1).unwrap_or("aws");
    let resource = fields.last().unwrap_or_default();
    let path = resource.strip_prefix("user/");
    let name = path.and_then(|path| path.rsplit('/').next());
    name.map(|name| (partition, name)).ok_or_else(|| {
        Error::new(
            ErrorCode::NotSupported,
            format!("{} is no IAM user, and keyward manages the MFA devices of users only", who.arn),
        )
        .with_hint("name a profile that stands on the user's long-lived key; devices of the root user and of Identity Center are managed on their own pages")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_users_have_devices_here() {
        let who = |arn: &str| CallerIdentity {
            account: "123456789012".to_owned(),
            arn: arn.to_owned(),
            user_id: String::new(),
        };
        let user = who("arn:aws-cn:iam::123456789012:user/team/a/me");
        assert_eq!(parts(&user).unwrap(), ("aws-cn", "me"));
        for other in [
            "arn:aws:iam::123456789012:root",
            "arn:aws:sts::123456789012:assumed-role/user/me",
        ] {
            let error = parts(&who(other)).unwrap_err();
            assert_eq!(error.code(), ErrorCode::NotSupported, "{other}");
        }
    }
}
