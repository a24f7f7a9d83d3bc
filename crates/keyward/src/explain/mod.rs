//! Every source in order and why it stepped aside; the plan, what each part of it answered, and the
//! traps on the way.

mod asked;
mod document;
mod involved;
mod places;
mod resolving;

use std::time::Instant;

use keyward_core::{Error, ErrorCode};
use keyward_profile::{Base, Considered, Outcome, Plan};
use serde::Serialize;

pub use asked::{Answer, Asked};
pub(crate) use document::plan;

use crate::{
    Engine, Probe, Request,
    traps::{Scene, Sight, Trap},
};

/// What `keyward explain` prints. Holds no secret (their type does not let itself be serialized), and
/// in its serialized form no key id in full.
#[derive(Debug, Serialize)]
pub struct Explanation {
    /// Where credentials would come from; none where planning ended in an error.
    #[serde(serialize_with = "document::plan")]
    pub plan: Option<Plan>,
    /// What was looked at, in order.
    pub considered: Vec<Considered>,
    /// How long reading, planning and, where it was needed, opening the vault took.
    #[serde(rename = "planningMilliseconds")]
    pub planning_milliseconds: u64,
    /// What was asked, in order; empty where nothing was to be asked.
    pub asked: Vec<Asked>,
    /// Mistakes that concern this request, the worst first.
    pub traps: Vec<Trap>,
    /// Why there are no credentials, or none that AWS accepts.
    #[serde(serialize_with = "document::error")]
    pub error: Option<Error>,
    #[serde(skip)]
    pub(crate) probe: Option<Probe>,
}

impl Explanation {
    /// Whether the last source of the default chain, the metadata service, was asked and is not there.
    #[must_use]
    pub fn is_nobody(&self) -> bool {
        let error = self.error.as_ref().map(Error::code);
        let base = self.plan.as_ref().map(|plan| &plan.base);
        error == Some(ErrorCode::NoCredentials)
            && matches!(base, Some(Base::Imds { location: None }))
    }

    /// The planner took it for the source to ask.
    fn name_who_was_last(&mut self) {
        if self.is_nobody()
            && let Some(Answer::Failed { error }) = self.asked.first().map(|it| &it.answer)
            && let Some(last) = self.considered.last_mut()
        {
            last.outcome = Outcome::SteppedAside;
            error.message().clone_into(&mut last.reason);
        }
    }
}

impl Engine {
    /// Plans, and keeps what the planner thought, beside an error too. Asks nothing of AWS or of any
    /// program, but may have to open the vault.
    pub async fn explain(&self, request: &Request) -> Explanation {
        let mut explanation = self.planned(request).await;
        explanation.traps = self.traps_for(request, &explanation).await;
        explanation
    }

    /// The same, and runs the plan part by part, then asks STS who the credentials are. No person is
    /// asked for a code: a step that wants one is told as not asked.
    pub async fn explain_resolving(&self, request: &Request) -> Explanation {
        let mut explanation = self.planned(request).await;
        if let Some(plan) = explanation.plan.clone() {
            resolving::run(self, request, plan, &mut explanation).await;
            explanation.name_who_was_last();
        }
        explanation.traps = self.traps_for(request, &explanation).await;
        explanation
    }

    async fn planned(&self, request: &Request) -> Explanation {
        let started = Instant::now();
        let (considered, plan) = match self.explained(request).await {
            Ok(explained) => explained,
            Err(error) => (Vec::new(), Err(error)),
        };
        let (plan, error) = match plan {
            Ok(plan) => (Some(plan), None),
            Err(error) => (None, Some(error)),
        };
        Explanation {
            plan,
            considered,
            planning_milliseconds: asked::milliseconds(started),
            asked: Vec::new(),
            traps: Vec::new(),
            error,
            probe: None,
        }
    }

    async fn traps_for(&self, request: &Request, explanation: &Explanation) -> Vec<Trap> {
        let scene = Scene::of(self.world());
        let rules = match explanation.plan {
            // What its own planner cannot read, other rules will not tell apart.
            None => None,
            Some(_) => self.compare_rules(request).await.ok(),
        };
        let sight = Sight {
            scene: &scene,
            plan: explanation.plan.as_ref(),
            error: explanation.error.as_ref(),
            probe: explanation.probe.as_ref(),
            rules: rules.as_ref(),
            now: self.world().now(),
        };
        let names = involved::profiles(&scene, request, explanation.plan.as_ref());
        sight.traps(&names)
    }
}

#[cfg(test)]
mod tests;
