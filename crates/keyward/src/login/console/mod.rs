//! The console's sign-in, as `aws login` does it: authorization code with PKCE in a browser here, or a
//! code brought back from another device; tokens bound to a key of this sign-in (DPoP).

mod other_device;
mod profile;
mod same_device;
mod token;

use keyward_core::{Error, ErrorCode, Result};

use super::{
    LoggedIn, LoginPerson, LoginRequest, LoginWay, keep, target::ConsoleTarget, turn::Turn,
};
use crate::{
    Engine,
    sources::{
        Reach,
        login::token::{LoginToken, name, region},
        token_document::Document,
        token_file::TokenFile,
        token_place::{TokenName, TokenPlace},
        token_service::{SIGNIN, TokenService},
    },
};
use token::Grant;

const AUTHORIZE: &str = "/v1/authorize";

pub(super) async fn login(
    engine: &Engine,
    request: &LoginRequest,
    person: &dyn LoginPerson,
    target: &ConsoleTarget,
) -> Result<LoggedIn> {
    let reach = engine.reach(&target.aws);
    // Until somebody has signed in, a new profile's session has no name.
    let known = target.session.as_ref().map(|session| &session.value);
    let pending = format!("profile {}", target.profile);
    let waiting = name(reach.world, known.unwrap_or(&pending))?;
    let place = keep::place(&reach, request.keep, &waiting).await?;
    let turn = Turn::take(&place, reach.disk, person, request.patience).await?;
    if let Some(session) = known.filter(|_| turn.others || !request.force)
        && let Some(token) = living(&reach, target, &place).await?
    {
        return Ok(logged_in(target, session, &token, &place, true));
    }
    let outcome = ask(&reach, request, person, target).await;
    turn.over(&outcome);
    let Signed { session, token } = outcome?;
    refuse_another(target, &session)?;
    let name = name(reach.world, &session)?;
    let place = keep::place(&reach, request.keep, &name).await?;
    keep::write(&reach, &name, &place, &token).await?;
    let mut done = logged_in(target, &session, &token, &place, false);
    if target.session.is_none() {
        done.edited = Some(profile::set_session(engine, &target.profile, &session)?);
    }
    Ok(done)
}

/// Who signed in, and what keyward got for it.
struct Signed {
    session: String,
    token: Document,
}

async fn ask(
    reach: &Reach<'_>,
    request: &LoginRequest,
    person: &dyn LoginPerson,
    target: &ConsoleTarget,
) -> Result<Signed> {
    let region = region(reach);
    let service = TokenService::new(reach.aws, SIGNIN, &region)?;
    let what = match &target.session {
        Some(session) => session.value.clone(),
        None => "the console".to_owned(),
    };
    let grant = match request.way {
        LoginWay::Browser { port } => {
            same_device::ask(&service, person, &what, port, request.patience).await?
        }
        LoginWay::OtherDevice => other_device::ask(&service, person)?,
    };
    token::exchange(reach, &service, &grant).await
}

/// A token that is there and works, or can be made to.
async fn living(
    reach: &Reach<'_>,
    target: &ConsoleTarget,
    place: &TokenPlace,
) -> Result<Option<Document>> {
    if !matches!(place.read(), Ok(Some(_))) {
        return Ok(None);
    }
    let kind = LoginToken::new(reach, &target.profile);
    match TokenFile::at(place.clone()).current(kind).await {
        Ok(token) => Ok(Some(token)),
        Err(error) if error.code() == ErrorCode::LoginRequired => Ok(None),
        Err(error) => Err(error),
    }
}

/// A profile stays the identity that it names.
fn refuse_another(target: &ConsoleTarget, session: &str) -> Result<()> {
    let Some(wanted) = target.session.as_ref() else {
        return Ok(());
    };
    if wanted.value == session {
        return Ok(());
    }
    Err(Error::new(
        ErrorCode::AccountMismatch,
        format!(
            "{}: profile {:?} is for {}, but {session} signed in",
            wanted.location,
            target.profile.as_str(),
            wanted.value
        ),
    )
    .with_hint(
        "sign in as the former in the browser, or take the login_session line out and use --console",
    ))
}

fn logged_in(
    target: &ConsoleTarget,
    session: &str,
    token: &Document,
    place: &TokenPlace,
    already: bool,
) -> LoggedIn {
    LoggedIn {
        profile: Some(target.profile.clone()),
        source: "login",
        session: session.to_owned(),
        expires: token.instant("/accessToken/expiresAt"),
        renewable: token.text("/refreshToken").is_some(),
        file: place.path().to_owned(),
        sealed: place.is_sealed(),
        already,
        edited: None,
    }
}

/// The name under which the profile's token is kept.
pub(super) fn token_name(reach: &Reach<'_>, target: &ConsoleTarget) -> Result<Option<TokenName>> {
    let session = target.session.as_ref();
    session
        .map(|session| name(reach.world, &session.value))
        .transpose()
}
