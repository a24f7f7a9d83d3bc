//! An address that signs a browser in to the AWS console as whoever the credentials are (IAM User Guide,
//! "Enable custom identity broker access to the AWS console").

mod partition;
mod session;
mod signin_token;

use keyward_core::{Error, ErrorCode, Result, Secret};
use keyward_profile::{Plan, Service, Step};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{Engine, Request, aws::without_slash};

use partition::Partition;

/// Where a sign-in leads, and for how long.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignIn {
    /// A service (`s3`), or an https address of the console; its front page where there is none.
    pub destination: Option<String>,
    /// 900 to 43200 seconds; as long as the session behind it where there is none. AWS takes none on
    /// top of a chained role.
    pub duration_seconds: Option<u32>,
    /// Where the console leads when the session has ended: an address of your own.
    pub issuer: Option<String>,
}

impl Engine {
    /// The address. Whoever opens it within 15 minutes is signed in: it is a secret.
    ///
    /// A long-lived key signs in through `sts:GetFederationToken`, with all that its user may do.
    ///
    /// # Errors
    /// As [`Engine::resolve`]; `invalid_argument` for a destination or duration that AWS would refuse,
    /// and for credentials that cannot sign in (a `GetSessionToken` session, the root user's key);
    /// `aws_refused`, `network` or `timeout` by the sign-in service.
    pub async fn sign_in_url(&self, request: &Request, sign_in: &SignIn) -> Result<Secret> {
        check_duration(sign_in.duration_seconds)?;
        let (plan, credentials) = self.resolve(request).await?;
        let region = plan
            .settings
            .region
            .as_ref()
            .map(|region| region.value.as_str());
        let partition = Partition::of(region, role_arn(&plan))?;
        let destination = partition.destination(sign_in.destination.as_deref(), region)?;
        let session = session::of(self, &plan, credentials, sign_in.duration_seconds).await?;
        let base = match plan.settings.endpoint(Service::Signin) {
            Some(endpoint) => without_slash(endpoint),
            None => format!("https://{}", partition.signin),
        };
        let token = signin_token::get(&self.aws(&plan), &base, &session).await?;
        let mut url = format!("{base}/federation?Action=login");
        for (name, value) in [
            ("Issuer", sign_in.issuer.as_deref()),
            ("Destination", Some(&*destination)),
        ] {
            if let Some(value) = value {
                url.push_str(&format!("&{name}={}", encoded(value)));
            }
        }
        Ok(signin_token::with(&url, &token))
    }
}

fn check_duration(seconds: Option<u32>) -> Result<()> {
    match seconds {
        Some(seconds) if !(900..=43_200).contains(&seconds) => Err(Error::new(
            ErrorCode::InvalidArgument,
            format!("a console session lasts 15 minutes to 12 hours, not {seconds} s"),
        )),
        _ => Ok(()),
    }
}

/// The last role names its partition where no region does.
fn role_arn(plan: &Plan) -> Option<&str> {
    plan.steps.iter().rev().find_map(|step| match step {
        Step::AssumeRole(role) => Some(role.role_arn.value.as_str()),
        Step::GetSessionToken(_) => None,
    })
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
