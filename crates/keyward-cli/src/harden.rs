//! What keeps secrets inside the process: no core dump, no tracing by other processes.

/// Called first in `main`. A child that is executed later starts with the system's defaults again.
pub(crate) fn process() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        // Refused only by unusual sandboxes; then the system's own settings stand.
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}
