//! Method and path to operation.

use super::page;
use crate::protocol::{Reply, request_id};
use crate::request::Request;
use crate::state::State;
use crate::{federation, signin, sso, sso_oidc, unsigned};

type Serve = fn(&mut State, &Request) -> Reply;

const TABLE: [(&str, &str, &str, &str, Serve); 17] = [
    (
        "POST",
        "/client/register",
        "sso-oidc",
        "RegisterClient",
        sso_oidc::register_client::answer,
    ),
    (
        "POST",
        "/device_authorization",
        "sso-oidc",
        "StartDeviceAuthorization",
        sso_oidc::start_device_authorization::answer,
    ),
    (
        "POST",
        "/token",
        "sso-oidc",
        "CreateToken",
        sso_oidc::create_token::answer,
    ),
    (
        "GET",
        "/authorize",
        "sso-oidc",
        "Authorize",
        sso_oidc::authorize::ask,
    ),
    (
        "POST",
        "/authorize",
        "sso-oidc",
        "AuthorizeDecision",
        sso_oidc::authorize::decide,
    ),
    (
        "GET",
        "/device",
        "sso-oidc",
        "Device",
        sso_oidc::device::ask,
    ),
    (
        "POST",
        "/device",
        "sso-oidc",
        "DeviceDecision",
        sso_oidc::device::decide,
    ),
    (
        "GET",
        "/federation/credentials",
        "sso",
        "GetRoleCredentials",
        sso::get_role_credentials::answer,
    ),
    (
        "GET",
        "/assignment/accounts",
        "sso",
        "ListAccounts",
        sso::list_accounts::answer,
    ),
    (
        "GET",
        "/assignment/roles",
        "sso",
        "ListAccountRoles",
        sso::list_account_roles::answer,
    ),
    ("POST", "/logout", "sso", "Logout", sso::logout::answer),
    ("GET", "/start", "sso", "Start", sso::start_page),
    (
        "GET",
        "/v1/authorize",
        "signin",
        "AuthorizeOAuth2Access",
        signin::authorize::ask,
    ),
    (
        "POST",
        "/v1/authorize",
        "signin",
        "AuthorizeDecision",
        signin::authorize::decide,
    ),
    (
        "GET",
        signin::CONFIRMATION,
        "signin",
        "Confirmation",
        signin::authorize::confirmation,
    ),
    (
        "POST",
        "/v1/token",
        "signin",
        "CreateOAuth2Token",
        signin::create_token::answer,
    ),
    (
        "GET",
        federation::PATH,
        "signin",
        "Federation",
        federation::answer,
    ),
];

pub(super) fn route(state: &mut State, request: &Request) -> Reply {
    let method = request.method.as_str();
    let row = TABLE
        .iter()
        .find(|row| row.0 == method && row.1 == request.path);
    let Some((_, _, service, operation, serve)) = row else {
        let reply = page::problem(404, "There is no such page in this sandbox.");
        unsigned::log(state, "sso", "", None, &reply);
        return reply;
    };
    unsigned::run(state, service, operation, |state| {
        serve(state, request).header("x-amzn-requestid", request_id::uuid())
    })
}

/// Whether a request without a signature bears the mark of these services, so that no bucket of the
/// same name is meant.
pub(super) fn marked(request: &Request) -> bool {
    let json = request
        .header("content-type")
        .is_some_and(|kind| kind.contains("json"));
    let bearer = request.headers.contains_key(sso::BEARER);
    let asks = |name: &str| request.query_pairs().iter().any(|(known, _)| known == name);
    match (request.method.as_str(), request.path.as_str()) {
        ("POST", "/client/register" | "/device_authorization" | "/token" | "/v1/token") => json,
        ("GET", "/federation/credentials" | "/assignment/accounts" | "/assignment/roles")
        | ("POST", "/logout") => bearer,
        ("GET", "/authorize" | "/v1/authorize") => asks("response_type"),
        ("GET", signin::CONFIRMATION) => asks("code"),
        ("GET", federation::PATH) => asks("Session") || asks("SigninToken"),
        _ => false,
    }
}
