//! The services behind a sign-in: SSO-OIDC, the access portal of Identity Center, and AWS Sign-In.
//!
//! A client of our own instead of three of AWS's crates: these calls carry a token and no signature,
//! three of them are needed, and each crate would cost as much build time as STS.

use std::time::Duration;

use hyper::Method;
use keyward_core::{Error, ErrorCode, Result, Secret, Timestamp};

use super::token_document::Document;
pub(crate) use crate::hosts::{COGNITO_IDENTITY, Kind, OIDC, PORTAL, ROLES_ANYWHERE, SIGNIN};
use crate::{
    aws::Aws,
    http::{Answer, Network, Question},
};

/// As for STS.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(200);

/// A service at its endpoint.
#[derive(Clone)]
pub(crate) struct TokenService {
    aws: Aws,
    network: Network,
    base: String,
}

impl TokenService {
    /// The service of a region, or where the settings put it.
    ///
    /// # Errors
    /// A region, a proxy or a certificate bundle that cannot be right.
    pub(crate) fn new(aws: &Aws, kind: Kind, region: &str) -> Result<Self> {
        Ok(Self {
            aws: aws.clone(),
            network: aws.network()?,
            base: kind.endpoint(&aws.settings, region)?,
        })
    }

    /// The full address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// A GET, tried again while the fault may pass.
    pub(crate) async fn get(
        &self,
        path: &str,
        header: (&'static str, Secret),
        what: &str,
    ) -> Result<Document> {
        let url = self.url(path);
        let most = self.aws.max_attempts();
        let mut attempt = 1;
        loop {
            let question = Question {
                method: Method::GET,
                url: &url,
                headers: vec![header.clone()],
                patience: PATIENCE,
                network: &self.network,
            };
            let asked = self.aws.http.ask(question).await;
            let answer = asked.and_then(|answer| read(&answer, what, None));
            match answer {
                Err(error) if error.is_passing() && attempt < most => pause(attempt).await,
                answer => return answer,
            }
            attempt += 1;
        }
    }

    /// A POST, once: what it spends may be spent although no answer came.
    pub(crate) async fn post(
        &self,
        path: &str,
        headers: Vec<(&'static str, Secret)>,
        body: &Document,
        what: &str,
    ) -> Result<Document> {
        let json = "application/json";
        self.post_as(json, path, headers, body, what).await
    }

    /// The same, of a media type that the protocol asks for.
    pub(crate) async fn post_as(
        &self,
        media_type: &'static str,
        path: &str,
        headers: Vec<(&'static str, Secret)>,
        body: &Document,
        what: &str,
    ) -> Result<Document> {
        let url = self.url(path);
        let mut question = Question {
            method: Method::POST,
            url: &url,
            headers,
            patience: PATIENCE,
            network: &self.network,
        };
        let media_type = Secret::new(media_type);
        question.headers.push(("content-type", media_type));
        let answer = self.aws.http.ask_with(question, body.to_bytes()).await?;
        read(&answer, what, Some(body))
    }

    /// A POST without a body, whose answer says nothing but whether it went well.
    pub(crate) async fn post_for_nothing(
        &self,
        path: &str,
        headers: Vec<(&'static str, Secret)>,
        what: &str,
    ) -> Result<()> {
        let url = self.url(path);
        let question = Question {
            method: Method::POST,
            url: &url,
            headers,
            patience: PATIENCE,
            network: &self.network,
        };
        let answer = self.aws.http.ask(question).await?;
        if answer.is_success() {
            return Ok(());
        }
        let document = Document::parse(&answer.body);
        Err(refusal(&answer, document.as_ref(), what, None))
    }
}

async fn pause(attempt: u32) {
    tokio::time::sleep(PAUSE * attempt).await;
}

/// The document of a successful answer. `sent` is what a wrong endpoint could repeat.
fn read(answer: &Answer, what: &str, sent: Option<&Document>) -> Result<Document> {
    let document = Document::parse(&answer.body);
    if answer.is_success() {
        return document.ok_or_else(|| rubbish(what, "is not the JSON it should be"));
    }
    Err(refusal(answer, document.as_ref(), what, sent))
}

/// An answer that misses something.
pub(crate) fn rubbish(what: &str, why: &str) -> Error {
    Error::new(
        ErrorCode::Unexpected,
        format!("{what}: the answer of AWS {why}"),
    )
}

/// When what an answer brings ends: its `expiresIn` seconds after `now`.
pub(crate) fn expires_in(answer: &Document, now: Timestamp, what: &str) -> Result<Timestamp> {
    let seconds = answer.number("/expiresIn");
    let seconds = seconds.and_then(|seconds| u64::try_from(seconds).ok());
    let seconds = seconds.ok_or_else(|| rubbish(what, "has no expiresIn"))?;
    Ok(now + Duration::from_secs(seconds))
}

/// AWS's own code and sentence. What a grant is refused for, only a new sign-in mends.
fn refusal(
    answer: &Answer,
    document: Option<&Document>,
    what: &str,
    sent: Option<&Document>,
) -> Error {
    let field = |names: &[&str]| names.iter().find_map(|name| document?.text(name));
    let status = answer.status.to_string();
    let code = answer.error_type.as_deref();
    let code = code.or_else(|| field(&["/__type", "/code", "/error"]));
    let code = code.map_or(status.as_str(), short);
    let message = field(&["/message", "/Message", "/error_description"])
        .filter(|message| !sent.is_some_and(|sent| sent.is_quoted_in(message)))
        .unwrap_or("AWS gave no reason");
    // Sign-In tells more precisely in a field of its own why access is denied.
    let reason = field(&["/error"]).filter(|_| code == "AccessDeniedException");
    let code = reason.unwrap_or(code);
    let kind = if wants_a_person(answer.status, code) {
        ErrorCode::LoginRequired
    } else {
        ErrorCode::AwsRefused
    };
    Error::new(kind, format!("AWS refused {what} ({code}): {message}"))
        .with_aws_code(code)
        .with_passing(answer.status >= 500 || answer.status == 429)
}

/// `namespace#Code:link` in a header or `__type`.
pub(crate) fn short(code: &str) -> &str {
    let code = code.split(':').next().unwrap_or(code);
    code.rsplit('#').next().unwrap_or(code)
}

fn wants_a_person(status: u16, code: &str) -> bool {
    status == 401
        || matches!(
            code,
            "InvalidGrantException"
                | "InvalidClientException"
                | "ExpiredTokenException"
                | "UnauthorizedClientException"
                | "TOKEN_EXPIRED"
                | "USER_CREDENTIALS_CHANGED"
        )
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use keyward_core::{Timestamp, World};
    use keyward_profile::Settings;

    use super::*;

    #[test]
    fn a_refusal_says_what_aws_said_and_no_token() {
        let token = "aorAAAAAAAAAAAAAAAAAAAAAA";
        let sent = Document::of(&[("refreshToken", token)]);
        let refused = |status, error_type: Option<&str>, body: &str| {
            let answer = Answer {
                status,
                error_type: error_type.map(str::to_owned),
                body: body.as_bytes().to_vec().into(),
            };
            read(&answer, "CreateToken", Some(&sent)).err().unwrap()
        };
        let error = refused(
            400,
            Some("InvalidGrantException:http://x"),
            r#"{"error":"invalid_grant","error_description":"no"}"#,
        );
        assert_eq!(error.code(), ErrorCode::LoginRequired);
        assert_eq!(error.aws_code(), Some("InvalidGrantException"));
        assert!(error.message().ends_with("(InvalidGrantException): no"));
        let echo = format!(r#"{{"__type":"a#Odd","message":"bad {token}"}}"#);
        let error = refused(400, None, &echo);
        assert_eq!(error.code(), ErrorCode::AwsRefused);
        assert!(!error.message().contains(token) && error.message().contains("(Odd)"));
        assert!(refused(503, None, "<html>").is_passing());
        let denied = refused(
            400,
            Some("AccessDeniedException"),
            r#"{"error":"TOKEN_EXPIRED","message":"x"}"#,
        );
        assert_eq!(denied.code(), ErrorCode::LoginRequired);
    }

    /// A server on this machine that gives these answers, one to a connection.
    fn server(answers: &[(u16, &'static str)]) -> TokenService {
        use std::io::{Read, Write};
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let answers = answers.to_vec();
        std::thread::spawn(move || {
            for (status, body) in answers {
                let (mut stream, _) = listener.accept().unwrap();
                let _ = stream.read(&mut [0; 4096]).unwrap();
                let length = body.len();
                write!(stream, "HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}").unwrap();
            }
        });
        let world = World::fake(Timestamp::from_unix(0));
        TokenService {
            aws: Aws::new(&world, &Arc::default(), &Settings::default()),
            network: Network::direct(),
            base,
        }
    }

    #[tokio::test]
    async fn a_question_is_asked_again_and_a_grant_is_not() {
        let token = || ("x-amz-sso_bearer_token", Secret::new("t"));
        let busy = [(503, "<html>"), (429, "{}"), (200, r#"{"a":"b"}"#)];
        let answer = server(&busy).get("/", token(), "it").await.unwrap();
        assert_eq!(answer.text("/a"), Some("b"));
        let error = server(&[(503, ""); 3]).get("/", token(), "it").await;
        assert_eq!(error.err().unwrap().aws_code(), Some("503"));
        let spent = Document::of(&[]);
        let error = server(&busy).post("/", Vec::new(), &spent, "it").await;
        assert_eq!(error.err().unwrap().aws_code(), Some("503"));
    }

    #[tokio::test]
    async fn rubbish_is_named() {
        let header = ("x-amz-sso_bearer_token", Secret::new("t"));
        let error = server(&[(200, "<html>")]).get("/", header, "it").await;
        let error = error.err().unwrap();
        assert_eq!(error.code(), ErrorCode::Unexpected);
        assert_eq!(
            error.message(),
            "it: the answer of AWS is not the JSON it should be"
        );
    }
}
