//! `CreateToken` with what a person's approval gave, and the file that the AWS CLI would write
//! (<https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html>).

use keyward_core::Result;

use super::{Session, register::Client};
use crate::sources::{
    token_document::Document,
    token_service::{expires_in, rubbish},
};

pub(super) const CALL: &str = "CreateToken";

/// Asks once. `grant` are the fields of this kind of grant.
pub(super) async fn call(
    session: &Session<'_>,
    client: &Client,
    grant: &[(&str, &str)],
) -> Result<Document> {
    let own = [("clientId", client.id()), ("clientSecret", client.secret())];
    let body = Document::of(&[&own[..], grant].concat());
    let answer = session.oidc.post("/token", Vec::new(), &body, CALL).await?;
    token(session, client, &answer)
}

fn token(session: &Session<'_>, client: &Client, answer: &Document) -> Result<Document> {
    let access = answer
        .text("/accessToken")
        .ok_or_else(|| rubbish(CALL, "has no accessToken"))?;
    let expires = expires_in(answer, session.reach.world.now(), CALL)?;
    let mut token = Document::of(&[
        ("startUrl", &session.target.start_url),
        ("region", &session.target.region),
        ("accessToken", access),
        ("expiresAt", &expires.to_string()),
        ("clientId", client.id()),
        ("clientSecret", client.secret()),
        ("registrationExpiresAt", &client.expires().to_string()),
    ]);
    if let Some(refresh) = answer.text("/refreshToken") {
        token.set("", "refreshToken", refresh);
    }
    Ok(token)
}
