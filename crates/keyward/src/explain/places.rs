//! What a part of a plan looks at: lines of files, variables, paths, addresses.

use keyward_core::World;
use keyward_profile::{Base, Located, Location, MetadataSettings, Plan, Service, Step};

use crate::{Engine, sources};

/// Of a step, or of the base.
pub(super) async fn of(engine: &Engine, plan: &Plan, step: Option<&Step>) -> Vec<String> {
    match step {
        Some(Step::AssumeRole(role)) => {
            let place = [role.role_arn.location.to_string()];
            let url = sts(engine, plan, role.region.as_deref()).await;
            place.into_iter().chain(url).collect()
        }
        Some(Step::GetSessionToken(_)) => sts(engine, plan, None).await,
        None => base(engine, plan).await,
    }
}

/// The address of STS.
pub(super) async fn sts(engine: &Engine, plan: &Plan, region: Option<&str>) -> Vec<String> {
    let url = engine.aws(plan).sts_url(region).await;
    url.into_iter().collect()
}

async fn base(engine: &Engine, plan: &Plan) -> Vec<String> {
    let world = engine.world();
    let mut places = match &plan.base {
        Base::Environment { .. } => set_of(
            world,
            &[
                "AWS_ACCESS_KEY_ID",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_SESSION_TOKEN",
                "AWS_CREDENTIAL_EXPIRATION",
            ],
        ),
        Base::Program { .. } => vec!["the program".to_owned()],
        Base::Vault { .. } => vec![world.paths().keyward_home.display().to_string()],
        Base::StaticKeys { access_key_id, .. } => vec![access_key_id.location.to_string()],
        Base::CredentialProcess { command, .. } => {
            vec![command.location.to_string(), command.value.to_string()]
        }
        Base::WebIdentity { token_file, .. } => files(world, &[token_file]),
        Base::Saml(wanted) => files(world, &[&wanted.assertion_file]),
        Base::RolesAnywhere(wanted) => files(world, &[&wanted.certificate, &wanted.private_key]),
        Base::CognitoIdentity(wanted) => {
            let token = wanted.login.as_ref().map(|login| &login.token_file);
            let place = [wanted.id.location.to_string()].into_iter();
            place
                .chain(token.into_iter().flat_map(|file| files(world, &[file])))
                .collect()
        }
        Base::Container { location, variable } => container(world, location, variable),
        Base::Imds { location } => {
            let place = location.iter().map(ToString::to_string);
            place.chain([metadata(&plan.settings.metadata)]).collect()
        }
        Base::Sso { .. } => sso(world, plan),
        Base::Login { session, .. } => login(world, &session.location, &session.value),
        Base::GithubActions(_) => set_of(
            world,
            &[
                "ACTIONS_ID_TOKEN_REQUEST_URL",
                "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
            ],
        ),
    };
    if plan.base.asks_sts() {
        places.extend(sts(engine, plan, None).await);
    }
    places
}

/// Where a file is named, and the file.
fn files(world: &World, named: &[&Located<String>]) -> Vec<String> {
    let file = |named: &&Located<String>| {
        [
            named.location.to_string(),
            world.expand(&named.value).display().to_string(),
        ]
    };
    named.iter().flat_map(file).collect()
}

fn set_of(world: &World, names: &[&str]) -> Vec<String> {
    let is_set = |name: &&&str| world.var(name).is_some();
    names
        .iter()
        .filter(is_set)
        .map(|&name| name.to_owned())
        .collect()
}

/// Without a query: whoever made the address may have put a secret there.
fn container(world: &World, location: &Location, variable: &str) -> Vec<String> {
    let value = world.var(variable).unwrap_or_default();
    let value = value.split(['?', '#']).next().unwrap_or_default();
    let address = match value.split_once("://") {
        None => format!("{}{value}", sources::container::ECS),
        Some((scheme, rest)) => {
            let rest = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
            format!("{scheme}://{rest}")
        }
    };
    let mut places = vec![location.to_string()];
    if location.to_string() != variable {
        places.push(variable.to_owned());
    }
    places.push(address);
    places
}

fn metadata(settings: &MetadataSettings) -> String {
    match &settings.endpoint {
        Some(endpoint) => format!("{} ({})", endpoint.value, endpoint.location),
        None if settings.ipv6 => sources::imds::IPV6.to_owned(),
        None => sources::imds::IPV4.to_owned(),
    }
}

fn sso(world: &World, plan: &Plan) -> Vec<String> {
    let Base::Sso {
        profile,
        session,
        account_id,
        role_name,
        region,
        start_url,
    } = &plan.base
    else {
        return Vec::new();
    };
    let wanted = sources::sso::Sso {
        profile,
        session: session.as_deref(),
        role: account_id.as_deref().zip(role_name.as_deref()),
        region,
        start_url,
    };
    let token = sources::sso::token::name(world, &wanted).ok();
    let portal = match plan.settings.endpoint(Service::Sso) {
        Some(endpoint) => endpoint.value.clone(),
        None => format!("the access portal in {region}"),
    };
    let token = token.map(|token| token.cli_file.display().to_string());
    token.into_iter().chain([portal]).collect()
}

fn login(world: &World, location: &Location, session: &str) -> Vec<String> {
    let token = sources::login::token::name(world, session).ok();
    let token = token.map(|token| token.cli_file.display().to_string());
    [location.to_string()].into_iter().chain(token).collect()
}
