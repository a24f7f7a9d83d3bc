//! AWS as a plan sees it: its settings, and the way there.

use std::sync::Arc;

use keyward_core::{Error, ErrorCode, Result, World};
use keyward_profile::{Located, Settings};

use crate::http::{HttpClient, Network};

/// As the SDKs try a call by default ("standard" retry mode).
const MAX_ATTEMPTS: u32 = 3;

/// What every call to AWS needs beside credentials. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Aws {
    pub(crate) settings: Arc<Settings>,
    pub(crate) http: Arc<HttpClient>,
    world: World,
}

impl Aws {
    pub(crate) fn new(world: &World, http: &Arc<HttpClient>, settings: &Settings) -> Self {
        Self {
            settings: Arc::new(settings.clone()),
            http: Arc::clone(http),
            world: world.clone(),
        }
    }

    /// The way to AWS's services, read anew for each call: nothing else notices a new bundle.
    ///
    /// # Errors
    /// A proxy or a certificate bundle that cannot be right.
    pub(crate) fn network(&self) -> Result<Network> {
        Network::to_aws(&self.world, &self.settings)
    }

    /// Tries of one call, the first one included.
    pub(crate) fn max_attempts(&self) -> u32 {
        self.settings.max_attempts.unwrap_or(MAX_ATTEMPTS)
    }
}

/// Checks every configured endpoint before anything shows it: a typing mistake is named with its
/// place, and a password in it is not shown.
///
/// # Errors
/// `invalid_argument`.
pub(crate) fn check_endpoints(settings: &Settings) -> Result<()> {
    let own = settings.endpoints.values();
    own.chain(&settings.metadata.endpoint)
        .try_for_each(check_endpoint)
}

fn check_endpoint(endpoint: &Located<String>) -> Result<()> {
    let rest = endpoint
        .value
        .strip_prefix("https://")
        .or_else(|| endpoint.value.strip_prefix("http://"));
    let authority = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    let wrong = match authority {
        Some(authority) if authority.contains('@') => "holds a user name or a password",
        Some(authority) if !authority.is_empty() => return Ok(()),
        _ => "is not a URL",
    };
    Err(Error::new(
        ErrorCode::InvalidArgument,
        format!("{}: the endpoint {wrong}", endpoint.location),
    )
    .with_hint("write it as https://host or http://host:port"))
}

/// A configured endpoint as a client takes it.
pub(crate) fn without_slash(endpoint: &Located<String>) -> String {
    endpoint.value.trim_end_matches('/').to_owned()
}
