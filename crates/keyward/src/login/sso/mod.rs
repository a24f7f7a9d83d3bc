//! IAM Identity Center: the browser's way (authorization code with PKCE) for an sso-session, the
//! device's way elsewhere. A profile of the older kind goes the device's way always, as in the AWS CLI:
//! its tokens are of those that live long and are never renewed.

mod authorization_code;
mod device_code;
mod proof;
mod register;
mod token;

use keyward_core::{ProfileName, Result};

use super::{LoggedIn, LoginPerson, LoginRequest, LoginWay, keep, target::SsoTarget, turn::Turn};
use crate::{
    Engine,
    sources::{
        Reach,
        sso::token::{SsoToken, name},
        token_document::Document,
        token_file::Renewable,
        token_place::{TokenName, TokenPlace},
        token_service::{OIDC, TokenService},
    },
};

pub(super) async fn login(
    engine: &Engine,
    request: &LoginRequest,
    person: &dyn LoginPerson,
    target: &SsoTarget,
) -> Result<LoggedIn> {
    let reach = engine.reach(&target.aws);
    let session = Session::new(&reach, target)?;
    let place = keep::place(&reach, request.keep, &session.name).await?;
    let turn = Turn::take(&place, reach.disk, person, request.patience).await?;
    if turn.others || !request.force {
        let found = proof::living(&reach, target, &place, &session.kind()?).await?;
        if let Some(token) = found {
            return Ok(session.logged_in(&token, &place, true));
        }
    }
    let outcome = session.ask(request, person).await;
    turn.over(&outcome);
    let token = outcome?;
    keep::write(&reach, &session.name, &place, &token).await?;
    Ok(session.logged_in(&token, &place, false))
}

/// One sign-in.
struct Session<'a> {
    reach: &'a Reach<'a>,
    target: &'a SsoTarget,
    profile: ProfileName,
    oidc: TokenService,
    name: TokenName,
}

impl<'a> Session<'a> {
    fn new(reach: &'a Reach<'a>, target: &'a SsoTarget) -> Result<Self> {
        let profile = target.profile.clone();
        let profile = profile.unwrap_or_else(ProfileName::default_profile);
        Ok(Self {
            reach,
            target,
            oidc: TokenService::new(reach.aws, OIDC, &target.region)?,
            name: name(reach.world, &target.sso(&profile))?,
            profile,
        })
    }

    fn kind(&self) -> Result<SsoToken> {
        SsoToken::new(self.reach, &self.target.sso(&self.profile))
    }

    async fn ask(&self, request: &LoginRequest, person: &dyn LoginPerson) -> Result<Document> {
        match (request.way, &self.target.session) {
            (LoginWay::Browser { port }, Some(_)) => {
                authorization_code::ask(self, person, port, request.patience).await
            }
            (way, _) => {
                let open = way != LoginWay::OtherDevice;
                device_code::ask(self, person, open, request.patience).await
            }
        }
    }

    fn logged_in(&self, token: &Document, place: &TokenPlace, already: bool) -> LoggedIn {
        let (session, profile) = (self.target.name().to_owned(), self.target.profile.clone());
        let kind = self.kind().ok();
        let now = self.reach.world.now();
        LoggedIn {
            profile,
            source: "sso",
            session,
            expires: token.instant("/expiresAt"),
            renewable: kind.is_some_and(|kind| kind.can_renew(token, now)),
            file: place.path().to_owned(),
            sealed: place.is_sealed(),
            already,
            edited: None,
        }
    }
}
