//! The cross-SDK vectors for profiles that lead to roles.
#![allow(clippy::unwrap_used, reason = "a helper of a test may panic")]

mod support;

use keyward_core::{Error, ErrorCode};
use keyward_profile::{Base, Plan, Rules, Step};
use serde_json::{Map, Value as Json, json};
use support::Setup;

/// The vectors' errors are one SDK's own sentences. Here is what keyward says in their stead.
const ERRORS: [(&str, ErrorCode, &str); 14] = [
    (
        "profile must contain `source_profile`",
        ErrorCode::ProfileInvalid,
        "/config:2: profile \"A\": role_arn is set, but neither source_profile nor credential_source",
    ),
    (
        "profile contained both source_profile and credential_source",
        ErrorCode::ProfileInvalid,
        "profile \"A\": both source_profile and credential_source are set",
    ),
    (
        "profile missing aws_secret_access_key",
        ErrorCode::PartialCredentials,
        "/config:5: profile \"B\" has aws_access_key_id but no aws_secret_access_key",
    ),
    (
        "profile missing aws_access_key_id",
        ErrorCode::PartialCredentials,
        "/config:5: profile \"B\" has aws_secret_access_key but no aws_access_key_id",
    ),
    (
        "profile `B` did not contain credential information",
        ErrorCode::NoCredentials,
        "/config:3: profile \"B\" did not contain credential information",
    ),
    (
        "profile `A` did not contain credential information",
        ErrorCode::NoCredentials,
        "profile \"A\" did not contain credential information",
    ),
    (
        "could not find source profile B referenced from A",
        ErrorCode::ProfileNotFound,
        "/config:3: profile \"A\": source_profile \"B\" was not found",
    ),
    (
        "No profiles were defined",
        ErrorCode::ProfileNotFound,
        "no profiles were defined",
    ),
    (
        "profile formed an infinite loop",
        ErrorCode::ProfileLoop,
        "profile \"B\": source_profile leads back to \"A\" (A -> B -> A)",
    ),
    (
        "`role_arn` was missing",
        ErrorCode::ProfileInvalid,
        "/config:2: profile \"A\": web_identity_token_file is set, but role_arn is missing",
    ),
    (
        "if `sso_role_name` is set, then `sso_account_id` must also be set",
        ErrorCode::ProfileInvalid,
        "sso_account_id is missing",
    ),
    (
        "if `sso_account_id` is set, then `sso_role_name` must also be set",
        ErrorCode::ProfileInvalid,
        "sso_role_name is missing",
    ),
    (
        "`sso_region` can only be specified in the [sso-session] config when a session name is given",
        ErrorCode::ProfileInvalid,
        "sso_region can only be specified in [sso-session A] when sso_session is given",
    ),
    (
        "sso-session named `oops` (referenced by profile `A`) was not found",
        ErrorCode::ProfileInvalid,
        "/config:2: profile \"A\": sso_session \"oops\" was not found",
    ),
];

#[test]
fn every_case_passes_by_the_rules_of_maintained_tools() {
    let cases: Vec<Json> = serde_json::from_str(include_str!("vectors/assume-role.json")).unwrap();
    assert!(cases.len() > 25, "the vectors are there");
    // SDK v2 is older than most of what they are about.
    for rules in [Rules::JS_V3, Rules::CLI] {
        for case in cases.iter().filter(|case| is_for(rules, case)) {
            check(case, rules);
        }
    }
}

/// botocore passes over an sso_session without account and role, and what is wrong with it.
fn is_for(rules: Rules, case: &Json) -> bool {
    let input = &case["input"];
    let profile = &input["profiles"][input["selected_profile"].as_str().unwrap()];
    let has = |key| profile.get(key).is_some();
    let only_a_session = has("sso_session") && !has("sso_account_id") && !has("sso_role_name");
    rules != Rules::CLI || !only_a_session
}

fn check(case: &Json, rules: Rules) {
    let name = format!("{}: {}", rules.name, case["docs"]);
    let input = &case["input"];
    let mut config = sections(&input["profiles"], "profile");
    config.push_str(&sections(&input["sso_sessions"], "sso-session"));
    let selected = input["selected_profile"].as_str().unwrap();
    let planned = Setup::config(&config).rules(rules).plan(Some(selected));
    match case["output"].get("Error").and_then(Json::as_str) {
        Some(words) => check_error(&name, words, &planned.expect_err(&name)),
        None => {
            let plan = planned.unwrap_or_else(|e| panic!("{name}: {e}")).plan;
            assert_eq!(
                Json::Array(chain(&plan)),
                case["output"]["ProfileChain"],
                "{name}"
            );
        }
    }
}

fn check_error(name: &str, words: &str, error: &Error) {
    let row = ERRORS.iter().find(|row| row.0 == words);
    let (_, code, ours) = row.unwrap_or_else(|| panic!("{name}: no row for {words:?}"));
    assert_eq!(error.code(), *code, "{name}: {error}");
    assert!(error.message().contains(ours), "{name}: {error}");
    assert!(
        error.hint().is_some() || *code == ErrorCode::Unexpected,
        "{name}"
    );
}

fn sections(tables: &Json, word: &str) -> String {
    let none = Map::new();
    let mut text = String::new();
    for (name, keys) in tables.as_object().unwrap_or(&none) {
        text.push_str(&format!("[{word} {name}]\n"));
        for (key, value) in by_vector_order(keys) {
            text.push_str(&format!("{key} = {}\n", value.as_str().unwrap()));
        }
    }
    text
}

/// `role_arn` first, whatever order the JSON reader keeps: line numbers above depend on it.
fn by_vector_order(keys: &Json) -> Vec<(&String, &Json)> {
    let mut keys: Vec<_> = keys.as_object().unwrap().iter().collect();
    keys.sort_by_key(|(key, _)| *key != "role_arn");
    keys
}

fn chain(plan: &Plan) -> Vec<Json> {
    let mut chain = vec![base(&plan.base)];
    chain.extend(plan.steps.iter().map(step));
    chain
}

fn base(base: &Base) -> Json {
    match base {
        Base::StaticKeys {
            access_key_id,
            secret_access_key,
            account_id,
            ..
        } => json!({ "AccessKey": without_nulls(json!({
            "access_key_id": access_key_id.value,
            "secret_access_key": secret_access_key.expose(),
            "account_id": account_id,
        })) }),
        Base::Imds { .. } => json!({ "NamedSource": "Ec2InstanceMetadata" }),
        Base::WebIdentity {
            token_file,
            role_arn,
            session_name,
        } => json!({ "WebIdentityToken": without_nulls(json!({
            "role_arn": role_arn,
            "web_identity_token_file": token_file.value,
            "role_session_name": session_name,
        })) }),
        Base::Sso {
            session,
            account_id,
            role_name,
            region,
            start_url,
            ..
        } => json!({ "Sso": without_nulls(json!({
            "sso_session": session,
            "sso_account_id": account_id,
            "sso_role_name": role_name,
            "sso_region": region,
            "sso_start_url": start_url,
        })) }),
        other => panic!("no vector has {other:?}"),
    }
}

fn step(step: &Step) -> Json {
    let Step::AssumeRole(role) = step else {
        panic!("no vector has {step:?}");
    };
    json!({ "AssumeRole": without_nulls(json!({
        "role_arn": role.role_arn.value,
        "external_id": role.external_id,
        "role_session_name": role.session_name,
    })) })
}

fn without_nulls(json: Json) -> Json {
    let Json::Object(fields) = json else {
        return json;
    };
    fields
        .into_iter()
        .filter(|field| !field.1.is_null())
        .collect()
}
