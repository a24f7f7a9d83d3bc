//! What a sign-in is to: found as credentials are, by a plan.

use keyward_core::{Error, ErrorCode, ProfileName, Result};
use keyward_profile::{Base, Located, Section};

use super::LoginWhat;
use crate::{Engine, Request, aws::Aws, sources::sso::Sso};

/// Without `sso_registration_scopes`; refresh tokens come with it (AWS CLI User Guide, "Configuring IAM
/// Identity Center authentication").
const DEFAULT_SCOPE: &str = "sso:account:access";

pub(super) enum Target {
    Sso(SsoTarget),
    Console(ConsoleTarget),
}

/// A portal of Identity Center.
pub(super) struct SsoTarget {
    pub(super) profile: Option<ProfileName>,
    pub(super) session: Option<String>,
    pub(super) region: String,
    pub(super) start_url: String,
    pub(super) scopes: Vec<String>,
    pub(super) aws: Aws,
}

/// The console's sign-in.
pub(super) struct ConsoleTarget {
    pub(super) profile: ProfileName,
    /// `login_session`; none where the profile is to get one.
    pub(super) session: Option<Located<String>>,
    pub(super) aws: Aws,
}

impl SsoTarget {
    /// As the source of credentials names it.
    pub(super) fn sso<'a>(&'a self, profile: &'a ProfileName) -> Sso<'a> {
        Sso {
            profile,
            session: self.session.as_deref(),
            role: None,
            region: &self.region,
            start_url: &self.start_url,
        }
    }

    /// For people.
    pub(super) fn name(&self) -> &str {
        self.session.as_deref().unwrap_or(&self.start_url)
    }
}

pub(super) async fn find(engine: &Engine, what: &LoginWhat) -> Result<Target> {
    match what {
        LoginWhat::Profile(profile) => of_profile(engine, profile).await,
        LoginWhat::SsoSession(session) => of_session(engine, session).map(Target::Sso),
        LoginWhat::Console(profile) => of_console(engine, profile).await.map(Target::Console),
    }
}

async fn of_profile(engine: &Engine, profile: &ProfileName) -> Result<Target> {
    let request = Request::profile(profile.clone());
    let plan = engine.plan_for(&request).await.map_err(|error| {
        if error.code() != ErrorCode::NoCredentials {
            return error;
        }
        error.with_hint(format!(
            "`keyward login {profile} --console` signs in as `aws login` does, and adds login_session to the profile"
        ))
    })?;
    let aws = engine.aws(&plan);
    match plan.base {
        Base::Sso {
            session,
            region,
            start_url,
            ..
        } => Ok(Target::Sso(SsoTarget {
            profile: Some(profile.clone()),
            scopes: scopes(engine, session.as_deref())?,
            session,
            region,
            start_url,
            aws,
        })),
        Base::Login { session, .. } => Ok(Target::Console(ConsoleTarget {
            profile: profile.clone(),
            session: Some(session),
            aws,
        })),
        other => Err(needs_none(profile, other.name())),
    }
}

fn needs_none(profile: &ProfileName, source: &str) -> Error {
    Error::new(
        ErrorCode::InvalidArgument,
        format!(
            "profile {:?} takes its credentials from {source}, which needs no sign-in",
            profile.as_str()
        ),
    )
    .with_hint(format!("`keyward explain {profile}` shows where from"))
}

fn of_session(engine: &Engine, name: &str) -> Result<SsoTarget> {
    let set = engine.profiles()?;
    let section = set.sso_session(name).ok_or_else(|| {
        let mut known: Vec<_> = set.sso_session_names().collect();
        known.sort_unstable();
        Error::new(
            ErrorCode::ProfileNotFound,
            format!("no file has a section [sso-session {name}]"),
        )
        .with_hint(match known.as_slice() {
            [] => "`aws configure sso` writes the section".to_owned(),
            known => format!("there are: {}", known.join(", ")),
        })
    })?;
    let text = |key: &str| {
        text(section, key).ok_or_else(|| {
            Error::new(
                ErrorCode::ProfileInvalid,
                format!("{}: [sso-session {name}] has no {key}", section.location()),
            )
        })
    };
    Ok(SsoTarget {
        profile: None,
        region: text("sso_region")?,
        start_url: text("sso_start_url")?,
        scopes: scopes(engine, Some(name))?,
        session: Some(name.to_owned()),
        aws: engine.aws_of(None)?,
    })
}

async fn of_console(engine: &Engine, profile: &ProfileName) -> Result<ConsoleTarget> {
    let request = Request::profile(profile.clone());
    let plan = match engine.plan_for(&request).await {
        Ok(plan) => plan,
        Err(error) if is_empty(&error) => {
            return Ok(ConsoleTarget {
                profile: profile.clone(),
                session: None,
                aws: engine.aws_of(Some(profile))?,
            });
        }
        Err(error) => return Err(error),
    };
    let aws = engine.aws(&plan);
    match plan.base {
        Base::Login { session, .. } => Ok(ConsoleTarget {
            profile: profile.clone(),
            session: Some(session),
            aws,
        }),
        other => Err(taken(profile, other.name())),
    }
}

/// The profile says nothing of credentials, or is not there.
fn is_empty(error: &Error) -> bool {
    matches!(
        error.code(),
        ErrorCode::NoCredentials | ErrorCode::ProfileNotFound
    )
}

fn taken(profile: &ProfileName, source: &str) -> Error {
    Error::new(
        ErrorCode::InvalidArgument,
        format!(
            "profile {:?} already takes its credentials from {source}, which would go before a sign-in",
            profile.as_str()
        ),
    )
    .with_hint("name another profile, which need not exist yet")
}

/// `sso_registration_scopes`, a list with commas. A profile of the older kind has none.
fn scopes(engine: &Engine, session: Option<&str>) -> Result<Vec<String>> {
    let Some(session) = session else {
        return Ok(Vec::new());
    };
    let set = engine.profiles()?;
    let section = set.sso_session(session);
    let text = section.and_then(|section| text(section, "sso_registration_scopes"));
    let text = text.unwrap_or_else(|| DEFAULT_SCOPE.to_owned());
    let scopes = text.split(',').map(str::trim);
    let scopes = scopes.filter(|scope| !scope.is_empty());
    Ok(scopes.map(str::to_owned).collect())
}

fn text(section: &Section, key: &str) -> Option<String> {
    let found = section.get(key).and_then(|found| found.value.as_str());
    found.filter(|text| !text.is_empty()).map(str::to_owned)
}
