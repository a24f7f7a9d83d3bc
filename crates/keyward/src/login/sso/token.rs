//! `CreateToken` with what a person's approval gave, and the file that the AWS CLI would write
//! (<https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html>).

use std::time::Duration;

use keyward_core::Result;

use super::{Session, register::Client};
use crate::sources::{token_document::Document, token_service::rubbish};

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
    let seconds = answer.number("/expiresIn");
    let seconds = seconds.and_then(|seconds| u64::try_from(seconds).ok());
    let seconds = seconds.ok_or_else(|| rubbish(CALL, "has no expiresIn"))?;
    let expires = session.reach.world.now() + Duration::from_secs(seconds);
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
