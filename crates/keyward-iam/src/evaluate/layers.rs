//! What each layer says for itself, before the layers are weighed against each other.

use super::{
    Attached, Because, Layer, Policies,
    principal::Grant,
    statement::{self, Circumstances, Fit},
};
use crate::{
    policy::{Effect, PolicyKind, Statement},
    request::Request,
    scope::Scope,
};

/// The verdicts of all layers.
pub(super) struct Layers<'a> {
    pub(super) identity: Verdict<'a>,
    pub(super) resource: Option<Verdict<'a>>,
    pub(super) boundary: Option<Verdict<'a>>,
    pub(super) session: Option<Verdict<'a>>,
    pub(super) endpoint: Option<Verdict<'a>>,
    /// One for each level.
    pub(super) service_control: Vec<Verdict<'a>>,
    pub(super) resource_control: Vec<Verdict<'a>>,
}

/// What the policies of one layer say together.
pub(super) struct Verdict<'a> {
    layer: Layer,
    deny: Option<Hit<'a>>,
    allow: Option<Hit<'a>>,
    /// How strongly the allowing statement names the principal.
    grant: Option<Grant>,
    /// Allow statements that were not understood.
    unsure: Vec<Hit<'a>>,
}

#[derive(Clone, Copy)]
struct Hit<'a> {
    policy: &'a str,
    index: usize,
    statement: &'a Statement,
    indeterminate: bool,
}

impl<'a> Layers<'a> {
    pub(super) fn judge(request: &Request, policies: &'a Policies<'a>, scope: &Scope<'_>) -> Self {
        let circumstances = Circumstances {
            request,
            scope,
            has_boundary: policies.boundary.is_some(),
        };
        let judge =
            |layer, attached: &'a [Attached<'a>]| Verdict::of(layer, attached, &circumstances);
        let one = |layer, attached: &'a Option<Attached<'a>>| {
            attached
                .as_ref()
                .map(|attached| judge(layer, std::slice::from_ref(attached)))
        };
        let levels = |layer, lists: &'a [Vec<Attached<'a>>]| {
            // "SCPs don't affect any service-linked role", and no more do RCPs.
            let lists = if request.principal.is_service_linked() {
                &[]
            } else {
                lists
            };
            lists.iter().map(|list| judge(layer, list)).collect()
        };
        Self {
            identity: judge(Layer::Identity, &policies.identity),
            resource: one(resource_layer(request, policies), &policies.resource),
            boundary: one(Layer::Boundary, &policies.boundary),
            session: policies
                .session
                .as_deref()
                .map(|list| judge(Layer::Session, list)),
            endpoint: one(Layer::Endpoint, &policies.endpoint),
            service_control: levels(Layer::ServiceControl, &policies.service_control),
            resource_control: levels(Layer::ResourceControl, &policies.resource_control),
        }
    }

    /// The statement that denies, if one does.
    pub(super) fn denial(&self) -> Option<Because> {
        self.resource_control
            .iter()
            .chain(&self.service_control)
            .chain(&self.endpoint)
            .chain(&self.resource)
            .chain([&self.identity])
            .chain(&self.boundary)
            .chain(&self.session)
            .find_map(Verdict::denial)
    }
}

impl<'a> Verdict<'a> {
    fn of(
        layer: Layer,
        policies: &'a [Attached<'a>],
        circumstances: &Circumstances<'_, '_>,
    ) -> Self {
        let mut verdict = Self {
            layer,
            deny: None,
            allow: None,
            grant: None,
            unsure: Vec::new(),
        };
        for attached in policies {
            for (index, statement) in attached.policy.statements().iter().enumerate() {
                if verdict.could_change_by(statement) {
                    let fit = statement::fit(statement, circumstances);
                    verdict.take(attached.name, index, statement, fit);
                }
            }
        }
        verdict
    }

    /// One denial settles a layer. One permission settles what no denial follows, except where the
    /// next one may name the principal more closely.
    fn could_change_by(&self, statement: &Statement) -> bool {
        match statement.effect {
            Effect::Deny => self.deny.is_none(),
            Effect::Allow => {
                self.deny.is_none() && (self.allow.is_none() || self.grant < Some(Grant::Full))
            }
        }
    }

    fn take(&mut self, policy: &'a str, index: usize, statement: &'a Statement, fit: Fit) {
        let hit = Hit {
            policy,
            index,
            statement,
            indeterminate: matches!(fit, Fit::Unknown),
        };
        match (statement.effect, fit) {
            (_, Fit::No) => {}
            (Effect::Deny, _) => self.deny = Some(hit),
            (Effect::Allow, Fit::Unknown) => self.unsure.push(hit),
            (Effect::Allow, Fit::Yes(grant)) => {
                if self.allow.is_none() || self.grant < Some(grant) {
                    self.allow = Some(hit);
                    self.grant = Some(grant);
                }
            }
        }
    }

    pub(super) fn layer(&self) -> Layer {
        self.layer
    }

    pub(super) fn grant(&self) -> Option<Grant> {
        self.grant
    }

    pub(super) fn allows(&self) -> bool {
        self.allow.is_some()
    }

    fn denial(&self) -> Option<Because> {
        self.deny.map(|hit| hit.because(self.layer))
    }

    /// The statement that allows.
    pub(super) fn permission(&self) -> Option<Because> {
        self.allow.map(|hit| hit.because(self.layer))
    }

    /// The statements that would allow, had they been understood.
    pub(super) fn unsure(&self) -> Vec<Because> {
        self.unsure
            .iter()
            .map(|hit| hit.because(self.layer))
            .collect()
    }
}

impl Hit<'_> {
    fn because(&self, layer: Layer) -> Because {
        Because {
            layer,
            policy: self.policy.to_owned(),
            statement: self.index,
            sid: self.statement.sid.clone(),
            position: self.statement.position,
            indeterminate: self.indeterminate,
        }
    }
}

/// Assuming a role is decided by its trust policy, whether there is one or not.
pub(super) fn resource_layer(request: &Request, policies: &Policies<'_>) -> Layer {
    let trust = policies
        .resource
        .is_some_and(|attached| attached.policy.kind() == PolicyKind::Trust);
    if trust || request.action().starts_with("sts:assumerole") {
        Layer::Trust
    } else {
        Layer::Resource
    }
}
