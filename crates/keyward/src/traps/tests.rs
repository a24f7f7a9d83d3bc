use keyward_profile::FileKind;
use zeroize::Zeroizing;

use super::*;

fn scene(config: &str, credentials: &str, vars: &[(&str, &str)]) -> Scene {
    let file = |path: &str, kind, text: &str| {
        SeenFile::new(
            path.as_ref(),
            kind,
            Zeroizing::new(text.to_owned()),
            Some(0o600),
        )
    };
    Scene {
        files: vec![
            file("/h/config", FileKind::Config, config),
            file("/h/credentials", FileKind::Credentials, credentials),
        ],
        unreadable: Vec::new(),
        vars: vars
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
    }
}

/// `code place` of each trap.
fn told(scene: &Scene) -> Vec<String> {
    let traps = scene.traps();
    traps
        .iter()
        .map(|trap| {
            let place = trap.location.as_ref().map(ToString::to_string);
            format!("{} {}", trap.code, place.unwrap_or_default())
        })
        .collect()
}

const KEY: &str =
    "aws_access_key_id = AKIA0000000000000000\naws_secret_access_key = s3cr3ts3cr3ts3cr3t\n";

#[test]
fn a_good_set_up_has_no_traps() {
    let config = "[default]\nregion = us-east-1\n[profile app]\nrole_arn = arn:aws:iam::123456789012:role/team/app\nsource_profile = base\nmfa_serial = arn:aws:iam::123456789012:mfa/me\n[profile base]\ncredential_process = \"/usr/bin/keyward\" process base\n[profile sso]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = r\n[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://x\n";
    let vars = [("AWS_PAGER", ""), ("AWS_PROFILE", "app"), ("PATH", "")];
    assert_eq!(told(&scene(config, "", &vars)), [""; 0]);
}

#[test]
fn each_trap_is_seen_where_it_is() {
    for (config, credentials, want) in [
        (
            "[profile a]\nregion = x\n[profile a]\noutput = json\n",
            "",
            "duplicate /h/config:3",
        ),
        (
            "",
            "[a]\nregion = x\nregion = y\n",
            "duplicate /h/credentials:3",
        ),
        ("[a]\nregion = x\n", "", "ignored /h/config:1"),
        ("not a line\n", "", "unreadable_file "),
        (
            "",
            "[a]\naws_access_key_id = ASIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\naws_session_token = t\n",
            "example_key /h/credentials:2",
        ),
        (
            "",
            "[a]\naws_access_key_id = \"ASIA0000000000000000\"\naws_secret_access_key = x\naws_session_token = t\n",
            "quoted_key /h/credentials:2",
        ),
        (
            "",
            "[a]\naws_access_key_id = ASIA0000000000000000\naws_secret_access_key = a b\naws_session_token = t\n",
            "quoted_key /h/credentials:3",
        ),
        (
            "",
            "[a]\naws_access_key_id = AKIA0000000000000000\n",
            "half_key /h/credentials:2",
        ),
        (
            "[profile a]\naws_secret_access_key = x\n",
            "",
            "half_key /h/config:2",
        ),
        (
            "[profile a]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = gone\n",
            "",
            "missing_reference /h/config:3",
        ),
        (
            "[profile a]\nsso_session = gone\n",
            "",
            "missing_reference /h/config:2",
        ),
        (
            "[profile a]\nservices = gone\n",
            "",
            "missing_reference /h/config:2",
        ),
        (
            "[profile a]\nrole_arn = arn:aws:iam::1234:role/r\n",
            "",
            "malformed_arn /h/config:2",
        ),
        (
            "[profile a]\nmfa_serial = arn:aws:iam::123456789012:user/me\n",
            "",
            "malformed_arn /h/config:2",
        ),
        (
            "",
            "[a]\naws_access_key_id = ASIA0000000000000000\naws_secret_access_key = x\n",
            "stray_token /h/credentials:2",
        ),
        (
            "",
            "[a]\naws_access_key_id = AKIA0000000000000000\naws_secret_access_key = x\naws_session_token = t\n",
            "stray_token /h/credentials:2",
        ),
        (
            "[profile a]\nregion = us-east-1a\n",
            "",
            "region /h/config:2",
        ),
        (
            "[profile a]\nregion = \"eu-west-1\"\n",
            "",
            "region /h/config:2",
        ),
        (
            "[profile a]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = b\n[profile b]\nmfa_serial = arn:aws:iam::123456789012:mfa/me\n",
            "",
            "mfa_serial /h/config:3",
        ),
        (
            "[profile a]\naws_access_key_id = ASIA0000000000000000\naws_secret_access_key = x\naws_session_token = t\n",
            "[a]\naws_access_key_id = ASIA0000000000000000\naws_secret_access_key = x\naws_session_token = t\n",
            "shadowed_keys /h/config:2",
        ),
    ] {
        assert_eq!(
            told(&scene(config, credentials, &[])),
            [want],
            "{config}{credentials}"
        );
    }
}

#[test]
fn plaintext_keys_and_roles_without_mfa_above_them() {
    let config =
        "[profile app]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = base\n";
    let seen = scene(config, &format!("[base]\n{KEY}"), &[]);
    assert_eq!(
        told(&seen),
        ["plaintext_key /h/credentials:2", "no_mfa /h/config:2"]
    );
    let text = format!("{:?}", seen.traps());
    assert!(
        text.contains("AKIA…0000") && !text.contains("s3cr3t"),
        "{text}"
    );
}

#[test]
fn variables_are_looked_at() {
    let keys = [
        ("AWS_ACCESS_KEY_ID", "AKIA0000000000000000"),
        ("AWS_SECRET_ACCESS_KEY", "x"),
    ];
    let told_of = told;
    let told = |more: &[(&str, &str)]| told_of(&scene("", "", &[&keys[..], more].concat()));
    assert_eq!(
        told(&[("AWS_SESSION_TOKEN", "t")]),
        ["stray_token AWS_ACCESS_KEY_ID"]
    );
    assert_eq!(told(&[]), ["plaintext_key AWS_ACCESS_KEY_ID"]);
    let told = |more: &[(&str, &str)]| {
        let session = [
            ("AWS_ACCESS_KEY_ID", "ASIA0000000000000000"),
            ("AWS_SECRET_ACCESS_KEY", "x"),
        ];
        told_of(&scene("", "", &[&session[..], more].concat()))
    };
    assert_eq!(told(&[("AWS_SESSION_TOKEN", "t")]), [""; 0]);
    assert_eq!(told(&[]), ["stray_token AWS_ACCESS_KEY_ID"]);
    let session = [("AWS_SESSION_TOKEN", "t"), ("AWS_PROFILE", "p")];
    assert_eq!(told(&session), ["shadowed_keys AWS_PROFILE"]);
    let empty = [("AWS_SESSION_TOKEN", "t"), ("AWS_REGION", "")];
    assert_eq!(told(&empty), ["empty_variable AWS_REGION"]);
    let quoted = [("AWS_SESSION_TOKEN", "'t'")];
    assert_eq!(told(&quoted), ["quoted_key AWS_SESSION_TOKEN"]);
}

#[test]
fn modes_matter_where_secrets_are_or_others_write() {
    let judged = |kind, text: &str, mode| {
        let seen = SeenFile::new(
            "/h/f".as_ref(),
            kind,
            Zeroizing::new(text.to_owned()),
            Some(mode),
        );
        let scene = Scene {
            files: vec![seen],
            unreadable: Vec::new(),
            vars: std::collections::BTreeMap::new(),
        };
        scene
            .traps()
            .iter()
            .find(|trap| trap.code == "file_mode")
            .map(|trap| trap.severity)
    };
    assert_eq!(
        judged(FileKind::Credentials, "", 0o644),
        Some(Severity::Warning)
    );
    assert_eq!(judged(FileKind::Credentials, "", 0o600), None);
    assert_eq!(judged(FileKind::Config, "", 0o644), None);
    assert_eq!(judged(FileKind::Config, "", 0o664), Some(Severity::Error));
    assert_eq!(
        judged(FileKind::Config, &format!("[default]\n{KEY}"), 0o644),
        Some(Severity::Warning)
    );
}

fn caller_refused(code: &str) -> keyward_core::Error {
    keyward_core::Error::new(
        keyward_core::ErrorCode::AwsRefused,
        "AWS refused AssumeRole of arn:aws:iam::123456789012:role/r",
    )
    .with_aws_code(code)
}

/// The codes told of a plan for profile `a`, which AWS refused so.
fn told_of_refusal(config: &str, code: &str) -> Vec<&'static str> {
    let seen = scene(config, "", &[]);
    let set = keyward_profile::ProfileSet::parse(
        Some(keyward_profile::SourceText::new(
            "/h/config".as_ref(),
            config,
        )),
        None,
    )
    .unwrap();
    let name = "a".parse().unwrap();
    let request = keyward_profile::PlanRequest {
        profile: Some(&name),
        env: &|_| None,
        rules: keyward_profile::Rules::JS_V3,
        vault: &|_| Ok(false),
        own_program: &|_| false,
    };
    let plan = keyward_profile::plan(&request, &set).unwrap().plan;
    let error = caller_refused(code);
    let sight = Sight {
        scene: &seen,
        plan: Some(&plan),
        error: Some(&error),
        probe: None,
        rules: None,
        now: keyward_core::Timestamp::from_unix(0),
    };
    let traps = sight.traps(&BTreeSet::from(["a".to_owned()]));
    traps.iter().map(|trap| trap.code).collect()
}

#[test]
fn what_aws_refused_is_looked_at() {
    let base = "[profile b]\naws_access_key_id = ASIA0000000000000000\naws_secret_access_key = x\naws_session_token = t\n";
    let role = "[profile a]\nregion = us-east-1\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = b\n";
    let config = format!("{role}{base}");
    assert_eq!(told_of_refusal(&config, "AccessDenied"), ["refused_role"]);
    assert_eq!(told_of_refusal(&config, "ExpiredToken"), ["expired"]);
    assert_eq!(told_of_refusal(&config, "ValidationError"), [""; 0]);
    let mfa = format!("{role}mfa_serial = arn:aws:iam::123456789012:mfa/me\n{base}");
    assert_eq!(told_of_refusal(&mfa, "AccessDenied"), [""; 0]);
}
