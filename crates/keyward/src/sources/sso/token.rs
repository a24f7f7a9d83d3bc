//! The access token in `~/.aws/sso/cache`, and `CreateToken` of SSO-OIDC with its refresh token
//! (<https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html>).

use std::time::Duration;

use keyward_core::{ProfileName, Result, Timestamp};
use sha1::{Digest, Sha1};

use super::{Sso, remedy};
use crate::sources::{
    Reach,
    token_document::Document,
    token_file::{Renewable, TokenFile},
    token_service::{OIDC, TokenService, rubbish},
};

const FOLDER: &str = ".aws/sso/cache";
const CALL: &str = "CreateToken";

/// The token, renewed where it has to be and can be.
pub(super) async fn current(reach: &Reach<'_>, wanted: &Sso<'_>) -> Result<Document> {
    // Named by the session, or by the portal where the profile uses none.
    let digest = Sha1::digest(wanted.session.unwrap_or(wanted.start_url));
    let name = format!("{}.json", hex::encode(digest));
    let kind = SsoToken {
        profile: wanted.profile.clone(),
        renews: wanted.session.is_some(),
        oidc: TokenService::new(reach.aws, OIDC, wanted.region)?,
        now: {
            let world = reach.world.clone();
            Box::new(move || world.now())
        },
    };
    TokenFile::new(reach, None, FOLDER, &name)?
        .current(kind)
        .await
}

struct SsoToken {
    profile: ProfileName,
    /// Tokens of the older kind, without a session, are never renewed.
    renews: bool,
    oidc: TokenService,
    now: Box<dyn Fn() -> Timestamp + Send + Sync>,
}

impl Renewable for SsoToken {
    fn expires_at(&self, token: &Document) -> Option<Timestamp> {
        token.instant("/expiresAt")
    }

    fn can_renew(&self, token: &Document, now: Timestamp) -> bool {
        let has = |name| token.text(name).is_some();
        // The client that `aws sso login` registered ends too, after 90 days.
        let registration = token.instant("/registrationExpiresAt");
        self.renews
            && ["/clientId", "/clientSecret", "/refreshToken"]
                .into_iter()
                .all(has)
            && registration.is_none_or(|end| end > now)
    }

    async fn renew(&self, token: &Document) -> Result<Document> {
        let text = |pointer| token.text(pointer).unwrap_or_default();
        let body = Document::of(&[
            ("grantType", "refresh_token"),
            ("clientId", text("/clientId")),
            ("clientSecret", text("/clientSecret")),
            ("refreshToken", text("/refreshToken")),
        ]);
        let answer = self.oidc.post("/token", Vec::new(), &body, CALL).await?;
        self.merged(token, &answer)
    }

    fn remedy(&self) -> String {
        remedy(&self.profile)
    }
}

impl SsoToken {
    /// The file's next content, as SDK for JavaScript v3 and botocore write it.
    fn merged(&self, token: &Document, answer: &Document) -> Result<Document> {
        let access = answer
            .text("/accessToken")
            .ok_or_else(|| rubbish(CALL, "has no accessToken"))?;
        let seconds = answer
            .number("/expiresIn")
            .and_then(|seconds| u64::try_from(seconds).ok());
        let seconds = seconds.ok_or_else(|| rubbish(CALL, "has no expiresIn"))?;
        let expires = (self.now)() + Duration::from_secs(seconds);
        let mut next = token.clone();
        next.set("", "accessToken", access);
        next.set("", "expiresAt", &expires.to_string());
        // Not every answer brings a new one; then the old one stays good.
        if let Some(refresh) = answer.text("/refreshToken") {
            next.set("", "refreshToken", refresh);
        }
        Ok(next)
    }
}
