//! The sandbox as its holder sees it.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use zeroize::Zeroizing;

use crate::container::Container;
use crate::control::{self, Control};
use crate::identity::Approval;
use crate::server::{Server, lock};
use crate::snapshot::{Seed, SeedError};
use crate::state::{AccessKey, FaultRule, State, random};
use crate::store::{DataError, Store};
use crate::{DEFAULT_ACCOUNT, DEFAULT_REGION};

/// How to start. `Options::default()` takes free ports; name what differs and leave the rest to
/// `..Options::default()`, because more will come.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Port of the AWS endpoint on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// Port of the control endpoint on 127.0.0.1; 0 takes a free one.
    pub control_port: u16,
    /// Port of the instance metadata service (IMDS) on 127.0.0.1; 0 takes a free one.
    pub imds_port: u16,
    /// Port of the container credentials on 127.0.0.1; 0 takes a free one.
    pub container_port: u16,
    /// Port of Identity Center and of the sign-in service on 127.0.0.1; 0 takes a free one.
    pub identity_port: u16,
    /// Listen on AWS's own metadata addresses as well, port 80: `169.254.169.254` for the instance,
    /// `169.254.170.2` (ECS) and `169.254.170.23` (EKS) for containers, `fd00:ec2::254` and
    /// `fd00:ec2::23` where IPv6 has them. They have to exist: in a network namespace of one's own.
    pub link_local: bool,
    /// Name of the instance's role; made if it does not exist. None: an instance without a profile.
    pub instance_role: Option<String>,
    /// Name of the role of the ECS task and the EKS pod; made if it does not exist.
    pub container_role: Option<String>,
    /// Identity Center's start URL; a page of the sandbox's own where there is none.
    pub sso_start_url: Option<String>,
    /// Who approves sign-ins.
    pub approval: Approval,
    /// Take SAML assertions that [`Control`] has not made. XML signatures are not verified, so this
    /// believes whatever they say.
    pub accept_unsigned_saml: bool,
    /// Rules by which requests fail from the start.
    pub faults: Vec<FaultRule>,
    /// How long a change of IAM takes until it is enforced ([`Control::set_propagation`]).
    pub propagation: Duration,
    /// What there is at the start. With a data folder, only while that is empty.
    pub seed: Option<Seed>,
    /// The folder that keeps everything beyond the end of the sandbox; made where there is none. None:
    /// everything is in memory.
    pub data: Option<PathBuf>,
}

/// An access key of the seed. `Debug` hides the secret.
#[derive(Clone)]
pub struct StaticKey {
    /// `AKIA` and 16 characters.
    pub access_key_id: String,
    /// 40 characters, overwritten when dropped.
    pub secret_access_key: Zeroizing<String>,
}

impl StaticKey {
    pub(crate) fn of(key: &AccessKey) -> Self {
        Self {
            access_key_id: key.id.clone(),
            secret_access_key: key.secret.clone(),
        }
    }
}

impl fmt::Debug for StaticKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StaticKey")
            .field("access_key_id", &self.access_key_id)
            .finish_non_exhaustive()
    }
}

/// Why the sandbox did not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// A port cannot be listened on.
    Listen {
        /// The port asked for.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
    /// An address of the metadata services cannot be listened on.
    LinkLocal {
        /// The address asked for.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The server's thread or its runtime could not be made.
    Runtime(io::Error),
    /// The seed is wrong.
    Seed(SeedError),
    /// The data folder cannot be used.
    Data(DataError),
}

impl StartError {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &str {
        match self {
            Self::Listen { .. } => "choose another port, or leave it out for any free one",
            Self::LinkLocal { .. } => {
                "its addresses have to exist, and port 80 needs the right to listen on it"
            }
            Self::Runtime(_) => "try again when the system has more room",
            Self::Seed(error) => error.hint(),
            Self::Data(error) => error.hint(),
        }
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listen { port, source } if source.kind() == io::ErrorKind::AddrInUse => {
                write!(f, "port {port} on 127.0.0.1 is taken by another program")
            }
            Self::Listen { port, source } => {
                write!(f, "cannot listen on 127.0.0.1:{port}: {source}")
            }
            Self::LinkLocal { address, source } => {
                write!(f, "cannot listen on {address}: {source}")
            }
            Self::Runtime(source) => write!(f, "cannot start the sandbox's thread: {source}"),
            Self::Seed(error) => error.fmt(f),
            Self::Data(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Listen { source, .. }
            | Self::LinkLocal { source, .. }
            | Self::Runtime(source) => Some(source),
            Self::Seed(error) => Some(error),
            Self::Data(error) => Some(error),
        }
    }
}

/// A running sandbox. It stops when dropped.
pub struct Sandbox {
    server: Server,
    control: Control,
    endpoint: String,
    control_endpoint: String,
    token: Zeroizing<String>,
    admin: StaticKey,
    seed_unused: bool,
}

/// Who may sign requests: an IAM user, or an account's root user, with its oldest active key.
#[derive(Debug, Clone)]
pub struct Identity {
    /// Twelve digits.
    pub account_id: String,
    /// None for the root user.
    pub user_name: Option<String>,
    /// Its access key.
    pub key: StaticKey,
}

impl Sandbox {
    /// Starts a sandbox on a thread of its own, ready to serve on return.
    #[allow(
        clippy::needless_pass_by_value,
        reason = "the options are the sandbox's own from now on"
    )]
    pub fn start(options: Options) -> Result<Self, StartError> {
        let Beginning {
            state,
            admin,
            seed_unused,
        } = begin(&options)?;
        let state = Arc::new(Mutex::new(state));
        let token = control_token();
        let server = Server::start(&options, &state, &token)?;
        settle(&mut lock(&state), &server, &options);
        Ok(Self {
            endpoint: loopback(server.port),
            control_endpoint: loopback(server.control_port),
            control: Control::new(state),
            server,
            token,
            admin,
            seed_unused,
        })
    }

    /// The AWS endpoint of all services: `http://127.0.0.1:PORT`.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The control endpoint: `http://127.0.0.1:PORT`.
    pub fn control_endpoint(&self) -> &str {
        &self.control_endpoint
    }

    /// The instance metadata service, for `AWS_EC2_METADATA_SERVICE_ENDPOINT`:
    /// `http://127.0.0.1:PORT`.
    pub fn imds_endpoint(&self) -> String {
        loopback(self.server.imds_port)
    }

    /// The container credentials: `http://127.0.0.1:PORT`.
    pub fn container_endpoint(&self) -> String {
        loopback(self.server.container_port)
    }

    /// The EKS form, for `AWS_CONTAINER_CREDENTIALS_FULL_URI`. It asks for
    /// [`Control::container_token`].
    pub fn container_uri(&self) -> String {
        format!("{}{}", self.container_endpoint(), Container::full_path())
    }

    /// The ECS form, for `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`: a path whose id is its secret.
    /// Clients put it behind `http://169.254.170.2`.
    pub fn container_relative_uri(&self) -> String {
        self.control.container_relative_uri()
    }

    /// Identity Center (portal and OIDC) and the sign-in service, with their pages:
    /// `http://127.0.0.1:PORT`. The AWS endpoint answers the same calls.
    pub fn identity_endpoint(&self) -> String {
        loopback(self.server.identity_port)
    }

    /// The value of `sso_start_url`.
    pub fn sso_start_url(&self) -> String {
        self.control.sso_start_url()
    }

    /// The token that control asks for: `Authorization: Bearer TOKEN`.
    pub fn control_token(&self) -> &str {
        &self.token
    }

    /// An access key of the default account's IAM user `admin`. There always is one: a seed or a data
    /// folder without it gets it.
    pub fn admin(&self) -> &StaticKey {
        &self.admin
    }

    /// Everyone who has an active access key, by account and name.
    pub fn identities(&self) -> Vec<Identity> {
        self.control.identities()
    }

    /// Whether a seed was given and not used, because the data folder was not empty.
    pub fn seed_unused(&self) -> bool {
        self.seed_unused
    }

    /// The same power as the control endpoint, in this process.
    pub fn control(&self) -> &Control {
        &self.control
    }

    /// The variables that make a program use this sandbox as `admin`, secret included. SDK for
    /// JavaScript v2 does not read `AWS_ENDPOINT_URL`: give it the endpoint in code.
    pub fn environment(&self) -> Vec<(String, String)> {
        [
            ("AWS_ENDPOINT_URL", self.endpoint.as_str()),
            ("AWS_REGION", DEFAULT_REGION),
            // boto3 reads this one only.
            ("AWS_DEFAULT_REGION", DEFAULT_REGION),
            ("AWS_ACCESS_KEY_ID", &self.admin.access_key_id),
            ("AWS_SECRET_ACCESS_KEY", &self.admin.secret_access_key),
            ("AWS_EC2_METADATA_DISABLED", "true"),
            ("KEYWARD_SANDBOX_CONTROL", &self.control_endpoint),
            ("KEYWARD_SANDBOX_CONTROL_TOKEN", &self.token),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec()
    }

    /// Stops serving: all ports and the data folder are free on return.
    pub fn stop(self) {}
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.server.stop();
        self.control.give_up_folder();
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("endpoint", &self.endpoint)
            .field("control_endpoint", &self.control_endpoint)
            .finish_non_exhaustive()
    }
}

/// Tells the state where its servers are, and what the options ask for.
fn settle(state: &mut State, server: &Server, options: &Options) {
    state.addresses.imds = loopback(server.imds_port);
    state.addresses.container = loopback(server.container_port);
    let base = loopback(server.identity_port);
    let start_url = options.sso_start_url.clone();
    state.identity.start_url = start_url.unwrap_or_else(|| format!("{base}/start"));
    state.identity.base = base;
    state.identity.approval = options.approval;
    state.accept_unsigned_saml = options.accept_unsigned_saml;
    options
        .faults
        .iter()
        .for_each(|rule| state.faults.add(rule.clone()));
    state.propagation.set_delay(options.propagation);
    // What is not asked for stays as the seed or the data folder has it.
    if options.instance_role.is_some() {
        control::instance_role(state, options.instance_role.as_deref());
    }
    if options.container_role.is_some() {
        control::container_role(state, options.container_role.as_deref());
    }
}

/// The state at the start.
struct Beginning {
    state: State,
    admin: StaticKey,
    seed_unused: bool,
}

/// What the data folder has; else the seed; else the default.
fn begin(options: &Options) -> Result<Beginning, StartError> {
    let folder = options.data.as_deref().map(Store::open).transpose();
    let (store, kept) = folder.map_err(StartError::Data)?.unzip();
    let kept = kept.flatten();
    let seed_unused = kept.is_some() && options.seed.is_some();
    let mut state = match (kept, &options.seed) {
        (Some(state), _) => state,
        (None, Some(seed)) => seed.state().map_err(StartError::Seed)?,
        (None, None) => State::default(),
    };
    let admin = StaticKey::of(&state.ensure_admin(DEFAULT_ACCOUNT));
    if let Some(store) = store {
        state.keep_in(store).map_err(StartError::Data)?;
    }
    Ok(Beginning {
        state,
        admin,
        seed_unused,
    })
}

fn loopback(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

/// 256 bits that fit a header and a shell.
fn control_token() -> Zeroizing<String> {
    let bytes = Zeroizing::new(random::bytes::<32>());
    Zeroizing::new(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(*bytes))
}
