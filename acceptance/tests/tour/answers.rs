//! What is wrong with the answers to a step.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::clients::CLIENTS;
use crate::table::{self, Refusal, Step, Table};

/// One text for a step that went wrong, with what each client said.
pub(crate) fn complaints(
    table: &Table,
    step: &Step,
    answers: &BTreeMap<&'static str, &Value>,
) -> Option<String> {
    let settled: BTreeMap<_, _> = answers
        .iter()
        .map(|(id, answer)| (*id, settle(answer, &table.ignore)))
        .collect();
    let right = match &step.error {
        Some(refusal) => settled.iter().all(|(id, it)| is_refused(id, it, refusal)),
        None => settled.values().all(|it| is_granted(step, it)) && all_same(step, &settled),
    };
    (!right).then(|| tell(table, step, &settled))
}

fn tell(table: &Table, step: &Step, answers: &BTreeMap<&str, Value>) -> String {
    let service = &table::service(table, step).name;
    let mut text = format!("{service} {}", step.operation());
    if let Some(wrong) = &step.wrong {
        let _ = write!(text, ", {wrong}");
    }
    let _ = match (&step.error, &step.expect) {
        (
            Some(Refusal {
                code,
                status,
                class,
                ..
            }),
            _,
        ) => {
            write!(text, "\n  expected {code}, {status}, {class:?}")
        }
        (None, Some(expect)) => write!(text, "\n  expected {expect}"),
        (None, None) => write!(text, "\n  expected an empty answer"),
    };
    for (id, answer) in answers {
        let _ = write!(text, "\n  {id}: {answer}");
    }
    text
}

fn is_refused(id: &str, answer: &Value, refusal: &Refusal) -> bool {
    let client = CLIENTS.iter().find(|client| client.id == id).unwrap();
    let error = &answer["error"];
    let (code, class) = refusal.told_by(id);
    error["code"] == code
        && (!client.tells_status || error["status"] == refusal.status)
        && (!client.has_classes || error["class"].as_str() == class)
        && is_documented(error, refusal)
}

/// What AWS's own model has, where it has the code at all.
fn is_documented(error: &Value, refusal: &Refusal) -> bool {
    let Some(model) = error.get("documented") else {
        return true;
    };
    model["class"].as_str() == refusal.class.as_deref() && model["status"] == refusal.status
}

/// Without an expectation the answer has to be empty, so that no answer stays unlooked at.
fn is_granted(step: &Step, answer: &Value) -> bool {
    let granted = answer.get("error").is_none();
    match &step.expect {
        Some(expect) => granted && matches(expect, &answer["ok"]),
        None => granted && (step.prepares() || answer.get("ok").is_none()),
    }
}

fn all_same(step: &Step, answers: &BTreeMap<&str, Value>) -> bool {
    if step.prepares() {
        return true;
    }
    let masked = |answer: &Value| masked(step.expect.as_ref(), &answer["ok"]);
    let mut answers = answers.values().map(masked);
    let first = answers.next();
    answers.all(|other| Some(other) == first)
}

/// Without what clients write each in their own way: what is empty, times, and what the table ignores.
fn settle(value: &Value, ignore: &BTreeMap<String, String>) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members
                .iter()
                .filter(|(name, _)| !ignore.contains_key(*name));
            let kept = kept.map(|(name, value)| (name.clone(), settle(value, ignore)));
            kept.filter(|(_, value)| !is_empty(value))
                .collect::<Map<_, _>>()
                .into()
        }
        Value::Array(items) => items.iter().map(|item| settle(item, ignore)).collect(),
        Value::String(text) if is_time(text) => "<time>".into(),
        other => other.clone(),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// `2026-01-31T12:00:00` and whatever follows.
fn is_time(text: &str) -> bool {
    let shape = text
        .bytes()
        .take(19)
        .map(|b| if b.is_ascii_digit() { b'0' } else { b });
    shape.eq("0000-00-00T00:00:00".bytes())
}

fn matches(expect: &Value, got: &Value) -> bool {
    match (expect, got) {
        (Value::Object(expect), Value::Object(got)) => expect
            .iter()
            .all(|(name, expect)| got.get(name).is_some_and(|got| matches(expect, got))),
        (Value::Array(expect), Value::Array(got)) => {
            expect.len() == got.len() && expect.iter().zip(got).all(|(e, g)| matches(e, g))
        }
        (Value::String(expect), _) if expect == "*" => !is_empty(got),
        (Value::String(expect), Value::String(got)) => match expect.strip_suffix('*') {
            Some(start) => got.starts_with(start),
            None => expect == got,
        },
        _ => expect == got,
    }
}

/// `None`, or what keyward/aws-sdk gives otherwise than SDK v2: here also what is empty counts.
pub(crate) fn unlike_v2(table: &Table, step: &Step, v2: &Value, facade: &Value) -> Option<String> {
    let shown = |answer: &Value| match answer.get("error") {
        Some(error) => serde_json::json!({ "code": error["code"], "status": error["status"] }),
        None => masked(step.expect.as_ref(), &known_to_v2(&answer["ok"], table)),
    };
    let (v2, facade) = (shown(v2), shown(facade));
    let service = &table::service(table, step).name;
    (!step.prepares() && v2 != facade).then(|| {
        let operation = step.operation();
        format!("{service} {operation}\n  v2: {v2}\n  keyward/aws-sdk: {facade}")
    })
}

/// Members that AWS added to these answers after SDK v2's models were frozen.
const NEWER: [&str; 7] = [
    "ChecksumCRC64NVME",
    "Geography",
    "ImageWatermarks",
    "MetricCategoryIds",
    "PrivateKeyList",
    "SecondaryInterfaces",
    "SubGeography",
];

/// Without what SDK v2 has no name for, and without members that JSON says are nothing.
fn known_to_v2(value: &Value, table: &Table) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.iter().filter(|(name, value)| {
                let newer = NEWER.contains(&name.as_str()) || table.ignore.contains_key(*name);
                !newer && !value.is_null()
            });
            let kept = kept.map(|(name, value)| (name.clone(), known_to_v2(value, table)));
            kept.collect::<Map<_, _>>().into()
        }
        Value::Array(items) => items.iter().map(|item| known_to_v2(item, table)).collect(),
        Value::String(text) if is_time(text) => "<time>".into(),
        other => other.clone(),
    }
}

/// The answer with `arn:…/*` of the expectation in the places that it allows to differ.
fn masked(expect: Option<&Value>, got: &Value) -> Value {
    match (expect, got) {
        (Some(Value::Object(expect)), Value::Object(got)) => got
            .iter()
            .map(|(name, got)| (name.clone(), masked(expect.get(name), got)))
            .collect::<Map<_, _>>()
            .into(),
        (Some(Value::Array(expect)), Value::Array(got)) => got
            .iter()
            .zip(expect)
            .map(|(got, expect)| masked(Some(expect), got))
            .collect(),
        (Some(Value::String(expect)), _) if expect.len() > 1 && expect.ends_with('*') => {
            expect.as_str().into()
        }
        _ => got.clone(),
    }
}

#[test]
fn answers_are_compared_by_what_they_say() {
    let ignore = BTreeMap::from([("Noise".to_owned(), String::new())]);
    let answer = serde_json::json!({
        "Name": "a", "At": "2026-01-31T12:00:00Z", "Tags": [], "Next": null, "Noise": 1,
    });
    let settled = settle(&answer, &ignore);
    assert_eq!(settled, serde_json::json!({ "Name": "a", "At": "<time>" }));
    let expect = |expect: Value| matches(&expect, &settled);
    assert!(expect(serde_json::json!({ "Name": "*", "At": "<time>" })));
    assert!(!expect(serde_json::json!({ "Name": "b" })));
    assert!(!expect(serde_json::json!({ "Tags": "*" })));
    assert!(expect(serde_json::json!({ "Name": "a*" })));
}

fn complains(step: Value, answers: &[(&'static str, Value)]) -> bool {
    let step: Step = serde_json::from_value(step).unwrap();
    let table = serde_json::from_value(serde_json::json!({ "service": "sts", "steps": [] }));
    let answers = answers.iter().map(|(id, answer)| (*id, answer));
    complaints(&table.unwrap(), &step, &answers.collect()).is_some()
}

#[test]
fn a_wrong_answer_is_told() {
    use serde_json::json;
    let step = json!({ "op": "GetIt", "expect": { "Arn": "arn:*" } });
    let ok = |arn: &str, more: Value| json!({ "ok": { "Arn": arn, "More": more } });
    let same = [
        ("cli", ok("arn:a", json!(1))),
        ("v3", ok("arn:b", json!(1))),
    ];
    assert!(!complains(step.clone(), &same));
    let other = [
        ("cli", ok("arn:a", json!(1))),
        ("v3", ok("arn:a", json!(2))),
    ];
    assert!(complains(step.clone(), &other), "they differ");
    assert!(
        complains(step.clone(), &[("cli", ok("a", json!(1)))]),
        "another"
    );
    assert!(complains(
        step,
        &[("cli", json!({ "error": { "code": "No" } }))]
    ));
    let silent = json!({ "op": "DoIt" });
    assert!(!complains(silent.clone(), &[("cli", json!({ "ok": {} }))]));
    assert!(
        complains(silent, &[("cli", ok("arn:a", json!(1)))]),
        "not looked at"
    );
}

#[test]
fn a_wrong_refusal_is_told() {
    use serde_json::json;
    let step =
        json!({ "op": "GetIt", "error": { "code": "No", "status": 404, "class": "NoException" } });
    let refused = |code: &str, status: u16, class: &str| {
        let model = json!({ "class": "NoException", "status": 404 });
        let error = json!({ "code": code, "status": status, "class": class, "documented": model });
        [("boto3", json!({ "error": error }))]
    };
    assert!(!complains(step.clone(), &refused("No", 404, "NoException")));
    assert!(complains(
        step.clone(),
        &refused("Nope", 404, "NoException")
    ));
    assert!(complains(step.clone(), &refused("No", 400, "NoException")));
    assert!(complains(step.clone(), &refused("No", 404, "ClientError")));
    assert!(complains(step, &[("boto3", json!({ "ok": {} }))]));
    let undocumented =
        json!({ "op": "GetIt", "error": { "code": "No", "status": 400, "class": "NoException" } });
    assert!(
        complains(undocumented, &refused("No", 400, "NoException")),
        "the model differs"
    );
}
