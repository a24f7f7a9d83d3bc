//! `keyward console`: the AWS console in a browser, as whoever a profile is.

use clap::Args;
use keyward::SignIn;
use keyward_core::{ProfileName, Result};
use serde_json::json;

use super::mfa_code::MfaCode;
use crate::{browser, browser_handoff, context, duration, screen, terminal};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward console prod
  keyward console prod --destination s3 --duration 8h
  keyward console prod --print            the address, to open it elsewhere

Whoever opens the address within 15 minutes is signed in as you: it is a secret, and keyward keeps no
copy. A profile with a role is best; a long-lived key signs in through sts:GetFederationToken.
The sign-in service is AWS's own, unless AWS_ENDPOINT_URL_SIGNIN (or AWS_ENDPOINT_URL, or endpoint_url
of the profile) names another.")]
pub(crate) struct Console {
    /// The profile [default: AWS_PROFILE, then what the SDK's own chain finds]
    profile: Option<ProfileName>,
    /// A service, such as s3, or an address of the console
    #[arg(long, value_name = "PAGE")]
    destination: Option<String>,
    /// How long the console session lasts, 15m to 12h [default: as long as the role's session]
    #[arg(long, value_name = "TIME", value_parser = duration::seconds)]
    duration: Option<u32>,
    /// Where the console leads when the session has ended
    #[arg(long, value_name = "URL")]
    issuer: Option<String>,
    /// Print the address instead of opening it; without a terminal or a browser that is so anyway
    #[arg(long)]
    print: bool,
    /// Open it with this command [default: BROWSER, then the system's browser]
    #[arg(long, value_name = "CMD", conflicts_with_all = ["print", "json"])]
    browser: Option<String>,
    #[command(flatten)]
    mfa: MfaCode,
    /// Print the address as JSON
    #[arg(long)]
    pub(super) json: bool,
}

pub(super) fn run(console: &Console) -> Result<()> {
    let engine = context::engine();
    let mut request = context::request(&engine, console.profile.as_ref())?;
    console.mfa.lay_on(&mut request);
    let sign_in = SignIn {
        destination: console.destination.clone(),
        duration_seconds: console.duration,
        issuer: console.issuer.clone(),
    };
    let wanted = browser::wanted(engine.world(), console.browser.as_deref());
    let is_near = terminal::is_there() && (wanted.is_some() || browser::is_here(engine.world()));
    let opens = console.browser.is_some() || (is_near && !console.print && !console.json);
    context::block_on(async {
        let url = engine.sign_in_url(&request, &sign_in).await?;
        if opens {
            screen::note("opening the AWS console in your browser");
            return browser_handoff::lead(&url, |address| {
                browser::open(address, wanted.as_deref());
            })
            .await;
        }
        if console.json {
            screen::print_json(&json!({ "url": url.expose(), "validForSeconds": 900 }));
        } else {
            screen::print(url.expose());
            screen::note("whoever opens this address within 15 minutes is signed in as you");
        }
        Ok(())
    })
}
