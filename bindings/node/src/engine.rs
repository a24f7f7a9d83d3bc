//! One engine for each environment that the program has, worker threads and changes included. An engine
//! keeps sessions and the open vault, whose opening may cost half a second of key derivation.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Mutex, MutexGuard, PoisonError},
};

use keyward::Engine;
use keyward_core::{ErrorCode, Result, World};

/// So many are kept, the latest used. An environment may hold secrets, so not every one for ever.
const AT_MOST: usize = 8;

/// The variables that decide on the answer. Others change all the time: a Lambda has a new
/// `_X_AMZN_TRACE_ID` for every invocation.
type Decisive = BTreeMap<String, String>;

/// The latest used stands last.
static ENGINES: Mutex<Vec<(Decisive, Engine)>> = Mutex::new(Vec::new());

/// The engine of an environment, for one call.
pub(crate) struct Loan {
    pub(crate) engine: Engine,
    decisive: Decisive,
}

/// Lends the engine of this environment. JavaScript hands its `process.env` over: reading the process's
/// own here would race with a program that changes it, and worker threads have one each. A
/// `credential_process` that the call runs inherits all of it.
pub(crate) fn for_environment(env: HashMap<String, String>) -> Loan {
    let decisive = decisive(&env);
    let world = World::real().with_env(env);
    let mut engines = engines();
    let engine = match engines.iter().position(|(known, _)| *known == decisive) {
        Some(at) => engines.remove(at).1,
        None => Engine::builder(world.clone()).build(),
    };
    if engines.len() == AT_MOST {
        engines.remove(0);
    }
    engines.push((decisive.clone(), engine.clone()));
    Loan {
        engine: engine.with_world(world),
        decisive,
    }
}

impl Loan {
    /// Ends the call. The engine of a vault that could not be opened is forgotten: what opens it has the
    /// environment of the engine's first call, and a variable that it needs may be set by the next.
    pub(crate) fn end<T>(self, answer: Result<T>) -> Result<T> {
        use ErrorCode::{VaultLocked, WrongPassphrase};
        if let Err(error) = &answer
            && matches!(error.code(), VaultLocked | WrongPassphrase)
        {
            engines().retain(|(known, _)| *known != self.decisive);
        }
        answer
    }
}

fn decisive(env: &HashMap<String, String>) -> Decisive {
    env.iter()
        .filter(|(name, _)| decides(name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// What keyward reads or derives paths from, and the path on which programs are found.
fn decides(name: &str) -> bool {
    // Windows knows no case in names: `Path`.
    let name = name.to_ascii_uppercase();
    let one_of = ["HOME", "USERPROFILE", "LOCALAPPDATA", "PATH"];
    let families = ["AWS_", "KEYWARD_", "XDG_"];
    one_of.contains(&name.as_str()) || families.iter().any(|family| name.starts_with(family))
}

fn engines() -> MutexGuard<'static, Vec<(Decisive, Engine)>> {
    ENGINES.lock().unwrap_or_else(PoisonError::into_inner)
}
