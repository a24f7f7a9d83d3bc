//! On any device: the device code grant (RFC 8628;
//! <https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_StartDeviceAuthorization.html>).

use std::time::Duration;

use keyward_core::{Error, ErrorCode, Result};
use tokio::time::{Instant, sleep_until};

use super::{
    Session,
    register::{self, Client, Grant},
    token,
};
use crate::{
    login::{DevicePage, LoginPerson, denied, too_late},
    sources::{token_document::Document, token_service::rubbish},
};

const CALL: &str = "StartDeviceAuthorization";
const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// RFC 8628, 3.2 and 3.5: without an interval; what is added where the service says so.
const INTERVAL: Duration = Duration::from_secs(5);

pub(super) async fn ask(
    session: &Session<'_>,
    person: &dyn LoginPerson,
    open: bool,
    patience: Duration,
) -> Result<Document> {
    let client = register::call(session, Grant::DeviceCode).await?;
    let device = Device::start(session, &client).await?;
    person.enter_code(&device.page(open)?);
    let seconds = device.seconds("/expiresIn").unwrap_or(patience);
    let patience = patience.min(seconds);
    device.poll(session, &client, patience).await
}

/// What the service says of a device that waits.
struct Device(Document);

impl Device {
    async fn start(session: &Session<'_>, client: &Client) -> Result<Self> {
        let body = Document::of(&[
            ("clientId", client.id()),
            ("clientSecret", client.secret()),
            ("startUrl", &session.target.start_url),
        ]);
        let oidc = &session.oidc;
        let answer = oidc.post("/device_authorization", Vec::new(), &body, CALL);
        answer.await.map(Self)
    }

    fn text(&self, name: &str) -> Result<&str> {
        let text = self.0.text(&format!("/{name}"));
        text.ok_or_else(|| rubbish(CALL, &format!("has no {name}")))
    }

    fn seconds(&self, pointer: &str) -> Option<Duration> {
        let seconds = u64::try_from(self.0.number(pointer)?).ok()?;
        Some(Duration::from_secs(seconds))
    }

    fn page(&self, open: bool) -> Result<DevicePage> {
        let url = web_page(self.text("verificationUri")?)?;
        let with_code = self.text("verificationUriComplete");
        Ok(DevicePage {
            code: self.text("userCode")?.to_owned(),
            url_with_code: with_code.and_then(web_page).unwrap_or_else(|_| url.clone()),
            url,
            open,
        })
    }

    async fn poll(
        &self,
        session: &Session<'_>,
        client: &Client,
        patience: Duration,
    ) -> Result<Document> {
        let end = Instant::now() + patience;
        let mut interval = self.seconds("/interval").unwrap_or(INTERVAL);
        let grant = [
            ("grantType", GRANT),
            ("deviceCode", self.text("deviceCode")?),
        ];
        loop {
            let error = match token::call(session, client, &grant).await {
                Ok(token) => return Ok(token),
                Err(error) => error,
            };
            interval += extra(error, session.target.name(), patience)?;
            let next = Instant::now() + interval;
            sleep_until(next.min(end)).await;
            if next >= end {
                return Err(too_late(session.target.name(), patience));
            }
        }
    }
}

/// How much longer to wait between two questions, where waiting makes sense.
fn extra(error: Error, what: &str, patience: Duration) -> Result<Duration> {
    match error.aws_code() {
        Some("AuthorizationPendingException") => Ok(Duration::ZERO),
        Some("SlowDownException") => Ok(INTERVAL),
        Some("AccessDeniedException" | "access_denied") => Err(denied(what)),
        Some("ExpiredTokenException") => Err(too_late(what, patience)),
        _ if error.is_passing() => Ok(Duration::ZERO),
        _ => Err(error),
    }
}

/// A page that may be shown and opened: what else could an answer name?
fn web_page(url: &str) -> Result<String> {
    let is_plain = |letter: char| letter.is_ascii_graphic() && !"\"'<>\\^`{|}".contains(letter);
    let is_web = url.starts_with("https://") || url.starts_with("http://127.0.0.1:");
    if is_web && url.chars().all(is_plain) {
        return Ok(url.to_owned());
    }
    Err(Error::new(
        ErrorCode::Unexpected,
        format!("{CALL}: the page that AWS named for the code is not a web page"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_pages_are_opened() {
        assert!(web_page("https://device.sso.us-east-1.amazonaws.com/?user_code=A-B").is_ok());
        assert!(web_page("http://127.0.0.1:9/device").is_ok());
        for bad in [
            "file:///etc/passwd",
            "javascript:x",
            "https://x/$(\"a\")",
            "http://x/",
            "https://x/ -a",
            "",
        ] {
            assert!(web_page(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn every_answer_to_a_poll() {
        let after = |code: &str| {
            let error = Error::new(ErrorCode::AwsRefused, "x").with_aws_code(code);
            extra(error, "corp", Duration::from_secs(600)).map_err(|error| error.code())
        };
        assert_eq!(after("AuthorizationPendingException"), Ok(Duration::ZERO));
        assert_eq!(after("SlowDownException"), Ok(INTERVAL));
        assert_eq!(after("AccessDeniedException"), Err(ErrorCode::LoginDenied));
        assert_eq!(after("access_denied"), Err(ErrorCode::LoginDenied));
        assert_eq!(after("ExpiredTokenException"), Err(ErrorCode::Timeout));
        assert_eq!(after("InvalidClientException"), Err(ErrorCode::AwsRefused));
        let cut = Error::new(ErrorCode::Network, "cut");
        assert_eq!(extra(cut, "corp", INTERVAL).unwrap(), Duration::ZERO);
    }
}
