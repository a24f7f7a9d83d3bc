use std::time::Duration;

use keyward_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::client::{Call, Signer, assume, role, sandbox};

/// The answer, or the status and code of the refusal.
fn call(sandbox: &Sandbox, action: &str, body: &Value) -> Result<Value, (u16, String)> {
    let call = Call::json("secretsmanager", action, &body.to_string());
    let answer = call.send(sandbox, &Signer::admin(sandbox));
    let value = answer.json();
    if answer.status == 200 {
        return Ok(value);
    }
    let code = value["__type"].as_str().unwrap().to_owned();
    assert_eq!(answer.header("x-amzn-errortype"), Some(code.as_str()));
    Err((answer.status, code))
}

fn refused(code: &str) -> Result<Value, (u16, String)> {
    Err((400, code.to_owned()))
}

#[test]
fn a_secret_has_versions_and_stages() {
    let sandbox = sandbox();
    let of = |action: &str, body: Value| call(&sandbox, action, &body);
    let made = of(
        "CreateSecret",
        json!({"Name": "app/db", "SecretString": "one"}),
    )
    .unwrap();
    let arn = made["ARN"].as_str().unwrap();
    assert!(arn.starts_with("arn:aws:secretsmanager:us-east-1:123456789012:secret:app/db-"));
    for id in ["app/db", arn, &arn[..arn.len() - 7]] {
        let got = of("GetSecretValue", json!({"SecretId": id})).unwrap();
        assert_eq!(got["SecretString"], "one", "{id}");
        assert_eq!(got["VersionStages"], json!(["AWSCURRENT"]));
    }
    let put = of(
        "PutSecretValue",
        json!({"SecretId": "app/db", "SecretString": "two"}),
    )
    .unwrap();
    let value = |extra: Value| {
        let mut body = json!({"SecretId": "app/db"});
        body.as_object_mut()
            .unwrap()
            .extend(extra.as_object().unwrap().clone());
        of("GetSecretValue", body).map(|got| got["SecretString"].clone())
    };
    assert_eq!(value(json!({})), Ok(json!("two")));
    assert_eq!(
        value(json!({"VersionStage": "AWSPREVIOUS"})),
        Ok(json!("one"))
    );
    assert_eq!(
        value(json!({"VersionId": put["VersionId"]})),
        Ok(json!("two"))
    );
    assert_eq!(
        value(json!({"VersionStage": "none"})).map(|_| json!(0)),
        refused("ResourceNotFoundException")
    );

    // A rotation ends by moving the label back and forth.
    let (old, new) = (&made["VersionId"], &put["VersionId"]);
    let move_to = |to: &Value, from: &Value| {
        of(
            "UpdateSecretVersionStage",
            json!({"SecretId": "app/db", "VersionStage": "AWSCURRENT", "MoveToVersionId": to, "RemoveFromVersionId": from}),
        )
    };
    assert_eq!(
        move_to(old, &Value::Null),
        refused("InvalidParameterException")
    );
    move_to(old, new).unwrap();
    assert_eq!(value(json!({})), Ok(json!("one")));
    let described = of("DescribeSecret", json!({"SecretId": "app/db"})).unwrap();
    assert_eq!(
        described["VersionIdsToStages"][new.as_str().unwrap()],
        json!(["AWSPREVIOUS"])
    );
    assert!(!described.to_string().contains("SecretString"));

    assert_eq!(
        of(
            "CreateSecret",
            json!({"Name": "app/db", "SecretString": "x"})
        ),
        refused("ResourceExistsException")
    );
    assert_eq!(
        of("GetSecretValue", json!({"SecretId": "none"})),
        refused("ResourceNotFoundException")
    );
    assert_eq!(
        of("CreateSecret", json!({"Name": "a b"})),
        refused("InvalidParameterException")
    );
    assert_eq!(
        of("CreateSecret", json!({"Name": "k", "KmsKeyId": "x"})).map_err(|(status, _)| status),
        Err(501)
    );
    assert_eq!(
        of("Nothing", json!({})),
        refused("UnknownOperationException")
    );
}

#[test]
fn the_same_token_makes_one_version() {
    let sandbox = sandbox();
    let of = |action: &str, body: Value| call(&sandbox, action, &body);
    let token = "0123456789abcdef0123456789abcdef";
    let body = json!({"Name": "t", "SecretString": "one", "ClientRequestToken": token});
    let first = of("CreateSecret", body.clone()).unwrap();
    assert_eq!(of("CreateSecret", body), Ok(first));
    let put = |text: &str| {
        of(
            "PutSecretValue",
            json!({"SecretId": "t", "SecretString": text, "ClientRequestToken": token}),
        )
    };
    put("one").unwrap();
    assert_eq!(put("two"), refused("ResourceExistsException"));
    let versions = of("ListSecretVersionIds", json!({"SecretId": "t"})).unwrap();
    assert_eq!(versions["Versions"].as_array().unwrap().len(), 1);
}

#[test]
fn a_deleted_secret_waits_and_can_come_back() {
    let sandbox = sandbox();
    let of = |action: &str, body: Value| call(&sandbox, action, &body);
    of("CreateSecret", json!({"Name": "s", "SecretString": "x"})).unwrap();
    let id = json!({"SecretId": "s"});
    assert_eq!(
        of(
            "DeleteSecret",
            json!({"SecretId": "s", "RecoveryWindowInDays": 3})
        ),
        refused("InvalidParameterException")
    );
    assert_eq!(
        of("RestoreSecret", id.clone()),
        refused("InvalidRequestException")
    );
    of(
        "DeleteSecret",
        json!({"SecretId": "s", "RecoveryWindowInDays": 7}),
    )
    .unwrap();
    assert_eq!(
        of("GetSecretValue", id.clone()),
        refused("InvalidRequestException")
    );
    assert_eq!(
        of("CreateSecret", json!({"Name": "s"})),
        refused("InvalidRequestException")
    );
    assert_eq!(
        of("ListSecrets", json!({})).unwrap()["SecretList"],
        json!([])
    );
    of("RestoreSecret", id.clone()).unwrap();
    assert_eq!(
        of("GetSecretValue", id.clone()).unwrap()["SecretString"],
        "x"
    );
    of("DeleteSecret", id.clone()).unwrap();
    sandbox
        .control()
        .advance_clock(Duration::from_secs(31 * 86_400));
    assert_eq!(
        of("DescribeSecret", id),
        refused("ResourceNotFoundException")
    );
    of("CreateSecret", json!({"Name": "s"})).unwrap();
}

#[test]
fn lists_come_in_pages() {
    let sandbox = sandbox();
    let of = |action: &str, body: Value| call(&sandbox, action, &body);
    for name in ["a1", "a2", "b1"] {
        of(
            "CreateSecret",
            json!({"Name": name, "Tags": [{"Key": "k", "Value": name}]}),
        )
        .unwrap();
    }
    let first = of("ListSecrets", json!({"MaxResults": 2})).unwrap();
    let second = of(
        "ListSecrets",
        json!({"MaxResults": 2, "NextToken": first["NextToken"]}),
    )
    .unwrap();
    assert_eq!(second["SecretList"][0]["Name"], "b1");
    assert!(second.get("NextToken").is_none());
    let filtered = of(
        "ListSecrets",
        json!({"Filters": [{"Key": "name", "Values": ["a"]}]}),
    )
    .unwrap();
    assert_eq!(filtered["SecretList"].as_array().unwrap().len(), 2);
}

#[test]
fn wrong_credentials_are_refused_in_json() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let session = Signer::from_answer(&assume(&sandbox, &admin, &role(&sandbox, "app"), &[]).ok());
    sandbox.control().expire_session(&session.key);
    let mut wrong = admin.clone();
    wrong.secret.push('x');
    let unknown = Signer::new("AKIAIOSFODNN7EXAMPLE", "x");
    for service in ["secretsmanager", "ssm"] {
        for (signer, code) in [
            (&session, "ExpiredTokenException"),
            (&wrong, "InvalidSignatureException"),
            (&unknown, "UnrecognizedClientException"),
        ] {
            let answer = Call::json(service, "ListSecrets", "{}").send(&sandbox, signer);
            assert_eq!(
                (answer.status, answer.json()["__type"].as_str()),
                (400, Some(code)),
                "{service}"
            );
        }
        let bare = Call::json(service, "ListSecrets", "{}").send_unsigned(&sandbox);
        assert_eq!(bare.json()["__type"], "MissingAuthenticationTokenException");
    }
}

#[test]
fn passwords_are_random_and_of_the_kinds_asked_for() {
    let sandbox = sandbox();
    let password = |body: Value| {
        let made = call(&sandbox, "GetRandomPassword", &body);
        made.map(|made| made["RandomPassword"].as_str().unwrap().to_owned())
    };
    let plain = password(json!({})).unwrap();
    assert_eq!(plain.len(), 32);
    assert_ne!(plain, password(json!({})).unwrap());
    let digits = password(json!({
        "PasswordLength": 9, "ExcludeLowercase": true, "ExcludeUppercase": true,
        "ExcludePunctuation": true, "ExcludeCharacters": "0123",
    }));
    let digits = digits.unwrap();
    assert!(
        digits.len() == 9 && digits.bytes().all(|b| (b'4'..=b'9').contains(&b)),
        "{digits}"
    );
    let refused = || Err((400, "InvalidParameterException".to_owned()));
    assert_eq!(password(json!({"PasswordLength": 3})), refused());
    assert_eq!(
        password(json!({"PasswordLength": 3, "RequireEachIncludedType": false}))
            .unwrap()
            .len(),
        3
    );
}

#[test]
fn a_batch_reads_what_is_there_and_tells_what_is_not() {
    let sandbox = sandbox();
    for name in ["a", "b"] {
        let body = json!({"Name": name, "SecretString": name});
        call(&sandbox, "CreateSecret", &body).unwrap();
    }
    let ids = json!({"SecretIdList": ["a", "none", "b"]});
    let read = call(&sandbox, "BatchGetSecretValue", &ids).unwrap();
    let values = read["SecretValues"].as_array().unwrap();
    let texts: Vec<_> = values.iter().map(|value| &value["SecretString"]).collect();
    assert_eq!(texts, ["a", "b"]);
    assert_eq!(read["Errors"][0]["ErrorCode"], "ResourceNotFoundException");
    assert_eq!(
        call(
            &sandbox,
            "BatchGetSecretValue",
            &json!({"SecretIdList": []})
        ),
        refused("InvalidParameterException")
    );
    assert_eq!(
        call(&sandbox, "RotateSecret", &json!({"SecretId": "a"})),
        refused("UnknownOperationException")
    );
}
