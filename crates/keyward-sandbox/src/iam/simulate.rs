//! SimulateCustomPolicy and SimulatePrincipalPolicy: what policies would say, asked without doing it.
//! <https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html>
//!
//! Condition keys are those that the request brings and those that follow from the caller. A custom
//! policy without a caller is judged for a user `simulated` of the account.

use keyward_iam::{
    Attached, Because, Context as Keys, Decision, Layer, Outcome, Policies, Policy, PolicyKind,
    Principal as Who, Request, evaluate,
};

use super::{entity, paging};
use crate::authorization::{identity, layers};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};
use crate::state::account::{Account, Role, User};
use crate::state::{Principal, State};

/// What the request brings.
struct Asked {
    actions: Vec<String>,
    resources: Vec<String>,
    owner: Option<String>,
    keys: Keys,
    /// With the names under which matched statements mention them.
    inputs: Vec<(String, Policy)>,
    boundary: Option<Policy>,
    resource: Option<Policy>,
}

/// The policies of `PolicyInputList` alone.
pub(crate) fn custom(cx: &mut Context<'_>, params: &Params) -> Answer {
    let asked = Asked::read(params)?;
    let stand_in = format!("arn:aws:iam::{}:user/simulated", cx.account_id());
    let who = caller(params)?.or_else(|| Who::from_arn(&stand_in));
    let who = who.ok_or_else(|| invalid("Invalid caller ARN"))?;
    asked.answer(params, &who, Policies::default(), "none")
}

/// The policies of a user with its groups, of a group or of a role, and those of the request.
pub(crate) fn principal(cx: &mut Context<'_>, params: &Params) -> Answer {
    let asked = Asked::read(params)?;
    let source = Source::find(cx, params.required("PolicySourceArn")?)?;
    let who = caller(params)?.unwrap_or_else(|| source.who.clone());
    asked.answer(params, &who, source.policies(cx.state), source.kind)
}

impl Asked {
    fn read(params: &Params) -> Result<Self, AwsError> {
        for name in [
            "OrderedOrganizationPolicyInputList.member",
            "PolicyExclusionList.member",
        ] {
            if !params.structures(name).is_empty() {
                return Err(AwsError::not_built(&format!("{name} of a simulation")));
            }
        }
        let texts = |name| params.list(name).into_iter().map(str::to_owned);
        let actions: Vec<String> = texts("ActionNames.member").collect();
        if actions.is_empty() {
            return Err(AwsError::missing("actionNames"));
        }
        if let Some(action) = actions.iter().find(|action| !action.contains(':')) {
            return Err(invalid(&format!("Invalid action name: {action}")));
        }
        let mut resources: Vec<String> = texts("ResourceArns.member").collect();
        if resources.is_empty() {
            resources.push("*".to_owned());
        }
        let inputs = params.list("PolicyInputList.member").into_iter().zip(1..);
        let input = |(text, number): (&str, usize)| {
            let policy = parse(text, PolicyKind::Identity)?;
            Ok((format!("PolicyInputList.{number}"), policy))
        };
        let boundary = params.list("PermissionsBoundaryPolicyInputList.member");
        let boundary = boundary
            .first()
            .map(|text| parse(text, PolicyKind::Identity));
        let resource = params.get("ResourcePolicy");
        let resource = resource.map(|text| parse(text, PolicyKind::Resource));
        Ok(Self {
            actions,
            resources,
            owner: params.get("ResourceOwner").map(account_of),
            keys: keys(params)?,
            inputs: inputs.map(input).collect::<Result<_, AwsError>>()?,
            boundary: boundary.transpose()?,
            resource: resource.transpose()?,
        })
    }

    /// A result for each action on each resource.
    fn answer<'s>(
        &'s self,
        params: &Params,
        who: &Who,
        mut policies: Policies<'s>,
        kind: &str,
    ) -> Answer {
        let inputs = self.inputs.iter();
        let inputs = inputs.map(|(name, policy)| Attached::new(name, policy));
        policies.identity.extend(inputs);
        if let Some(boundary) = &self.boundary {
            let name = "PermissionsBoundaryPolicyInputList.1";
            policies.boundary = Some(Attached::new(name, boundary));
        }
        let resource = self.resource.as_ref();
        policies.resource = resource.map(|policy| Attached::new("ResourcePolicy", policy));
        let mut results = Vec::new();
        for action in &self.actions {
            for resource in &self.resources {
                let request = Request::new(who.clone(), action, resource, self.keys.clone());
                let request = match &self.owner {
                    Some(owner) => request.owned_by(owner),
                    None => request,
                };
                let decision = evaluate(&request, &policies);
                let xml =
                    result(action, resource, &decision, kind).and(&bounds(&request, &policies));
                results.push((format!("{:06}", results.len()), xml));
            }
        }
        paging::page(params, "EvaluationResults", results)
    }
}

/// Whose policies are asked.
struct Source {
    who: Who,
    kind: &'static str,
    of: Of,
}

enum Of {
    Principal(Principal),
    /// The group's account and name.
    Group(String, String),
}

impl Source {
    fn find(cx: &mut Context<'_>, arn: &str) -> Result<Self, AwsError> {
        let id = cx.account_id();
        let account = cx.account();
        let found = user(&id, account, arn)
            .or_else(|| role(&id, account, arn))
            .or_else(|| group(&id, account, arn));
        found
            .ok_or_else(|| entity::not_found(format!("The entity with ARN {arn} cannot be found.")))
    }

    fn policies<'s>(&self, state: &'s State) -> Policies<'s> {
        match &self.of {
            Of::Principal(principal) => layers::of(state, principal, None),
            Of::Group(account, name) => layers::of_group(state, account, name),
        }
    }
}

fn user(id: &str, account: &Account, arn: &str) -> Option<Source> {
    let found = account.users.values().find(|user| user.arn == arn);
    let User {
        name, id: unique, ..
    } = found?;
    let principal = Principal::User {
        account: id.to_owned(),
        name: name.clone(),
        arn: arn.to_owned(),
        id: unique.clone(),
    };
    Some(of_principal(principal, "user"))
}

fn role(id: &str, account: &Account, arn: &str) -> Option<Source> {
    let found = account.roles.values().find(|role| role.arn == arn);
    let Role {
        name, id: unique, ..
    } = found?;
    let principal = Principal::AssumedRole {
        account: id.to_owned(),
        role_name: name.clone(),
        role_arn: arn.to_owned(),
        role_id: unique.clone(),
        session_name: "simulated".to_owned(),
    };
    Some(of_principal(principal, "role"))
}

fn of_principal(principal: Principal, kind: &'static str) -> Source {
    Source {
        who: identity::of(&principal, None),
        kind,
        of: Of::Principal(principal),
    }
}

/// A group makes no requests: one of its members does.
fn group(id: &str, account: &Account, arn: &str) -> Option<Source> {
    let group = account.groups.values().find(|group| group.arn == arn)?;
    let who = Who::from_arn(&format!("arn:aws:iam::{id}:user/simulated"))?;
    Some(Source {
        who,
        kind: "group",
        of: Of::Group(id.to_owned(), group.name.clone()),
    })
}

fn caller(params: &Params) -> Result<Option<Who>, AwsError> {
    let caller = params.get("CallerArn").map(|arn| {
        let who = Who::from_arn(arn);
        who.ok_or_else(|| invalid(&format!("Invalid caller ARN: {arn}")))
    });
    caller.transpose()
}

fn keys(params: &Params) -> Result<Keys, AwsError> {
    let mut keys = Keys::new();
    for entry in params.structures("ContextEntries.member") {
        let name = entry.required("ContextKeyName")?;
        let values = entry.list("ContextKeyValues.member");
        match (&values[..], entry.get("ContextKeyType").unwrap_or_default()) {
            (_, kind) if kind.ends_with("List") => keys.set_list(name, values),
            ([value], _) => keys.set(name, *value),
            _ => {
                let why = format!("The context key {name} needs one value, or a list type");
                return Err(invalid(&why));
            }
        }
    }
    Ok(keys)
}

/// An account id, or that of an ARN.
fn account_of(owner: &str) -> String {
    owner.split(':').nth(4).unwrap_or(owner).to_owned()
}

fn parse(text: &str, kind: PolicyKind) -> Result<Policy, AwsError> {
    Policy::parse(text, kind).map_err(|error| invalid(error.aws_message()))
}

fn invalid(why: &str) -> AwsError {
    AwsError::new(400, "InvalidInput", why)
}

fn result(action: &str, resource: &str, decision: &Decision, kind: &str) -> Xml {
    let outcome = match decision.outcome {
        Outcome::Allowed => "allowed",
        Outcome::ExplicitDeny => "explicitDeny",
        Outcome::ImplicitDeny => "implicitDeny",
    };
    let matched = decision.by.iter().filter(|by| !by.indeterminate);
    let matched = matched.map(|by| statement(by, kind));
    let missing = decision.missing_keys.iter().map(|key| Xml::bare(key));
    Xml::new()
        .text("EvalActionName", action)
        .text("EvalResourceName", resource)
        .text("EvalDecision", outcome)
        .list("MatchedStatements", "member", matched)
        .list("MissingContextValues", "member", missing)
}

fn statement(by: &Because, kind: &str) -> Xml {
    let source = match by.policy.as_str() {
        _ if by.layer == Layer::Resource => "resource",
        name if name.starts_with("arn:aws:iam::aws:") => "aws-managed",
        name if name.starts_with("arn:") => "user-managed",
        name if name.contains("PolicyInputList.") => "none",
        _ => kind,
    };
    let start = Xml::new()
        .text("Line", by.position.line.to_string())
        .text("Column", by.position.column.to_string());
    Xml::new()
        .text("SourcePolicyId", &by.policy)
        .text("SourcePolicyType", source)
        .node("StartPosition", &start)
}

/// What the boundary says for itself, where there is one.
fn bounds(request: &Request, policies: &Policies<'_>) -> Xml {
    let Some(boundary) = policies.boundary else {
        return Xml::new();
    };
    let alone = Policies {
        identity: vec![boundary],
        ..Policies::default()
    };
    let allowed = evaluate(request, &alone).is_allowed().to_string();
    let detail = Xml::new().text("AllowedByPermissionsBoundary", allowed);
    Xml::new().node("PermissionsBoundaryDecisionDetail", &detail)
}
