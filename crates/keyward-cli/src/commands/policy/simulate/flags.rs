//! The common case without a document.

use std::path::{Path, PathBuf};

use clap::Args;
use keyward_core::{Error, ErrorCode, Result};
use keyward_iam::{Context, PolicyKind};

use super::{
    document::{Named, Simulation, named, request_of, resource_kind},
    text_of,
};

#[derive(Args)]
pub(super) struct Flags {
    /// What is asked for, as service:Name; several are decided one by one
    #[arg(long, value_name = "ACTION", required_unless_present = "document")]
    action: Vec<String>,
    /// On what
    #[arg(long, value_name = "ARN", default_value = "*")]
    resource: Vec<String>,
    /// Who asks
    #[arg(
        long,
        value_name = "ARN",
        default_value = "arn:aws:iam::123456789012:user/somebody"
    )]
    principal: String,
    /// A condition key and its value; again for a list
    #[arg(long, value_name = "KEY=VALUE")]
    context: Vec<String>,
    /// An identity-based policy
    #[arg(long, value_name = "FILE")]
    policy: Vec<PathBuf>,
    /// The policy of the resource; the trust policy for sts:AssumeRole
    #[arg(long, value_name = "FILE")]
    resource_policy: Option<PathBuf>,
    /// The permissions boundary
    #[arg(long, value_name = "FILE")]
    boundary: Option<PathBuf>,
    /// A session policy
    #[arg(long, value_name = "FILE")]
    session_policy: Vec<PathBuf>,
    /// A service control policy; each is a level
    #[arg(long, value_name = "FILE")]
    scp: Vec<PathBuf>,
    /// A resource control policy; each is a level
    #[arg(long, value_name = "FILE")]
    rcp: Vec<PathBuf>,
    /// The policy of the VPC endpoint
    #[arg(long, value_name = "FILE")]
    endpoint_policy: Option<PathBuf>,
}

impl Flags {
    /// Each action on each resource.
    pub(super) fn simulations(&self) -> Result<Vec<Simulation>> {
        let pairs = self
            .action
            .iter()
            .flat_map(|action| self.resource.iter().map(move |resource| (action, resource)));
        pairs
            .map(|(action, resource)| self.one(action, resource))
            .collect()
    }

    fn one(&self, action: &str, resource: &str) -> Result<Simulation> {
        let one =
            |path: &Option<PathBuf>, kind| path.as_ref().map(|path| policy(path, kind)).transpose();
        let all = |paths: &[PathBuf], kind| {
            paths
                .iter()
                .map(|path| policy(path, kind))
                .collect::<Result<Vec<Named>>>()
        };
        let levels = |paths: &[PathBuf], kind| {
            paths
                .iter()
                .map(|path| policy(path, kind).map(|one| vec![one]))
                .collect::<Result<Vec<_>>>()
        };
        Ok(Simulation {
            action: action.to_owned(),
            request: request_of(&self.principal, action, resource, self.context()?)?,
            identity: all(&self.policy, PolicyKind::Identity)?,
            resource: one(&self.resource_policy, resource_kind(action))?,
            boundary: one(&self.boundary, PolicyKind::Identity)?,
            session: if self.session_policy.is_empty() {
                None
            } else {
                Some(all(&self.session_policy, PolicyKind::Identity)?)
            },
            service_control: levels(&self.scp, PolicyKind::ServiceControl)?,
            resource_control: levels(&self.rcp, PolicyKind::ResourceControl)?,
            endpoint: one(&self.endpoint_policy, PolicyKind::Endpoint)?,
        })
    }

    fn context(&self) -> Result<Context> {
        let mut lists: Vec<(&str, Vec<&str>)> = Vec::new();
        for pair in &self.context {
            let (key, value) = pair.split_once('=').ok_or_else(|| {
                Error::new(
                    ErrorCode::InvalidArgument,
                    format!("--context {pair} has no ="),
                )
                .with_hint("write --context aws:SourceIp=203.0.113.7")
            })?;
            match lists
                .iter_mut()
                .find(|(known, _)| known.eq_ignore_ascii_case(key))
            {
                Some((_, values)) => values.push(value),
                None => lists.push((key, vec![value])),
            }
        }
        Ok(lists
            .into_iter()
            .fold(Context::new(), |context, (key, values)| match values[..] {
                [value] => context.with(key, value),
                _ => context.with_list(key, values),
            }))
    }
}

fn policy(path: &Path, kind: PolicyKind) -> Result<Named> {
    named(path.display().to_string(), &text_of(path)?, kind, 0)
}
