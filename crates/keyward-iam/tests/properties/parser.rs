use keyward_iam::{Policy, PolicyKind};
use proptest::prelude::*;

const KINDS: [PolicyKind; 6] = [
    PolicyKind::Identity,
    PolicyKind::Resource,
    PolicyKind::Trust,
    PolicyKind::ServiceControl,
    PolicyKind::ResourceControl,
    PolicyKind::Endpoint,
];

const WHOLE: &str = r#"{
  "Version": "2012-10-17", "Id": "é",
  "Statement": [{
    "Sid": "One", "Effect": "Allow", "Principal": {"AWS": ["*", "111111111111"], "Service": "a.b"},
    "NotAction": ["s3:Get*", "*"], "Resource": "arn:aws:s3:::${aws:username, 'x'}/${*}",
    "Condition": {"ForAllValues:StringLikeIfExists": {"aws:TagKeys": ["a*", true, -1.5e3]},
                  "IpAddress": {"aws:SourceIp": "::1/64"}, "Null": {"a:b": false}}
  }]
}"#;

/// What a refusal says must itself be sound.
fn try_all(text: &str) {
    for kind in KINDS {
        if let Err(error) = Policy::parse(text, kind) {
            let position = error.position();
            assert!(position.line <= text.split('\n').count(), "{error}");
            let line = text.split('\n').nth(position.line - 1).unwrap();
            assert!(position.column <= line.chars().count() + 1, "{error}");
            assert!(!error.message().is_empty() && !error.aws_message().is_empty());
        }
    }
}

#[test]
fn the_whole_language_parses_where_it_may_stand() {
    Policy::parse(WHOLE, PolicyKind::Resource).unwrap();
}

#[test]
fn depth_is_no_danger() {
    try_all(&"[".repeat(100_000));
    try_all(&r#"{"Statement":"#.repeat(9_000));
    let deep = format!("{}{}", "[".repeat(60_000), "]".repeat(60_000));
    try_all(&deep);
    try_all(&format!(r#"{{"Statement":{deep}}}"#));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn no_text_panics(text in "\\PC*") {
        try_all(&text);
    }

    #[test]
    fn no_damage_panics(
        cut in any::<prop::sample::Index>(),
        length in 0usize..8,
        insert in "[\\[\\]{}\",:*?$\\\\ud8a0-9é\n]{0,4}",
    ) {
        let mut chars: Vec<char> = WHOLE.chars().collect();
        let from = cut.index(chars.len());
        let to = (from + length).min(chars.len());
        chars.splice(from..to, insert.chars());
        try_all(&chars.into_iter().collect::<String>());
    }
}
