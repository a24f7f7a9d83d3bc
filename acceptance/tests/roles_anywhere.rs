//! IAM Roles Anywhere, judged by a program that verifies signature and certificates by its own reading
//! of AWS's page, with Node's crypto.

#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![cfg(unix)]

use std::{fs, os::unix::fs::PermissionsExt};

use acceptance::{Home, Output, client_program, keyward, node};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    date_time_ymd,
};
use serde_json::Value;

const CONFIG: &str = "[default]\nrole_arn = arn:aws:iam::123456789012:role/app\nrole_session_name = web-1\nrolesanywhere_trust_anchor_arn = arn:aws:rolesanywhere:eu-central-1:123456789012:trust-anchor/1\nrolesanywhere_profile_arn = arn:aws:rolesanywhere:eu-central-1:123456789012:profile/2\nrolesanywhere_certificate = ${HOME}/web.pem\nrolesanywhere_private_key = ${HOME}/web.key\n";

const ROLE: &str = "arn:aws:sts::123456789012:assumed-role/app/web-1";

/// A certificate authority and its certificate.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

fn authority_params(name: &str) -> CertificateParams {
    let mut params = named(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    params
}

fn named(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params
}

fn root(name: &str) -> Authority {
    let (params, key) = (authority_params(name), KeyPair::generate().unwrap());
    let pem = params.self_signed(&key).unwrap().pem();
    let issuer = Issuer::new(params, key);
    Authority { issuer, pem }
}

impl Authority {
    fn below(&self, name: &str) -> Self {
        let (params, key) = (authority_params(name), KeyPair::generate().unwrap());
        let pem = params.signed_by(&key, &self.issuer).unwrap().pem();
        let issuer = Issuer::new(params, key);
        Self { issuer, pem }
    }

    /// A certificate for a key.
    fn issue(&self, key: &Keys, years: (i32, i32)) -> String {
        let mut params = named("web");
        params.not_before = date_time_ymd(years.0, 1, 1);
        params.not_after = date_time_ymd(years.1, 1, 1);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        let key = KeyPair::from_pem(&key.pkcs8).unwrap();
        params.signed_by(&key, &self.issuer).unwrap().pem()
    }
}

/// One private key in both forms that its kind has.
struct Keys {
    pkcs8: String,
    own: String,
}

/// Made by Node: `rsa` in PKCS #1, `ec` in SEC 1.
fn keys(kind: &str) -> Keys {
    const MAKE: &str = "const [kind] = process.argv.slice(1);
        const { privateKey: key } = require('node:crypto').generateKeyPairSync(kind, { modulusLength: 2048, namedCurve: 'P-256' });
        const pem = (type) => key.export({ type, format: 'pem' });
        console.log(JSON.stringify({ pkcs8: pem('pkcs8'), own: pem(kind === 'rsa' ? 'pkcs1' : 'sec1') }));";
    let made = node().args(["-e", MAKE, kind]).run().success().json();
    let text = |name: &str| made[name].as_str().unwrap().to_owned();
    Keys {
        pkcs8: text("pkcs8"),
        own: text("own"),
    }
}

fn home(certificate: &str, key: &str, anchor: &str) -> Home {
    let home = Home::new()
        .with_config(CONFIG)
        .with_file("web.pem", certificate)
        .with_file("web.key", key)
        .with_file("anchor.pem", anchor)
        .with_env("TEST_KEY_ID", "${KEY_ID:alice}")
        .with_env("TEST_SECRET", "${SECRET:alice}");
    set_mode(&home, 0o600);
    home
}

fn set_mode(home: &Home, mode: u32) {
    let mode = fs::Permissions::from_mode(mode);
    fs::set_permissions(home.path().join("web.key"), mode).unwrap();
}

fn whoami(home: &Home) -> Output {
    let judge = client_program("roles-anywhere.mjs").arg(home.path().join("anchor.pem"));
    let asked = keyward().at(home).args(["whoami", "--json"]);
    asked.under(&judge).run()
}

fn assert_refused(home: &Home, code: &str, says: &str) {
    let output = whoami(home);
    let error = &output.json()["error"];
    let message = error["message"].as_str().unwrap_or_default();
    assert_eq!(error["code"], code, "{}", output.stderr);
    assert!(message.contains(says), "{message}");
    assert!(!output.stderr.contains("PRIVATE KEY"));
}

#[test]
fn every_kind_of_key_with_and_without_a_chain() {
    let root = root("root");
    let middle = root.below("middle");
    for kind in ["rsa", "ec"] {
        let keys = keys(kind);
        let direct = root.issue(&keys, (2020, 2100));
        let chained = format!("{}{}", middle.issue(&keys, (2020, 2100)), middle.pem);
        for (certificate, key) in [(&direct, &keys.pkcs8), (&chained, &keys.own)] {
            let answer = whoami(&home(certificate, key, &root.pem)).success().json();
            assert_eq!(answer["arn"], ROLE, "{kind}");
            assert_eq!(answer["source"], "roles_anywhere");
        }
    }
}

#[test]
fn a_chain_may_stand_in_a_file_of_its_own() {
    let root = root("root");
    let middle = root.below("middle");
    let keys = keys("ec");
    let certificate = middle.issue(&keys, (2020, 2100));
    let home = home(&certificate, &keys.own, &root.pem);
    assert_refused(&home, "aws_refused", "Untrusted certificate");
    let chain = "rolesanywhere_certificate_chain = ${HOME}/chain.pem\n";
    let home = home
        .with_file("chain.pem", &middle.pem)
        .with_config(&format!("{CONFIG}{chain}"));
    assert_eq!(whoami(&home).success().json()["arn"], ROLE);
}

#[test]
fn whoever_is_not_trusted_is_refused() {
    let (root, stranger) = (root("root"), root("stranger"));
    let keys = keys("ec");
    let expired = root.issue(&keys, (2001, 2002));
    let home_of = |certificate: &str| home(certificate, &keys.own, &root.pem);
    assert_refused(&home_of(&expired), "aws_refused", "Certificate expired");
    let foreign = stranger.issue(&keys, (2020, 2100));
    assert_refused(&home_of(&foreign), "aws_refused", "Untrusted certificate");
    let good = home_of(&root.issue(&keys, (2020, 2100)));
    let other_role = CONFIG.replace("role/app", "role/closed");
    assert_refused(
        &good.with_config(&other_role),
        "aws_refused",
        "Role not in the profile",
    );
}

#[test]
fn files_that_cannot_be_right_are_named() {
    let root = root("root");
    let keys = keys("ec");
    let certificate = root.issue(&keys, (2020, 2100));
    let good = home(&certificate, &keys.own, &root.pem);
    set_mode(&good, 0o644);
    assert_refused(&good, "profile_invalid", "is open to others (mode 0644)");
    let other = self::keys("ec");
    let mixed = home(&certificate, &other.own, &root.pem);
    assert_refused(&mixed, "profile_invalid", "does not belong to");
    let no_key = home(&certificate, &certificate, &root.pem);
    assert_refused(&no_key, "profile_invalid", "has no private key");
    let no_certificate = home("rubbish", &keys.own, &root.pem);
    assert_refused(&no_certificate, "profile_invalid", "has no certificate");
    let missing = good.with_config(&CONFIG.replace("web.key", "absent.key"));
    assert_refused(&missing, "file_unreadable", "absent.key cannot be read");
    let half = CONFIG.lines().take(4).collect::<Vec<_>>().join("\n");
    let half = missing.with_config(&half);
    assert_refused(
        &half,
        "profile_invalid",
        "rolesanywhere_profile_arn is missing",
    );
}

#[test]
fn it_is_explained_without_asking() {
    let home = home("", "", "").with_config(CONFIG);
    let output = keyward().at(&home).args(["explain", "--json"]).run();
    let shown: Value = output.json();
    assert!(shown.to_string().contains("roles_anywhere"), "{shown}");
}
