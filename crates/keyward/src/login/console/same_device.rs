//! In a browser on this machine, which comes back to a loopback port.

use std::time::Duration;

use keyward_core::Result;

use super::{AUTHORIZE, Grant};
use crate::{
    login::{LoginPerson, pkce::Pkce, redirect::Redirect},
    sources::token_service::TokenService,
};

const CLIENT: &str = "arn:aws:signin:::devtools/same-device";

/// The AWS CLI names SHA-256 by this word here.
pub(super) const METHOD: &str = "SHA-256";

pub(super) async fn ask(
    service: &TokenService,
    person: &dyn LoginPerson,
    what: &str,
    port: Option<u16>,
    patience: Duration,
) -> Result<Grant> {
    let redirect = Redirect::bind(port).await?;
    let (pkce, uri) = (Pkce::new()?, redirect.uri());
    person.visit(&pkce.page(
        &service.url(AUTHORIZE),
        METHOD,
        &[
            ("client_id", CLIENT),
            ("scope", "openid"),
            ("redirect_uri", &uri),
        ],
    ));
    let code = redirect.code(pkce.state.clone(), what, patience).await?;
    Ok(Grant {
        client: CLIENT,
        verifier: pkce.verifier,
        code,
        redirect: uri,
    })
}
