//! Amazon Cognito's enhanced flow: `GetId`, then `GetCredentialsForIdentity` (Amazon Cognito Developer
//! Guide, "Identity pools authentication flow").

use std::time::Duration;

use keyward_core::{Credentials, Error, ErrorCode, Result, Secret, Timestamp, World};
use keyward_profile::{CognitoId, CognitoIdentity, CognitoLogin};
use serde_json::json;

use super::{
    secret_file,
    token_document::Document,
    token_service::{COGNITO_IDENTITY, TokenService, rubbish},
};
use crate::aws::Aws;

const MEDIA_TYPE: &str = "application/x-amz-json-1.1";
const PAUSE: Duration = Duration::from_millis(200);
const CREDENTIALS: &str = "GetCredentialsForIdentity";

pub(super) async fn fetch(
    world: &World,
    aws: &Aws,
    wanted: &CognitoIdentity,
) -> Result<Credentials> {
    let place = &wanted.id.location;
    ask(world, aws, wanted)
        .await
        .map_err(|error| with_hint(error).in_context(place))
}

async fn ask(world: &World, aws: &Aws, wanted: &CognitoIdentity) -> Result<Credentials> {
    let id = &wanted.id.value;
    // The planner has seen that there is one.
    let region = id.text().split(':').next().unwrap_or_default();
    let service = TokenService::new(aws, COGNITO_IDENTITY, region)?;
    // Read at every call: tokens are renewed on disk.
    let token = wanted.login.as_ref().map(|login| token(world, login));
    let token = token.transpose()?;
    let identity = match id {
        CognitoId::Identity(id) => id.clone(),
        CognitoId::Pool(pool) => {
            let body = body(("IdentityPoolId", pool), wanted, token.as_ref(), None);
            let answer = call(aws, &service, "GetId", &body).await?;
            let id = answer.text("/IdentityId");
            id.ok_or_else(|| rubbish("GetId", "has no IdentityId"))?
                .to_owned()
        }
    };
    let role = wanted.custom_role_arn.as_deref();
    let body = body(("IdentityId", &identity), wanted, token.as_ref(), role);
    credentials(&call(aws, &service, CREDENTIALS, &body).await?)
}

fn body(
    (name, id): (&str, &str),
    wanted: &CognitoIdentity,
    token: Option<&Secret>,
    role: Option<&str>,
) -> Document {
    let mut body = json!({ name: id });
    if let Some((login, token)) = wanted.login.as_ref().zip(token) {
        body["Logins"] = json!({ &login.provider: token.expose() });
    }
    if let Some(role) = role {
        body["CustomRoleArn"] = role.into();
    }
    Document::json(body)
}

/// Nothing is spent by asking twice.
async fn call(
    aws: &Aws,
    service: &TokenService,
    operation: &'static str,
    body: &Document,
) -> Result<Document> {
    let most = aws.max_attempts();
    let mut attempt = 1;
    loop {
        let target = format!("AWSCognitoIdentityService.{operation}");
        let headers = vec![("x-amz-target", Secret::new(target))];
        let answer = service.post_as(MEDIA_TYPE, "/", headers, body, operation);
        match answer.await {
            Err(error) if error.is_passing() && attempt < most => {
                tokio::time::sleep(PAUSE * attempt).await;
            }
            answer => return answer,
        }
        attempt += 1;
    }
}

fn credentials(answer: &Document) -> Result<Credentials> {
    let text = |name: &str| {
        let missing = || rubbish(CREDENTIALS, &format!("has no {name}"));
        let found = answer.text(&format!("/Credentials/{name}"));
        found.ok_or_else(missing)
    };
    let expiration = answer.seconds("/Credentials/Expiration");
    let expiration = expiration.ok_or_else(|| rubbish(CREDENTIALS, "has no Expiration"))?;
    Ok(Credentials {
        access_key_id: text("AccessKeyId")?.to_owned(),
        secret_access_key: Secret::new(text("SecretKey")?),
        session_token: Some(Secret::new(text("SessionToken")?)),
        expiration: Some(Timestamp::from_unix(expiration)),
        account_id: None,
        credential_scope: None,
        source: "cognito_identity",
    })
}

fn token(world: &World, login: &CognitoLogin) -> Result<Secret> {
    let file = &login.token_file.value;
    secret_file::read(world, file, |why| {
        let what = format!("the token of the login, {file}, {why}");
        Error::new(ErrorCode::FileUnreadable, what)
            .with_hint("sign in at the login's provider, and put its token there")
    })
}

/// No sign-in of keyward's mends these.
fn with_hint(error: Error) -> Error {
    let hint = match error.aws_code() {
        Some("NotAuthorizedException") => {
            "the pool lets no guests in, or does not believe the token of the login: see cognito_login_provider and cognito_login_token_file"
        }
        Some("ResourceNotFoundException") => "check the id and its region",
        Some("InvalidIdentityPoolConfigurationException") => {
            "the pool needs a role that trusts cognito-identity.amazonaws.com, for this pool and for guests or users"
        }
        _ => return error,
    };
    error.with_code(ErrorCode::AwsRefused).with_hint(hint)
}

#[cfg(test)]
mod tests {
    use keyward_profile::{Located, Location};

    use super::*;

    fn located<T>(value: T) -> Located<T> {
        let location = Location::Program;
        Located { value, location }
    }

    #[test]
    fn a_login_and_a_role_go_where_cognito_reads_them() {
        let wanted = CognitoIdentity {
            id: located(CognitoId::Identity("eu-west-1:1".to_owned())),
            login: Some(CognitoLogin {
                provider: "accounts.google.com".to_owned(),
                token_file: located("token".to_owned()),
            }),
            custom_role_arn: None,
        };
        let token = Secret::new("abc");
        let body = body(("IdentityId", "i"), &wanted, Some(&token), Some("r"));
        let expected =
            br#"{"CustomRoleArn":"r","IdentityId":"i","Logins":{"accounts.google.com":"abc"}}"#;
        assert_eq!(body.to_bytes().as_slice(), expected);
    }

    #[test]
    fn an_answer_is_read_whole_or_refused() {
        let whole = r#"{"Credentials":{"AccessKeyId":"A","SecretKey":"S","SessionToken":"T","Expiration":1.5E9}}"#;
        let read = |text: &str| credentials(&Document::parse(text.as_bytes()).unwrap());
        let found = read(whole).unwrap();
        assert_eq!(found.expiration, Some(Timestamp::from_unix(1_500_000_000)));
        for name in ["AccessKeyId", "SecretKey", "SessionToken", "Expiration"] {
            let error = read(&whole.replace(name, "Other")).unwrap_err();
            assert!(error.message().ends_with(&format!("has no {name}")));
        }
    }
}
