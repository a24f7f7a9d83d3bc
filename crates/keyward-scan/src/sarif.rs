//! Findings as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), which code hosts show beside the code.

use std::path::{Component, Path};

use serde_json::{Value, json};

use crate::{Confidence, Finding};

const RULES: [(&str, &str); 9] = [
    (
        "aws-access-key",
        "A long-lived AWS access key with its secret",
    ),
    ("aws-access-key-id", "The id of a long-lived AWS access key"),
    ("aws-temporary-credentials", "Temporary AWS credentials"),
    (
        "aws-temporary-key-id",
        "The id of temporary AWS credentials",
    ),
    ("aws-bearer-token", "A bearer token of AWS STS"),
    (
        "aws-context-credential",
        "A context-specific AWS credential",
    ),
    ("aws-secret-access-key", "An AWS secret access key"),
    ("aws-session-token", "An AWS session token"),
    ("aws-bedrock-api-key", "An API key for Amazon Bedrock"),
];

/// The whole report. `findings` are paths, relative to the folder that was scanned, and what is in them.
#[must_use]
pub fn sarif<'f>(findings: impl Iterator<Item = (&'f Path, &'f Finding)>, version: &str) -> Value {
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "keyward",
                "semanticVersion": version,
                "rules": RULES.map(|(id, text)| rule(id, text)),
            }},
            "columnKind": "utf16CodeUnits",
            "results": findings.map(|(path, finding)| result(path, finding)).collect::<Vec<_>>(),
        }],
    })
}

fn rule(id: &str, text: &str) -> Value {
    json!({
        "id": id,
        "shortDescription": { "text": text },
        "help": { "text": "Move it into the vault (`keyward import`, `keyward add`), and rotate it: whoever has read the file has the key." },
        "properties": { "security-severity": "9.0", "tags": ["security", "secret"] },
    })
}

fn result(path: &Path, finding: &Finding) -> Value {
    let first = finding.places[0];
    let index = RULES.iter().position(|(id, _)| *id == finding.rule());
    json!({
        "ruleId": finding.rule(),
        "ruleIndex": index,
        "level": if finding.confidence == Confidence::High { "error" } else { "warning" },
        "message": { "text": finding.sentence() },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(path) },
            "region": { "startLine": first.line, "startColumn": first.column },
        }}],
    })
}

/// RFC 3986: a relative reference, with forward slashes.
fn uri(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(encoded(&name.to_string_lossy())),
        Component::ParentDir => Some("..".to_owned()),
        Component::RootDir => Some(String::new()),
        Component::CurDir | Component::Prefix(_) => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

fn encoded(name: &str) -> String {
    let is_plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    let one = |byte: u8| {
        if is_plain(byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    name.bytes().map(one).collect()
}
