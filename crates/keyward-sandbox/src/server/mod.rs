//! Listeners on one thread: the AWS endpoint, the control endpoint, and those of the metadata and
//! sign-in services.
//!
//! The thread has a runtime of its own, so that a synchronous program, a test or a Node addon can
//! hold a sandbox. Requests are answered one at a time; none of them waits for anything.

mod body;
mod connection;
mod crowd;
mod link_local;

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::net::TcpSocket;
use tokio::sync::oneshot;
use zeroize::Zeroizing;

use crate::sandbox::{Options, StartError};
use crate::state::State;

pub(crate) use connection::Role;

use body::Budget;
use crowd::Crowd;

/// The server's thread and its ports.
pub(crate) struct Server {
    pub(crate) port: u16,
    pub(crate) control_port: u16,
    pub(crate) imds_port: u16,
    pub(crate) container_port: u16,
    pub(crate) identity_port: u16,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(crate) fn start(
        options: &Options,
        state: &Arc<Mutex<State>>,
        token: &Zeroizing<String>,
    ) -> Result<Self, StartError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build()
            .map_err(StartError::Runtime)?;
        let context = runtime.enter();
        let (aws, port) = listen(options.port)?;
        let (control, control_port) = listen(options.control_port)?;
        let (imds, imds_port) = listen(options.imds_port)?;
        let (container, container_port) = listen(options.container_port)?;
        let (identity, identity_port) = listen(options.identity_port)?;
        drop(context);
        let state = || Arc::clone(state);
        let mut roles = vec![
            (aws, Role::Aws { state: state() }),
            (imds, Role::Imds { state: state() }),
            (container, Role::Container { state: state() }),
            (identity, Role::Identity { state: state() }),
            (control, Role::control(state(), token.clone(), control_port)),
        ];
        if options.link_local {
            roles.extend(link_local::listen(&state)?);
        }
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::Builder::new()
            .name("keyward-sandbox".to_owned())
            .spawn(move || runtime.block_on(run(roles, stopped)))
            .map_err(StartError::Runtime)?;
        Ok(Self {
            port,
            control_port,
            imds_port,
            container_port,
            identity_port,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Stops and waits until the ports are free.
    pub(crate) fn stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // The receiver is gone only if the thread has ended already.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The state, even after a panic elsewhere: every change to it is made in one step.
pub(crate) fn lock(state: &Mutex<State>) -> Guard<'_> {
    Guard(state.lock().unwrap_or_else(PoisonError::into_inner))
}

/// The locked state. What was changed is in the data folder before the lock is given up.
pub(crate) struct Guard<'a>(MutexGuard<'a, State>);

impl Deref for Guard<'_> {
    type Target = State;

    fn deref(&self) -> &State {
        &self.0
    }
}

impl DerefMut for Guard<'_> {
    fn deref_mut(&mut self) -> &mut State {
        &mut self.0
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.0.keep();
    }
}

/// How many may wait to be accepted. With the usual 128 a crowd that comes at once waits for seconds.
const BACKLOG: u32 = 4_096;

/// In the context of a runtime.
fn listen(port: u16) -> Result<(TcpListener, u16), StartError> {
    let attempt = || -> io::Result<(TcpListener, u16)> {
        let socket = TcpSocket::new_v4()?;
        // As the standard library does; on Windows it would share the port.
        #[cfg(unix)]
        socket.set_reuseaddr(true)?;
        socket.bind((Ipv4Addr::LOCALHOST, port).into())?;
        let listener = socket.listen(BACKLOG)?.into_std()?;
        let port = listener.local_addr()?.port();
        Ok((listener, port))
    };
    attempt().map_err(|source| StartError::Listen { port, source })
}

/// Accepts until told to stop; open connections end with the runtime.
async fn run(roles: Vec<(TcpListener, Role)>, stopped: oneshot::Receiver<()>) {
    let crowd = Crowd::new();
    let budget = Arc::new(Budget::default());
    for (listener, role) in roles {
        tokio::spawn(accept(
            listener,
            role,
            Arc::clone(&crowd),
            Arc::clone(&budget),
        ));
    }
    // A dropped sender means the same as a message.
    let _ = stopped.await;
}

async fn accept(listener: TcpListener, role: Role, crowd: Arc<Crowd>, budget: Arc<Budget>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
        return;
    };
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let place = crowd.enter();
                let budget = Arc::clone(&budget);
                tokio::spawn(connection::serve(stream, role.clone(), place, budget));
            }
            // Somebody else in this process has the last descriptors: free one, do not spin.
            Err(_) => {
                crowd.dismiss_one();
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        }
    }
}
