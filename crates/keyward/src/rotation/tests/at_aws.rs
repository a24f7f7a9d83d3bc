//! Places at AWS: Secrets Manager and SSM's Parameter Store.

use keyward_core::{ErrorCode, Result, Secret};
use keyward_profile::KeyPair;
use keyward_sandbox::{FaultKind, FaultRule};
use serde_json::{Value, json};

use super::ground::{Ground, app, refused};
use crate::{
    Request,
    hosts::{SECRETS_MANAGER, SSM},
    json_api::{Api, JsonApi},
    rotation::{RotateOptions, RotationState, RotationTarget, sealed},
    sources::token_document::Document,
};

const SECRETS: Api = Api {
    kind: SECRETS_MANAGER,
    name: "secretsmanager",
    target: "secretsmanager",
};
const PARAMETERS: Api = Api {
    kind: SSM,
    name: "ssm",
    target: "AmazonSSM",
};

/// A call by the key in the vault.
async fn call(ground: &Ground, api: &'static Api, action: &str, sent: Value) -> Document {
    try_call(ground, api, action, sent).await.unwrap()
}

async fn try_call(
    ground: &Ground,
    api: &'static Api,
    action: &str,
    sent: Value,
) -> Result<Document> {
    let engine = &ground.watcher;
    let plan = engine.plan_for(&Request::profile(app())).await.unwrap();
    let key = key_of(ground);
    let api = JsonApi {
        api,
        aws: engine.aws(&plan),
        region: "us-east-1".to_owned(),
        credentials: sealed::credentials(&keyward_vault::AccessKey {
            access_key_id: key.access_key_id,
            secret_access_key: key.secret_access_key,
        }),
    };
    api.ask(action, &Document::json(sent)).await
}

/// The key in the vault.
pub(super) fn key_of(ground: &Ground) -> KeyPair {
    let vault = ground.watcher.vault();
    let entry = vault.with(|vault| vault.get(&app())).unwrap().unwrap();
    KeyPair {
        access_key_id: entry.access_key_id,
        secret_access_key: entry.secret_access_key,
    }
}

/// A JSON object as a person writes it, with other keys around the two.
fn around(key: &KeyPair, fields: [&str; 2]) -> String {
    let [id, secret] = fields;
    format!(
        "{{\n  \"b\": 1.50, \"{id}\": \"{}\",\n  \"{secret}\" : \"{}\", \"a\": [ ]\n}}",
        key.access_key_id,
        key.secret_access_key.expose()
    )
}

const NAMED: [&str; 2] = ["user", "password"];
const USUAL: [&str; 2] = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];

/// A secret and a parameter, holding the key that the vault holds.
pub(super) async fn places(ground: &Ground) -> Vec<RotationTarget> {
    let key = key_of(ground);
    let old = json!({ "SecretId": "prod/app", "ForceDeleteWithoutRecovery": true });
    let _ = try_call(ground, &SECRETS, "DeleteSecret", old).await;
    let old = json!({ "Name": "/app/json" });
    let _ = try_call(ground, &PARAMETERS, "DeleteParameter", old).await;
    let secret = json!({ "Name": "prod/app", "SecretString": around(&key, USUAL) });
    let _ = call(ground, &SECRETS, "CreateSecret", secret).await;
    put(ground, "/app/json", "SecureString", &around(&key, NAMED)).await;
    let targets = [
        "secretsmanager:prod/app",
        "ssm:/app/json#user,password?region=us-east-1",
    ];
    targets
        .map(|text| RotationTarget::parse(text).unwrap())
        .into()
}

async fn put(ground: &Ground, name: &str, kind: &str, value: &str) {
    let parameter = json!({ "Name": name, "Type": kind, "Value": value });
    let _ = call(ground, &PARAMETERS, "PutParameter", parameter).await;
}

/// The same, and a pair of parameters.
async fn all(ground: &Ground) -> Vec<RotationTarget> {
    let mut targets = places(ground).await;
    let key = key_of(ground);
    put(ground, "/app/id", "String", &key.access_key_id).await;
    let secret = key.secret_access_key.expose();
    put(ground, "/app/secret", "SecureString", secret).await;
    targets.push(RotationTarget::parse("ssm:/app/id,/app/secret").unwrap());
    targets
}

/// The keys in the two [`places`], without a request that a fault could befall.
pub(super) fn held(ground: &Ground) -> Vec<KeyPair> {
    let state: Value = serde_json::from_str(&ground.sandbox.control().snapshot()).unwrap();
    let account = &state["accounts"]["123456789012"];
    let versions = |kind: &str, name: &str| {
        let versions = &account[kind]["us-east-1"][name]["versions"];
        versions.as_array().unwrap().clone()
    };
    let is_current = |version: &&Value| version["stages"].to_string().contains("\"AWSCURRENT\"");
    let secrets = versions("secrets", "prod/app");
    let secret = secrets.iter().find(is_current).unwrap();
    let parameters = versions("parameters", "/app/json");
    let parameter = parameters.last().unwrap();
    let pair = |text: &Value, [id, secret]: [&str; 2]| {
        let object: Value = serde_json::from_str(text.as_str().unwrap()).unwrap();
        assert_eq!(object["b"], json!(1.5));
        KeyPair {
            access_key_id: object[id].as_str().unwrap().to_owned(),
            secret_access_key: Secret::new(object[secret].as_str().unwrap()),
        }
    };
    vec![
        pair(&secret["secretString"], USUAL),
        pair(&parameter["value"], NAMED),
    ]
}

/// The text of the secret, the one of the JSON parameter, and the key of the pair.
async fn texts(ground: &Ground) -> (String, String, KeyPair) {
    let secret = json!({ "SecretId": "prod/app" });
    let secret = call(ground, &SECRETS, "GetSecretValue", secret).await;
    let names = json!({ "Names": ["/app/id", "/app/json", "/app/secret"], "WithDecryption": true });
    let answer = call(ground, &PARAMETERS, "GetParameters", names).await;
    let value = |at: usize| answer.text(&format!("/Parameters/{at}/Value")).unwrap();
    let pair = KeyPair {
        access_key_id: value(0).to_owned(),
        secret_access_key: Secret::new(value(2)),
    };
    let secret = secret.text("/SecretString").unwrap().to_owned();
    (secret, value(1).to_owned(), pair)
}

async fn assert_all_hold(ground: &Ground, key: &KeyPair) {
    let (secret, parameter, pair) = texts(ground).await;
    assert_eq!(secret, around(key, USUAL));
    assert_eq!(parameter, around(key, NAMED));
    assert_eq!(pair, *key);
}

async fn versions(ground: &Ground) -> (usize, usize) {
    let sent = json!({ "SecretId": "prod/app" });
    let secret = call(ground, &SECRETS, "DescribeSecret", sent).await;
    let sent = json!({ "Name": "/app/json" });
    let history = call(ground, &PARAMETERS, "GetParameterHistory", sent).await;
    let stages = secret.part("/VersionIdsToStages").unwrap();
    let history = history.part("/Parameters").unwrap();
    (
        stages.as_object().unwrap().len(),
        history.as_array().unwrap().len(),
    )
}

fn fail(ground: &Ground, service: &str, operation: &str, kind: FaultKind) {
    ground.sandbox.control().add_fault(FaultRule {
        service: Some(service.to_owned()),
        operation: Some(operation.to_owned()),
        count: Some(1),
        ..FaultRule::new(kind)
    });
}

#[tokio::test]
async fn places_at_aws_get_the_new_key_and_keep_everything_else() {
    let ground = Ground::new();
    let before = key_of(&ground);
    let options = RotateOptions {
        targets: all(&ground).await,
        ..ground.options()
    };
    let report = ground.engine().rotate(&app(), &options).await.unwrap();
    assert_eq!(report.state, RotationState::Draining);
    let new = key_of(&ground);
    assert_ne!(new, before);
    assert_all_hold(&ground, &new).await;
    let holds = |it: &crate::rotation::TargetReport| it.access_key_id == new.access_key_id;
    assert!(report.targets.len() == 3 && report.targets.iter().all(holds));

    let back = ground
        .engine()
        .roll_back(&app(), &ground.options())
        .await
        .unwrap();
    assert_eq!(back.state, RotationState::Draining);
    assert_all_hold(&ground, &before).await;
    ground.to_the_end(&ground.options()).await;
    let again = ground.to_the_end(&ground.options()).await;
    assert_eq!(again.access_key_id, key_of(&ground).access_key_id);
    assert_all_hold(&ground, &key_of(&ground)).await;
}

#[tokio::test]
async fn an_answer_that_was_lost_makes_no_second_version() {
    let ground = Ground::new();
    let options = RotateOptions {
        targets: all(&ground).await,
        ..ground.options()
    };
    fail(
        &ground,
        "secretsmanager",
        "PutSecretValue",
        FaultKind::CutAfter,
    );
    fail(&ground, "ssm", "PutParameter", FaultKind::CutAfter);
    let error = refused(ground.engine().rotate(&app(), &options).await);
    for says in [
        "secretsmanager:prod/app could not be written",
        "ssm:/app/json#user,password?region=us-east-1 could not be written",
        "may still hold",
        "is in the vault, ssm:/app/id,/app/secret",
        "both keys stay active",
    ] {
        assert!(error.message().contains(says), "{error}");
    }
    let under_way = ground.engine().rotation(&app()).unwrap().unwrap();
    let new = key_of(&ground).access_key_id;
    let holders: Vec<_> = under_way
        .targets
        .iter()
        .map(|it| it.access_key_id == new)
        .collect();
    assert_eq!(
        holders,
        [false, false, true],
        "which target holds which key"
    );

    assert_eq!(
        ground.rotate().await.unwrap().state,
        RotationState::Draining
    );
    assert_all_hold(&ground, &key_of(&ground)).await;
    assert_eq!(versions(&ground).await, (2, 2));
}

#[tokio::test]
async fn a_pair_that_was_half_written_is_made_whole_by_the_next_run() {
    let ground = Ground::new();
    let pair = all(&ground).await.pop().unwrap();
    let options = RotateOptions {
        targets: vec![pair],
        ..ground.options()
    };
    // The first parameter is written, the second is not.
    fail(
        &ground,
        "ssm",
        "PutParameter",
        FaultKind::Latency { milliseconds: 0 },
    );
    fail(&ground, "ssm", "PutParameter", FaultKind::CutBefore);
    let error = refused(ground.engine().rotate(&app(), &options).await);
    let new = key_of(&ground);
    let (_, _, half) = texts(&ground).await;
    assert_ne!(half.access_key_id, new.access_key_id);
    assert_eq!(half.secret_access_key, new.secret_access_key);
    assert!(error.message().contains("both keys stay active"), "{error}");
    assert_eq!(
        ground.rotate().await.unwrap().state,
        RotationState::Draining
    );
    assert_eq!(texts(&ground).await.2, new);
}

#[tokio::test]
async fn what_holds_another_key_or_none_is_not_touched() {
    let ground = Ground::new();
    let _ = all(&ground).await;
    let other = KeyPair {
        access_key_id: "AKIAIOSFODNN7EXAMPLE".to_owned(),
        secret_access_key: Secret::new("x"),
    };
    let secret = json!({ "Name": "other", "SecretString": around(&other, USUAL) });
    let _ = call(&ground, &SECRETS, "CreateSecret", secret).await;
    let plain =
        json!({ "Name": "/plain", "Type": "String", "Value": around(&key_of(&ground), USUAL) });
    let _ = call(&ground, &PARAMETERS, "PutParameter", plain).await;
    for (text, code, says) in [
        (
            "secretsmanager:other",
            ErrorCode::InvalidArgument,
            "holds the key AKIAIOSFODNN7EXAMPLE",
        ),
        (
            "secretsmanager:prod/app#a,b",
            ErrorCode::NoCredentials,
            "with the texts a and b",
        ),
        (
            "secretsmanager:absent",
            ErrorCode::AwsRefused,
            "GetSecretValue (ResourceNotFoundException)",
        ),
        (
            "secretsmanager:prod/app?region=eu-west-1",
            ErrorCode::AwsRefused,
            "ResourceNotFoundException",
        ),
        (
            "ssm:/absent",
            ErrorCode::AwsRefused,
            "GetParameter (ParameterNotFound)",
        ),
        ("ssm:/plain", ErrorCode::InvalidArgument, "in plaintext"),
        (
            "ssm:/app/secret,/app/id",
            ErrorCode::InvalidArgument,
            "in plaintext",
        ),
    ] {
        let options = RotateOptions {
            targets: vec![RotationTarget::parse(text).unwrap()],
            ..ground.options()
        };
        let error = refused(ground.engine().rotate(&app(), &options).await);
        assert_eq!(error.code(), code, "{text}: {error}");
        assert!(error.message().contains(says), "{text}: {error}");
        assert!(error.hint().is_some(), "{text}: {error}");
    }
    assert_eq!(ground.keys().await.len(), 1);
    assert_eq!(ground.engine().rotation(&app()).unwrap(), None);
}
