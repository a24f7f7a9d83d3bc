//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>

use super::{credentials, mfa, session_options};
use crate::authorization::{Ask, Keys, denied, trust};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Service, Xml};
use crate::state::account::Role;
use crate::state::sessions::Details;
use crate::state::{LoggedDecision, Principal, State};

const DEFAULT: i64 = 3_600;
/// A role session that assumes a role gets an hour at most.
const CHAINED: i64 = 3_600;

/// A session of a role, where its trust policy lets the caller in.
pub(crate) fn run(cx: &mut Context<'_>, params: &Params) -> Answer {
    let arn = params.required("RoleArn")?;
    let session_name = params.required("RoleSessionName")?;
    session_options::check_name(session_name, "roleSessionName")?;
    let target = Target::parse(arn)?;
    let seconds = params.number("DurationSeconds", 900..=43_200)?;
    let external_id = external_id(params)?;
    let asked = session_options::read(params)?;
    if matches!(cx.caller.principal, Principal::Root { .. }) {
        return Err(AwsError::new(
            403,
            "AccessDenied",
            "Roles may not be assumed by root accounts.",
        ));
    }
    let proved = mfa::verify(cx, params)?;
    let session = cx.session();
    let mut details = session_options::inherit(asked.clone(), session)?;
    let before = session.and_then(|session| session.details.mfa);
    details.mfa = proved.or(before);
    let Some(role) = target.find(cx.state).cloned() else {
        let why = "there is no such role; the answer does not tell";
        cx.decisions
            .push(LoggedDecision::refused("sts:AssumeRole", arn, why));
        return Err(nobody(&cx.caller.principal, arn));
    };
    let keys = keys(&role, session_name, external_id, &details, proved.is_some());
    for action in session_options::actions("sts:AssumeRole", &asked) {
        let ask = Ask::new(action, arn).keys(keys.clone());
        let decision = trust::caller(cx, &role, &ask);
        if !decision.is_allowed() {
            let caller = &cx.caller.principal;
            return Err(denied(Service::Sts, caller, &ask, &decision));
        }
    }
    let seconds = duration(seconds, &role, &cx.caller.principal)?;
    let account = target.account;
    answer(cx.state, account, &role, session_name, seconds, details)
}

/// The role that an ARN names.
pub(super) struct Target<'a> {
    pub(super) account: &'a str,
    arn: &'a str,
}

impl<'a> Target<'a> {
    pub(super) fn parse(arn: &'a str) -> Result<Self, AwsError> {
        let parts: Vec<&str> = arn.split(':').collect();
        let parsed = match parts[..] {
            ["arn", "aws", "iam", "", account, resource] => resource
                .strip_prefix("role/")
                .filter(|name| !name.is_empty() && !name.ends_with('/'))
                .filter(|_| account.len() == 12 && account.bytes().all(|b| b.is_ascii_digit()))
                .map(|_| account),
            _ => None,
        };
        let account = parsed.ok_or_else(|| AwsError::validation(format!("{arn} is invalid")))?;
        Ok(Self { account, arn })
    }

    pub(super) fn find<'s>(&self, state: &'s State) -> Option<&'s Role> {
        state
            .enforced(self.account)?
            .roles
            .values()
            .find(|role| role.arn == self.arn)
    }
}

fn external_id(params: &Params) -> Result<Option<&str>, AwsError> {
    let Some(id) = params.get("ExternalId") else {
        return Ok(None);
    };
    let place = "externalId";
    if id.len() < 2 {
        return Err(AwsError::constraint(
            id,
            place,
            "have length greater than or equal to 2",
        ));
    }
    if id.len() > 1224 {
        return Err(AwsError::constraint(
            id,
            place,
            "have length less than or equal to 1224",
        ));
    }
    if id
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"_+=,.@:/-".contains(&b))
    {
        return Ok(Some(id));
    }
    Err(AwsError::constraint(
        id,
        place,
        "satisfy regular expression pattern: [\\w+=,.@:\\/-]*",
    ))
}

/// A role that does not exist is refused as one that trusts others.
fn nobody(caller: &Principal, arn: &str) -> AwsError {
    let why = format!(
        "User: {} is not authorized to perform: sts:AssumeRole on resource: {arn}",
        caller.arn()
    );
    AwsError::new(403, "AccessDenied", why)
}

/// The keys of this call. A device proved with it counts from now.
fn keys(
    role: &Role,
    session_name: &str,
    external_id: Option<&str>,
    details: &Details,
    proved: bool,
) -> Keys {
    let keys = session_options::keys(session_name, details)
        .optional("sts:ExternalId", external_id)
        .tags("iam:ResourceTag", &role.tags)
        .tags("aws:ResourceTag", &role.tags);
    if !proved {
        return keys;
    }
    keys.with("aws:MultiFactorAuthPresent", "true")
        .with("aws:MultiFactorAuthAge", "0")
}

fn duration(asked: Option<i64>, role: &Role, caller: &Principal) -> Result<i64, AwsError> {
    let seconds = within_role(asked, role)?;
    if matches!(caller, Principal::AssumedRole { .. }) && seconds > CHAINED {
        return Err(AwsError::validation(
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
        ));
    }
    Ok(seconds)
}

/// The duration asked for, where the role allows it.
pub(super) fn within_role(asked: Option<i64>, role: &Role) -> Result<i64, AwsError> {
    let seconds = asked.unwrap_or(DEFAULT);
    if seconds > role.max_session_seconds {
        return Err(AwsError::validation(
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        ));
    }
    Ok(seconds)
}

pub(super) fn answer(
    state: &mut State,
    account: &str,
    role: &Role,
    session_name: &str,
    seconds: i64,
    details: Details,
) -> Answer {
    let packed = session_options::packed_policy_size(&details)?;
    let source_identity = details.source_identity.clone();
    let principal = Principal::AssumedRole {
        account: account.to_owned(),
        role_name: role.name.clone(),
        role_arn: role.arn.clone(),
        role_id: role.id.clone(),
        session_name: session_name.to_owned(),
    };
    let user = Xml::new()
        .text("AssumedRoleId", principal.user_id())
        .text("Arn", principal.arn());
    let session = state.create_session(principal, seconds, details);
    Ok(Xml::new()
        .node("AssumedRoleUser", &user)
        .node("Credentials", &credentials::xml(&session, state.clock))
        .optional(
            "PackedPolicySize",
            packed.map(|percent| percent.to_string()),
        )
        .optional("SourceIdentity", source_identity))
}
