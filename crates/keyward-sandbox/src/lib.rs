//! A strict local AWS for tests and for learning: STS, IAM, S3, SNS, EC2, Secrets
//! Manager and SSM parameters on one loopback port.
//!
//! Signatures, session tokens, expiry, key status and policies are really enforced, and a refusal
//! carries AWS's own code, HTTP status and body shape. The crate shares no signer with the engine: the
//! official SDKs are the judge between the two. Policies are decided by `keyward-iam`.
//!
//! ```no_run
//! use keyward_sandbox::{Options, Sandbox};
//!
//! let sandbox = Sandbox::start(Options::default())?;
//! for (name, value) in sandbox.environment() {
//!     println!("{name}={value}"); // hand these to a child process
//! }
//! sandbox.control().advance_clock(std::time::Duration::from_secs(3600)); // every session ages
//! # Ok::<(), keyward_sandbox::StartError>(())
//! ```
//!
//! # Metadata and sign-ins
//!
//! Beside the AWS endpoint, on ports of their own: the instance metadata service
//! ([`Sandbox::imds_endpoint`]), container credentials in the forms of ECS and EKS
//! ([`Sandbox::container_uri`]), and IAM Identity Center with its OIDC service and the sign-in
//! service of `aws login` ([`Sandbox::identity_endpoint`]). What they hand out are sessions like any
//! other. [`Options`] and [`Control`] say which role an instance or a task has and who approves a
//! sign-in.
//!
//! # Policies
//!
//! A new user or role may do nothing. Every call is decided by the identity policies of the user and
//! its groups or of the role, within its permissions boundary, and by the session policies; a role is
//! assumed where its trust policy allows. The seed's `admin` has `AdministratorAccess`. The request log names the statement that
//! decided ([`LoggedDecision`]). AWS's own managed policies exist as far as they matter here;
//! attaching another one is refused. A bucket's policy counts too, for requests that nobody signed as
//! well. Topic policies are not taken at all, because nothing would heed them yet. What is not built is
//! refused with AWS's own
//! error, never accepted and ignored.
//!
//! # Seeds and data folders
//!
//! [`Options::seed`] says what there is at the start, in any number of accounts;
//! [`Control::snapshot`] gives the whole state as such a seed. [`Options::data`] names a folder that
//! keeps everything: what an answer confirms is on the disk before the answer leaves.
//!
//! # Faults
//!
//! [`Control::add_fault`] makes requests fail in their service's own words, come late, or break off
//! before or after their effect: by service and operation, so many times or with a probability.
//! [`Control::set_propagation`] makes IAM eventually consistent, as it is at AWS.

mod auth;
mod authorization;
mod cognito_identity;
mod container;
mod control;
mod disbelief;
mod dispatch;
mod ec2;
mod federation;
mod iam;
mod identity;
mod imds;
mod protocol;
mod refusal;
mod request;
mod s3;
mod saml;
mod sandbox;
mod secretsmanager;
mod server;
mod signin;
mod sigv4;
mod snapshot;
mod sns;
mod ssm;
mod sso;
mod sso_oidc;
mod state;
mod store;
mod sts;
mod unsigned;
mod web;

pub use control::Control;
pub use identity::Approval;
pub use saml::SamlAssertion;
pub use sandbox::{Identity, Options, Sandbox, StartError, StaticKey};
pub use snapshot::{Seed, SeedError};
pub use state::{
    Disbelief, FaultKind, FaultRule, FaultSpecError, LoggedDecision, LoggedRequest, Published, Sms,
    parse_duration,
};
pub use store::DataError;

/// The account of the default seed: AWS's own documentation account.
pub const DEFAULT_ACCOUNT: &str = "123456789012";
/// The region that [`Sandbox::environment`] names.
pub const DEFAULT_REGION: &str = "us-east-1";
