//! Forgetting a sign-in, wherever it is kept; Identity Center is told, so that copies are worth nothing
//! (<https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_Logout.html>).

use keyward_core::{ProfileName, Result, Secret};

use super::{
    LoginWhat, console,
    target::{self, SsoTarget, Target},
};
use crate::{
    Engine,
    sources::{
        Reach,
        sso::{BEARER, token},
        token_document::Document,
        token_place::{TokenName, TokenPlace},
        token_service::{PORTAL, TokenService},
    },
};

pub(super) async fn logout(engine: &Engine, what: &LoginWhat) -> Result<bool> {
    match target::find(engine, what).await? {
        Target::Sso(target) => of_sso(engine, &target).await,
        Target::Console(target) => {
            let reach = engine.reach(&target.aws);
            match console::token_name(&reach, &target)? {
                Some(name) => Ok(!removed(&reach, &name).await?.is_empty()),
                None => Ok(false),
            }
        }
    }
}

async fn of_sso(engine: &Engine, target: &SsoTarget) -> Result<bool> {
    let reach = engine.reach(&target.aws);
    let profile = target.profile.clone();
    let profile = profile.unwrap_or_else(ProfileName::default_profile);
    let name = token::name(reach.world, &target.sso(&profile))?;
    let tokens = removed(&reach, &name).await?;
    let portal = TokenService::new(reach.aws, PORTAL, &target.region)?;
    for token in &tokens {
        let bearer = Secret::new(token.text("/accessToken").unwrap_or_default());
        let headers = vec![(BEARER, bearer)];
        // A token that has ended cannot be ended; the files are gone in any case.
        let _ = portal.post_for_nothing("/logout", headers, "Logout").await;
    }
    Ok(!tokens.is_empty())
}

/// Takes the tokens of this name from both places.
async fn removed(reach: &Reach<'_>, name: &TokenName) -> Result<Vec<Document>> {
    let sealed = TokenPlace::sealed_if_any(reach, name).await?;
    let mut tokens = Vec::new();
    for place in sealed.into_iter().chain([TokenPlace::of_cli(reach, name)]) {
        let token = place.read().ok().flatten();
        if place.remove()? {
            tokens.push(token.unwrap_or_else(|| Document::of(&[])));
        }
    }
    Ok(tokens)
}
