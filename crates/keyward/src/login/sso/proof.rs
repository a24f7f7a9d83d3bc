//! Whether a token that is there still opens the portal: an administrator may have ended it
//! (<https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_ListAccounts.html>).

use keyward_core::{ErrorCode, Result, Secret};

use crate::{
    login::target::SsoTarget,
    sources::{
        Reach,
        sso::{BEARER, token::SsoToken},
        token_document::Document,
        token_file::{Renewable, TokenFile},
        token_place::TokenPlace,
        token_service::{PORTAL, TokenService},
    },
};

const PATH: &str = "/assignment/accounts?max_result=1";

/// The token, if it works.
pub(super) async fn living(
    reach: &Reach<'_>,
    target: &SsoTarget,
    place: &TokenPlace,
    kind: &SsoToken,
) -> Result<Option<Document>> {
    let there = matches!(place.read(), Ok(Some(token)) if kind.expires_at(&token).is_some());
    if !there {
        return Ok(None);
    }
    let proved = prove(reach, target, place, kind.clone()).await;
    match proved {
        Ok(token) => Ok(Some(token)),
        Err(error) if error.code() == ErrorCode::LoginRequired => Ok(None),
        Err(error) => Err(error),
    }
}

async fn prove(
    reach: &Reach<'_>,
    target: &SsoTarget,
    place: &TokenPlace,
    kind: SsoToken,
) -> Result<Document> {
    let token = TokenFile::at(place.clone()).current(kind).await?;
    let portal = TokenService::new(reach.aws, PORTAL, &target.region)?;
    let bearer = Secret::new(token.text("/accessToken").unwrap_or_default());
    portal.get(PATH, (BEARER, bearer), "ListAccounts").await?;
    Ok(token)
}
