//! Whose a key is, and the user's ARN: `GetAccessKeyLastUsed`, `GetUser`.

use keyward_core::Result;

use super::{Iam, answer};

impl Iam<'_> {
    /// The name of the user whose key this is; AWS tells it of keys that are inactive too.
    pub(crate) async fn user_of_key(&self, id: &str) -> Result<String> {
        let params = [("AccessKeyId", id)];
        let read = |xml: &str| field(xml, &["GetAccessKeyLastUsedResult"], "UserName");
        self.ask("GetAccessKeyLastUsed", &params, read).await
    }

    /// A user's ARN.
    pub(crate) async fn user_arn(&self, name: &str) -> Result<String> {
        let params = [("UserName", name)];
        let read = |xml: &str| field(xml, &["GetUserResult", "User"], "Arn");
        self.ask("GetUser", &params, read).await
    }
}

fn field(xml: &str, path: &[&str], wanted: &str) -> Option<String> {
    answer::at(xml, path, |element| {
        while let Some(mut child) = element.next_tag() {
            if child.start_el().matches(wanted) {
                return Some(answer::text(&mut child)?.into_owned());
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owner_and_arn_are_read() {
        let used = "<R><GetAccessKeyLastUsedResult><AccessKeyLastUsed><Region>N/A</Region></AccessKeyLastUsed><UserName>Bob</UserName></GetAccessKeyLastUsedResult></R>";
        let owner = field(used, &["GetAccessKeyLastUsedResult"], "UserName");
        assert_eq!(owner.as_deref(), Some("Bob"));
        let user = "<R><GetUserResult><User><Path>/a/</Path><Arn>arn:aws:iam::123456789012:user/a/Bob</Arn></User></GetUserResult></R>";
        let arn = field(user, &["GetUserResult", "User"], "Arn");
        assert_eq!(arn.as_deref(), Some("arn:aws:iam::123456789012:user/a/Bob"));
        assert_eq!(field("<html/>", &["GetUserResult", "User"], "Arn"), None);
    }
}
