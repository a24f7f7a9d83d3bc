//! `CreateOAuth2Token` with the refresh token of the file
//! (<https://docs.aws.amazon.com/signin/latest/APIReference/API_dataplane-signin_CreateOAuth2Token.html>).

use keyward_core::{ProfileName, Result, Secret, Timestamp, World};
use sha2::{Digest, Sha256};

use super::dpop;
use crate::{
    aws::Aws,
    sources::{
        Reach,
        token_document::Document,
        token_file::Renewable,
        token_place::{TokenName, cli_folder},
        token_service::{SIGNIN, TokenService, expires_in, rubbish},
    },
};

pub(super) const EXPIRES_AT: &str = "/accessToken/expiresAt";

const FOLDER: &str = ".aws/login/cache";
const FOLDER_VARIABLE: &str = "AWS_LOGIN_CACHE_DIRECTORY";

pub(crate) const PATH: &str = "/v1/token";
pub(crate) const CALL: &str = "CreateOAuth2Token";

/// What SDKs fall back to where neither the session, the profile nor the environment names a region.
const DEFAULT_REGION: &str = "us-east-1";

/// Which token a session's is: named by the identity that signed in.
pub(crate) fn name(world: &World, session: &str) -> Result<TokenName> {
    let digest = hex::encode(Sha256::digest(session));
    Ok(TokenName {
        what: format!("login\n{session}"),
        cli_file: cli_folder(world, Some(FOLDER_VARIABLE), FOLDER)?.join(format!("{digest}.json")),
    })
}

/// The region of a sign-in.
pub(crate) fn region(reach: &Reach<'_>) -> String {
    let region = reach.aws.settings.region.as_ref();
    region.map_or_else(|| DEFAULT_REGION.to_owned(), |region| region.value.clone())
}

pub(crate) struct LoginToken {
    profile: ProfileName,
    world: World,
    aws: Aws,
    /// Where the file does not name the region of the sign-in.
    region: String,
}

impl LoginToken {
    pub(crate) fn new(reach: &Reach<'_>, profile: &ProfileName) -> Self {
        Self {
            profile: profile.clone(),
            world: reach.world.clone(),
            aws: reach.aws.clone(),
            region: region(reach),
        }
    }
}

impl Renewable for LoginToken {
    fn expires_at(&self, token: &Document) -> Option<Timestamp> {
        token.instant(EXPIRES_AT)
    }

    fn can_renew(&self, token: &Document, _: Timestamp) -> bool {
        let has = |name| token.text(name).is_some();
        ["/clientId", "/refreshToken", "/dpopKey"]
            .into_iter()
            .all(has)
    }

    async fn renew(&self, token: &Document) -> Result<Document> {
        let text = |pointer| token.text(pointer).unwrap_or_default();
        let region = token.text("/signInRegion").unwrap_or(&self.region);
        let service = TokenService::new(&self.aws, SIGNIN, region)?;
        let now = self.world.now();
        let proof = dpop::proof(text("/dpopKey"), &service.url(PATH), now)?;
        let body = Document::of(&[
            ("grantType", "refresh_token"),
            ("clientId", text("/clientId")),
            ("refreshToken", text("/refreshToken")),
        ]);
        let headers = vec![("dpop", Secret::new(proof))];
        let answer = service.post(PATH, headers, &body, CALL).await?;
        self.merged(token, &answer)
    }

    fn remedy(&self) -> String {
        format!("keyward login {}", self.profile)
    }
}

impl LoginToken {
    /// The file's next content, as SDK for JavaScript v3 and botocore write it.
    fn merged(&self, token: &Document, answer: &Document) -> Result<Document> {
        let text = |pointer: &str| {
            answer
                .text(pointer)
                .ok_or_else(|| rubbish(CALL, &format!("has no {}", &pointer[1..])))
        };
        let expires = expires_in(answer, self.world.now(), CALL)?;
        let mut next = token.clone();
        for name in ["accessKeyId", "secretAccessKey", "sessionToken"] {
            next.set("/accessToken", name, text(&format!("/accessToken/{name}"))?);
        }
        next.set("/accessToken", "expiresAt", &expires.to_string());
        next.set("", "refreshToken", text("/refreshToken")?);
        Ok(next)
    }
}
