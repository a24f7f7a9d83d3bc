//! `keyward sandbox why`: who signed a request, what it asked for, and what decided.

use clap::Args;
use keyward_core::{Error, ErrorCode, Result};
use serde::Deserialize;
use serde_json::Value;

use super::running;
use crate::screen;

#[derive(Args)]
#[command(after_help = "Examples:
  keyward sandbox why                    the last request that was refused
  keyward sandbox why REQUEST_ID         any of the last 10 000 requests
  keyward sandbox -- sh -c 'aws s3 ls s3://none || keyward sandbox why'

It asks the sandbox that KEYWARD_SANDBOX_CONTROL and KEYWARD_SANDBOX_CONTROL_TOKEN name: both are
set under keyward sandbox -- CMD, and among the lines that keyward sandbox prints. SDKs call the id
$metadata.requestId, ResponseMetadata.RequestId or x-amz-request-id.")]
pub(super) struct Why {
    /// The id that the answer carried [default: the last request that was refused]
    request_id: Option<String>,
    /// Print the answer as JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// A request as the sandbox remembers it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Logged {
    at: String,
    request_id: String,
    access_key_id: Option<String>,
    caller: Option<String>,
    service: String,
    operation: String,
    region: Option<String>,
    status: u16,
    error: Option<String>,
    fault: Option<serde_json::Value>,
    disbelief: Option<Disbelief>,
    decisions: Vec<Decision>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Disbelief {
    reason: String,
    canonical_request: Option<String>,
    string_to_sign: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Decision {
    action: String,
    resource: String,
    allowed: bool,
    reason: String,
    statements: Vec<String>,
    missing_keys: Vec<String>,
    unknown_keys: Vec<String>,
}

pub(super) fn run(why: &Why) -> Result<()> {
    let id = why.request_id.as_deref().map(checked).transpose()?;
    let path = format!("/requests/{}", id.unwrap_or("last-refused"));
    let Some(body) = running::get(&path)? else {
        return nothing(why);
    };
    if why.json {
        screen::print_json(&read::<Value>(&body)?);
        return Ok(());
    }
    tell(&read(&body)?);
    Ok(())
}

/// Ids of all services are made of these; nothing else reaches the path of a request.
fn checked(id: &str) -> Result<&str> {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    if !id.is_empty() && id.bytes().all(fits) {
        return Ok(id);
    }
    Err(Error::new(
        ErrorCode::InvalidArgument,
        format!("'{id}' is not a request id"),
    )
    .with_hint("it looks like 5f0d6b4e-2a39-4b40-9d57-3c1f0a8e7b21; without one, the last refused request is told"))
}

fn read<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T> {
    serde_json::from_slice(body).map_err(|error| {
        Error::new(
            ErrorCode::Unexpected,
            format!("the sandbox's answer cannot be read: {error}"),
        )
        .with_hint("is it a sandbox of the same version as this command?")
    })
}

fn nothing(why: &Why) -> Result<()> {
    if let Some(id) = &why.request_id {
        return Err(Error::new(
            ErrorCode::EntryNotFound,
            format!("the sandbox remembers no request {id}"),
        )
        .with_hint("it remembers the last 10 000; is it the same sandbox?"));
    }
    if why.json {
        screen::print_json(&Value::Null);
    } else {
        screen::print("no request was refused");
    }
    Ok(())
}

fn tell(request: &Logged) {
    let line = |label: &str, text: &str| screen::print(&format!("{label:<9} {text}"));
    line(
        "request",
        &format!("{} at {}", request.request_id, request.at),
    );
    line("who", &who(request));
    line("what", &what(request));
    line("answer", &answer(request));
    if let Some(fault) = &request.fault {
        line("because", &format!("a fault rule was in force: {fault}"));
    }
    if let Some(disbelief) = &request.disbelief {
        line("because", &disbelief.reason);
        tell_disbelief(disbelief);
    }
    for decision in &request.decisions {
        screen::print("");
        tell_decision(decision);
    }
}

/// Beside what the client says that it signed, these show what differs.
fn tell_disbelief(disbelief: &Disbelief) {
    let parts = [
        ("the canonical request", &disbelief.canonical_request),
        ("the string to sign", &disbelief.string_to_sign),
    ];
    for (name, text) in parts {
        let Some(text) = text else {
            continue;
        };
        screen::print(&format!(
            "\n{name} as the sandbox computed it, with *** for what may be secret:"
        ));
        text.lines()
            .for_each(|line| screen::print(&format!("  {line}")));
    }
}

fn who(request: &Logged) -> String {
    let key = request.access_key_id.as_deref();
    match (&request.caller, key) {
        (Some(caller), Some(key)) => format!("{caller} with key {key}"),
        (Some(caller), None) => caller.clone(),
        (None, Some(key)) => format!("not proved; it named key {key}"),
        (None, None) => "nobody: it carried no signature".to_owned(),
    }
}

fn what(request: &Logged) -> String {
    let operation = match request.operation.as_str() {
        "" => "an operation that was not read",
        named => named,
    };
    let region = request.region.as_ref();
    let region = region.map_or_else(String::new, |region| format!(" in {region}"));
    format!("{} {operation}{region}", request.service)
}

fn answer(request: &Logged) -> String {
    match &request.error {
        Some(code) => format!("{} {code}", request.status),
        None => format!("{}: granted", request.status),
    }
}

fn tell_decision(decision: &Decision) {
    let word = if decision.allowed {
        "allowed"
    } else {
        "refused"
    };
    screen::print(&format!(
        "{word:<9} {} on {}",
        decision.action, decision.resource
    ));
    let also = |text: &str| screen::print(&format!("{:<9} {text}", ""));
    also(&decision.reason);
    for statement in &decision.statements {
        also(&format!("by {statement}"));
    }
    for key in &decision.missing_keys {
        also(&format!(
            "a condition asks for {key}, which the request does not have"
        ));
    }
    for key in &decision.unknown_keys {
        also(&format!(
            "a condition asks for {key}, which the sandbox does not fill"
        ));
    }
}
