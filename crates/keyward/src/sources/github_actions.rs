//! A role by the OIDC token of the GitHub Actions job that this is (GitHub Docs, "OpenID Connect
//! reference"): asked of GitHub at every call, for it lives minutes.

use std::time::Duration;

use hyper::Method;
use keyward_core::{Credentials, Error, ErrorCode, Result, Secret, World};
use keyward_profile::{AssumeRole, GithubActions};
use percent_encoding::utf8_percent_encode;

use super::{token_document::Document, web_identity};
use crate::{
    aws::Aws,
    http::{Answer, ESCAPED, Question},
};

/// What STS wants a token to be for.
const AUDIENCE: &str = "sts.amazonaws.com";

const URL: &str = "ACTIONS_ID_TOKEN_REQUEST_URL";
const TOKEN: &str = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";

const PATIENCE: Duration = Duration::from_secs(10);
const TRIES: u32 = 3;
const PAUSE: Duration = Duration::from_millis(200);

pub(super) async fn fetch(world: &World, aws: &Aws, wanted: &GithubActions) -> Result<Credentials> {
    let role = &wanted.role;
    let place = &role.role_arn.location;
    refuse_foreign(role).map_err(|error| error.in_context(place))?;
    let audience = wanted.audience.as_deref().unwrap_or(AUDIENCE);
    let token = token(world, aws, audience).await;
    let token = token.map_err(|error| error.in_context(place))?;
    let asked = aws
        .unsigned_sts()?
        .assume_role_with_web_identity()
        .role_arn(&role.role_arn.value)
        .role_session_name(session_name(world, role))
        .set_duration_seconds(role.duration_seconds.and_then(|s| i32::try_from(s).ok()))
        .set_policy(role.policy.clone())
        .set_policy_arns(web_identity::policies(role));
    web_identity::send(aws, asked, &token, "github_actions")
        .await
        .map_err(|error| with_hint(error).in_context(place))
}

/// Named after the run, so that CloudTrail tells which job it was.
fn session_name(world: &World, role: &AssumeRole) -> String {
    role.session_name
        .clone()
        .unwrap_or_else(|| match world.var("GITHUB_RUN_ID") {
            Some(run) => format!("GitHubActions-{run}"),
            None => "GitHubActions".to_owned(),
        })
}

/// What AssumeRole takes and AssumeRoleWithWebIdentity does not.
fn refuse_foreign(role: &AssumeRole) -> Result<()> {
    let given = [
        ("ExternalId", role.external_id.is_some()),
        ("SourceIdentity", role.source_identity.is_some()),
        ("Tags", !role.tags.is_empty()),
        ("TransitiveTagKeys", !role.transitive_tag_keys.is_empty()),
        ("SerialNumber", role.mfa_serial.is_some()),
    ];
    match given.into_iter().find(|(_, is_set)| *is_set) {
        None => Ok(()),
        Some((name, _)) => Err(Error::new(
            ErrorCode::InvalidArgument,
            format!("{name} is no parameter of AssumeRoleWithWebIdentity"),
        )
        .with_hint("leave it out, or assume a second role on top of this one")),
    }
}

async fn token(world: &World, aws: &Aws, audience: &str) -> Result<Secret> {
    let (url, bearer) = match (world.var(URL), world.var(TOKEN)) {
        (Some(url), Some(token)) => (url, Secret::new(format!("bearer {token}"))),
        _ => return Err(not_permitted(world)),
    };
    check(&url)?;
    let mark = if url.contains('?') { '&' } else { '?' };
    let audience = utf8_percent_encode(audience, ESCAPED);
    let url = format!("{url}{mark}audience={audience}");
    let mut attempt = 1;
    loop {
        let answer = ask(aws, &url, bearer.clone()).await;
        match answer.and_then(|answer| read(&answer)) {
            Err(error) if error.is_passing() && attempt < TRIES => {
                tokio::time::sleep(PAUSE * attempt).await;
            }
            answer => return answer,
        }
        attempt += 1;
    }
}

async fn ask(aws: &Aws, url: &str, bearer: Secret) -> Result<Answer> {
    let question = Question {
        method: Method::GET,
        url,
        headers: vec![("authorization", bearer)],
        patience: PATIENCE,
        network: &aws.network()?,
    };
    aws.http.ask(question).await
}

fn read(answer: &Answer) -> Result<Secret> {
    if !answer.is_success() {
        return Err(Error::new(
            ErrorCode::AwsRefused,
            format!("GitHub refused the job's OIDC token ({})", answer.status),
        )
        .with_passing(answer.status >= 500 || answer.status == 429)
        .with_hint("the job's permission may have ended with the job: ask while it runs"));
    }
    let document = Document::parse(&answer.body);
    let token = document
        .as_ref()
        .and_then(|document| document.text("/value"));
    token.map(Secret::new).ok_or_else(|| {
        Error::new(
            ErrorCode::Unexpected,
            "GitHub's answer has no OIDC token in it",
        )
    })
}

/// A token goes there: to GitHub over TLS, or to a stand-in on this machine.
fn check(url: &str) -> Result<()> {
    let rest = url.strip_prefix("http://");
    let host = rest.and_then(|rest| rest.split(['/', '?', ':']).next());
    let here = host.is_some_and(|host| ["127.0.0.1", "localhost"].contains(&host));
    if url.starts_with("https://") || here {
        return Ok(());
    }
    Err(
        Error::new(ErrorCode::InvalidArgument, format!("{URL} is no https URL"))
            .with_hint("GitHub sets it: a step of the job may have changed it"),
    )
}

fn not_permitted(world: &World) -> Error {
    let error = Error::new(
        ErrorCode::NoCredentials,
        format!("{URL} and {TOKEN} are not both set: GitHub gives this job no OIDC token"),
    );
    if world.var("GITHUB_ACTIONS").is_some() {
        error.with_hint(
            "give the job the permission: `permissions: { id-token: write, contents: read }`",
        )
    } else {
        error.with_hint("this works in a GitHub Actions job only; elsewhere name another profile")
    }
}

fn with_hint(error: Error) -> Error {
    match error.aws_code() {
        Some("AccessDenied" | "InvalidIdentityToken") => error.with_hint(
            "compare the role's trust policy with the job: provider token.actions.githubusercontent.com, its aud, and its sub (repository, branch, environment)",
        ),
        _ => error,
    }
}

#[cfg(test)]
mod tests {
    use keyward_core::Timestamp;

    use super::*;

    #[test]
    fn a_token_goes_to_github_or_stays_here() {
        for good in [
            "https://pipelines.actions.githubusercontent.com/x",
            "http://127.0.0.1:9/t?a=b",
            "http://localhost/t",
        ] {
            assert!(check(good).is_ok(), "{good}");
        }
        for bad in [
            "http://127.0.0.1.evil.example/",
            "http://evil.example/",
            "http://x@127.0.0.1@evil.example/",
            "ftp://127.0.0.1/",
            "",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_missing_permission_is_named() {
        let world = World::fake(Timestamp::from_unix(0));
        let hint = |world: &World| not_permitted(world).hint().unwrap().to_owned();
        assert!(hint(&world).contains("elsewhere"));
        let job = world.with_env([("GITHUB_ACTIONS", "true")]);
        assert!(hint(&job).contains("id-token: write"));
    }
}
