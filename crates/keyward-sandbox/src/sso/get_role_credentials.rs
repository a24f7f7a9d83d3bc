//! <https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html>

use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{Answered, USER};
use crate::authorization::aws_managed;
use crate::protocol::Reply;
use crate::request::Request;
use crate::state::State;
use crate::state::role_session::Assumption;

/// A permission set's default session duration.
const SECONDS: i64 = 3_600;
/// Where Identity Center keeps its roles.
const PATH: &str = "/aws-reserved/sso.amazonaws.com/";

pub(crate) fn answer(state: &mut State, request: &Request) -> Reply {
    super::reply(credentials(state, request))
}

fn credentials(state: &mut State, request: &Request) -> Answered {
    super::signed_in(state, request)?;
    let (set, account) = (
        super::required(request, "role_name")?,
        super::required(request, "account_id")?,
    );
    let sets = state.identity.directory.assignments.get(&account);
    if !sets.is_some_and(|sets| sets.contains(&set)) {
        return Err(super::no_access());
    }
    let role = managed_role(state, &account, &set);
    let who = Assumption {
        account: &account,
        role: &role,
        service: "sso.amazonaws.com",
        session_name: USER,
        seconds: SECONDS,
    };
    let session = state.assume_managed(&who).ok_or_else(super::no_access)?;
    let expires = state.clock.told(session.expires).unix_timestamp_nanos() / 1_000_000;
    Ok(json!({
        "roleCredentials": {
            "accessKeyId": session.access_key_id,
            "secretAccessKey": session.secret.as_str(),
            "sessionToken": session.token.as_str(),
            "expiration": i64::try_from(expires).unwrap_or(i64::MAX),
        },
    }))
}

/// The role that stands for a permission set in an account, made when it is first entered.
fn managed_role(state: &mut State, account: &str, set: &str) -> String {
    let digest = hex::encode(Sha256::digest(format!("{account}/{set}")));
    let name = format!("AWSReservedSSO_{set}_{}", &digest[..16]);
    let provider = format!(
        "arn:aws:iam::{account}:saml-provider/AWSSSO_{}_DO_NOT_DELETE",
        &digest[16..32]
    );
    let trust = json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": { "Federated": provider },
            "Action": ["sts:AssumeRoleWithSAML", "sts:TagSession"],
            "Condition": { "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
        }],
    });
    state.ensure_role(account, &name, PATH, &trust.to_string());
    attach(state, account, &name, set);
    name
}

/// A permission set of the name of one of AWS's managed policies has that policy. Another one has
/// what somebody gives its role.
fn attach(state: &mut State, account: &str, role: &str, set: &str) {
    let account = state.accounts.get_mut(account);
    let role = account.and_then(|account| account.roles.get_mut(role));
    if let (Some(role), Some(arn)) = (role, aws_managed::named(set)) {
        role.policies.attached.insert(arn.to_owned());
    }
}
