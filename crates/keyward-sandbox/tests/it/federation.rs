//! GetFederationToken, and the encoded message of EC2's refusals.

use keyward_sandbox::Sandbox;

use crate::client::{Answer, Call, Signer, allow, assume, role, sandbox, user};

const ALL: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
const BOB: &str = "arn:aws:sts::123456789012:federated-user/bob";

/// A user who may federate and read buckets.
fn prepared() -> (Sandbox, Signer) {
    let sandbox = sandbox();
    let alice = user(&sandbox, "alice");
    allow(
        &sandbox,
        "User",
        "alice",
        r#""sts:GetFederationToken""#,
        BOB,
    );
    allow(&sandbox, "User", "alice", r#""s3:ListAllMyBuckets""#, "*");
    (sandbox, alice)
}

fn federate(sandbox: &Sandbox, signer: &Signer, more: &[(&str, &str)]) -> Answer {
    let mut params = vec![("Name", "bob")];
    params.extend_from_slice(more);
    Call::sts("GetFederationToken", &params).send(sandbox, signer)
}

fn refused(answer: &Answer, status: u16, code: &str) {
    assert_eq!(
        answer.refusal(),
        (status, code.to_owned()),
        "{}",
        answer.xml()
    );
}

#[test]
fn a_federated_user_has_what_user_and_policy_both_allow() {
    let (sandbox, alice) = prepared();
    let answer = federate(&sandbox, &alice, &[("Policy", ALL)]).ok();
    assert_eq!(answer.text("Arn"), BOB);
    assert_eq!(answer.text("FederatedUserId"), "123456789012:bob");
    assert_eq!(answer.text("PackedPolicySize"), "3");
    let bob = Signer::from_answer(&answer);
    let me = Call::sts("GetCallerIdentity", &[])
        .send(&sandbox, &bob)
        .ok();
    assert_eq!(
        (me.text("Arn"), me.text("UserId")),
        (BOB.to_owned(), "123456789012:bob".to_owned())
    );
    Call::s3("GET", "/", b"").send(&sandbox, &bob).ok();
    let denied = Call::sns("ListTopics", &[]).send(&sandbox, &bob);
    assert!(
        denied.text("Message").contains("identity-based policy"),
        "{}",
        denied.xml()
    );
    let narrow = ALL.replace("\"Action\":\"*\"", "\"Action\":\"sns:*\"");
    let narrowed = Signer::from_answer(&federate(&sandbox, &alice, &[("Policy", &narrow)]).ok());
    let denied = Call::s3("GET", "/", b"").send(&sandbox, &narrowed);
    assert!(
        denied
            .text("Message")
            .contains("because no session policy allows the s3:ListAllMyBuckets action"),
        "{}",
        denied.xml()
    );
}

#[test]
fn without_a_policy_it_may_do_nothing() {
    let (sandbox, alice) = prepared();
    let answer = federate(&sandbox, &alice, &[]).ok();
    assert_eq!(answer.find("PackedPolicySize"), None);
    let bob = Signer::from_answer(&answer);
    refused(
        &Call::s3("GET", "/", b"").send(&sandbox, &bob),
        403,
        "AccessDenied",
    );
    Call::sts("GetCallerIdentity", &[])
        .send(&sandbox, &bob)
        .ok();
}

#[test]
fn it_reaches_neither_iam_nor_the_rest_of_sts() {
    let (sandbox, _) = prepared();
    let admin = Signer::admin(&sandbox);
    let bob = Signer::from_answer(&federate(&sandbox, &admin, &[("Policy", ALL)]).ok());
    let iam = Call::iam("ListUsers", &[]).send(&sandbox, &bob);
    refused(&iam, 403, "InvalidClientTokenId");
    let arn = role(&sandbox, "app");
    refused(&assume(&sandbox, &bob, &arn, &[]), 403, "AccessDenied");
    refused(&federate(&sandbox, &bob, &[]), 403, "AccessDenied");
    let session = Call::sts("GetSessionToken", &[]).send(&sandbox, &bob);
    refused(&session, 403, "AccessDenied");
    let role = Signer::from_answer(&assume(&sandbox, &admin, &arn, &[]).ok());
    refused(&federate(&sandbox, &role, &[]), 403, "AccessDenied");
}

#[test]
fn its_user_limits_and_ends_it() {
    let (sandbox, alice) = prepared();
    let carol = Call::sts("GetFederationToken", &[("Name", "carol")]).send(&sandbox, &alice);
    refused(&carol, 403, "AccessDenied");
    assert!(
        carol.xml().contains("federated-user/carol"),
        "{}",
        carol.xml()
    );
    let tags = [("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "x")];
    let tagged = federate(&sandbox, &alice, &tags);
    assert!(tagged.xml().contains("sts:TagSession"), "{}", tagged.xml());
    allow(&sandbox, "User", "alice", r#""sts:TagSession""#, BOB);
    let tagged = [tags[0], tags[1], ("Policy", ALL)];
    let bob = Signer::from_answer(&federate(&sandbox, &alice, &tagged).ok());
    Call::s3("GET", "/", b"").send(&sandbox, &bob).ok();
    let admin = Signer::admin(&sandbox);
    let deny = ALL.replace("Allow", "Deny").replace(
        "\"Resource\"",
        "\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/team\":\"x\"}},\"Resource\"",
    );
    let put = [
        ("UserName", "alice"),
        ("PolicyName", "no"),
        ("PolicyDocument", deny.as_str()),
    ];
    Call::iam("PutUserPolicy", &put).send(&sandbox, &admin).ok();
    let denied = Call::s3("GET", "/", b"").send(&sandbox, &bob);
    assert!(denied.xml().contains("explicit deny"), "{}", denied.xml());
}

#[test]
fn bounds_are_those_of_aws() {
    let (sandbox, alice) = prepared();
    for (name, value) in [
        ("DurationSeconds", "899"),
        ("DurationSeconds", "129601"),
        ("Policy", ""),
    ] {
        let answer = federate(&sandbox, &alice, &[(name, value)]);
        assert_eq!(answer.status, 400, "{name}={value}: {}", answer.xml());
    }
    federate(&sandbox, &alice, &[("DurationSeconds", "129600")]).ok();
    let malformed = federate(&sandbox, &alice, &[("Policy", "{")]);
    refused(&malformed, 400, "MalformedPolicyDocument");
    let admin = Signer::admin(&sandbox);
    for bad in ["a", "with space", &"x".repeat(33)] {
        let answer = Call::sts("GetFederationToken", &[("Name", bad)]).send(&sandbox, &admin);
        refused(&answer, 400, "ValidationError");
    }
    let value = "v".repeat(250);
    let mut tags = Vec::new();
    for index in 1..=20 {
        tags.push((format!("Tags.member.{index}.Key"), format!("k{index}")));
        tags.push((format!("Tags.member.{index}.Value"), value.clone()));
    }
    let mut params = vec![("Name", "bob")];
    params.extend(tags.iter().map(|(k, v)| (k.as_str(), v.as_str())));
    let large = Call::sts("GetFederationToken", &params).send(&sandbox, &admin);
    refused(&large, 400, "PackedPolicyTooLarge");
}

#[test]
fn a_refusal_of_ec2_can_be_decoded_by_who_may() {
    let sandbox = sandbox();
    let alice = user(&sandbox, "alice");
    let ids = [("InstanceId.1", "i-0123456789abcdef0")];
    let denied = Call::ec2("StopInstances", &ids).send(&sandbox, &alice);
    refused(&denied, 403, "UnauthorizedOperation");
    let message = denied.text("Message");
    let (_, encoded) = message
        .split_once(" action. Encoded authorization failure message: ")
        .unwrap();
    let decode = |signer: &Signer, message: &str| {
        let params = [("EncodedMessage", message)];
        Call::sts("DecodeAuthorizationMessage", &params).send(&sandbox, signer)
    };
    refused(&decode(&alice, encoded), 403, "AccessDenied");
    let admin = Signer::admin(&sandbox);
    let text = decode(&admin, encoded).ok().text("DecodedMessage");
    let decoded: serde_json::Value = serde_json::from_str(&text.replace("&quot;", "\"")).unwrap();
    assert_eq!(decoded["allowed"], false);
    assert_eq!(decoded["explicitDeny"], false);
    let context = &decoded["context"];
    assert_eq!(context["action"], "ec2:StopInstances");
    assert_eq!(
        context["resource"],
        "arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789abcdef0"
    );
    assert_eq!(context["principal"]["name"], "alice");
    assert_eq!(context["conditions"]["items"][0]["key"], "ec2:Region");
    for bad in ["x", &encoded[1..], &encoded.replace('A', "B")] {
        let refusal = decode(&admin, bad);
        refused(&refusal, 400, "InvalidAuthorizationMessageException");
    }
    let listed = Call::ec2("DescribeInstances", &[]).send(&sandbox, &alice);
    assert!(!listed.xml().contains("Encoded"), "{}", listed.xml());
}

#[test]
fn a_decoded_refusal_names_the_statement_that_denies() {
    let sandbox = sandbox();
    let alice = user(&sandbox, "alice");
    let admin = Signer::admin(&sandbox);
    let deny =
        r#"{"Statement":[{"Sid":"Never","Effect":"Deny","Action":"ec2:Stop*","Resource":"*"}]}"#;
    let put = [
        ("UserName", "alice"),
        ("PolicyName", "no"),
        ("PolicyDocument", deny),
    ];
    Call::iam("PutUserPolicy", &put).send(&sandbox, &admin).ok();
    let ids = [("InstanceId.1", "i-0123456789abcdef0")];
    let denied = Call::ec2("StopInstances", &ids).send(&sandbox, &alice);
    let message = denied.text("Message");
    let encoded = message.rsplit(' ').next().unwrap();
    let params = [("EncodedMessage", encoded)];
    let answer = Call::sts("DecodeAuthorizationMessage", &params).send(&sandbox, &admin);
    let text = answer.ok().text("DecodedMessage").replace("&quot;", "\"");
    let decoded: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(decoded["explicitDeny"], true);
    let statement = &decoded["matchedStatements"]["items"][0];
    assert_eq!(statement["statementId"], "Never");
    assert_eq!(statement["actions"]["items"][0]["value"], "ec2:Stop*");
}

/// A bucket policy that names the federated user itself needs no session policy; one that names its
/// user is narrowed by it.
#[test]
fn a_bucket_policy_can_name_the_federated_user() {
    let (sandbox, alice) = prepared();
    let admin = Signer::admin(&sandbox);
    Call::s3("PUT", "/bkt", b"").send(&sandbox, &admin).ok();
    Call::s3("PUT", "/bkt/k", b"x").send(&sandbox, &admin).ok();
    let bob = Signer::from_answer(&federate(&sandbox, &alice, &[]).ok());
    let get = || Call::s3("GET", "/bkt/k", b"").send(&sandbox, &bob);
    refused(&get(), 403, "AccessDenied");
    let put = |principal: &str| {
        let policy = format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"AWS":"{principal}"}},"Action":"s3:GetObject","Resource":"arn:aws:s3:::bkt/*"}}]}}"#
        );
        let put = Call::s3("PUT", "/bkt?policy", policy.as_bytes());
        put.send(&sandbox, &admin).ok();
    };
    put("arn:aws:iam::123456789012:user/alice");
    refused(&get(), 403, "AccessDenied");
    put(BOB);
    get().ok();
}
