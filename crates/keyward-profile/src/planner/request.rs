//! What a plan is made from, and what comes out.

use keyward_core::{ProfileName, Result};

use super::{Considered, Rules};
use crate::Plan;

/// The question to the planner.
#[derive(Clone, Copy)]
pub struct PlanRequest<'a> {
    /// The profile that the program names; none lets environment and rules decide.
    pub profile: Option<&'a ProfileName>,
    /// An environment variable; none where it is unset or empty.
    pub env: &'a dyn Fn(&str) -> Option<String>,
    /// Whose rules.
    pub rules: Rules,
    /// Whether the vault holds an entry of this name. Asked only where the credentials of a profile
    /// itself are needed, since the answer may need the vault unlocked.
    pub vault: &'a dyn Fn(&ProfileName) -> Result<bool>,
    /// Whether the program of a `credential_process` line is keyward itself.
    pub own_program: &'a dyn Fn(&str) -> bool,
}

/// A plan and how it came about.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Planned {
    /// What the engine does.
    pub plan: Plan,
    /// Every source that was looked at, in order.
    pub considered: Vec<Considered>,
}

/// What was looked at, and the plan or why there is none: what `keyward explain` prints.
#[derive(Clone, Debug)]
pub struct Explained {
    /// Every source that was looked at, in order, up to the error if there is one.
    pub considered: Vec<Considered>,
    /// The plan.
    pub plan: Result<Plan>,
}
