//! A role by the assertion of an identity provider, at every door.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use acceptance::{
    Home, Run, aws,
    doors::{assert_error, assert_identity},
    ground,
};
use keyward_sandbox::SamlAssertion;

const CONFIG: &str = "[default]\nrole_arn = arn:aws:iam::123456789012:role/saml\nsaml_provider_arn = arn:aws:iam::123456789012:saml-provider/corp\nsaml_assertion_file = ${HOME}/assertion\n";
const ISSUER: &str = "https://idp.example.com/saml";
const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRoleWithSAML","Principal":{"Federated":"arn:aws:iam::123456789012:saml-provider/corp"},"Condition":{"StringEquals":{"SAML:aud":"https://signin.aws.amazon.com/saml"}}}]}"#;

/// The provider and its role, as an administrator makes them with the AWS CLI.
fn make_provider(home: &Home) {
    let metadata = ground().sandbox().control().saml_metadata(ISSUER);
    std::fs::write(home.path().join("metadata.xml"), metadata).unwrap();
    let file = format!("file://{}", home.path().join("metadata.xml").display());
    let admin = ground().sandbox().admin();
    let run = |run: Run, args: &[&str]| {
        let run = run
            .at(home)
            .env("AWS_DEFAULT_REGION", "us-east-1")
            .env("AWS_ACCESS_KEY_ID", &admin.access_key_id)
            .env("AWS_SECRET_ACCESS_KEY", admin.secret_access_key.as_str());
        let _ = run.args(args).run().success();
    };
    let provider = ["create-saml-provider", "--name", "corp"];
    let provider = [
        &["iam"],
        &provider[..],
        &["--saml-metadata-document", &file],
    ]
    .concat();
    run(aws(), &provider);
    let role = ["create-role", "--role-name", "saml"];
    let role = [
        &["iam"],
        &role[..],
        &["--assume-role-policy-document", TRUST],
    ]
    .concat();
    run(aws(), &role);
}

fn assertion() -> String {
    let claims = SamlAssertion {
        issuer: ISSUER.to_owned(),
        role_arn: "arn:aws:iam::123456789012:role/saml".to_owned(),
        provider_arn: "arn:aws:iam::123456789012:saml-provider/corp".to_owned(),
        session_name: "carol".to_owned(),
        ..SamlAssertion::default()
    };
    ground().sandbox().control().saml_assertion(&claims)
}

#[test]
fn the_assertion_in_a_file() {
    make_provider(&Home::new());
    let home = Home::new().with_config(CONFIG);
    assert_error(&home, "file_unreadable", "assertion cannot be read");
    let home = home.with_file("assertion", &assertion());
    let arn = "arn:aws:sts::123456789012:assumed-role/saml/carol";
    assert_identity(&home, arn, "saml");
    // As a browser's tools copy it, in lines; or decoded.
    let whole = assertion();
    let lines = whole.as_bytes().chunks(76);
    let lines: Vec<_> = lines.map(String::from_utf8_lossy).collect();
    let home = home.with_file("assertion", &lines.join("\r\n"));
    assert_identity(&home, arn, "saml");

    let home = home.with_file("assertion", "bm90IFhNTA==");
    assert_error(
        &home,
        "aws_refused",
        "AssumeRoleWithSAML of arn:aws:iam::123456789012:role/saml",
    );
    let home = home.with_file("assertion", " \n");
    assert_error(&home, "file_unreadable", "is empty");
    let half = CONFIG.replace("saml_provider_arn", "other");
    let home = home.with_config(&half);
    assert_error(&home, "profile_invalid", "saml_provider_arn is missing");
}
