//! <https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html>

use keyward_core::{Credentials, Result, Secret, Timestamp};
use percent_encoding::utf8_percent_encode;

use super::BEARER;
use crate::http::ESCAPED;
use crate::sources::{
    token_document::Document,
    token_service::{TokenService, rubbish},
};

pub(super) async fn call(
    portal: &TokenService,
    token: Secret,
    account: &str,
    role: &str,
) -> Result<Credentials> {
    let what = format!("GetRoleCredentials of {role} in {account}");
    let encode = |text| utf8_percent_encode(text, ESCAPED).to_string();
    let path = format!(
        "/federation/credentials?role_name={}&account_id={}",
        encode(role),
        encode(account)
    );
    let answer = portal.get(&path, (BEARER, token), &what).await?;
    credentials(&answer, account, &what)
}

fn credentials(answer: &Document, account: &str, what: &str) -> Result<Credentials> {
    let text = |name: &str| {
        answer
            .text(&format!("/roleCredentials/{name}"))
            .ok_or_else(|| rubbish(what, &format!("has no {name}")))
    };
    // Milliseconds, unlike anywhere else.
    let expiration = answer
        .number("/roleCredentials/expiration")
        .map(|millis| Timestamp::from_unix(millis.div_euclid(1000)))
        .ok_or_else(|| rubbish(what, "has no expiration"))?;
    Ok(Credentials {
        access_key_id: text("accessKeyId")?.to_owned(),
        secret_access_key: Secret::new(text("secretAccessKey")?),
        session_token: Some(Secret::new(text("sessionToken")?)),
        expiration: Some(expiration),
        account_id: Some(account.to_owned()),
        credential_scope: None,
        source: "sso",
    })
}
