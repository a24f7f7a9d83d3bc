//! One row.

use keyward_iam::{Attached, Context, Outcome, Policies, Policy, PolicyKind, Principal, Request};

pub(crate) const ALLOWED: Outcome = Outcome::Allowed;
pub(crate) const EXPLICIT: Outcome = Outcome::ExplicitDeny;
pub(crate) const IMPLICIT: Outcome = Outcome::ImplicitDeny;

pub(crate) const ALICE: &str = "arn:aws:iam::111111111111:user/alice";
pub(crate) const ROOT: &str = "arn:aws:iam::111111111111:root";
pub(crate) const SESSION: &str = "arn:aws:sts::111111111111:assumed-role/app/build";
pub(crate) const FEDERATED: &str = "arn:aws:sts::111111111111:federated-user/guest";
pub(crate) const OBJECT: &str = "arn:aws:s3:::bucket/key";

/// The page that says so.
pub(crate) const EVALUATION: &str =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html";
pub(crate) const PRINCIPAL: &str =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html";
pub(crate) const NOT_PRINCIPAL: &str = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html";
pub(crate) const OPERATORS: &str = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html";
pub(crate) const SETS: &str = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html";
pub(crate) const GLOBAL_KEYS: &str =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html";
pub(crate) const VARIABLES: &str =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html";
pub(crate) const RESOURCE: &str =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html";
pub(crate) const ACTION: &str =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html";
pub(crate) const SESSIONS: &str =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session";
pub(crate) const SCP: &str = "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html";
pub(crate) const STS: &str = "https://docs.aws.amazon.com/STS/latest/APIReference/";

/// Policies are written as their statements; empty is none. `session: Some("")` is an empty list.
#[derive(Clone, Copy)]
pub(crate) struct Case {
    pub(crate) about: &'static str,
    pub(crate) source: &'static str,
    pub(crate) expect: Outcome,
    pub(crate) principal: &'static str,
    pub(crate) action: &'static str,
    pub(crate) on: &'static str,
    pub(crate) owner: Option<&'static str>,
    /// A value with `|` in it is a list.
    pub(crate) keys: &'static [(&'static str, &'static str)],
    pub(crate) version: &'static str,
    pub(crate) identity: &'static str,
    pub(crate) resource: &'static str,
    pub(crate) trust: &'static str,
    pub(crate) key_policy: bool,
    pub(crate) boundary: &'static str,
    pub(crate) session: Option<&'static str>,
    pub(crate) scps: &'static [&'static str],
    pub(crate) rcp: &'static str,
}

pub(crate) const CASE: Case = Case {
    about: "",
    source: "",
    expect: ALLOWED,
    principal: ALICE,
    action: "s3:GetObject",
    on: OBJECT,
    owner: None,
    keys: &[],
    version: "2012-10-17",
    identity: "",
    resource: "",
    trust: "",
    key_policy: false,
    boundary: "",
    session: None,
    scps: &[],
    rcp: "",
};

impl Case {
    /// What is wrong, if anything.
    pub(crate) fn failure(&self) -> Option<String> {
        let found = self.outcome();
        (found != self.expect).then(|| {
            format!(
                "{}: {found:?}, and AWS says {:?} ({})",
                self.about, self.expect, self.source
            )
        })
    }

    fn outcome(&self) -> Outcome {
        let identity = self.parse(self.identity, PolicyKind::Identity);
        let resource = self
            .parse(self.resource, PolicyKind::Resource)
            .or_else(|| self.parse(self.trust, PolicyKind::Trust));
        let boundary = self.parse(self.boundary, PolicyKind::Identity);
        let session = self.session.map(|s| self.parse(s, PolicyKind::Identity));
        let rcp = self.parse(self.rcp, PolicyKind::ResourceControl);
        let scps: Vec<Policy> = self
            .scps
            .iter()
            .filter_map(|scp| self.parse(scp, PolicyKind::ServiceControl))
            .collect();
        let policies = Policies {
            identity: attach(identity.as_ref()),
            resource: attach(resource.as_ref()).pop(),
            resource_must_allow: self.key_policy,
            boundary: attach(boundary.as_ref()).pop(),
            session: session.as_ref().map(|policy| attach(policy.as_ref())),
            service_control: scps.iter().map(|scp| attach(Some(scp))).collect(),
            resource_control: vec![attach(rcp.as_ref())],
            endpoint: None,
        };
        keyward_iam::evaluate(&self.request(), &policies).outcome
    }

    fn request(&self) -> Request {
        let mut context = Context::new();
        for (key, value) in self.keys {
            if value.contains('|') {
                context.set_list(key, value.split('|').filter(|v| !v.is_empty()));
            } else {
                context.set(key, *value);
            }
        }
        let request = Request::new(who(self.principal), self.action, self.on, context);
        match self.owner {
            Some(owner) => request.owned_by(owner),
            None => request,
        }
    }

    fn parse(&self, statements: &str, kind: PolicyKind) -> Option<Policy> {
        let version = self.version;
        let text = format!(r#"{{"Version":"{version}","Statement":[{statements}]}}"#);
        (!statements.is_empty())
            .then(|| Policy::parse(&text, kind).unwrap_or_else(|e| panic!("{}: {e}", self.about)))
    }
}

fn attach(policy: Option<&Policy>) -> Vec<Attached<'_>> {
    policy
        .map(|p| Attached::new("policy", p))
        .into_iter()
        .collect()
}

fn who(name: &str) -> Principal {
    match name {
        "" => Principal::Anonymous,
        FEDERATED => Principal::FederatedUser {
            arn: FEDERATED.into(),
            issuer: Some(ALICE.into()),
        },
        _ if name.ends_with(".amazonaws.com") => Principal::Service { name: name.into() },
        _ if name.contains("oidc-provider") => Principal::Federated {
            provider: name.into(),
        },
        _ => Principal::from_arn(name).unwrap(),
    }
}
