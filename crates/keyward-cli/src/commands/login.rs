//! `keyward login`: sign in to IAM Identity Center, or to the console as `aws login` does.

use std::time::Duration;

use clap::Args;
use keyward::{
    DevicePage, Engine, LoggedIn, LoginKeep, LoginPerson, LoginRequest, LoginWay, LoginWhat,
};
use keyward_core::{Error, ErrorCode, ProfileName, Result, World};
use serde_json::json;
use zeroize::Zeroizing;

use crate::{browser, context, screen, terminal};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward login dev                     in a browser; without one, by a code for another device
  keyward login dev --device-code       by a code, wherever the browser is
  keyward login --sso-session corp      for every profile of [sso-session corp]
  keyward login dev --share-cli-cache   also for the AWS CLI and the SDKs
  keyward login new --console           as `aws login` does; writes login_session into the profile
  keyward login dev --logout            forget the sign-in

The token is sealed with the vault's key and renewed by itself. Any number of `keyward login` at once
open one page.")]
pub(crate) struct Login {
    /// The profile [default: AWS_PROFILE, then "default"]
    profile: Option<ProfileName>,
    /// Sign in to [sso-session NAME] instead of a profile
    #[arg(long, value_name = "NAME", conflicts_with_all = ["profile", "console"])]
    sso_session: Option<String>,
    /// Sign in with the console's credentials; a profile that has none yet gets login_session
    #[arg(long)]
    console: bool,
    /// Approve on another device: enter a code there, or bring one back
    #[arg(long, visible_alias = "use-device-code", conflicts_with_all = ["port", "browser"])]
    device_code: bool,
    /// Show the page's address and open nothing
    #[arg(long, conflicts_with = "browser")]
    no_browser: bool,
    /// Open the page with this command [default: BROWSER, then the system's browser]
    #[arg(long, value_name = "CMD")]
    browser: Option<String>,
    /// The port on 127.0.0.1 that the browser comes back to [default: a free one]
    #[arg(long)]
    port: Option<u16>,
    /// Keep the token in the AWS CLI's cache, in plaintext, for the AWS CLI and the SDKs as well
    #[arg(long)]
    share_cli_cache: bool,
    /// Sign in again although the sign-in still works
    #[arg(long)]
    force: bool,
    /// How long to wait for the approval
    #[arg(long, value_name = "SECONDS", default_value_t = 600, value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,
    /// Forget the sign-in, here and at Identity Center
    #[arg(long, conflicts_with_all = ["device_code", "no_browser", "browser", "port", "share_cli_cache", "force", "timeout"])]
    logout: bool,
    /// Print the outcome as JSON
    #[arg(long)]
    pub(super) json: bool,
}

pub(super) fn run(login: &Login) -> Result<()> {
    let engine = context::engine();
    let what = login.what(&engine)?;
    if login.logout {
        return logout(login, &engine, &what);
    }
    let world = engine.world();
    let person = AtTheScreen {
        opens: !login.no_browser,
        browser: browser::wanted(world, login.browser.as_deref()),
        patience: Duration::from_secs(login.timeout),
    };
    let request = LoginRequest {
        what,
        way: login.way(world, person.browser.is_some())?,
        keep: if login.share_cli_cache {
            LoginKeep::CliCache
        } else {
            LoginKeep::Sealed
        },
        force: login.force,
        patience: person.patience,
    };
    let done = context::block_on(engine.login(&request, &person))?;
    tell(login, &done);
    Ok(())
}

impl Login {
    fn what(&self, engine: &Engine) -> Result<LoginWhat> {
        if let Some(session) = &self.sso_session {
            return Ok(LoginWhat::SsoSession(session.clone()));
        }
        let profile = engine.selected_profile(self.profile.as_ref())?;
        Ok(if self.console {
            LoginWhat::Console(profile)
        } else {
            LoginWhat::Profile(profile)
        })
    }

    /// The browser here, unless there is none in front of the person.
    fn way(&self, world: &World, browser_is_named: bool) -> Result<LoginWay> {
        if self.device_code {
            return Ok(LoginWay::OtherDevice);
        }
        let in_browser = self.no_browser || self.port.is_some() || browser_is_named;
        if in_browser || browser::is_here(world) {
            return Ok(LoginWay::Browser { port: self.port });
        }
        if world.var("CI").is_some() {
            return Err(Error::new(
                ErrorCode::PromptUnavailable,
                "a person has to sign in, and CI is set: this is a job without one",
            )
            .with_hint("let the job assume a role by its own OIDC token; --device-code shows a code for a person all the same"));
        }
        Ok(LoginWay::OtherDevice)
    }
}

/// Says on stderr what the person is to do.
struct AtTheScreen {
    opens: bool,
    browser: Option<String>,
    patience: Duration,
}

impl AtTheScreen {
    fn show(&self, before: &str, url: &str, opens: bool) {
        screen::say(&format!("{before}\n\n  {url}\n"));
        if opens && self.opens {
            browser::open(url, self.browser.as_deref());
        }
    }
}

impl LoginPerson for AtTheScreen {
    fn visit(&self, url: &str) {
        let before = if self.opens {
            "Opening a page in your browser to sign in. If none opens, open it yourself, on this machine:"
        } else {
            "To sign in, open this page in a browser on this machine:"
        };
        self.show(before, url, true);
    }

    fn enter_code(&self, page: &DevicePage) {
        screen::say(&format!(
            "To sign in, open this page on any device, and enter the code {}:\n\n  {}\n",
            page.code, page.url
        ));
        if page.url_with_code != page.url {
            let before = "Or open this one, which shows the same code:";
            self.show(before, &page.url_with_code, page.open);
        }
    }

    fn bring_code(&self, url: &str) -> Result<Zeroizing<String>> {
        const INSTEAD: &str = "run it in a terminal, or on a machine with a browser";
        if terminal::is_there() {
            self.show("To sign in, open this page on any device:", url, false);
        }
        terminal::ask_within("The code that the page shows", INSTEAD, self.patience)
            .map(Zeroizing::new)
    }

    fn another_is_signing_in(&self) {
        screen::note("another keyward is signing in to the same; waiting for it");
    }
}

fn tell(login: &Login, done: &LoggedIn) {
    if login.json {
        return screen::print_json(&json!({
            "profile": done.profile,
            "source": done.source,
            "session": done.session,
            "expires": done.expires,
            "renewable": done.renewable,
            "file": done.file.display().to_string(),
            "sealed": done.sealed,
            "already": done.already,
            "edited": done.edited.as_ref().map(|file| file.display().to_string()),
        }));
    }
    let verb = if done.already {
        "Already signed in"
    } else {
        "Signed in"
    };
    screen::print(&format!("{verb} to {}{}", done.session, life(done)));
    if !done.sealed {
        screen::print(&format!(
            "The token is in the AWS CLI's cache, in plaintext: {}",
            done.file.display()
        ));
    }
    if let (Some(file), Some(profile)) = (&done.edited, &done.profile) {
        screen::print(&format!(
            "Profile {profile} has login_session now: {}",
            file.display()
        ));
    }
    if done.already {
        screen::note("--force signs in anew");
    }
}

fn life(done: &LoggedIn) -> String {
    match (done.renewable, done.expires) {
        (true, _) => "; the token is renewed by itself".to_owned(),
        (false, Some(end)) => format!(" until {end}"),
        (false, None) => String::new(),
    }
}

fn logout(login: &Login, engine: &Engine, what: &LoginWhat) -> Result<()> {
    let was_there = context::block_on(engine.logout(what))?;
    if login.json {
        screen::print_json(&json!({ "loggedOut": was_there }));
    } else if was_there {
        screen::print("Signed out");
    } else {
        screen::note("nobody was signed in");
    }
    Ok(())
}
