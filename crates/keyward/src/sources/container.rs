//! The credentials endpoint of ECS and EKS (AWS SDKs and Tools Reference Guide, "Container credential
//! provider").

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    path::Path,
    time::Duration,
};

use hyper::Method;
use keyward_core::{Credentials, Error, ErrorCode, Result, Secret, World};
use keyward_profile::Location;
use zeroize::Zeroizing;

use super::metadata_document;
use crate::http::{Answer, HttpClient, Network, Question};

#[cfg(test)]
const RELATIVE: &str = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
const FULL: &str = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
const TOKEN: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
const TOKEN_FILE: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

pub(crate) const ECS: &str = "http://169.254.170.2";

/// Plain http is for these alone, beside loopback: the ECS and EKS agents.
const AGENTS: [IpAddr; 3] = [
    IpAddr::V4(Ipv4Addr::new(169, 254, 170, 2)),
    IpAddr::V4(Ipv4Addr::new(169, 254, 170, 23)),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x23)),
];

/// As SDK for JavaScript v3 waits: a second for each of four tries, a second apart.
const PATIENCE: Duration = Duration::from_secs(1);
const TRIES: u32 = 4;
const PAUSE: Duration = Duration::from_secs(1);

pub(super) async fn fetch(
    world: &World,
    http: &HttpClient,
    location: &Location,
    variable: &str,
) -> Result<Credentials> {
    let url = url(world, variable)?;
    let place = format!("{location}: {url}");
    let answer = with_retries(world, http, &url)
        .await
        .map_err(|error| error.in_context(location))?;
    if !answer.is_success() {
        return Err(metadata_document::refusal(&answer, &place)
            .with_hint("the agent of ECS or EKS refused: check the task's role, or the pod identity association"));
    }
    metadata_document::read(&answer, &place, "container")
}

async fn with_retries(world: &World, http: &HttpClient, url: &str) -> Result<Answer> {
    let mut attempt = 1;
    loop {
        let answer = ask(world, http, url).await;
        let worth_another = match &answer {
            Ok(answer) => answer.status >= 500 || answer.status == 429,
            Err(error) => error.is_passing(),
        };
        if !worth_another || attempt == TRIES {
            return answer;
        }
        attempt += 1;
        tokio::time::sleep(PAUSE).await;
    }
}

async fn ask(world: &World, http: &HttpClient, url: &str) -> Result<Answer> {
    let mut headers = vec![("accept", Secret::new("application/json"))];
    if let Some(token) = token(world)? {
        headers.push(("authorization", token));
    }
    http.ask(Question {
        method: Method::GET,
        url,
        headers,
        patience: PATIENCE,
        network: &Network::direct(),
    })
    .await
}

/// The address that the chosen variable holds.
fn url(world: &World, variable: &str) -> Result<String> {
    match world.var(variable) {
        Some(full) if variable == FULL => check(&full).map(|()| full),
        Some(relative) if relative.starts_with('/') => Ok(format!("{ECS}{relative}")),
        Some(_) => Err(invalid(variable, "does not start with a slash")),
        None => Err(invalid(variable, "is no longer set")),
    }
}

/// Plain http may only go to this machine or to the agents: anybody could listen elsewhere.
fn check(url: &str) -> Result<()> {
    let uri: hyper::Uri = url.parse().map_err(|_| invalid(FULL, "is not a URL"))?;
    let host = uri.host().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    match uri.scheme_str() {
        Some("https") if !host.is_empty() => Ok(()),
        Some("http") if is_local(host) => Ok(()),
        Some("http") => Err(invalid(
            FULL,
            "is plain http to a host that is neither this machine nor the agent of ECS or EKS",
        )),
        _ => Err(invalid(FULL, "is neither http nor https")),
    }
}

fn is_local(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host
            .parse()
            .is_ok_and(|ip: IpAddr| ip.is_loopback() || AGENTS.contains(&ip))
}

/// The file is read at every request, since its content changes; it wins over the variable.
fn token(world: &World) -> Result<Option<Secret>> {
    let (token, name) = match world.var(TOKEN_FILE) {
        Some(file) => {
            let bytes = world.read(Path::new(&file)).map_err(|error| {
                Error::new(
                    ErrorCode::FileUnreadable,
                    format!("{TOKEN_FILE}: {file} cannot be read: {error}"),
                )
            })?;
            let bytes = Zeroizing::new(bytes);
            let text = str::from_utf8(&bytes).map_err(|_| invalid(TOKEN_FILE, "is not text"))?;
            (Some(Zeroizing::new(text.trim_end().to_owned())), TOKEN_FILE)
        }
        None => (world.var(TOKEN).map(Zeroizing::new), TOKEN),
    };
    match token {
        Some(token) if token.contains(['\r', '\n']) => Err(invalid(
            name,
            "holds a line break, which no header may have",
        )),
        token => Ok(token.map(|token| Secret::new(token.as_str()))),
    }
}

fn invalid(name: &str, why: &str) -> Error {
    Error::new(ErrorCode::InvalidArgument, format!("{name} {why}"))
}

#[cfg(test)]
mod tests {
    use keyward_core::Timestamp;

    use super::*;

    fn world(vars: &[(&str, &str)]) -> World {
        World::fake(Timestamp::from_unix(0)).with_env(vars.iter().copied())
    }

    #[test]
    fn plain_http_goes_to_this_machine_and_the_agents_only() {
        for good in [
            "http://127.0.0.1:51679/creds",
            "http://127.9.9.9/x",
            "http://[::1]/x",
            "http://localhost/x",
            "http://LOCALHOST/x",
            "http://[0:0:0:0:0:0:0:1]/x",
            "http://[fd00:0ec2:0::0:23]/x",
            "http://169.254.170.23/v1/credentials",
            "http://[fd00:ec2::23]/v1/credentials",
            "https://example.com/creds",
        ] {
            assert!(check(good).is_ok(), "{good}");
        }
        for bad in [
            "http://example.com/creds",
            "http://169.254.169.254/x",
            "http://10.0.0.1/x",
            "http://127.0.0.1.example.com/x",
            "http://localhost.example.com/x",
            "http://user@example.com/x",
            "http://127.0.0.1@example.com/x",
            "http://[::ffff:10.0.0.1]/x",
            "http://[fd00:ec2::254]/x",
            "ftp://127.0.0.1/x",
            "/creds",
            "",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_relative_address_goes_to_ecs() {
        let both = world(&[(FULL, "http://127.0.0.1/f"), (RELATIVE, "/r")]);
        assert_eq!(url(&both, FULL).unwrap(), "http://127.0.0.1/f");
        assert_eq!(url(&both, RELATIVE).unwrap(), "http://169.254.170.2/r");
        assert!(url(&world(&[(RELATIVE, "r")]), RELATIVE).is_err());
        assert!(url(&world(&[]), RELATIVE).is_err());
    }

    #[test]
    fn the_token_file_wins_and_is_trimmed_at_its_end() {
        let vars = [(TOKEN_FILE, "/t"), (TOKEN, "v")];
        let world = world(&vars).with_file("/t", "file\n");
        assert_eq!(token(&world).unwrap(), Some(Secret::new("file")));
        let broken = world.with_file("/t", "a\nb");
        assert!(token(&broken).is_err());
    }
}
