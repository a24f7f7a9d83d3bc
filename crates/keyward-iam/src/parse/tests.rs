use super::*;
use crate::condition::Condition;
use crate::policy::{Effect, Position, PrincipalEntry};
use PolicyKind::{Identity, Resource, ResourceControl, ServiceControl, Trust};

/// A policy of one statement with these elements.
fn one(elements: &str) -> String {
    format!(r#"{{"Version":"2012-10-17","Statement":[{{{elements}}}]}}"#)
}

fn refusal(text: &str, kind: PolicyKind) -> ParseError {
    match policy(text, kind) {
        Ok(_) => panic!("accepted as {kind:?}: {text}"),
        Err(error) => error,
    }
}

#[test]
#[rustfmt::skip] // a row a line
fn every_form_of_the_grammar() {
    for (kind, elements) in [
        (Identity, r#""Effect":"Allow","Action":"s3:*","Resource":"*""#),
        (Identity, r#""Sid":"","Effect":"Deny","NotAction":["s3:*"],"NotResource":["arn:aws:s3:::b"]"#),
        (Identity, r#""Effect":"Allow","Action":"*:*","Resource":"arn:aws:sqs:*","Condition":{}"#),
        (Identity, r#""Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"a:b":true},"NumericEquals":{"a:c":[1,"2"]},"StringLike":{"a:d":[]}}"#),
        (Identity, r#""Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringSounds":{"a:b":"c"}}"#),
        (Resource, r#""Sid":"any thing","Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*""#),
        (Resource, r#""Effect":"Deny","NotPrincipal":{"AWS":"111111111111"},"Action":"s3:*","Resource":"*""#),
        (Resource, r#""Effect":"Allow","Principal":{"AWS":[],"CanonicalUser":"79a5"},"Action":"s3:*","Resource":"*""#),
        (Trust, r#""Effect":"Allow","Principal":{"Service":["ec2.amazonaws.com"]},"Action":["sts:AssumeRole","STS:TagSession"]"#),
        (Trust, r#""Effect":"Allow","Principal":{"Federated":"accounts.google.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"accounts.google.com:aud":"x"}}"#),
        (ServiceControl, r#""Effect":"Deny","Action":"*","Resource":"*""#),
        (ResourceControl, r#""Effect":"Deny","Principal":"*","Action":"*","Resource":"*""#),
    ] {
        if let Err(error) = policy(&one(elements), kind) {
            panic!("{elements}: {error}");
        }
    }
    let bare = r#"{"Statement":{"Effect":"Allow","Action":"a:b","Resource":"*"}}"#;
    assert_eq!(policy(bare, Identity).unwrap().version(), Version::V2008);
}

#[test]
#[rustfmt::skip] // a row a line
fn what_is_refused_and_why() {
    for (kind, text, why) in [
        (Identity, String::new(), "no JSON: EOF while parsing a value"),
        (Identity, "[]".into(), "a policy is not an object"),
        (Identity, "{}".into(), "a policy has no `Statement`"),
        (Identity, r#"{"Statement":[]}"#.into(), "`Statement` is empty"),
        (Identity, r#"{"Statement":[1]}"#.into(), "a statement is not an object"),
        (Identity, r#"{"Version":"2012-10-18","Statement":[]}"#.into(), "`Version` is `2012-10-18` and must be `2012-10-17` or `2008-10-17`"),
        (Identity, r#"{"Statements":[]}"#.into(), "a policy has no element `Statements`"),
        (Identity, r#"{"Id":"a","Id":"b"}"#.into(), "`Id` stands twice in a policy"),
        (Identity, one(r#""Effect":"Allow","Actions":"s3:*","Resource":"*""#), "a statement has no element `Actions`"),
        (Identity, one(r#""effect":"Allow""#), "a statement has no element `effect`"),
        (Identity, one(r#""Action":"s3:*","Resource":"*""#), "a statement has no `Effect`"),
        (Identity, one(r#""Effect":"allow","Action":"s3:*","Resource":"*""#), "`Effect` is `allow` and must be `Allow` or `Deny`"),
        (Identity, one(r#""Effect":"Allow","Resource":"*""#), "a statement has neither `Action` nor `NotAction`"),
        (Identity, one(r#""Effect":"Allow","Action":[],"Resource":"*""#), "a statement names no action"),
        (Identity, one(r#""Effect":"Allow","Action":1,"Resource":"*""#), "an action is not a string"),
        (Identity, one(r#""Effect":"Allow","Action":"s3:*","NotAction":"s3:*","Resource":"*""#), "`Action` and `NotAction` exclude each other"),
        (Identity, one(r#""Effect":"Allow","Action":"GetObject","Resource":"*""#), "the action `GetObject` has no service before it, such as `s3:`"),
        (Identity, one(r#""Effect":"Allow","Action":"s3*:Get","Resource":"*""#), "the action `s3*:Get` begins with what is no service"),
        (Identity, one(r#""Effect":"Allow","Action":"s3:Get:x","Resource":"*""#), "the action `s3:Get:x` has more than one colon"),
        (Identity, one(r#""Effect":"Allow","Action":"s3:","Resource":"*""#), "the action `s3:` has no name"),
        (Identity, one(r#""Effect":"Allow","Action":"s3:*""#), "a statement has neither `Resource` nor `NotResource`"),
        (Identity, one(r#""Effect":"Allow","Action":"s3:*","Resource":[]"#), "a statement names no resource"),
        (Identity, one(r#""Effect":"Allow","Action":"s3:*","Resource":"bucket/*""#), "the resource `bucket/*` is neither an ARN nor `*`"),
        (Identity, one(r#""Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::${aws:username""#), "a variable in `arn:aws:s3:::${aws:username` has no closing brace"),
        (Identity, one(r#""Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*""#), "an identity-based policy cannot have `Principal`"),
        (Identity, one(r#""Sid":"a b","Effect":"Allow","Action":"s3:*","Resource":"*""#), "the `Sid` `a b` has other characters than letters and digits"),
        (Identity, one(r#""Effect":"Allow","Action":"s3:*","Resource":"*","Condition":[]"#), "`Condition` is not an object"),
        (Identity, one(r#""Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":"x"}"#), "the condition operator `Bool` is not an object"),
        (Identity, one(r#""Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"MFA":true}}"#), "the condition key `MFA` has no service before it, such as `aws:`"),
        (Identity, one(r#""Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"a:b":null}}"#), "the value of `a:b` is no string, number or boolean"),
        (Identity, one(r#""Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"NullIfExists":{"a:b":true}}"#), "`Null` cannot have `IfExists`"),
        (Identity, one(r#""Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"a:b":"${}"}}"#), "a variable in the value of `a:b` has no name"),
        (Resource, one(r#""Effect":"Allow","Action":"s3:*","Resource":"*""#), "a statement of a resource-based policy has no `Principal`"),
        (Resource, one(r#""Effect":"Allow","Principal":"111111111111","Action":"s3:*","Resource":"*""#), "`Principal` is `111111111111` and must be `*` or an object"),
        (Resource, one(r#""Effect":"Allow","Principal":{"Aws":"*"},"Action":"s3:*","Resource":"*""#), "`Principal` has no element `Aws`"),
        (Resource, one(r#""Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:user/*"},"Action":"s3:*","Resource":"*""#), "`arn:aws:iam::111111111111:user/*` is no `AWS` principal; a wildcard must stand alone"),
        (Resource, one(r#""Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:group/g"},"Action":"s3:*","Resource":"*""#), "`arn:aws:iam::111111111111:group/g` is no `AWS` principal"),
        (Trust, one(r#""Effect":"Allow","Action":"sts:AssumeRole""#), "a statement of a trust policy has no `Principal`"),
        (Trust, one(r#""Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Resource":"*""#), "a trust policy cannot have `Resource`"),
        (Trust, one(r#""Effect":"Allow","NotPrincipal":"*","Action":"sts:AssumeRole""#), "a trust policy cannot have `NotPrincipal`"),
        (Trust, one(r#""Effect":"Allow","Principal":"*","Action":"s3:*""#), "a trust policy is about STS and cannot have the action `s3:*`"),
        (ResourceControl, one(r#""Effect":"Deny","Principal":{"AWS":"111111111111"},"Action":"s3:*","Resource":"*""#), "the `Principal` of a resource control policy must be `*`"),
        (ServiceControl, one(r#""Effect":"Deny","NotPrincipal":"*","Action":"s3:*","Resource":"*""#), "a service control policy cannot have `NotPrincipal`"),
    ] {
        assert_eq!(refusal(&text, kind).message(), why, "{text}");
    }
}

#[test]
fn sids_are_unique() {
    let same = r#"{"Sid":"A","Effect":"Allow","Action":"s3:*","Resource":"*"}"#;
    let error = refusal(&format!(r#"{{"Statement":[{same},{same}]}}"#), Identity);
    assert_eq!(error.message(), "the `Sid` `A` is used twice");
    assert_eq!(
        error.aws_message(),
        "Statement IDs (SID) in a single policy must be unique."
    );
}

#[test]
fn places_are_told_by_line_and_column() {
    let text = "{\n  \"Id\": \"é\", \"Statement\": [\n    {\"Effect\": \"Allow\", \"Action\": \"s3:*\",\n     \"Resource\": [\"*\",\n       \"bad\"]}\n  ]\n}";
    let place = |text: &str| refusal(text, Identity).position();
    assert_eq!(place(text), Position { line: 5, column: 8 });
    let good = text.replace("bad", "*");
    let parsed = policy(&good, Identity).unwrap();
    assert_eq!(
        parsed.statements()[0].position(),
        Position { line: 3, column: 5 }
    );
    assert_eq!(place("{\n  \"é\": \"\\ud800\"}").line, 2);
    assert_eq!(place("{\n\n  oops}"), Position { line: 3, column: 3 });
    let error = refusal(text, Identity).to_string();
    assert_eq!(
        error,
        "line 5, column 8: the resource `bad` is neither an ARN nor `*`"
    );
}

#[test]
fn too_large() {
    let text = format!("{{}}{}", " ".repeat(limits::DOCUMENT));
    assert_eq!(
        refusal(&text, Identity).message(),
        "the policy is longer than 131072 bytes"
    );
    let parsed = policy(
        &format!(
            " {}\n\t",
            one(r#""Effect":"Allow","Action":"a:b","Resource":"*""#)
        ),
        Identity,
    );
    assert_eq!(parsed.unwrap().size(), 87);
}

#[test]
fn what_was_written_can_be_read_back() {
    let text = one(
        r#""Sid":"S","Effect":"Deny","Principal":{"AWS":["*","arn:aws:iam::111111111111:root"]},"NotAction":"s3:Get*","Resource":"arn:aws:s3:::b","Condition":{"ForAnyValue:StringLike":{"aws:TagKeys":["a",1,true]}}"#,
    );
    let parsed = policy(&text, Resource).unwrap();
    let [statement] = parsed.statements() else {
        panic!("one statement");
    };
    assert_eq!(statement.sid(), Some("S"));
    assert_eq!(statement.effect(), Effect::Deny);
    assert_eq!(
        statement.principals().unwrap().entries,
        [
            PrincipalEntry::Everyone,
            PrincipalEntry::Account("111111111111".into())
        ]
    );
    assert!(statement.actions().negated);
    assert_eq!(statement.actions().patterns[0].as_str(), "s3:Get*");
    assert_eq!(
        statement.resources().unwrap().patterns[0].as_str(),
        "arn:aws:s3:::b"
    );
    let [condition] = statement.conditions() else {
        panic!("one condition");
    };
    assert_eq!(condition.operator_name(), "ForAnyValue:StringLike");
    assert_eq!(condition.key(), "aws:TagKeys");
    assert_eq!(condition.values().collect::<Vec<_>>(), ["a", "1", "true"]);
}

#[test]
fn what_is_not_understood_is_listed() {
    let text = one(
        r#""Effect":"Allow","Action":"*","Resource":"*","Condition":{"Sounds":{"a:b":"c"},"Bool":{"a:c":"yes"},"ArnLike":{"a:d":"arn:aws:s3"},"Null":{"a:e":"true"}}"#,
    );
    let parsed = policy(&text, Identity).unwrap();
    let keys: Vec<&str> = parsed.not_understood().map(Condition::key).collect();
    assert_eq!(keys, ["a:b", "a:c", "a:d"]);
}
