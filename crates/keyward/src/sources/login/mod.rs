//! Sessions of `aws login` (AWS SDKs and Tools Reference Guide, "Login credential provider"): the file
//! holds the credentials themselves, good for fifteen minutes, and what renews them for twelve hours.

pub(crate) mod dpop;
pub(crate) mod token;

use keyward_core::{Credentials, ProfileName, Result, Secret};
use keyward_profile::Located;

use super::{Reach, token_document::Document, token_file::TokenFile, token_service::rubbish};

const FILE: &str = "the token file of `aws login`";

pub(super) async fn fetch(
    reach: &Reach<'_>,
    profile: &ProfileName,
    session: &Located<String>,
) -> Result<Credentials> {
    let kind = token::LoginToken::new(reach, profile);
    let file = TokenFile::find(reach, &token::name(reach.world, &session.value)?, &kind).await?;
    let document = file
        .current(kind)
        .await
        .map_err(|error| error.in_context(&session.location))?;
    credentials(&document)
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
        credential_scope: None,
        source: "login",
    })
}
