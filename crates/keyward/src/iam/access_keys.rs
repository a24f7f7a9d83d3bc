//! `ListAccessKeys`, `CreateAccessKey`, `UpdateAccessKey`, `DeleteAccessKey`, `GetAccessKeyLastUsed`.

use keyward_core::{Error, ErrorCode, Result, Secret, Timestamp};

use super::{Iam, answer};

/// Whether AWS accepts a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyStatus {
    Active,
    Inactive,
}

impl KeyStatus {
    fn as_str(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Inactive => "Inactive",
        }
    }
}

/// A key as `ListAccessKeys` shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListedKey {
    pub(crate) id: String,
    pub(crate) status: KeyStatus,
    pub(crate) created: Option<Timestamp>,
}

/// A key as `CreateAccessKey` gives it, once and never again.
#[derive(Debug)]
pub(crate) struct NewKey {
    pub(crate) id: String,
    pub(crate) secret: Secret,
    pub(crate) user: String,
}

/// What AWS knows, late, of a key's last use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LastUse {
    pub(crate) at: Timestamp,
    /// As `s3`.
    pub(crate) service: String,
}

impl Iam<'_> {
    /// The keys of `user`, or of whoever signs.
    pub(crate) async fn list_access_keys(&self, user: Option<&str>) -> Result<Vec<ListedKey>> {
        let params: Vec<_> = user.map(|user| ("UserName", user)).into_iter().collect();
        self.ask("ListAccessKeys", &params, listed).await
    }

    /// Makes a key. Asked once: if the answer is lost, so is the secret, and AWS has no token by which
    /// a second request would be known as the same.
    pub(crate) async fn create_access_key(&self, user: Option<&str>) -> Result<NewKey> {
        let params: Vec<_> = user.map(|user| ("UserName", user)).into_iter().collect();
        self.ask_once("CreateAccessKey", &params, made).await
    }

    /// Sets whether AWS accepts a key.
    pub(crate) async fn update_access_key(
        &self,
        user: Option<&str>,
        id: &str,
        status: KeyStatus,
    ) -> Result<()> {
        let mut params = vec![("AccessKeyId", id), ("Status", status.as_str())];
        params.extend(user.map(|user| ("UserName", user)));
        self.ask("UpdateAccessKey", &params, |_| Some(())).await
    }

    /// Deletes a key. One that is gone already is deleted.
    pub(crate) async fn delete_access_key(&self, user: Option<&str>, id: &str) -> Result<()> {
        let mut params = vec![("AccessKeyId", id)];
        params.extend(user.map(|user| ("UserName", user)));
        match self.ask("DeleteAccessKey", &params, |_| Some(())).await {
            Err(error) if is_gone(&error) => Ok(()),
            answer => answer,
        }
    }

    /// When a key was used last, as far as AWS has heard; `None` where it never was.
    pub(crate) async fn access_key_last_used(&self, id: &str) -> Result<Option<LastUse>> {
        let params = [("AccessKeyId", id)];
        self.ask("GetAccessKeyLastUsed", &params, last_used).await
    }
}

/// Whether IAM does not know what was named.
pub(crate) fn is_gone(error: &Error) -> bool {
    error.code() == ErrorCode::AwsRefused && error.aws_code() == Some("NoSuchEntity")
}

fn listed(xml: &str) -> Option<Vec<ListedKey>> {
    let path = ["ListAccessKeysResult", "AccessKeyMetadata"];
    answer::at(xml, &path, |members| {
        answer::each(members, "member", |member| {
            let (mut id, mut status, mut created) = (None, None, None);
            answer::fields(member, |name, text| match name {
                "AccessKeyId" => id = Some(text.into_owned()),
                "Status" => status = read_status(&text),
                "CreateDate" => created = Timestamp::parse(&text),
                _ => {}
            })?;
            Some(ListedKey {
                id: id?,
                status: status?,
                created,
            })
        })
    })
}

fn read_status(text: &str) -> Option<KeyStatus> {
    match text {
        "Active" => Some(KeyStatus::Active),
        "Inactive" | "Expired" => Some(KeyStatus::Inactive),
        _ => None,
    }
}

fn made(xml: &str) -> Option<NewKey> {
    answer::at(xml, &["CreateAccessKeyResult", "AccessKey"], |key| {
        let (mut id, mut secret, mut user) = (None, None, String::new());
        answer::fields(key, |name, text| match name {
            "AccessKeyId" => id = Some(text.into_owned()),
            "SecretAccessKey" => secret = Some(Secret::new(text)),
            "UserName" => user = text.into_owned(),
            _ => {}
        })?;
        Some(NewKey {
            id: id?,
            secret: secret?,
            user,
        })
    })
}

fn last_used(xml: &str) -> Option<Option<LastUse>> {
    let path = ["GetAccessKeyLastUsedResult", "AccessKeyLastUsed"];
    answer::at(xml, &path, |used| {
        let (mut at, mut service) = (None, String::new());
        answer::fields(used, |name, text| match name {
            "LastUsedDate" => at = Timestamp::parse(&text),
            "ServiceName" => service = text.into_owned(),
            _ => {}
        })?;
        Some(at.map(|at| LastUse { at, service }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read() {
        let xml = r#"<ListAccessKeysResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
          <ListAccessKeysResult><UserName>Bob</UserName><AccessKeyMetadata>
            <member><UserName>Bob</UserName><AccessKeyId>AKIAIOSFODNN7EXAMPLE</AccessKeyId>
              <Status>Active</Status><CreateDate>2026-11-01T10:00:00Z</CreateDate></member>
            <member><AccessKeyId>AKIAI44QH8DHBEXAMPLE</AccessKeyId><Status>Inactive</Status></member>
          </AccessKeyMetadata><IsTruncated>false</IsTruncated></ListAccessKeysResult>
        </ListAccessKeysResponse>"#;
        let keys = listed(xml).unwrap();
        assert_eq!(keys.len(), 2);
        assert_eq!(keys[0].created, Timestamp::parse("2026-11-01T10:00:00Z"));
        assert_eq!(keys[1].status, KeyStatus::Inactive);
        assert_eq!(listed("<html></html>"), None);
    }

    #[test]
    fn a_key_that_was_never_used_has_no_last_use() {
        let xml = |date: &str| {
            format!(
                "<R><GetAccessKeyLastUsedResult><UserName>Bob</UserName><AccessKeyLastUsed><Region>N/A</Region>{date}<ServiceName>s3</ServiceName></AccessKeyLastUsed></GetAccessKeyLastUsedResult></R>"
            )
        };
        assert_eq!(last_used(&xml("")), Some(None));
        let used = last_used(&xml("<LastUsedDate>2026-11-01T10:00:00Z</LastUsedDate>"));
        assert_eq!(
            used.flatten().map(|used| used.service),
            Some("s3".to_owned())
        );
    }
}
