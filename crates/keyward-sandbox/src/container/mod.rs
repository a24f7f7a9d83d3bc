//! Container credentials, on a port of their own: what an ECS task finds at `169.254.170.2` and an
//! EKS pod at `169.254.170.23`.
//!
//! | form | path | proof | refusals |
//! |---|---|---|---|
//! | ECS | `/v2/credentials/ID` | the unguessable ID | JSON, as the ECS agent answers |
//! | EKS | `/v1/credentials` | `Authorization: TOKEN` | plain text, as the EKS Pod Identity Agent answers |

mod ecs;
mod eks;

use std::mem;
use std::sync::Mutex;

use hyper::Method;
use zeroize::Zeroizing;

use crate::DEFAULT_ACCOUNT;
use crate::protocol::{Reply, request_id};
use crate::request::Request;
use crate::server::lock;
use crate::state::role_session::{Assumption, Handout};
use crate::state::{Session, State, ephemeral, random};
use crate::unsigned;

/// The service principals that a role of a container has to trust.
pub(crate) const SERVICES: [&str; 2] = [ecs::SERVICE, eks::SERVICE];
/// Six hours, as both agents ask for.
const SECONDS: i64 = 21_600;
/// The two forms as the log calls them.
const ECS: &str = "EcsCredentials";
const EKS: &str = "EksCredentials";
const EKS_PATH: &str = "/v1/credentials";
const ECS_PREFIX: &str = "/v2/credentials/";

/// One task and one pod, with one role for both.
pub(crate) struct Container {
    /// Name of the task role, or of the role that the pod's service account is associated with.
    pub(crate) role: Option<String>,
    /// The id in the ECS form's path.
    pub(crate) id: String,
    /// What the EKS form asks for.
    pub(crate) token: Zeroizing<String>,
    pub(crate) task: String,
    pub(crate) ecs: Handout,
    pub(crate) eks: Handout,
}

impl Default for Container {
    fn default() -> Self {
        Self {
            role: None,
            id: request_id::uuid(),
            token: token(),
            task: hex::encode(random::bytes::<16>()),
            ecs: Handout::default(),
            eks: Handout::default(),
        }
    }
}

impl std::fmt::Debug for Container {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Container")
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}

impl Container {
    /// The value of `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`.
    pub(crate) fn relative_uri(&self) -> String {
        format!("{ECS_PREFIX}{}", self.id)
    }

    /// The path of `AWS_CONTAINER_CREDENTIALS_FULL_URI`.
    pub(crate) fn full_path() -> &'static str {
        EKS_PATH
    }

    /// A new token; the old one is refused from now on.
    pub(crate) fn rotate(&mut self) -> Zeroizing<String> {
        self.token = token();
        self.token.clone()
    }
}

fn token() -> Zeroizing<String> {
    ephemeral::token("sandbox-pod-")
}

/// Answers a request and logs it.
pub(crate) fn answer(state: &Mutex<State>, request: &Request) -> Reply {
    let operation = operation(request);
    unsigned::run(
        &mut lock(state),
        "container",
        operation,
        |state| match operation {
            EKS => eks::answer(state, request),
            ECS => ecs::answer(state, &request.path[ECS_PREFIX.len()..]),
            _ if request.method != Method::GET => plain(405, "method not allowed"),
            _ => plain(404, "404 page not found"),
        },
    )
}

/// Nothing where there is no such form.
fn operation(request: &Request) -> &'static str {
    match request.path.as_str() {
        _ if request.method != Method::GET => "",
        EKS_PATH => EKS,
        path if path.starts_with(ECS_PREFIX) => ECS,
        _ => "",
    }
}

/// A failure in the shape of the form that was asked.
pub(crate) fn troubled(operation: &str, status: u16) -> Reply {
    let message = match status {
        429 => "too many requests",
        500 => "internal error",
        _ => "service unavailable",
    };
    if operation == ECS {
        return ecs::refused(status, "InternalServerError", message);
    }
    plain(status, message)
}

fn plain(status: u16, message: &str) -> Reply {
    let kind = "text/plain; charset=utf-8";
    let mut reply = Reply::new(status).header("content-type", kind);
    reply.body = format!("{message}\n").into();
    reply
}

/// The form's present session, where the role lets its service in.
fn session(
    state: &mut State,
    which: fn(&mut Container) -> &mut Handout,
    role: &str,
    service: &str,
    session_name: &str,
) -> Option<Session> {
    let who = Assumption {
        account: DEFAULT_ACCOUNT,
        role,
        service,
        session_name,
        seconds: SECONDS,
    };
    let mut handout = mem::take(which(&mut state.container));
    let present = handout.present(state, &who);
    *which(&mut state.container) = handout;
    present.map(|(session, _)| session)
}
