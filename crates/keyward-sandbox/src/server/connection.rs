//! One connection: bounded heads, bounded bodies, bounded patience.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Response, server::conn::http1};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use zeroize::Zeroizing;

use crate::protocol::{AwsError, Reply, Service, request_id};
use crate::request::Request;
use crate::state::State;
use crate::{container, control, dispatch, identity, imds};

/// The largest body: an object of 64 MiB and the framing of its chunks.
const LARGEST_BODY: usize = 65 * 1024 * 1024;
/// The largest control message.
const LARGEST_CONTROL: usize = 64 * 1024;
/// How long a client may take for a head, or stay silent between two requests.
const HEAD_PATIENCE: Duration = Duration::from_secs(60);
/// How long a client may take for a whole body.
const BODY_PATIENCE: Duration = Duration::from_secs(300);

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
        match self {
            Self::Aws { state } => dispatch::answer(state, request),
            Self::Imds { state } => imds::answer(state, &request),
            Self::Container { state } => container::answer(state, &request),
            Self::Identity { state } => identity::answer(state, &request),
            Self::Control { state, token, port } => control::answer(state, token, *port, &request),
        }
    }
}

/// Serves a connection until it ends. Its errors are the client's and end nothing else.
pub(crate) async fn serve(stream: TcpStream, role: Role) {
    // Answers are small and whole: send them at once.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| handle(request, role.clone()));
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_PATIENCE)
        .max_buf_size(64 * 1024)
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn handle(
    request: hyper::Request<Incoming>,
    role: Role,
) -> io::Result<Response<Full<Bytes>>> {
    let (head, body) = request.into_parts();
    let reading = Limited::new(body, role.largest_body()).collect();
    let reply = match tokio::time::timeout(BODY_PATIENCE, reading).await {
        Ok(Ok(body)) => role.answer(Request {
            method: head.method,
            path: head.uri.path().to_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            headers: head.headers,
            body: body.to_bytes(),
        }),
        Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => refused(
            "EntityTooLarge",
            "Your proposed upload exceeds the maximum allowed size",
        ),
        Ok(Err(_)) => refused("IncompleteBody", "The request body could not be read"),
        Err(_) => refused(
            "RequestTimeout",
            "Your socket connection to the server was not read from or written to within the timeout period.",
        ),
    };
    if !reply.conduct.delay.is_zero() {
        tokio::time::sleep(reply.conduct.delay).await;
    }
    if reply.conduct.cut {
        // An error of the service makes the server drop the connection without an answer.
        return Err(io::ErrorKind::ConnectionAborted.into());
    }
    Ok(reply.into_http())
}

/// A request whose body never came whole; the connection cannot be used again.
fn refused(code: &'static str, message: &str) -> Reply {
    let error = AwsError::new(400, code, message);
    Service::S3
        .refuse(&error, &request_id::uuid())
        .header("connection", "close")
}
