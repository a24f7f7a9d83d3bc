//! The instance metadata service, on a port of its own: what an EC2 instance finds at
//! `169.254.169.254`.
//! <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html>
//!
//! Version 2 asks for a token first; version 1 (no token) answers only while control has it
//! switched on. The hop limit is a property of the instance's network: an answer that would travel
//! too far never arrives, which no loopback port can show.

mod credentials;
mod token;
mod tree;

use std::sync::Mutex;

use hyper::Method;

use crate::protocol::Reply;
use crate::request::Request;
use crate::server::lock;
use crate::state::ephemeral::Ephemeral;
use crate::state::role_session::Handout;
use crate::state::{State, ids};
use crate::unsigned;

/// The one instance whose metadata this is. It is not among those of DescribeInstances.
#[derive(Debug)]
pub(crate) struct Imds {
    pub(crate) instance_id: String,
    pub(crate) launched: time::OffsetDateTime,
    /// Name of the role in the instance profile.
    pub(crate) role: Option<String>,
    /// Whether requests without a token are answered (`HttpTokens: optional`).
    pub(crate) v1: bool,
    /// `HttpEndpoint`.
    pub(crate) enabled: bool,
    pub(crate) handout: Handout,
    pub(crate) tokens: Ephemeral<()>,
}

impl Default for Imds {
    fn default() -> Self {
        Self {
            instance_id: ids::ec2("i"),
            launched: time::OffsetDateTime::now_utc(),
            role: None,
            v1: false,
            enabled: true,
            handout: Handout::default(),
            tokens: Ephemeral::default(),
        }
    }
}

/// Answers a request and logs it.
pub(crate) fn answer(state: &Mutex<State>, request: &Request) -> Reply {
    let operation = operation(request);
    let reply = unsigned::run(&mut lock(state), "imds", &operation, |state| {
        route(state, request)
    });
    reply.header("server", "EC2ws")
}

/// What the log shows; a path has no end of its own.
fn operation(request: &Request) -> String {
    let path: String = request.path.chars().take(200).collect();
    format!("{} {path}", request.method)
}

fn route(state: &mut State, request: &Request) -> Reply {
    if !state.imds.enabled {
        return refused(403);
    }
    if request.path == "/latest/api/token" {
        return match request.method {
            Method::PUT => token::issue(state, request),
            _ => refused(405).header("allow", "OPTIONS, PUT"),
        };
    }
    if !matches!(request.method, Method::GET | Method::HEAD) {
        return refused(405).header("allow", "GET, HEAD");
    }
    if !token::admits(state, request) {
        return refused(401);
    }
    tree::find(state, &request.path).map_or_else(|| refused(404), text)
}

fn text(content: String) -> Reply {
    let mut reply = Reply::new(200).header("content-type", "text/plain");
    reply.body = content.into();
    reply
}

/// A refusal in the service's own shape, an XHTML page.
pub(crate) fn refused(status: u16) -> Reply {
    let name = match status {
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Method Not Allowed",
    };
    let mut reply = Reply::new(status).header("content-type", "text/html");
    reply.body = format!(
        "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\"\n\t\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n<html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"en\" lang=\"en\">\n <head>\n  <title>{status} - {name}</title>\n </head>\n <body>\n  <h1>{status} - {name}</h1>\n </body>\n</html>\n"
    )
    .into();
    reply
}
