//! SAML providers, and AssumeRoleWithSAML: an assertion instead of a signature.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keyward_sandbox::{Options, SamlAssertion, Sandbox};

use crate::client::{Answer, Call, Signer, assume, sandbox};

const ISSUER: &str = "https://idp.example.com/saml";
const PROVIDER: &str = "arn:aws:iam::123456789012:saml-provider/corp";
const ROLE: &str = "arn:aws:iam::123456789012:role/people";

fn iam(sandbox: &Sandbox, action: &str, params: &[(&str, &str)]) -> Answer {
    Call::iam(action, params).send(sandbox, &Signer::admin(sandbox))
}

fn refused(answer: &Answer, status: u16, code: &str) {
    let expected = (status, code.to_owned());
    assert_eq!(answer.refusal(), expected, "{}", answer.xml());
}

fn trust(condition: &str, actions: &str) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"Federated":"{PROVIDER}"}},"Action":{actions},"Condition":{{{condition}}}}}]}}"#
    )
}

/// A provider, and a role for its people.
fn prepare(sandbox: Sandbox) -> Sandbox {
    let metadata = sandbox.control().saml_metadata(ISSUER);
    let provider = [
        ("Name", "corp"),
        ("SAMLMetadataDocument", metadata.as_str()),
    ];
    let created = iam(&sandbox, "CreateSAMLProvider", &provider).ok();
    assert_eq!(created.text("SAMLProviderArn"), PROVIDER);
    let trust = trust(
        r#""StringEquals":{"SAML:aud":"https://signin.aws.amazon.com/saml","SAML:iss":"https://idp.example.com/saml","SAML:sub_type":"persistent"},"StringLike":{"SAML:sub":"alice*"}"#,
        r#""sts:AssumeRoleWithSAML""#,
    );
    let role = [
        ("RoleName", "people"),
        ("AssumeRolePolicyDocument", trust.as_str()),
    ];
    iam(&sandbox, "CreateRole", &role).ok();
    sandbox
}

fn claims() -> SamlAssertion {
    SamlAssertion {
        issuer: ISSUER.to_owned(),
        role_arn: ROLE.to_owned(),
        provider_arn: PROVIDER.to_owned(),
        session_name: "alice@example.com".to_owned(),
        ..SamlAssertion::default()
    }
}

fn bring(sandbox: &Sandbox, assertion: &str, more: &[(&str, &str)]) -> Answer {
    let mut params = vec![
        ("RoleArn", ROLE),
        ("PrincipalArn", PROVIDER),
        ("SAMLAssertion", assertion),
    ];
    params.extend_from_slice(more);
    Call::sts("AssumeRoleWithSAML", &params).send_unsigned(sandbox)
}

fn redeem(sandbox: &Sandbox, claims: &SamlAssertion) -> Answer {
    bring(sandbox, &sandbox.control().saml_assertion(claims), &[])
}

#[test]
fn an_assertion_of_the_provider_opens_the_role() {
    let sandbox = prepare(sandbox());
    let answer = redeem(&sandbox, &claims()).ok();
    assert_eq!(answer.text("Subject"), "alice@example.com");
    assert_eq!(answer.text("SubjectType"), "persistent");
    assert_eq!(answer.text("Issuer"), ISSUER);
    assert_eq!(
        answer.text("Audience"),
        "https://signin.aws.amazon.com/saml"
    );
    assert_eq!(answer.text("NameQualifier").len(), 28);
    let session = Signer::from_answer(&answer);
    let me = Call::sts("GetCallerIdentity", &[]).send(&sandbox, &session);
    assert_eq!(
        me.ok().text("Arn"),
        "arn:aws:sts::123456789012:assumed-role/people/alice@example.com"
    );
    let log = sandbox.control().request_log();
    let logged = log
        .iter()
        .find(|entry| entry.operation == "AssumeRoleWithSAML");
    assert!(logged.unwrap().decisions[0].allowed);
}

#[test]
fn what_is_wrong_with_an_assertion_is_told() {
    let sandbox = prepare(sandbox());
    let invalid = |claims: &SamlAssertion, sentence: &str| {
        let answer = redeem(&sandbox, claims);
        refused(&answer, 400, "InvalidIdentityToken");
        assert!(answer.xml().contains(sentence), "{}", answer.xml());
    };
    let other = SamlAssertion {
        issuer: "https://other.example".to_owned(),
        ..claims()
    };
    invalid(&other, "Issuer not present in specified provider");
    let elsewhere = SamlAssertion {
        audience: Some("https://sp.example".to_owned()),
        ..claims()
    };
    invalid(
        &elsewhere,
        "Response does not contain the required audience",
    );
    let nameless = SamlAssertion {
        session_name: "a b".to_owned(),
        ..claims()
    };
    invalid(&nameless, "RoleSessionName in AuthnResponse must match");
    let role = SamlAssertion {
        role_arn: format!("{ROLE}2"),
        ..claims()
    };
    refused(&redeem(&sandbox, &role), 403, "AccessDenied");
    let subject = SamlAssertion {
        subject: Some("mallory".to_owned()),
        ..claims()
    };
    refused(&redeem(&sandbox, &subject), 403, "AccessDenied");
    let good = sandbox.control().saml_assertion(&claims());
    let absent = format!("{PROVIDER}2");
    let answer = bring(&sandbox, &good, &[("PrincipalArn", &absent)]);
    assert!(
        answer
            .xml()
            .contains("Specified provider doesn&apos;t exist"),
        "{}",
        answer.xml()
    );
    let text = String::from_utf8(STANDARD.decode(&good).unwrap()).unwrap();
    let failed = STANDARD.encode(text.replace("status:Success", "status:Responder"));
    refused(&bring(&sandbox, &failed, &[]), 403, "IDPRejectedClaim");
    let long = bring(&sandbox, &good, &[("DurationSeconds", "7200")]);
    refused(&long, 400, "ValidationError");
    for garbage in ["!!!!", "QUJDRA==", &STANDARD.encode("<a/>")] {
        refused(&bring(&sandbox, garbage, &[]), 400, "InvalidIdentityToken");
    }
    let signed = Call::sts("AssumeRoleWithSAML", &[("RoleArn", ROLE)]).send_unsigned(&sandbox);
    refused(&signed, 400, "ValidationError");
}

#[test]
fn an_assertion_has_five_minutes() {
    let sandbox = prepare(sandbox());
    let good = sandbox.control().saml_assertion(&claims());
    let hour = SamlAssertion {
        seconds: 3_600,
        ..claims()
    };
    let hour = sandbox.control().saml_assertion(&hour);
    let brief = SamlAssertion {
        seconds: 60,
        ..claims()
    };
    let brief = sandbox.control().saml_assertion(&brief);
    sandbox.control().advance_clock(Duration::from_secs(120));
    bring(&sandbox, &good, &[]).ok();
    refused(&bring(&sandbox, &brief, &[]), 400, "ExpiredTokenException");
    sandbox.control().advance_clock(Duration::from_secs(240));
    refused(&bring(&sandbox, &good, &[]), 400, "ExpiredTokenException");
    refused(&bring(&sandbox, &hour, &[]), 400, "ExpiredTokenException");
    sandbox
        .control()
        .turn_clock_back(Duration::from_secs(3_600));
    refused(&bring(&sandbox, &good, &[]), 400, "ExpiredTokenException");
}

#[test]
fn a_session_ends_with_the_one_at_the_provider() {
    let sandbox = prepare(sandbox());
    let short = SamlAssertion {
        session_seconds: Some(600),
        ..claims()
    };
    let session = Signer::from_answer(&redeem(&sandbox, &short).ok());
    let me = || Call::sts("GetCallerIdentity", &[]).send(&sandbox, &session);
    sandbox.control().advance_clock(Duration::from_secs(590));
    me().ok();
    sandbox.control().advance_clock(Duration::from_secs(20));
    refused(&me(), 403, "ExpiredToken");
    let over = SamlAssertion {
        session_seconds: Some(0),
        ..claims()
    };
    refused(&redeem(&sandbox, &over), 400, "ExpiredTokenException");
}

/// XML signatures are not verified: an assertion that the sandbox has not made, or that was changed,
/// is believed only where that was asked for.
#[test]
fn a_foreign_assertion_is_taken_only_when_asked_for() {
    let sandbox = prepare(sandbox());
    let good = sandbox.control().saml_assertion(&claims());
    let text = String::from_utf8(STANDARD.decode(&good).unwrap()).unwrap();
    let unsealed = {
        let (before, rest) = text.split_once("<samlp:Extensions>").unwrap();
        let (_, after) = rest.split_once("</samlp:Extensions>").unwrap();
        STANDARD.encode(format!("{before}{after}"))
    };
    let changed = STANDARD.encode(text.replace("alice@", "alice2@"));
    let theirs = prepare(crate::client::sandbox())
        .control()
        .saml_assertion(&claims());
    for foreign in [&unsealed, &changed, &theirs] {
        let answer = bring(&sandbox, foreign, &[]);
        refused(&answer, 400, "InvalidIdentityToken");
        assert!(
            answer.xml().contains("--accept-unsigned-saml"),
            "{}",
            answer.xml()
        );
    }
    let options = Options {
        accept_unsigned_saml: true,
        ..Options::default()
    };
    let trusting = prepare(Sandbox::start(options).unwrap());
    for foreign in [&unsealed, &changed, &theirs] {
        bring(&trusting, foreign, &[]).ok();
    }
    let elsewhere = unsealed_of(&text.replace("signin.aws", "signin.example"));
    refused(
        &bring(&trusting, &elsewhere, &[]),
        400,
        "InvalidIdentityToken",
    );
}

fn unsealed_of(text: &str) -> String {
    STANDARD.encode(text)
}

#[test]
fn tags_and_source_identity_need_their_permissions_and_are_handed_on() {
    let sandbox = prepare(sandbox());
    let tagged = SamlAssertion {
        tags: [("team".to_owned(), "x".to_owned())].into(),
        transitive_tag_keys: vec!["team".to_owned()],
        source_identity: Some("alice".to_owned()),
        ..claims()
    };
    refused(&redeem(&sandbox, &tagged), 403, "AccessDenied");
    let all = r#"["sts:AssumeRoleWithSAML","sts:TagSession","sts:SetSourceIdentity"]"#;
    let condition = r#""StringEquals":{"sts:SourceIdentity":"alice","aws:RequestTag/team":"x"}"#;
    let policy = trust(condition, all);
    let update = [("RoleName", "people"), ("PolicyDocument", policy.as_str())];
    iam(&sandbox, "UpdateAssumeRolePolicy", &update).ok();
    let answer = redeem(&sandbox, &tagged).ok();
    assert_eq!(answer.text("SourceIdentity"), "alice");
    assert!(answer.find("PackedPolicySize").is_some());
    let next = crate::client::trust("123456789012", "").replace(
        "\"sts:AssumeRole\"",
        "[\"sts:AssumeRole\",\"sts:TagSession\",\"sts:SetSourceIdentity\"]",
    );
    let create = [
        ("RoleName", "next"),
        ("AssumeRolePolicyDocument", next.as_str()),
    ];
    let arn = iam(&sandbox, "CreateRole", &create).ok().text("Arn");
    crate::client::allow(&sandbox, "Role", "people", r#""sts:*""#, "*");
    let people = Signer::from_answer(&answer);
    let again = [("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "y")];
    refused(
        &assume(&sandbox, &people, &arn, &again),
        400,
        "InvalidParameterValue",
    );
    let chained = assume(&sandbox, &people, &arn, &[]).ok();
    assert_eq!(chained.text("SourceIdentity"), "alice");
}

#[test]
fn providers_are_made_read_changed_and_deleted() {
    let sandbox = sandbox();
    let metadata = sandbox.control().saml_metadata(ISSUER);
    let create = [
        ("Name", "corp"),
        ("SAMLMetadataDocument", metadata.as_str()),
        ("Tags.member.1.Key", "team"),
        ("Tags.member.1.Value", "x"),
    ];
    iam(&sandbox, "CreateSAMLProvider", &create).ok();
    refused(
        &iam(&sandbox, "CreateSAMLProvider", &create),
        409,
        "EntityAlreadyExists",
    );
    let arn = ("SAMLProviderArn", PROVIDER);
    let shown = iam(&sandbox, "GetSAMLProvider", &[arn]).ok();
    assert!(
        shown
            .text("SAMLMetadataDocument")
            .contains("EntityDescriptor")
    );
    assert_eq!(shown.text("SAMLProviderUUID").len(), 26);
    assert_eq!(shown.text("Value"), "x");
    let list = iam(&sandbox, "ListSAMLProviders", &[]).ok();
    assert_eq!(list.text("Arn"), PROVIDER);
    let dated = metadata.replacen(
        "entityID",
        "validUntil=\"2031-02-03T04:05:06Z\" entityID",
        1,
    );
    let update = [arn, ("SAMLMetadataDocument", dated.as_str())];
    iam(&sandbox, "UpdateSAMLProvider", &update).ok();
    let shown = iam(&sandbox, "GetSAMLProvider", &[arn]).ok();
    assert_eq!(shown.text("ValidUntil"), "2031-02-03T04:05:06Z");
    let padded = format!("<a>{}</a>", "x".repeat(1_000));
    let bad = [("Name", "bad"), ("SAMLMetadataDocument", padded.as_str())];
    refused(
        &iam(&sandbox, "CreateSAMLProvider", &bad),
        400,
        "InvalidInput",
    );
    let short = [("Name", "bad"), ("SAMLMetadataDocument", "<a/>")];
    refused(
        &iam(&sandbox, "CreateSAMLProvider", &short),
        400,
        "ValidationError",
    );
    let name = [("Name", "a/b"), create[1]];
    refused(
        &iam(&sandbox, "CreateSAMLProvider", &name),
        400,
        "ValidationError",
    );
    let encrypted = [
        create[1],
        ("Name", "e"),
        ("AssertionEncryptionMode", "Required"),
    ];
    refused(
        &iam(&sandbox, "CreateSAMLProvider", &encrypted),
        501,
        "NotImplemented",
    );
    iam(&sandbox, "DeleteSAMLProvider", &[arn]).ok();
    refused(
        &iam(&sandbox, "GetSAMLProvider", &[arn]),
        404,
        "NoSuchEntity",
    );
    refused(
        &iam(&sandbox, "DeleteSAMLProvider", &[arn]),
        404,
        "NoSuchEntity",
    );
}
