//! Signing in, as a person does it: IAM Identity Center in a browser (authorization code with PKCE) or
//! on another device (device code), and the console's sign-in of `aws login`.
//!
//! Whoever signs in holds a lock that dies with the process; others who want the same wait for it and
//! use what it brought, so that any number of processes opens one browser tab.

mod console;
mod keep;
mod logout;
mod pkce;
mod random;
mod redirect;
mod redirect_page;
mod sso;
mod target;
mod turn;

use std::{path::PathBuf, time::Duration};

use keyward_core::{Error, ErrorCode, ProfileName, Result, Timestamp};
use zeroize::Zeroizing;

use crate::Engine;
use target::Target;

/// What `keyward login` was asked for.
#[derive(Clone, Debug)]
pub struct LoginRequest {
    /// What to sign in to.
    pub what: LoginWhat,
    /// Where the person approves it.
    pub way: LoginWay,
    /// Where the token is kept.
    pub keep: LoginKeep,
    /// Sign in although there is a sign-in that still works.
    pub force: bool,
    /// How long the person may take.
    pub patience: Duration,
}

/// What to sign in to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoginWhat {
    /// Whatever gives this profile its credentials: Identity Center, or a console session.
    Profile(ProfileName),
    /// `[sso-session NAME]`, for every profile that uses it.
    SsoSession(String),
    /// The console, as `aws login` does. A profile that names no credentials yet gets `login_session`.
    Console(ProfileName),
}

/// Where the person approves the sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginWay {
    /// In a browser on this machine.
    Browser {
        /// The loopback port that the browser comes back to; any free one by default.
        port: Option<u16>,
    },
    /// On another device: a code to enter there, or one to bring back from there.
    OtherDevice,
}

/// Where the token is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginKeep {
    /// Sealed with the vault's key, for keyward alone.
    Sealed,
    /// In plaintext in the AWS CLI's cache, for the AWS CLI and the SDKs as well.
    CliCache,
}

/// Shows a person what to do.
pub trait LoginPerson: Send + Sync {
    /// The page where the sign-in is approved: to be opened on this machine.
    fn visit(&self, url: &str);

    /// The page where a code is to be entered, on any device.
    fn enter_code(&self, page: &DevicePage);

    /// A page that ends by showing a code; the answer is that code.
    ///
    /// # Errors
    /// `prompt_unavailable` where there is nobody to type it.
    fn bring_code(&self, url: &str) -> Result<Zeroizing<String>>;

    /// Another process is signing in to the same; this one waits for it.
    fn another_is_signing_in(&self);
}

/// A device code as a person needs it.
#[derive(Clone, Debug)]
pub struct DevicePage {
    /// Where to enter the code.
    pub url: String,
    /// The page with the code filled in.
    pub url_with_code: String,
    /// The code.
    pub code: String,
    /// Whether to open the page on this machine.
    pub open: bool,
}

/// A sign-in that works now.
#[derive(Clone, Debug)]
pub struct LoggedIn {
    /// The profile that was asked for.
    pub profile: Option<ProfileName>,
    /// `sso` or `login`, as in [`keyward_core::Credentials::source`].
    pub source: &'static str,
    /// The sso-session, the portal where there is none, or the ARN of who signed in.
    pub session: String,
    /// When the token ends; for as long as it can be renewed that is not the end of the sign-in.
    pub expires: Option<Timestamp>,
    /// Whether it is renewed by itself.
    pub renewable: bool,
    /// The token's file.
    pub file: PathBuf,
    /// Whether that file is sealed.
    pub sealed: bool,
    /// Nobody had to do anything: it was there, or another process has just signed in.
    pub already: bool,
    /// The file whose profile got `login_session`.
    pub edited: Option<PathBuf>,
}

impl Engine {
    /// Signs in.
    ///
    /// # Errors
    /// `login_denied` where the person refused, `timeout` where nobody answered, `invalid_argument`
    /// for a port that is taken and for a profile that needs no sign-in, the vault's own where the
    /// token is to be sealed, and AWS's.
    pub async fn login(
        &self,
        request: &LoginRequest,
        person: &dyn LoginPerson,
    ) -> Result<LoggedIn> {
        match target::find(self, &request.what).await? {
            Target::Sso(target) => sso::login(self, request, person, &target).await,
            Target::Console(target) => console::login(self, request, person, &target).await,
        }
    }

    /// Forgets the sign-in of a profile or sso-session, at Identity Center too; true where there was one.
    ///
    /// # Errors
    /// As [`Engine::login`].
    pub async fn logout(&self, what: &LoginWhat) -> Result<bool> {
        logout::logout(self, what).await
    }
}

/// The person said no.
fn denied(what: &str) -> Error {
    Error::new(
        ErrorCode::LoginDenied,
        format!("the sign-in to {what} was refused on the approval page"),
    )
    .with_hint("run `keyward login` again, and allow the access there")
}

/// The person did nothing.
fn too_late(what: &str, patience: Duration) -> Error {
    Error::new(
        ErrorCode::Timeout,
        format!(
            "nobody approved the sign-in to {what} within {} s",
            patience.as_secs()
        ),
    )
    .with_hint("run `keyward login` again; with --device-code it can be approved on another device")
}
