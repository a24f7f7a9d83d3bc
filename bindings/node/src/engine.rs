//! One engine per process, as long as the environment stays the same.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use keyward::Engine;
use keyward_core::World;

type Environment = HashMap<String, String>;

static CURRENT: Mutex<Option<(Environment, Engine)>> = Mutex::new(None);

/// The engine of this environment. JavaScript hands its `process.env` over: reading the process's
/// own here would race with a program that changes it, and worker threads have one each.
pub(crate) fn for_environment(env: Environment) -> Engine {
    let mut current = CURRENT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((known, engine)) = current.as_ref()
        && *known == env
    {
        return engine.clone();
    }
    let world = World::real().with_env(env.clone());
    let engine = Engine::builder(world).build();
    *current = Some((env, engine.clone()));
    engine
}
