//! The EC2 instance metadata service, version 2 (AWS SDKs and Tools Reference Guide, "IMDS credential
//! provider").

mod static_stability;

use std::time::Duration;

use hyper::Method;
use keyward_core::{Credentials, Error, ErrorCode, Result, Secret, World};
use keyward_profile::MetadataSettings;

pub(crate) use self::static_stability::LastKnown;
use super::metadata_document;
use crate::{
    aws::{Aws, without_slash},
    http::{Answer, HttpClient, Network, Question},
};

pub(crate) const IPV4: &str = "http://169.254.169.254";
pub(crate) const IPV6: &str = "http://[fd00:ec2::254]";

const TOKEN_PATH: &str = "/latest/api/token";
const ROLE_PATH: &str = "/latest/meta-data/iam/security-credentials/";

/// As the SDKs ask by default: once, for a second.
const PATIENCE: u32 = 1;
const ATTEMPTS: u32 = 1;
/// Six hours, the longest that the service grants.
const TOKEN_LIFETIME: &str = "21600";

pub(super) async fn fetch(
    world: &World,
    aws: &Aws,
    last_known: &LastKnown,
    is_asked_for: bool,
) -> Result<Credentials> {
    let settings = &aws.settings.metadata;
    let service = Service {
        http: &aws.http,
        base: base_url(settings),
        settings,
    };
    let answer = service.credentials(is_asked_for).await;
    last_known.stabilized(&service.base, answer, world.now())
}

struct Service<'a> {
    http: &'a HttpClient,
    settings: &'a MetadataSettings,
    base: String,
}

impl Service<'_> {
    async fn credentials(&self, is_asked_for: bool) -> Result<Credentials> {
        let (token, role) = match self.token_and_role().await {
            // Nobody there: this is no EC2 instance. Only a profile that insists makes that an error.
            Err(error) if is_silence(&error) && !is_asked_for => return Err(not_here(&error)),
            found => found?,
        };
        let path = format!("{ROLE_PATH}{role}");
        let place = format!("{}{path}", self.base);
        let answer = self.get(&path, token.as_ref()).await?;
        if !answer.is_success() {
            return Err(metadata_document::refusal(&answer, &place));
        }
        metadata_document::read(&answer, &place, "imds")
    }

    async fn token_and_role(&self) -> Result<(Option<Secret>, String)> {
        let token = self.token().await?;
        let role = self.role(token.as_ref()).await?;
        Ok((token, role))
    }

    /// The session token of version 2; `None` where the service only speaks version 1, or does not
    /// answer (to a container on the instance, its hop limit may be 1), and version 1 is not
    /// forbidden.
    async fn token(&self) -> Result<Option<Secret>> {
        let url = format!("{}{TOKEN_PATH}", self.base);
        let lifetime = Secret::new(TOKEN_LIFETIME);
        let header = ("x-aws-ec2-metadata-token-ttl-seconds", lifetime);
        let answer = match self.ask(Method::PUT, &url, Some(header)).await {
            Err(error) if error.code() == ErrorCode::Timeout && !self.settings.v1_disabled => {
                return Ok(None);
            }
            answer => answer?,
        };
        match answer.status {
            200 => answer
                .text()
                .map(|token| Some(Secret::new(token.trim())))
                .ok_or_else(|| {
                    Error::new(
                        ErrorCode::Unexpected,
                        format!("{url}: the token is not text"),
                    )
                }),
            403..=405 if !self.settings.v1_disabled => Ok(None),
            403..=405 => Err(metadata_document::refusal(&answer, &url).with_hint(
                "version 1 would be tried next, and AWS_EC2_METADATA_V1_DISABLED or ec2_metadata_v1_disabled forbids it",
            )),
            _ => Err(metadata_document::refusal(&answer, &url)),
        }
    }

    async fn role(&self, token: Option<&Secret>) -> Result<String> {
        let answer = self.get(ROLE_PATH, token).await?;
        let place = format!("{}{ROLE_PATH}", self.base);
        if answer.status == 404 {
            return Err(Error::new(
                ErrorCode::NoCredentials,
                format!("{place}: the instance has no role"),
            )
            .with_hint("attach an instance profile to the instance"));
        }
        if !answer.is_success() {
            return Err(metadata_document::refusal(&answer, &place));
        }
        let role = answer
            .text()
            .and_then(|text| text.lines().next())
            .map(str::trim);
        match role {
            Some(role) if !role.is_empty() && !role.contains(['/', '?', ' ', '<']) => {
                Ok(role.to_owned())
            }
            _ => Err(Error::new(
                ErrorCode::Unexpected,
                format!("{place}: the answer is not the name of a role"),
            )),
        }
    }

    async fn get(&self, path: &str, token: Option<&Secret>) -> Result<Answer> {
        let header = token.map(|token| ("x-aws-ec2-metadata-token", token.clone()));
        let url = format!("{}{path}", self.base);
        self.ask(Method::GET, &url, header).await
    }

    /// Asks as often as is set, without a pause, as botocore does.
    async fn ask(
        &self,
        method: Method,
        url: &str,
        header: Option<(&'static str, Secret)>,
    ) -> Result<Answer> {
        let mut left = self.settings.attempts.unwrap_or(ATTEMPTS);
        loop {
            left -= 1;
            let question = Question {
                method: method.clone(),
                url,
                headers: header.clone().into_iter().collect(),
                patience: self.patience(),
                network: &Network::direct(),
            };
            let answer = self.http.ask(question).await;
            let worth_another = match &answer {
                Ok(answer) => answer.status >= 500,
                Err(error) => error.is_passing(),
            };
            if left == 0 || !worth_another {
                return answer;
            }
        }
    }

    fn patience(&self) -> Duration {
        let seconds = self.settings.timeout_seconds.unwrap_or(PATIENCE);
        Duration::from_secs(seconds.into())
    }
}

/// The endpoint that is set wins over the mode.
fn base_url(settings: &MetadataSettings) -> String {
    match &settings.endpoint {
        Some(endpoint) => without_slash(endpoint),
        None if settings.ipv6 => IPV6.to_owned(),
        None => IPV4.to_owned(),
    }
}

fn is_silence(error: &Error) -> bool {
    matches!(error.code(), ErrorCode::Network | ErrorCode::Timeout)
}

fn not_here(error: &Error) -> Error {
    Error::new(
        ErrorCode::NoCredentials,
        format!("the metadata service does not answer: {error}"),
    )
    .with_passing(true)
}

#[cfg(test)]
mod tests {
    use keyward_profile::{Located, Location};

    use super::*;

    #[test]
    fn the_endpoint_wins_over_the_mode() {
        let mut settings = MetadataSettings::default();
        assert_eq!(base_url(&settings), IPV4);
        settings.ipv6 = true;
        assert_eq!(base_url(&settings), IPV6);
        settings.endpoint = Some(Located {
            value: "http://127.0.0.1:1338/".to_owned(),
            location: Location::Program,
        });
        assert_eq!(base_url(&settings), "http://127.0.0.1:1338");
    }
}
