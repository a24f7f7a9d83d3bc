//! Sessions of `aws login` (AWS SDKs and Tools Reference Guide, "Login credential provider"): the file
//! holds the credentials themselves, good for fifteen minutes, and what renews them for twelve hours.

mod dpop;
mod token;

use keyward_core::{Credentials, ProfileName, Result, Secret};
use keyward_profile::Located;
use sha2::{Digest, Sha256};

use super::{
    Reach,
    token_document::Document,
    token_file::TokenFile,
    token_service::{SIGNIN, TokenService, rubbish},
};

const FOLDER: &str = ".aws/login/cache";
const FOLDER_VARIABLE: &str = "AWS_LOGIN_CACHE_DIRECTORY";
const FILE: &str = "the token file of `aws login`";

/// What SDKs fall back to where neither the session, the profile nor the environment names a region.
const DEFAULT_REGION: &str = "us-east-1";

pub(super) async fn fetch(
    reach: &Reach<'_>,
    profile: &ProfileName,
    session: &Located<String>,
) -> Result<Credentials> {
    let name = format!("{}.json", hex::encode(Sha256::digest(&session.value)));
    let file = TokenFile::new(reach, reach.world.var(FOLDER_VARIABLE), FOLDER, &name)?;
    let kind = token::LoginToken {
        profile: profile.clone(),
        world: reach.world.clone(),
        aws: reach.aws.clone(),
        region: region(reach),
    };
    let document = file
        .current(kind)
        .await
        .map_err(|error| error.in_context(&session.location))?;
    credentials(&document)
}

fn region(reach: &Reach<'_>) -> String {
    let region = reach.aws.settings.region.as_ref();
    region.map_or_else(|| DEFAULT_REGION.to_owned(), |region| region.value.clone())
}

fn credentials(token: &Document) -> Result<Credentials> {
    let text = |name: &str| {
        token
            .text(&format!("/accessToken/{name}"))
            .ok_or_else(|| rubbish(FILE, &format!("has no accessToken.{name}")))
    };
    Ok(Credentials {
        access_key_id: text("accessKeyId")?.to_owned(),
        secret_access_key: Secret::new(text("secretAccessKey")?),
        session_token: Some(Secret::new(text("sessionToken")?)),
        expiration: token.instant(token::EXPIRES_AT),
        account_id: Some(text("accountId")?.to_owned()),
        source: "login",
    })
}
