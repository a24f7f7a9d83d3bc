//! `CreateOAuth2Token` with the code, and the file that the AWS CLI would write
//! (<https://docs.aws.amazon.com/signin/latest/APIReference/API_dataplane-signin_CreateOAuth2Token.html>).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use keyward_core::{Result, Secret};
use zeroize::Zeroizing;

use super::Signed;
use crate::{
    sources::{
        Reach,
        login::{
            dpop,
            token::{CALL, PATH},
        },
        token_document::Document,
        token_service::{TokenService, expires_in, rubbish},
    },
    steps::account_of,
};

/// What the browser's half gave.
pub(super) struct Grant {
    pub(super) client: &'static str,
    pub(super) verifier: Zeroizing<String>,
    pub(super) code: Zeroizing<String>,
    pub(super) redirect: String,
}

pub(super) async fn exchange(
    reach: &Reach<'_>,
    service: &TokenService,
    grant: &Grant,
) -> Result<Signed> {
    let key = dpop::new_key()?;
    let proof = dpop::proof(&key, &service.url(PATH), reach.world.now())?;
    let body = Document::of(&[
        ("clientId", grant.client),
        ("grantType", "authorization_code"),
        ("code", &grant.code),
        ("codeVerifier", &grant.verifier),
        ("redirectUri", &grant.redirect),
    ]);
    let headers = vec![("dpop", Secret::new(proof))];
    let answer = service.post(PATH, headers, &body, CALL).await?;
    signed(reach, grant, &key, &answer)
}

fn signed(reach: &Reach<'_>, grant: &Grant, key: &str, answer: &Document) -> Result<Signed> {
    let text = |pointer: &str| {
        let missing = || rubbish(CALL, &format!("has no {}", &pointer[1..]));
        answer.text(pointer).ok_or_else(missing)
    };
    let id_token = text("/idToken")?;
    let no_subject = || rubbish(CALL, "does not tell who signed in");
    let session = subject(id_token).ok_or_else(no_subject)?;
    let account = account_of(&session).ok_or_else(no_subject)?;
    let expires = expires_in(answer, reach.world.now(), CALL)?;
    let access = Document::of(&[
        ("accessKeyId", text("/accessToken/accessKeyId")?),
        ("secretAccessKey", text("/accessToken/secretAccessKey")?),
        ("sessionToken", text("/accessToken/sessionToken")?),
        ("accountId", &account),
        ("expiresAt", &expires.to_string()),
    ]);
    let mut token = Document::of(&[
        ("tokenType", text("/tokenType")?),
        ("clientId", grant.client),
        ("refreshToken", text("/refreshToken")?),
        ("idToken", id_token),
        ("dpopKey", key),
    ]);
    token.nest("accessToken", &access);
    Ok(Signed { session, token })
}

/// Who signed in. The token came from the service itself, over its own connection: nobody else's
/// signature is to be checked.
fn subject(id_token: &str) -> Option<String> {
    let mut parts = id_token.split('.');
    let (_, claims, _, None) = (parts.next()?, parts.next()?, parts.next()?, parts.next()) else {
        return None;
    };
    let claims = Zeroizing::new(URL_SAFE_NO_PAD.decode(claims.trim_end_matches('=')).ok()?);
    let subject = Document::parse(&claims)?.text("/sub")?.to_owned();
    subject.starts_with("arn:").then_some(subject)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_signed_in_is_the_subject() {
        let token = |claims: &str| format!("h.{}.s", URL_SAFE_NO_PAD.encode(claims));
        let arn = "arn:aws:iam::123456789012:user/admin";
        let claims = format!(r#"{{"sub":"{arn}"}}"#);
        assert_eq!(subject(&token(&claims)).as_deref(), Some(arn));
        for bad in [
            token("{}"),
            token(r#"{"sub":"me"}"#),
            "x".to_owned(),
            format!("{}.x", token(&claims)),
        ] {
            assert_eq!(subject(&bad), None, "{bad}");
        }
    }
}
