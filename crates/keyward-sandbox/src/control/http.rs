//! The control endpoint. JSON over HTTP on an address of its own, with a token of its own.
//!
//! | call | body | answer |
//! |---|---|---|
//! | `POST /sessions/expire` | `{"accessKeyId": "ASIA…"}` | `{}`, 404 if there is no such session |
//! | `POST /sessions/lifetime` | `{"seconds": 5}` or `{"seconds": null}` | `{}` |
//! | `POST /clock` | `{"advanceSeconds": 3600}`, negative to go back | `{}` |
//! | `GET /sms` | | `[{"messageId", "phoneNumber", "message", "sentBy", "attributes", "at"}]` |
//! | `POST /faults` | `{"service": "sts", "operation": "AssumeRole", "kind": "throttling", "count": 2, "probability": 0.5}` | `{}` |
//! | `GET /faults`, `DELETE /faults` | | the rules in force; `{}` |
//! | `POST /propagation` | any of `{"seconds": 10, "lists": false}`, or `"milliseconds"` | `{}` |
//! | `GET /propagation` | | `{"milliseconds", "lists"}` |
//! | `POST /web-link` | | `{"path": "/web/open?token=…"}`: opens the web page, once |
//! | `GET /messages` | | `[{"messageId", "topicArn", "subject", "message", "sentBy", "attributes", "at"}]` |
//! | `GET /identities` | | `[{"accountId", "userName", "accessKeyId", "secretAccessKey"}]` |
//! | `GET /snapshot` | | the whole state as a seed ([`crate::Seed`]), secrets included |
//! | `GET /requests` | | `[{"at", "requestId", "accessKeyId", "caller", "service", …}]` |
//! | `GET /requests/ID`, `GET /requests/last-refused` | | one of them; 404 where there is none |
//!
//! More calls are listed in `metadata_http` (metadata, sign-ins) and `providers` (tokens of identity
//! providers).
//!
//! `kind` of a fault: `throttling`, `serverError`, `unavailable`, `revokedKey`, `cutBefore`,
//! `cutAfter`, or `{"latency": {"milliseconds": 500}}`; all other members may be left out ([`crate::FaultRule`]).
//!
//! Without the token: 401 and nothing. The Host header has to be the loopback address, so that no
//! web page reaches this through a name of its own.

use std::sync::Mutex;
use std::time::Duration;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use subtle::ConstantTimeEq;

use crate::protocol::Reply;
use crate::request::Request;
use crate::server::lock;
use crate::state::{FaultRule, State};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Expire {
    access_key_id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lifetime {
    // Present but null means AWS's rules again; absent is a mistake.
    #[serde(deserialize_with = "Option::deserialize")]
    seconds: Option<u64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Advance {
    // Wider than any clock: what is beyond one moves it to its end.
    advance_seconds: i128,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Propagate {
    seconds: Option<u64>,
    milliseconds: Option<u64>,
    lists: Option<bool>,
}

/// Answers a control request.
pub(crate) fn answer(state: &Mutex<State>, token: &str, port: u16, request: &Request) -> Reply {
    if !local(request, port) {
        return if authorised(request, token) {
            refused(
                403,
                "the Host header has to be the sandbox's loopback address",
            )
        } else {
            Reply::new(401)
        };
    }
    if let Some(page) = crate::web::answer(state, request) {
        return page;
    }
    if !authorised(request, token) {
        return Reply::new(401);
    }
    let answered = route(&mut lock(state), request);
    answered.unwrap_or_else(|Refusal(status, message)| refused(status, &message))
}

/// HTTP status and sentence.
pub(super) struct Refusal(pub(super) u16, pub(super) String);

fn route(state: &mut State, request: &Request) -> Result<Reply, Refusal> {
    match (request.method.as_str(), request.path.as_str()) {
        ("POST", "/sessions/expire") => {
            let Expire { access_key_id } = body(request)?;
            if super::expire_session(state, &access_key_id) {
                Ok(done())
            } else {
                Err(Refusal(
                    404,
                    "there is no session with this access key id".to_owned(),
                ))
            }
        }
        ("POST", "/sessions/lifetime") => {
            state.session_lifetime = body::<Lifetime>(request)?.seconds.map(Duration::from_secs);
            Ok(done())
        }
        ("POST", "/clock") => {
            let by = body::<Advance>(request)?.advance_seconds;
            let seconds = by.clamp(i128::from(i64::MIN), i128::from(i64::MAX));
            let seconds = i64::try_from(seconds).unwrap_or_default();
            state.clock.shift(time::Duration::seconds(seconds));
            Ok(done())
        }
        ("GET", "/sms") => Ok(Reply::json(200, &json!(state.outbox))),
        ("GET", "/faults") => Ok(Reply::json(200, &json!(state.faults.rules()))),
        ("POST", "/faults") => {
            let rule: FaultRule = body(request)?;
            rule.check().map_err(|why| Refusal(400, why))?;
            state.faults.add(rule);
            Ok(done())
        }
        ("POST", "/web-link") => {
            let link = crate::web::link(state);
            Ok(Reply::json(200, &json!({ "path": link.as_str() })))
        }
        ("GET", "/propagation") => Ok(Reply::json(200, &propagation(state))),
        ("POST", "/propagation") => {
            propagate(state, &body(request)?)?;
            Ok(done())
        }
        ("DELETE", "/faults") => {
            state.faults.clear();
            Ok(done())
        }
        ("GET", "/messages") => Ok(Reply::json(200, &json!(state.published))),
        ("GET", "/identities") => Ok(Reply::json(200, &super::identities::json(state))),
        ("GET", "/snapshot") => {
            // As text: policies stay as they were sent.
            let mut reply = Reply::new(200).header("content-type", "application/json");
            reply.body = super::snapshot(state).as_bytes().to_vec().into();
            Ok(reply)
        }
        ("GET", "/requests") => Ok(Reply::json(200, &json!(state.log.entries()))),
        ("GET", path) if path.starts_with("/requests/") => logged(state, &path[10..]),
        _ => super::providers::route(state, request),
    }
}

fn propagation(state: &State) -> Value {
    let milliseconds = u64::try_from(state.propagation.delay().as_millis()).unwrap_or(u64::MAX);
    json!({ "milliseconds": milliseconds, "lists": state.propagation.lists })
}

fn propagate(state: &mut State, asked: &Propagate) -> Result<(), Refusal> {
    let delay = match (asked.seconds, asked.milliseconds) {
        (Some(_), Some(_)) => {
            let why = "name seconds or milliseconds, not both";
            return Err(Refusal(400, why.to_owned()));
        }
        (Some(seconds), None) => Some(Duration::from_secs(seconds)),
        (None, milliseconds) => milliseconds.map(Duration::from_millis),
    };
    if let Some(delay) = delay {
        state.propagation.set_delay(delay);
    }
    state.propagation.lists = asked.lists.unwrap_or(state.propagation.lists);
    Ok(())
}

fn logged(state: &State, id: &str) -> Result<Reply, Refusal> {
    let found = match id {
        "last-refused" => state.log.last_refused(),
        id => state.log.find(id),
    };
    let absent = || Refusal(404, "there is no such request".to_owned());
    found
        .map(|entry| Reply::json(200, &json!(entry)))
        .ok_or_else(absent)
}

fn authorised(request: &Request, token: &str) -> bool {
    let given = request
        .header("authorization")
        .and_then(|header| header.strip_prefix("Bearer "));
    given.is_some_and(|given| given.as_bytes().ct_eq(token.as_bytes()).into())
}

fn local(request: &Request, port: u16) -> bool {
    let host = request.header("host").unwrap_or_default();
    host == format!("127.0.0.1:{port}") || host == format!("localhost:{port}")
}

pub(super) fn body<T: DeserializeOwned>(request: &Request) -> Result<T, Refusal> {
    serde_json::from_slice(&request.body)
        .map_err(|error| Refusal(400, format!("cannot read the body: {error}")))
}

pub(super) fn done() -> Reply {
    Reply::json(200, &json!({}))
}

fn refused(status: u16, message: &str) -> Reply {
    Reply::json(status, &Value::from_iter([("message", message)]))
}
