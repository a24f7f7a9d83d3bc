//! The EC2 instance metadata service, version 2 (AWS SDKs and Tools Reference Guide, "IMDS credential
//! provider").

use std::time::Duration;

use hyper::Method;
use keyward_core::{Credentials, Error, ErrorCode, Result, Secret, Timestamp, World};

use super::metadata_document;
use crate::http::{Answer, HttpClient, Question};

const ENDPOINT: &str = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
const MODE: &str = "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE";
const V1_DISABLED: &str = "AWS_EC2_METADATA_V1_DISABLED";
const IPV4: &str = "http://169.254.169.254";
const IPV6: &str = "http://[fd00:ec2::254]";

const TOKEN_PATH: &str = "/latest/api/token";
const ROLE_PATH: &str = "/latest/meta-data/iam/security-credentials/";

const PATIENCE: Duration = Duration::from_secs(1);
/// Six hours, the longest that the service grants.
const TOKEN_LIFETIME: &str = "21600";

/// When the service itself has only expired credentials, EC2 is having trouble renewing them and still
/// accepts the old ones: they are used on for a while ("static stability").
const EXTENSION: Duration = Duration::from_secs(600);

pub(super) async fn fetch(
    world: &World,
    http: &HttpClient,
    is_asked_for: bool,
) -> Result<Credentials> {
    let service = Service {
        world,
        http,
        base: base_url(world)?,
    };
    let token = match service.token().await {
        // Nobody there: this is no EC2 instance. Only a profile that insists makes that an error.
        Err(error) if error.is_passing() && !is_asked_for => return Err(not_here(&error)),
        token => token?,
    };
    let role = service.role(token.as_ref()).await?;
    let place = format!("{}{ROLE_PATH}{role}", service.base);
    let answer = service
        .get(&format!("{ROLE_PATH}{role}"), token.as_ref())
        .await?;
    if !answer.is_success() {
        return Err(metadata_document::refusal(&answer, &place));
    }
    let credentials = metadata_document::read(&answer, &place, "imds")?;
    Ok(extended(credentials, world.now()))
}

struct Service<'a> {
    world: &'a World,
    http: &'a HttpClient,
    base: String,
}

impl Service<'_> {
    /// The session token of version 2; `None` where the service only speaks version 1 and that is
    /// not forbidden.
    async fn token(&self) -> Result<Option<Secret>> {
        let url = format!("{}{TOKEN_PATH}", self.base);
        let answer = self
            .http
            .ask(Question {
                method: Method::PUT,
                url: &url,
                headers: vec![(
                    "x-aws-ec2-metadata-token-ttl-seconds",
                    Secret::new(TOKEN_LIFETIME),
                )],
                patience: PATIENCE,
            })
            .await?;
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
            403..=405 if !self.v1_is_disabled() => Ok(None),
            403..=405 => Err(metadata_document::refusal(&answer, &url).with_hint(format!(
                "version 1 would be tried next, and {V1_DISABLED} forbids it"
            ))),
            _ => Err(metadata_document::refusal(&answer, &url)),
        }
    }

    fn v1_is_disabled(&self) -> bool {
        self.world
            .var(V1_DISABLED)
            .is_some_and(|value| value.eq_ignore_ascii_case("true"))
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
        let headers = token.map(|token| ("x-aws-ec2-metadata-token", token.clone()));
        self.http
            .ask(Question {
                method: Method::GET,
                url: &format!("{}{path}", self.base),
                headers: headers.into_iter().collect(),
                patience: PATIENCE,
            })
            .await
    }
}

fn base_url(world: &World) -> Result<String> {
    if let Some(endpoint) = world.var(ENDPOINT) {
        if endpoint.starts_with("http://") || endpoint.starts_with("https://") {
            return Ok(endpoint.trim_end_matches('/').to_owned());
        }
        return Err(Error::new(
            ErrorCode::InvalidArgument,
            format!("{ENDPOINT}: {endpoint:?} is not a URL"),
        )
        .with_hint("write it as http://host:port"));
    }
    match world.var(MODE) {
        None => Ok(IPV4.to_owned()),
        Some(mode) if mode.eq_ignore_ascii_case("ipv4") => Ok(IPV4.to_owned()),
        Some(mode) if mode.eq_ignore_ascii_case("ipv6") => Ok(IPV6.to_owned()),
        Some(mode) => Err(Error::new(
            ErrorCode::InvalidArgument,
            format!("{MODE}: {mode:?} is neither IPv4 nor IPv6"),
        )),
    }
}

fn not_here(error: &Error) -> Error {
    Error::new(
        ErrorCode::NoCredentials,
        format!("the metadata service does not answer: {error}"),
    )
}

fn extended(mut credentials: Credentials, now: Timestamp) -> Credentials {
    if !credentials.usable_at(now) {
        credentials.expiration = Some(now + EXTENSION);
    }
    credentials
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(vars: &[(&str, &str)]) -> Result<String> {
        base_url(&World::fake(Timestamp::from_unix(0)).with_env(vars.iter().copied()))
    }

    #[test]
    fn the_endpoint_wins_over_the_mode() {
        assert_eq!(base(&[]).unwrap(), IPV4);
        assert_eq!(base(&[(MODE, "IPv6")]).unwrap(), IPV6);
        let both = [(ENDPOINT, "http://127.0.0.1:1338/"), (MODE, "IPv6")];
        assert_eq!(base(&both).unwrap(), "http://127.0.0.1:1338");
        assert!(base(&[(MODE, "v5")]).is_err());
        assert!(base(&[(ENDPOINT, "127.0.0.1")]).is_err());
    }

    #[test]
    fn expired_credentials_of_the_service_are_used_on() {
        let mut credentials = Credentials::long_lived("ASIA", Secret::new("s"), "imds");
        credentials.expiration = Some(Timestamp::from_unix(10));
        let now = Timestamp::from_unix(20);
        let extended = extended(credentials, now);
        assert_eq!(extended.expiration, Some(now + EXTENSION));
    }
}
