//! In a browser on this machine: the authorization code grant with PKCE.

use std::time::Duration;

use keyward_core::Result;

use super::{
    Session,
    register::{self, Grant},
    token,
};
use crate::{
    login::{LoginPerson, pkce::Pkce, redirect::Redirect},
    sources::token_document::Document,
};

pub(super) async fn ask(
    session: &Session<'_>,
    person: &dyn LoginPerson,
    port: Option<u16>,
    patience: Duration,
) -> Result<Document> {
    let redirect = Redirect::bind(port).await?;
    let client = register::call(session, Grant::AuthorizationCode).await?;
    let (pkce, uri) = (Pkce::new()?, redirect.uri());
    person.visit(&pkce.page(
        &session.oidc.url("/authorize"),
        "S256",
        &[
            ("client_id", client.id()),
            ("redirect_uri", &uri),
            ("scopes", &session.target.scopes.join(" ")),
        ],
    ));
    let what = session.target.name();
    let code = redirect.code(pkce.state.clone(), what, patience).await?;
    let grant = [
        ("grantType", "authorization_code"),
        ("code", code.as_str()),
        ("codeVerifier", pkce.verifier.as_str()),
        ("redirectUri", uri.as_str()),
    ];
    token::call(session, &client, &grant).await
}
