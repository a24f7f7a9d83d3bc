use keyward_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::client::{Call, Signer, sandbox};

fn call(sandbox: &Sandbox, action: &str, body: &Value) -> Result<Value, String> {
    let call = Call::json("ssm", action, &body.to_string());
    let answer = call.send(sandbox, &Signer::admin(sandbox));
    let value = answer.json();
    if answer.status == 200 {
        return Ok(value);
    }
    Err(value["__type"].as_str().unwrap().to_owned())
}

fn refused(code: &str) -> Result<Value, String> {
    Err(code.to_owned())
}

#[test]
fn a_parameter_has_versions_and_labels() {
    let sandbox = sandbox();
    let of = |action: &str, body: Value| call(&sandbox, action, &body);
    let put = |value: &str, overwrite: bool| {
        of(
            "PutParameter",
            json!({"Name": "/app/db", "Value": value, "Type": "String", "Overwrite": overwrite}),
        )
    };
    assert_eq!(put("one", false).unwrap()["Version"], 1);
    assert_eq!(put("two", false), refused("ParameterAlreadyExists"));
    assert_eq!(put("two", true).unwrap()["Version"], 2);
    let value = |name: &str| {
        of("GetParameter", json!({"Name": name})).map(|got| got["Parameter"]["Value"].clone())
    };
    assert_eq!(value("/app/db"), Ok(json!("two")));
    assert_eq!(value("/app/db:1"), Ok(json!("one")));
    assert_eq!(
        value("arn:aws:ssm:us-east-1:123456789012:parameter/app/db:1"),
        Ok(json!("one"))
    );
    assert_eq!(value("/app/db:3"), refused("ParameterVersionNotFound"));
    assert_eq!(value("/none"), refused("ParameterNotFound"));
    let labelled = of(
        "LabelParameterVersion",
        json!({"Name": "/app/db", "ParameterVersion": 1, "Labels": ["prod", "aws-x"]}),
    )
    .unwrap();
    assert_eq!(labelled["InvalidLabels"], json!(["aws-x"]));
    assert_eq!(value("/app/db:prod"), Ok(json!("one")));
    of(
        "LabelParameterVersion",
        json!({"Name": "/app/db", "Labels": ["prod"]}),
    )
    .unwrap();
    assert_eq!(value("/app/db:prod"), Ok(json!("two")));
    let history = of("GetParameterHistory", json!({"Name": "/app/db"})).unwrap();
    assert_eq!(history["Parameters"][0]["Value"], "one");
    assert_eq!(history["Parameters"][1]["Labels"], json!(["prod"]));
    of("DeleteParameter", json!({"Name": "/app/db"})).unwrap();
    assert_eq!(
        of("DeleteParameter", json!({"Name": "/app/db"})),
        refused("ParameterNotFound")
    );
}

#[test]
fn a_secure_string_opens_only_when_asked() {
    let sandbox = sandbox();
    let of = |action: &str, body: Value| call(&sandbox, action, &body);
    of(
        "PutParameter",
        json!({"Name": "key", "Value": "open sesame", "Type": "SecureString"}),
    )
    .unwrap();
    for action in ["GetParameter", "GetParameterHistory"] {
        let closed = of(action, json!({"Name": "key"})).unwrap();
        assert!(!closed.to_string().contains("open sesame"), "{action}");
        let open = of(action, json!({"Name": "key", "WithDecryption": true})).unwrap();
        assert!(open.to_string().contains("open sesame"), "{action}");
    }
    let described = of("DescribeParameters", json!({})).unwrap();
    assert!(!described.to_string().contains("open sesame"));
}

#[test]
fn paths_are_walked_in_pages() {
    let sandbox = sandbox();
    let of = |action: &str, body: Value| call(&sandbox, action, &body);
    for name in ["/a/1", "/a/2", "/a/b/3", "/ab/4", "top"] {
        of(
            "PutParameter",
            json!({"Name": name, "Value": "x", "Type": "String"}),
        )
        .unwrap();
    }
    let names = |answer: &Value| -> Vec<String> {
        let list = answer["Parameters"].as_array().unwrap();
        list.iter()
            .map(|p| p["Name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        names(&of("GetParametersByPath", json!({"Path": "/a"})).unwrap()),
        ["/a/1", "/a/2"]
    );
    let all = json!({"Path": "/a/", "Recursive": true, "MaxResults": 2});
    let first = of("GetParametersByPath", all.clone()).unwrap();
    assert_eq!(names(&first), ["/a/1", "/a/2"]);
    let mut next = all;
    next["NextToken"] = first["NextToken"].clone();
    assert_eq!(names(&of("GetParametersByPath", next).unwrap()), ["/a/b/3"]);
    assert_eq!(
        names(&of("GetParametersByPath", json!({"Path": "/"})).unwrap()),
        ["top"]
    );
    let some = of("GetParameters", json!({"Names": ["top", "none"]})).unwrap();
    assert_eq!(
        (names(&some), &some["InvalidParameters"]),
        (vec!["top".to_owned()], &json!(["none"]))
    );
    assert_eq!(
        of("GetParametersByPath", json!({"Path": "a"})),
        refused("ValidationException")
    );
    let gone = of("DeleteParameters", json!({"Names": ["top", "none"]})).unwrap();
    assert_eq!(gone["DeletedParameters"], json!(["top"]));
}

#[test]
fn what_breaks_a_rule_is_refused() {
    let sandbox = sandbox();
    let put = |extra: Value| {
        let mut body = json!({"Name": "n", "Value": "v", "Type": "String"});
        body.as_object_mut()
            .unwrap()
            .extend(extra.as_object().unwrap().clone());
        call(&sandbox, "PutParameter", &body)
    };
    for (extra, code) in [
        (json!({"Name": "a/b"}), "ValidationException"),
        (json!({"Name": "/aws/x"}), "AccessDeniedException"),
        (json!({"Type": "Loud"}), "ValidationException"),
        (json!({"Value": "x".repeat(4097)}), "ValidationException"),
        (
            json!({"Type": "StringList", "Value": "a,,b"}),
            "ValidationException",
        ),
        (json!({"Tier": "Advanced"}), "NotImplemented"),
        (json!({"AllowedPattern": "a+"}), "NotImplemented"),
        (json!({"KeyId": "x"}), "NotImplemented"),
    ] {
        assert_eq!(put(extra.clone()), refused(code), "{extra}");
    }
    put(json!({})).unwrap();
    assert_eq!(
        put(json!({"Type": "SecureString", "Overwrite": true})),
        refused("ValidationException")
    );
}

#[test]
fn labels_go_as_they_came() {
    let sandbox = sandbox();
    let of = |action: &str, body: Value| call(&sandbox, action, &body);
    of(
        "PutParameter",
        json!({"Name": "/p", "Value": "v", "Type": "String"}),
    )
    .unwrap();
    let labels = json!({"Name": "/p", "ParameterVersion": 1, "Labels": ["live"]});
    of("LabelParameterVersion", labels).unwrap();
    of("GetParameter", json!({"Name": "/p:live"})).unwrap();
    let taken = json!({"Name": "/p", "ParameterVersion": 1, "Labels": ["live", "other"]});
    let told = of("UnlabelParameterVersion", taken).unwrap();
    assert_eq!(
        told,
        json!({"RemovedLabels": ["live"], "InvalidLabels": ["other"]})
    );
    assert_eq!(
        of("GetParameter", json!({"Name": "/p:live"})),
        refused("ParameterVersionNotFound")
    );
}
