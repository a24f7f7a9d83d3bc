//! One connection: bounded heads, bounded bodies, bounded patience.

use std::future::{Future, poll_fn};
use std::io;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Response, server::conn::http1};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use zeroize::Zeroizing;

use super::body::{self, Budget, Share};
use super::crowd::Place;
use crate::protocol::{AwsError, Reply, Service, request_id};
use crate::request::Request;
use crate::server::lock;
use crate::state::State;
use crate::{container, control, dispatch, identity, imds};

/// The largest body: an object of 64 MiB and the framing of its chunks.
const LARGEST_BODY: usize = 65 * 1024 * 1024;
/// The largest control message.
const LARGEST_CONTROL: usize = 64 * 1024;
/// How long a client may take for a head, or stay silent between two requests.
const HEAD_PATIENCE: Duration = Duration::from_secs(60);
/// The largest head, and what a connection reads at once.
const BUFFER: usize = 32 * 1024;

/// What a listener is for.
#[derive(Clone)]
pub(crate) enum Role {
    Aws {
        state: Arc<Mutex<State>>,
    },
    Imds {
        state: Arc<Mutex<State>>,
    },
    Container {
        state: Arc<Mutex<State>>,
    },
    Identity {
        state: Arc<Mutex<State>>,
    },
    Control {
        state: Arc<Mutex<State>>,
        token: Arc<Zeroizing<String>>,
        port: u16,
    },
}

impl Role {
    pub(crate) fn control(state: Arc<Mutex<State>>, token: Zeroizing<String>, port: u16) -> Self {
        Self::Control {
            state,
            token: Arc::new(token),
            port,
        }
    }

    fn largest_body(&self) -> usize {
        match self {
            Self::Aws { .. } => LARGEST_BODY,
            Self::Imds { .. }
            | Self::Container { .. }
            | Self::Identity { .. }
            | Self::Control { .. } => LARGEST_CONTROL,
        }
    }

    fn answer(&self, request: Request) -> Reply {
        let reply = match self {
            Self::Aws { state } => dispatch::answer(state, request),
            Self::Imds { state } => imds::answer(state, &request),
            Self::Container { state } => container::answer(state, &request),
            Self::Identity { state } => identity::answer(state, &request),
            Self::Control { state, token, port } => control::answer(state, token, *port, &request),
        };
        match lock(self.state()).unkept() {
            Some(why) => not_kept(&why),
            None => reply,
        }
    }

    fn state(&self) -> &Mutex<State> {
        match self {
            Self::Aws { state }
            | Self::Imds { state }
            | Self::Container { state }
            | Self::Identity { state }
            | Self::Control { state, .. } => state,
        }
    }
}

/// Serves a connection until it ends, or until another needs its place. Its errors are the client's
/// and end nothing else.
pub(super) async fn serve(stream: TcpStream, role: Role, place: Place, budget: Arc<Budget>) {
    // Answers are small and whole: send them at once.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| handle(request, &role, &place, &budget));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_PATIENCE)
        .max_buf_size(BUFFER)
        // Who has said everything and closed that half still hears the answer.
        .half_close(true)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    let mut dismissed = pin!(place.dismissed());
    poll_fn(|cx| match dismissed.as_mut().poll(cx) {
        Poll::Ready(()) => Poll::Ready(()),
        Poll::Pending => connection.as_mut().poll(cx).map(drop),
    })
    .await;
}

async fn handle(
    request: hyper::Request<Incoming>,
    role: &Role,
    place: &Place,
    budget: &Arc<Budget>,
) -> io::Result<Response<Full<Bytes>>> {
    place.touch();
    let (head, body) = request.into_parts();
    let mut share = Share::new(budget);
    let reply = match body::read(body, role.largest_body(), &mut share).await {
        Ok(body) => role.answer(Request {
            method: head.method,
            path: head.uri.path().to_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            headers: head.headers,
            body,
        }),
        Err(unread) => unread.refusal(),
    };
    drop(share);
    if !reply.conduct.delay.is_zero() {
        tokio::time::sleep(reply.conduct.delay).await;
    }
    if reply.conduct.cut {
        // An error of the service makes the server drop the connection without an answer.
        return Err(io::ErrorKind::ConnectionAborted.into());
    }
    place.touch();
    Ok(reply.into_http())
}

/// An effect that did not reach the data folder is not confirmed.
fn not_kept(why: &str) -> Reply {
    let error = AwsError::new(
        500,
        "InternalError",
        format!("the sandbox could not write to its data folder: {why}"),
    );
    Service::S3.refuse(&error, &request_id::uuid())
}
