//! A plan on the screen.

use keyward::{Asked, key_id};
use keyward_profile::{AssumeRole, Base, CognitoId, Plan, Service, Step};

use super::answers;
use crate::screen;

/// The base, the steps on top as a tree, what each of them answered, and the settings.
pub(super) fn tell(plan: &Plan, asked: &[Asked]) {
    screen::print("");
    screen::print(&match &plan.profile {
        Some(profile) => format!("Plan for profile {profile}:"),
        None => "Plan:".to_owned(),
    });
    // One part may have failed, and those above it were not asked.
    let (callers, parts): (Vec<_>, Vec<_>) = asked.iter().partition(|it| answers::is_caller(it));
    let mut parts = parts.into_iter();
    for (at, line) in tree(plan).iter().enumerate() {
        screen::print(&format!("  {line}"));
        if let Some(part) = parts.next() {
            answers::tell(part, line, &format!("  {}", "   ".repeat(at.max(1))));
        }
    }
    callers.into_iter().for_each(answers::tell_caller);
    settings(plan);
}

/// The base, and each step a little further in.
pub(super) fn tree(plan: &Plan) -> Vec<String> {
    let steps = plan.steps.iter().enumerate();
    let steps = steps.map(|(depth, step)| format!("{}└─ {}", "   ".repeat(depth), step_line(step)));
    std::iter::once(base_line(&plan.base))
        .chain(steps)
        .collect()
}

fn settings(plan: &Plan) {
    let settings = &plan.settings;
    screen::print(&match &settings.region {
        Some(region) => format!("  region {}  ({})", region.value, region.location),
        None => "  region: none set; STS is asked in us-east-1".to_owned(),
    });
    for (service, endpoint) in called(&plan.base)
        .iter()
        .filter_map(|service| Some((service, settings.endpoint(*service)?)))
    {
        screen::print(&format!(
            "  endpoint of {service}: {}  ({})",
            endpoint.value, endpoint.location
        ));
    }
}

/// The services that may be asked.
fn called(base: &Base) -> &'static [Service] {
    match base {
        Base::Sso { .. } => &[Service::Sts, Service::Sso, Service::SsoOidc],
        Base::Login { .. } => &[Service::Sts, Service::Signin],
        Base::RolesAnywhere(_) => &[Service::Sts, Service::RolesAnywhere],
        Base::CognitoIdentity(_) => &[Service::Sts, Service::CognitoIdentity],
        _ => &[Service::Sts],
    }
}

fn base_line(base: &Base) -> String {
    match base {
        Base::Environment { access_key_id, .. } => format!(
            "environment: key {} (AWS_ACCESS_KEY_ID)",
            key_id::shown(access_key_id)
        ),
        Base::Program { access_key_id, .. } => {
            format!("the program: key {}", key_id::shown(access_key_id))
        }
        Base::Vault { name } => format!("vault: the key of {name}, encrypted at rest"),
        Base::StaticKeys {
            profile,
            access_key_id,
            ..
        } => format!(
            "static keys of profile {profile}: {}, in plaintext ({})",
            key_id::shown(&access_key_id.value),
            access_key_id.location
        ),
        Base::CredentialProcess {
            profile, command, ..
        } => format!(
            "credential_process of profile {profile}: {} ({})",
            command.value, command.location
        ),
        Base::WebIdentity {
            token_file,
            role_arn,
            ..
        } => format!(
            "web identity: the token in {} for {role_arn} ({})",
            token_file.value, token_file.location
        ),
        Base::Container { location, .. } => format!("container endpoint ({location})"),
        Base::Imds { .. } => "the instance's metadata service".to_owned(),
        Base::Sso {
            account_id,
            role_name,
            region,
            start_url,
            ..
        } => format!(
            "IAM Identity Center: {} in {}, at {start_url} ({region})",
            role_name.as_deref().unwrap_or("no role"),
            account_id.as_deref().unwrap_or("no account"),
        ),
        Base::Login { session, .. } => {
            format!("aws login: {} ({})", session.value, session.location)
        }
        Base::Saml(wanted) => format!(
            "the SAML assertion in {} for {} ({})",
            wanted.assertion_file.value, wanted.role.role_arn.value, wanted.assertion_file.location
        ),
        Base::RolesAnywhere(wanted) => format!(
            "IAM Roles Anywhere: the certificate in {} for {} ({})",
            wanted.certificate.value, wanted.role.role_arn.value, wanted.certificate.location
        ),
        Base::CognitoIdentity(wanted) => format!(
            "Amazon Cognito: {} {} ({})",
            match wanted.id.value {
                CognitoId::Pool(_) => "the identity pool",
                CognitoId::Identity(_) => "the identity",
            },
            wanted.id.value.text(),
            wanted.id.location
        ),
        Base::GithubActions(wanted) => format!(
            "the OIDC token of the GitHub Actions job for {} ({})",
            wanted.role.role_arn.value, wanted.role.role_arn.location
        ),
    }
}

fn step_line(step: &Step) -> String {
    match step {
        Step::AssumeRole(role) => format!(
            "AssumeRole {}{} ({})",
            role.role_arn.value,
            role_options(role),
            role.role_arn.location
        ),
        Step::GetSessionToken(session) => match &session.mfa_serial {
            Some(serial) => {
                format!("GetSessionToken with a code of {serial}: one session for all roles above")
            }
            None => "GetSessionToken".to_owned(),
        },
    }
}

fn role_options(role: &AssumeRole) -> String {
    let mut text = String::new();
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            text.push_str(&format!(", {name} {value}"));
        }
    };
    add("session", role.session_name.clone());
    add("external id", role.external_id.clone());
    add("duration", role.duration_seconds.map(|s| format!("{s} s")));
    add("source identity", role.source_identity.clone());
    add("MFA", role.mfa_serial.clone());
    text
}
