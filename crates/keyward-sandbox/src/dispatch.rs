//! One request from arrival to answer: read the signature, prove the caller, ask the service, log.

use std::sync::Mutex;

use time::OffsetDateTime;

use crate::auth::{self, Believed, Caller, Doubted};
use crate::authorization::{self, table};
use crate::protocol::{
    AwsError, Input, Params, Reply, Service, ec2 as ec2_protocol, json, query, request_id, rest_xml,
};
use crate::request::Request;
use crate::server::lock;
use crate::sigv4::{Authorization, Fault};
use crate::state::{Account, FaultKind, LoggedDecision, LoggedRequest, Session, State};
use crate::{
    cognito_identity, disbelief, ec2, iam, identity, refusal, s3, secretsmanager, sns, ssm, sts,
};

/// What an operation is given: the locked state and a proved caller.
pub(crate) struct Context<'a> {
    pub(crate) state: &'a mut State,
    pub(crate) caller: &'a Caller,
    /// Of the credential scope.
    pub(crate) region: &'a str,
    pub(crate) client: Client,
    /// What policies said, for the log.
    pub(crate) decisions: Vec<LoggedDecision>,
}

/// What a client says of itself.
#[derive(Debug, Default)]
pub(crate) struct Client {
    pub(crate) user_agent: Option<String>,
    pub(crate) referer: Option<String>,
}

impl Client {
    pub(crate) fn of(request: &Request) -> Self {
        let header = |name| request.header(name).map(str::to_owned);
        Self {
            user_agent: header("user-agent"),
            referer: header("referer"),
        }
    }
}

impl Context<'_> {
    /// The caller's account.
    pub(crate) fn account(&mut self) -> &mut Account {
        let id = self.caller.principal.account();
        self.state.accounts.get_or_default(id.to_owned())
    }

    /// The caller's account id.
    pub(crate) fn account_id(&self) -> String {
        self.caller.principal.account().to_owned()
    }

    /// The session that signed, where it was one.
    pub(crate) fn session(&self) -> Option<&Session> {
        self.state.sessions.get(&self.caller.access_key_id)
    }

    /// Now, on the sandbox's clock.
    pub(crate) fn now(&self) -> OffsetDateTime {
        self.state.clock.now()
    }
}

/// What a service made of a request.
pub(crate) struct Outcome {
    pub(crate) operation: String,
    pub(crate) result: Result<Reply, AwsError>,
    pub(crate) decisions: Vec<LoggedDecision>,
}

/// Answers a request.
pub(crate) fn answer(state: &Mutex<State>, request: Request) -> Reply {
    if let Some(reply) = identity::claims(state, &request) {
        return reply;
    }
    if let Some(reply) = sts::web_identity::documents(state, &request) {
        return reply;
    }
    let id = request_id::uuid();
    let head = request.method == hyper::Method::HEAD;
    let read = Authorization::read(&request);
    let claimed = read
        .as_ref()
        .ok()
        .map(|authorization| authorization.scope.clone());
    let known = claimed
        .as_ref()
        .and_then(|scope| Service::from_scope(&scope.service));
    if let (Some(scope), None) = (&claimed, known) {
        return unknown_service(&request, &scope.service);
    }
    let service = known.unwrap_or_else(|| guess(&request));
    let mut entry = LoggedRequest {
        at: OffsetDateTime::now_utc(),
        request_id: id.clone(),
        access_key_id: read
            .as_ref()
            .ok()
            .map(|authorization| authorization.access_key_id.clone()),
        caller: None,
        service: service.name().to_owned(),
        operation: String::new(),
        region: claimed.map(|scope| scope.region),
        status: 0,
        error: None,
        fault: None,
        disbelief: None,
        decisions: Vec::new(),
    };
    let fault = fault(state, service, &request, &mut entry);
    if let Some(reply) = fault.and_then(|kind| instead(kind, service, &id, head, &mut entry)) {
        lock(state).log.push(entry);
        return reply;
    }
    if matches!(read, Err(Fault::Missing))
        && let Some(outcome) = unsigned(state, &request, service, &id, &mut entry)
    {
        entry.operation = outcome.operation;
        entry.decisions = outcome.decisions;
        let reply = finish(outcome.result, service, &id, head, &mut entry);
        lock(state).log.push(entry);
        return disturbed(reply, fault);
    }
    let result = believe(state, read, request, service)
        .map_err(|doubted| doubt(state, &doubted, service, &mut entry))
        .and_then(|believed| {
            entry.caller = Some(believed.caller.principal.arn());
            let outcome = serve(
                state,
                believed,
                service,
                entry.region.as_deref().unwrap_or_default(),
                &id,
            );
            entry.operation = outcome.operation;
            entry.decisions = outcome.decisions;
            outcome.result
        });
    let reply = finish(result, service, &id, head, &mut entry);
    lock(state).log.push(entry);
    disturbed(reply, fault)
}

/// A request that is not believed, with what could be read of its signature.
type Unbelieved = Box<(Doubted, Option<Authorization>)>;

fn believe(
    state: &Mutex<State>,
    read: Result<Authorization, Fault>,
    request: Request,
    service: Service,
) -> Result<Believed, Unbelieved> {
    match read {
        Err(fault) => Err(Box::new((Doubted { fault, request }, None))),
        Ok(authorization) => auth::prove(state, request, &authorization, service)
            .map_err(|doubted| Box::new((*doubted, Some(authorization)))),
    }
}

/// Notes why a request is not believed, and gives AWS's words for it.
fn doubt(
    state: &Mutex<State>,
    unbelieved: &Unbelieved,
    service: Service,
    entry: &mut LoggedRequest,
) -> AwsError {
    let (doubted, authorization) = &**unbelieved;
    let why = disbelief::of(&lock(state), doubted, authorization.as_ref(), service);
    entry.disbelief = Some(why);
    entry.operation = operation_of(service, &doubted.request);
    refusal::of(&doubted.fault, service)
}

/// The fault that control has in store for a request.
fn fault(
    state: &Mutex<State>,
    service: Service,
    request: &Request,
    entry: &mut LoggedRequest,
) -> Option<FaultKind> {
    let mut state = lock(state);
    if state.faults.is_empty() {
        return None;
    }
    entry.operation = operation_of(service, request);
    let key = entry.access_key_id.as_deref();
    entry.fault = state.faults.draw(service.name(), &entry.operation, key);
    entry.fault
}

/// What a request asks for, before it is believed.
fn operation_of(service: Service, request: &Request) -> String {
    match (service, service.json_prefix()) {
        (_, Some(prefix)) => json::operation(request, prefix)
            .unwrap_or_default()
            .to_owned(),
        (Service::S3, None) => s3::operation_name(request).to_owned(),
        (_, None) => {
            let params = Params::read(request);
            params.get("Action").unwrap_or_default().to_owned()
        }
    }
}

/// The answer of a fault that leaves the request without effect.
fn instead(
    kind: FaultKind,
    service: Service,
    id: &str,
    head: bool,
    entry: &mut LoggedRequest,
) -> Option<Reply> {
    if kind == FaultKind::CutBefore {
        entry.error = Some("ConnectionCut".to_owned());
        let mut reply = Reply::new(503);
        reply.conduct.cut = true;
        return Some(reply);
    }
    let error = kind.refusal(service, entry.access_key_id.as_deref())?;
    Some(finish(Err(error), service, id, head, entry))
}

/// The answer of a request that had its effect, sent late or not at all.
fn disturbed(mut reply: Reply, fault: Option<FaultKind>) -> Reply {
    if let Some(kind) = fault {
        reply.conduct.delay = kind.delay();
        reply.conduct.cut = kind == FaultKind::CutAfter;
    }
    reply
}

fn finish(
    result: Result<Reply, AwsError>,
    service: Service,
    id: &str,
    head: bool,
    entry: &mut LoggedRequest,
) -> Reply {
    let mut reply = result.unwrap_or_else(|error| {
        entry.error = Some(error.code.to_owned());
        let mut reply = service.refuse(&error, id);
        if head {
            reply.body = hyper::body::Bytes::new();
        }
        reply
    });
    if service == Service::S3 {
        reply = rest_xml::identify(reply, id);
    }
    entry.status = reply.status;
    reply
}

/// Runs the operation under the lock.
fn serve(
    state: &Mutex<State>,
    believed: Believed,
    service: Service,
    region: &str,
    id: &str,
) -> Outcome {
    let Believed {
        caller,
        request,
        trailers,
    } = believed;
    let mut state = lock(state);
    let mut cx = Context {
        state: &mut state,
        caller: &caller,
        region,
        client: Client::of(&request),
        decisions: Vec::new(),
    };
    let mut outcome = match service.json_prefix() {
        _ if service == Service::S3 => s3::call(&mut cx, &request, &trailers),
        Some(prefix) => serve_json(&mut cx, &request, service, prefix, id),
        None => serve_query(&mut cx, &request, service, id),
    };
    outcome.decisions = cx.decisions;
    outcome
}

/// The Query and EC2 protocols.
fn serve_query(cx: &mut Context<'_>, request: &Request, service: Service, id: &str) -> Outcome {
    let params = Params::read(request);
    let Some(action) = params.get("Action").map(str::to_owned) else {
        let error = AwsError::new(
            400,
            "MissingAction",
            "The request must contain the parameter Action",
        );
        return Outcome {
            operation: String::new(),
            result: Err(error),
            decisions: Vec::new(),
        };
    };
    let answer = admit_query(cx, service, &action, &params).and_then(|()| match service {
        Service::Sts => sts::call(&action, cx, &params),
        Service::Iam => iam::call(&action, cx, &params),
        Service::Sns => sns::call(&action, cx, &params),
        _ => ec2::call(&action, cx, &params),
    });
    let result = answer.map(|xml| match service {
        Service::Sts => query::success(query::STS_NAMESPACE, &action, &xml, id),
        Service::Iam => query::success(query::IAM_NAMESPACE, &action, &xml, id),
        Service::Sns => query::success(query::SNS_NAMESPACE, &action, &xml, id),
        _ => ec2_protocol::success(&action, &xml, id),
    });
    Outcome {
        operation: action,
        result,
        decisions: Vec::new(),
    }
}

/// Whether the caller may run an operation that is there.
fn admit_query(
    cx: &mut Context<'_>,
    service: Service,
    action: &str,
    params: &Params,
) -> Result<(), AwsError> {
    if service == Service::Iam {
        iam::refuse_plain_sessions(cx)?;
    }
    if service == Service::Sts {
        sts::refuse_sessions(cx, action)?;
    }
    let asks = table::query(service, action, cx, params);
    let asks = asks.ok_or_else(|| AwsError::no_operation(service, action))?;
    authorization::authorize(cx, service, &asks)
}

/// The same for JSON.
fn admit_json(
    cx: &mut Context<'_>,
    service: Service,
    action: &str,
    input: &Input,
) -> Result<(), AwsError> {
    let asks = table::json(service, action, cx, input)?;
    let asks = asks.ok_or_else(|| AwsError::no_operation(service, action))?;
    authorization::authorize(cx, service, &asks)
}

/// The operations that need no signature: a token in them says who asks, or S3's policies let
/// anyone in.
fn unsigned(
    state: &Mutex<State>,
    request: &Request,
    service: Service,
    id: &str,
    entry: &mut LoggedRequest,
) -> Option<Outcome> {
    if service == Service::S3 {
        return Some(s3::unsigned(state, request, entry));
    }
    if service == Service::CognitoIdentity {
        return unsigned_identity(state, request, id);
    }
    if service != Service::Sts {
        return None;
    }
    let params = Params::read(request);
    let action = params.get("Action")?;
    let run = match action {
        "AssumeRoleWithSAML" => sts::assume_role_with_saml::run,
        "AssumeRoleWithWebIdentity" => sts::assume_role_with_web_identity::run,
        _ => return None,
    };
    let mut decisions = Vec::new();
    let answer = run(&mut lock(state), &params, &mut decisions);
    let result = answer.map(|xml| query::success(query::STS_NAMESPACE, action, &xml, id));
    Some(Outcome {
        operation: action.to_owned(),
        result,
        decisions,
    })
}

/// Those of Amazon Cognito: the pool says whom it lets in.
fn unsigned_identity(state: &Mutex<State>, request: &Request, id: &str) -> Option<Outcome> {
    let prefix = Service::CognitoIdentity.json_prefix()?;
    let action = json::operation(request, prefix)?;
    let mut decisions = Vec::new();
    let answer = match Input::read(&request.body) {
        Ok(input) => cognito_identity::unsigned(action, &mut lock(state), &input, &mut decisions)?,
        Err(error) => Err(error),
    };
    Some(Outcome {
        operation: action.to_owned(),
        result: answer.map(|value| json::success(&value, id)),
        decisions,
    })
}

fn serve_json(
    cx: &mut Context<'_>,
    request: &Request,
    service: Service,
    prefix: &str,
    id: &str,
) -> Outcome {
    let action = json::operation(request, prefix).unwrap_or_default();
    let answer = Input::read(&request.body).and_then(|input| {
        admit_json(cx, service, action, &input)?;
        match service {
            Service::SecretsManager => secretsmanager::call(action, cx, &input),
            Service::CognitoIdentity => cognito_identity::call(action, cx, &input),
            _ => ssm::call(action, cx, &input),
        }
    });
    Outcome {
        operation: action.to_owned(),
        result: answer.map(|value| json::success(&value, id)),
        decisions: Vec::new(),
    }
}

/// The service that a request without a readable scope meant.
fn guess(request: &Request) -> Service {
    let named = [
        Service::SecretsManager,
        Service::Ssm,
        Service::CognitoIdentity,
    ]
    .into_iter()
    .find(|service| {
        let prefix = service.json_prefix();
        prefix.is_some_and(|prefix| json::operation(request, prefix).is_some())
    });
    if let Some(service) = named {
        return service;
    }
    let form = request
        .header("content-type")
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    if !form && !request.query.contains("Version=") {
        return Service::S3;
    }
    Service::from_api_version(Params::read(request).get("Version"))
}

/// A service that is not here, said in the shape that its client reads.
fn unknown_service(request: &Request, name: &str) -> Reply {
    let error = AwsError::new(
        400,
        "NotImplemented",
        format!("the sandbox has no service '{name}'"),
    );
    let json = request
        .header("content-type")
        .is_some_and(|kind| kind.contains("json"));
    if json {
        let body = serde_json::json!({ "__type": error.code, "message": error.message });
        return Reply::json(error.status, &body).header("x-amzn-errortype", error.code);
    }
    query::error(query::STS_NAMESPACE, &error, &request_id::uuid())
}
