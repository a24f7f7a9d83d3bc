//! Signals during a silent prompt: the terminal gets its echo back, then the signal does what it does.

use std::{
    io,
    os::{fd::AsFd, unix::net::UnixStream},
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM},
    flag, low_level,
};

/// The handlers, for the life of the process: once set, they cannot be taken back.
struct Handlers {
    /// No prompt is silent: a signal does at once what it always does.
    is_idle: Arc<AtomicBool>,
    caught: Arc<AtomicUsize>,
    wake: UnixStream,
}

/// Holds signals back until it is dropped.
pub(super) struct HeldBack(&'static Handlers);

impl HeldBack {
    /// From here on, signals that would end the process only wake [`HeldBack::wake`].
    pub(super) fn begin() -> io::Result<Self> {
        static HANDLERS: OnceLock<io::Result<Handlers>> = OnceLock::new();
        match HANDLERS.get_or_init(install) {
            Ok(handlers) => {
                handlers.is_idle.store(false, Ordering::SeqCst);
                Ok(Self(handlers))
            }
            Err(error) => Err(error.kind().into()),
        }
    }

    /// Readable when a signal came.
    pub(super) fn wake(&self) -> impl AsFd + '_ {
        &self.0.wake
    }
}

impl Drop for HeldBack {
    fn drop(&mut self) {
        self.0.is_idle.store(true, Ordering::SeqCst);
        let caught = self.0.caught.swap(0, Ordering::SeqCst);
        if let Some(signal) = i32::try_from(caught).ok().filter(|&signal| signal != 0) {
            // Ends the process, as the signal would have done a moment ago.
            let _ = low_level::emulate_default_handler(signal);
        }
    }
}

fn install() -> io::Result<Handlers> {
    let (wake, waker) = UnixStream::pair()?;
    let handlers = Handlers {
        is_idle: Arc::new(AtomicBool::new(false)),
        caught: Arc::default(),
        wake,
    };
    for signal in deadly() {
        // The handlers of one signal run in this order.
        flag::register_conditional_default(signal, Arc::clone(&handlers.is_idle))?;
        let number = usize::try_from(signal).unwrap_or_default();
        flag::register_usize(signal, Arc::clone(&handlers.caught), number)?;
        low_level::pipe::register(signal, waker.try_clone()?)?;
    }
    Ok(handlers)
}

/// Signals that would end this process. One that is ignored (by `nohup`) would not, and the program
/// that `exec` becomes inherits that only as long as nobody sets a handler. Where the system does not
/// tell, only `SIGTERM`, which nobody ignores.
fn deadly() -> Vec<i32> {
    let Some(ignored) = ignored() else {
        return vec![SIGTERM];
    };
    let mut signals = vec![SIGTERM, SIGHUP, SIGINT, SIGQUIT];
    signals.retain(|signal| ignored & (1 << (signal - 1)) == 0);
    signals
}

/// The mask of ignored signals, as Linux tells it (`man 5 proc_pid_status`).
fn ignored() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let mask = status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))?;
    u64::from_str_radix(mask.trim(), 16).ok()
}
