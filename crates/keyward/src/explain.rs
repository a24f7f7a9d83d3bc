//! Every source in order, and why it stepped aside: without asking AWS anything.

use keyward_core::Error;
use keyward_profile::{Considered, Plan};
use serde::Serialize;

use crate::{Engine, Request};

/// What `keyward explain` prints. Holds no secret: their type does not let itself be serialized.
#[derive(Debug, Serialize)]
pub struct Explanation {
    /// Where credentials would come from; none when there is an error.
    pub plan: Option<Plan>,
    /// What was looked at, in order.
    pub considered: Vec<Considered>,
    /// Why there is no plan.
    #[serde(skip)]
    pub error: Option<Error>,
}

impl Engine {
    /// Plans, and keeps what the planner thought, beside an error too.
    pub async fn explain(&self, request: &Request) -> Explanation {
        match self.explained(request).await {
            Ok((considered, plan)) => {
                let (plan, error) = match plan {
                    Ok(plan) => (Some(plan), None),
                    Err(error) => (None, Some(error)),
                };
                Explanation {
                    plan,
                    considered,
                    error,
                }
            }
            Err(error) => Explanation {
                plan: None,
                considered: Vec::new(),
                error: Some(error),
            },
        }
    }
}
