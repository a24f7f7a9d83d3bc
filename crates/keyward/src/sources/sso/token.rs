//! The access token, sealed or in `~/.aws/sso/cache`, and `CreateToken` of SSO-OIDC with its refresh token
//! (<https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html>).

use keyward_core::{ProfileName, Result, Timestamp, World};
use sha1::{Digest, Sha1};

use super::{Sso, remedy};
use crate::sources::{
    Reach,
    token_document::Document,
    token_file::{Renewable, TokenFile},
    token_place::{TokenName, cli_folder},
    token_service::{OIDC, TokenService, expires_in, rubbish},
};

const FOLDER: &str = ".aws/sso/cache";
const CALL: &str = "CreateToken";

/// The token, renewed where it has to be and can be.
pub(super) async fn current(reach: &Reach<'_>, wanted: &Sso<'_>) -> Result<Document> {
    let kind = SsoToken::new(reach, wanted)?;
    TokenFile::find(reach, &name(reach.world, wanted)?, &kind)
        .await?
        .current(kind)
        .await
}

/// Which token a profile's sign-in is: named by the session, or by the portal where the profile uses
/// none.
pub(crate) fn name(world: &World, wanted: &Sso<'_>) -> Result<TokenName> {
    let digest = Sha1::digest(wanted.session.unwrap_or(wanted.start_url));
    let session = wanted.session.unwrap_or_default();
    Ok(TokenName {
        what: format!("sso\n{session}\n{}\n{}", wanted.region, wanted.start_url),
        cli_file: cli_folder(world, None, FOLDER)?.join(format!("{}.json", hex::encode(digest))),
    })
}

#[derive(Clone)]
pub(crate) struct SsoToken {
    profile: ProfileName,
    /// Tokens of the older kind, without a session, are never renewed.
    renews: bool,
    oidc: TokenService,
    world: World,
}

impl SsoToken {
    pub(crate) fn new(reach: &Reach<'_>, wanted: &Sso<'_>) -> Result<Self> {
        Ok(Self {
            profile: wanted.profile.clone(),
            renews: wanted.session.is_some(),
            oidc: TokenService::new(reach.aws, OIDC, wanted.region)?,
            world: reach.world.clone(),
        })
    }
}

impl Renewable for SsoToken {
    fn expires_at(&self, token: &Document) -> Option<Timestamp> {
        token.instant("/expiresAt")
    }

    fn can_renew(&self, token: &Document, now: Timestamp) -> bool {
        let has = |name| token.text(name).is_some();
        // The client that the sign-in registered ends too, after 90 days.
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
        let expires = expires_in(answer, self.world.now(), CALL)?;
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
