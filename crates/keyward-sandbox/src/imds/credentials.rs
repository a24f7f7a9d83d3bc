//! The role of the instance, as JSON.
//! <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html>

use std::mem;

use serde::Serialize;

use crate::DEFAULT_ACCOUNT;
use crate::protocol::times;
use crate::state::State;
use crate::state::role_session::Assumption;

/// EC2's credentials live up to six hours.
const SECONDS: i64 = 21_600;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Credentials<'a> {
    code: &'a str,
    last_updated: String,
    r#type: &'a str,
    access_key_id: &'a str,
    secret_access_key: &'a str,
    token: &'a str,
    expiration: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Failure {
    code: &'static str,
    message: String,
    last_updated: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Info {
    code: &'static str,
    last_updated: String,
    instance_profile_arn: String,
    instance_profile_id: String,
}

/// The document of a role. One that EC2 cannot assume is answered with a failure and status 200,
/// as AWS does.
pub(super) fn document(state: &mut State, role: &str) -> String {
    let instance = state.imds.instance_id.clone();
    let who = Assumption {
        account: DEFAULT_ACCOUNT,
        role,
        service: "ec2.amazonaws.com",
        session_name: &instance,
        seconds: SECONDS,
    };
    let mut handout = mem::take(&mut state.imds.handout);
    let present = handout.present(state, &who);
    state.imds.handout = handout;
    let clock = state.clock;
    match present {
        Some((session, issued)) => pretty(&Credentials {
            code: "Success",
            last_updated: times::seconds(clock.told(issued)),
            r#type: "AWS-HMAC",
            access_key_id: &session.access_key_id,
            secret_access_key: &session.secret,
            token: &session.token,
            expiration: times::seconds(clock.told(session.expires)),
        }),
        None => pretty(&Failure {
            code: "AssumeRoleUnauthorizedAccess",
            message: format!(
                "EC2 cannot assume the role {role}. Please see documentation at https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-ec2.html#troubleshoot_iam-ec2_errors-info-doc."
            ),
            last_updated: times::seconds(clock.told(clock.now())),
        }),
    }
}

/// `iam/info`: the instance profile that holds the role, where IAM has one; else one of its name.
pub(super) fn info(state: &State, role: &str) -> String {
    let account = state.accounts.get(DEFAULT_ACCOUNT);
    let mut profiles = account
        .iter()
        .flat_map(|account| account.instance_profiles.values());
    let profile = profiles.find(|profile| profile.role.as_deref() == Some(role));
    let (arn, id) = profile.map_or_else(
        || stand_in(state, role),
        |profile| (profile.arn.clone(), profile.id.clone()),
    );
    pretty(&Info {
        code: "Success",
        last_updated: times::seconds(state.clock.told(state.clock.now())),
        instance_profile_arn: arn,
        instance_profile_id: id,
    })
}

/// ARN and id of a profile that nobody has made, as the console makes one with the role.
fn stand_in(state: &State, role: &str) -> (String, String) {
    let arn = format!("arn:aws:iam::{DEFAULT_ACCOUNT}:instance-profile/{role}");
    let id = state.imds.instance_id.to_uppercase();
    (arn, format!("AIPA{}", &id[2..]))
}

fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).expect("plain strings become JSON")
}
