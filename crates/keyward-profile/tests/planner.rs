//! Precedence, the vault's place, and errors that name file and line.
#![allow(clippy::unwrap_used, reason = "a helper of a test may panic")]

mod support;

use keyward_core::ErrorCode;
use keyward_profile::{Base, Outcome, Planned, RetryMode, Rules, Service, Step};
use support::Setup;

const ROLE: &str = "role_arn = arn:aws:iam::123456789012:role/R\n";
const KEYS: &str = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n";

fn source(planned: &Planned) -> &'static str {
    planned.plan.base.name()
}

fn with_env_keys(setup: Setup) -> Setup {
    setup
        .env("AWS_ACCESS_KEY_ID", "AKIDENV")
        .env("AWS_SECRET_ACCESS_KEY", "env-secret")
}

#[test]
fn the_default_chain_goes_from_environment_to_metadata() {
    let steps: [(&str, Setup); 5] = [
        ("imds", Setup::default()),
        (
            "container",
            Setup::default().env("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/c"),
        ),
        (
            "web_identity",
            Setup::default()
                .env("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/c")
                .env("AWS_WEB_IDENTITY_TOKEN_FILE", "/t")
                .env("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/R"),
        ),
        (
            "static_keys",
            Setup::config(&format!("[default]\n{KEYS}"))
                .env("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/c"),
        ),
        (
            "environment",
            with_env_keys(Setup::config(&format!("[default]\n{KEYS}"))),
        ),
    ];
    for (expected, setup) in steps {
        assert_eq!(source(&setup.plans(None)), expected);
    }
}

#[test]
fn environment_keys_against_aws_profile_is_a_matter_of_rules() {
    let setup =
        with_env_keys(Setup::config(&format!("[profile a]\n{KEYS}"))).env("AWS_PROFILE", "a");
    for (rules, expected) in [
        (Rules::JS_V3, "static_keys"),
        (Rules::JS_V2, "environment"),
        (Rules::CLI, "environment"),
    ] {
        let planned = setup.clone().rules(rules).plans(None);
        assert_eq!(source(&planned), expected, "{}", rules.name);
        // A profile that the program names wins by every rule.
        let named = setup.clone().rules(rules).plans(Some("a"));
        assert_eq!(source(&named), "static_keys", "{}", rules.name);
    }
}

#[test]
fn variables_for_profile_and_region_are_a_matter_of_rules() {
    let setup = Setup::config(&format!("[profile a]\nregion = r0\n{KEYS}"))
        .env("AWS_DEFAULT_PROFILE", "a")
        .env("AWS_DEFAULT_REGION", "r1");
    let cli = setup.clone().rules(Rules::CLI).plans(None);
    assert_eq!(cli.plan.profile.unwrap().as_str(), "a");
    assert_eq!(cli.plan.settings.region.unwrap().value, "r1");
    let v3 = setup.plans(Some("a"));
    assert_eq!(v3.plan.settings.region.unwrap().value, "r0");
    assert_eq!(source(&setup.plans(None)), "imds");
}

#[test]
fn a_profile_that_exists_nowhere_is_never_fallen_through() {
    let setup = with_env_keys(Setup::config("[profile prod]\n[profile dev]\n"));
    for (setup, profile) in [
        (setup.clone(), Some("prdo")),
        (setup.env("AWS_PROFILE", "prdo"), None),
    ] {
        let error = setup.fails(profile);
        assert_eq!(error.code(), ErrorCode::ProfileNotFound);
        assert!(
            error.hint().unwrap().contains("did you mean \"prod\"?"),
            "{error:?}"
        );
    }
}

#[test]
fn nobody_has_credentials_names_every_source() {
    let error = Setup::config("[default]\nregion = eu-west-1\n")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .fails(None);
    assert_eq!(error.code(), ErrorCode::NoCredentials);
    for word in [
        "environment: AWS_ACCESS_KEY_ID",
        "vault: it has no entry \"default\"",
        "/config:1: profile \"default\" did not contain",
        "web_identity: AWS_WEB_IDENTITY_TOKEN_FILE",
        "container: neither",
        "imds: AWS_EC2_METADATA_DISABLED",
    ] {
        assert!(error.message().contains(word), "{word}: {error}");
    }
}

#[test]
fn a_vault_entry_stands_where_the_profiles_static_keys_stand() {
    let config = format!("[profile a]\n{ROLE}source_profile = b\nregion = r\n[profile b]\n{KEYS}");
    let planned = Setup::config(&config)
        .vault("b")
        .vault("a")
        .plans(Some("a"));
    assert_eq!(
        planned.plan.base,
        Base::Vault {
            name: "b".parse().unwrap()
        }
    );
    let Step::AssumeRole(role) = &planned.plan.steps[0] else {
        panic!("{planned:?}");
    };
    assert_eq!(role.region.as_deref(), Some("r"));
    let aside = planned
        .considered
        .iter()
        .find(|c| c.source == "static_keys")
        .unwrap();
    assert_eq!(aside.outcome, Outcome::SteppedAside);
    assert!(aside.reason.contains("plaintext"));
}

#[test]
fn a_profile_that_only_the_vault_knows_is_a_profile() {
    let setup = Setup::config(&format!("[profile a]\n{ROLE}source_profile = b\n")).vault("b");
    assert_eq!(source(&setup.plans(Some("b"))), "vault");
    assert_eq!(source(&setup.plans(Some("a"))), "vault");
    assert_eq!(
        source(&Setup::default().vault("default").plans(None)),
        "vault"
    );
}

#[test]
fn the_vault_is_asked_only_where_a_profiles_own_keys_are_needed() {
    use keyward_core::Error;
    use keyward_profile::{PlanRequest, plan};
    let setup = with_env_keys(Setup::config(&format!("[default]\n{KEYS}")));
    let set = setup.set().unwrap();
    let request = PlanRequest {
        profile: None,
        env: &|name| setup.env.get(name).cloned(),
        rules: Rules::JS_V3,
        vault: &|_| Err(Error::new(ErrorCode::VaultLocked, "locked")),
        own_program: &|_| false,
    };
    assert_eq!(source(&plan(&request, &set).unwrap()), "environment");
    let error = plan(
        &PlanRequest {
            env: &|_| None,
            ..request
        },
        &set,
    )
    .unwrap_err();
    assert_eq!(error.code(), ErrorCode::VaultLocked);
}

#[test]
fn a_pointer_to_keyward_itself_is_followed_to_the_vault_or_refused() {
    let config = "[profile a]\nregion = r\ncredential_process = \"/opt/keyward\" process a\n";
    assert_eq!(
        source(&Setup::config(config).vault("a").plans(Some("a"))),
        "vault"
    );
    let error = Setup::config(config).fails(Some("a"));
    assert_eq!(error.code(), ErrorCode::RecursiveProcess);
    assert!(
        error.message().starts_with("/config:3: profile \"a\""),
        "{error}"
    );
    assert!(error.hint().unwrap().contains("keyward add a"));
    let other = Setup::config("[profile a]\ncredential_process = /bin/other --key hidden\n");
    let planned = other.plans(Some("a"));
    assert_eq!(source(&planned), "credential_process");
    assert!(!format!("{planned:?}").contains("hidden"));
    assert!(!serde_json::to_string(&planned).unwrap().contains("hidden"));
}

#[test]
fn a_linked_section_is_read_in_the_profiles_stead() {
    let config = format!(
        "[keyward a]\n{ROLE}source_profile = b\n\n[profile a]\nregion = r\ncredential_process = \"/opt/keyward\" process a\n[profile b]\n{KEYS}"
    );
    let planned = Setup::config(&config).plans(Some("a"));
    assert_eq!(source(&planned), "static_keys");
    assert_eq!(planned.plan.steps.len(), 1);
    assert_eq!(planned.plan.settings.region.unwrap().value, "r");
}

#[test]
fn a_loop_names_the_chain_with_file_and_line() {
    let config =
        format!("[profile a]\n{ROLE}source_profile = b\n[profile b]\n{ROLE}source_profile = a\n");
    let error = Setup::config(&config).fails(Some("a"));
    assert_eq!(error.code(), ErrorCode::ProfileLoop);
    assert_eq!(
        error.message(),
        "/config:6: profile \"b\": source_profile leads back to \"a\" (a -> b -> a)"
    );
    let own = Setup::config(&format!("[profile a]\n{ROLE}source_profile = a\n"));
    assert_eq!(
        own.fails(Some("a")).message(),
        "/config:3: profile \"a\": source_profile leads back to \"a\" (a -> a)"
    );
}

#[test]
fn a_chain_of_any_length_is_followed() {
    let mut config = String::new();
    for at in 0..20_000 {
        config.push_str(&format!(
            "[profile p{at}]\n{ROLE}source_profile = p{}\n",
            at + 1
        ));
    }
    config.push_str(&format!("[profile p20000]\n{KEYS}"));
    let planned = Setup::config(&config).plans(Some("p0"));
    assert_eq!(planned.plan.steps.len(), 20_000);
}

#[test]
fn values_that_cannot_be_right_are_named_with_their_line() {
    let base = format!("[profile b]\n{KEYS}[profile a]\nsource_profile = b\n");
    for (lines, field) in [
        ("role_arn = arn:aws:iam::1:user/x\n", "role_arn"),
        (
            &*format!("{ROLE}duration_seconds = 60\n"),
            "duration_seconds",
        ),
        (
            &*format!("{ROLE}duration_seconds = 1h\n"),
            "duration_seconds",
        ),
        (&*format!("{ROLE}session_tags = team\n"), "session_tags"),
    ] {
        let error = Setup::config(&format!("{base}{lines}")).fails(Some("a"));
        assert_eq!(error.code(), ErrorCode::ProfileInvalid, "{error}");
        assert!(error.message().starts_with("/config:"), "{error}");
        assert!(
            error.message().contains(&format!("profile \"a\": {field}")),
            "{error}"
        );
        assert!(error.hint().is_some());
    }
}

#[test]
fn the_parameters_of_a_role_are_read() {
    let config = format!(
        "[profile a]\n{ROLE}source_profile = b\nexternal_id = e\nduration_seconds = 900\nmfa_serial = m\nsource_identity = i\nsession_tags = team=blue, env = prod\ntransitive_session_tags = team, env\nsession_policy_arns = arn:x, arn:y\nsession_policy = {{\n  \"Version\": \"2012-10-17\"}}\n[profile b]\n{KEYS}"
    );
    let planned = Setup::config(&config).plans(Some("a"));
    let Step::AssumeRole(role) = &planned.plan.steps[0] else {
        panic!("{planned:?}");
    };
    assert_eq!(role.external_id.as_deref(), Some("e"));
    assert_eq!(role.duration_seconds, Some(900));
    assert_eq!(role.mfa_serial.as_deref(), Some("m"));
    assert_eq!(role.source_identity.as_deref(), Some("i"));
    let tags: Vec<_> = role
        .tags
        .iter()
        .map(|(k, v)| (k.as_str(), v.as_str()))
        .collect();
    assert_eq!(tags, [("team", "blue"), ("env", "prod")]);
    assert_eq!(role.transitive_tag_keys, ["team", "env"]);
    assert_eq!(role.policy_arns, ["arn:x", "arn:y"]);
    assert_eq!(
        role.policy.as_deref(),
        Some("{\n\"Version\": \"2012-10-17\"}")
    );
}

#[test]
fn the_sts_endpoint_has_its_order_of_precedence() {
    let config = format!(
        "[services s]\nsts =\n  endpoint_url = http://services\n[profile a]\nservices = s\nendpoint_url = http://profile\n{KEYS}"
    );
    let endpoint = |setup: Setup| {
        let planned = setup.plans(Some("a"));
        let found = planned.plan.settings.endpoint(Service::Sts);
        found.map(|found| found.value.clone())
    };
    let setup = Setup::config(&config);
    assert_eq!(endpoint(setup.clone()).unwrap(), "http://services");
    let without = Setup::config(&config.replace("services = s\n", ""));
    assert_eq!(endpoint(without).unwrap(), "http://profile");
    let all = setup.clone().env("AWS_ENDPOINT_URL", "http://all");
    assert_eq!(endpoint(all.clone()).unwrap(), "http://all");
    assert_eq!(
        endpoint(all.env("AWS_ENDPOINT_URL_STS", "http://sts")).unwrap(),
        "http://sts"
    );
    assert_eq!(
        endpoint(setup.env("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")),
        None
    );
    let gone = Setup::config(&config.replace("[services s]", "[services t]")).fails(Some("a"));
    assert!(
        gone.message()
            .starts_with("/config:5: profile \"a\": services \"s\""),
        "{gone}"
    );
}

#[test]
fn every_service_may_stand_elsewhere() {
    let config = format!(
        "[services s]\nsso =\n  endpoint_url = http://sso\nsso_oidc =\n  endpoint_url = http://oidc\n\
         signin =\n  endpoint_url = http://signin\niam =\n  endpoint_url = http://iam\n\
         [profile a]\nservices = s\nendpoint_url = http://rest\n{KEYS}"
    );
    let setup = Setup::config(&config).env("AWS_ENDPOINT_URL_SSO_OIDC", "http://variable");
    let settings = setup.plans(Some("a")).plan.settings;
    for (service, endpoint) in [
        (Service::Sts, "http://rest"),
        (Service::Sso, "http://sso"),
        (Service::SsoOidc, "http://variable"),
        (Service::Signin, "http://signin"),
        (Service::Iam, "http://iam"),
    ] {
        let found = settings.endpoint(service).map(|found| found.value.as_str());
        assert_eq!(found, Some(endpoint), "{service}");
    }
}

#[test]
fn manners_come_from_a_variable_or_the_profile() {
    let config = format!(
        "[profile a]\nuse_fips_endpoint = true\nuse_dualstack_endpoint = TRUE\nretry_mode = adaptive\n\
         max_attempts = 7\nca_bundle = ~/ca.pem\nec2_metadata_service_endpoint = http://imds\n\
         ec2_metadata_service_endpoint_mode = ipv6\nec2_metadata_v1_disabled = true\n\
         metadata_service_timeout = 3\nmetadata_service_num_attempts = 4\n{KEYS}"
    );
    let setup = Setup::config(&config);
    let settings = setup.plans(Some("a")).plan.settings;
    assert!(settings.use_fips_endpoint && settings.use_dualstack_endpoint);
    assert_eq!(settings.retry_mode, RetryMode::Adaptive);
    assert_eq!(settings.max_attempts, Some(7));
    assert_eq!(settings.ca_bundle.unwrap().value, "~/ca.pem");
    let metadata = settings.metadata;
    assert_eq!(metadata.endpoint.unwrap().value, "http://imds");
    assert!(metadata.ipv6 && metadata.v1_disabled);
    assert_eq!(
        (metadata.timeout_seconds, metadata.attempts),
        (Some(3), Some(4))
    );

    let settings = setup
        .env("AWS_USE_FIPS_ENDPOINT", "false")
        .env("AWS_USE_DUALSTACK_ENDPOINT", "false")
        .env("AWS_RETRY_MODE", "legacy")
        .env("AWS_MAX_ATTEMPTS", "2")
        .env("AWS_CA_BUNDLE", "/other.pem")
        .env("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://variable")
        .env("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "IPv4")
        .env("AWS_EC2_METADATA_V1_DISABLED", "false")
        .env("AWS_METADATA_SERVICE_TIMEOUT", "9")
        .env("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "8")
        .plans(Some("a"))
        .plan
        .settings;
    assert!(!settings.use_fips_endpoint && !settings.use_dualstack_endpoint);
    assert_eq!(settings.retry_mode, RetryMode::Standard);
    assert_eq!(settings.max_attempts, Some(2));
    assert_eq!(settings.ca_bundle.unwrap().value, "/other.pem");
    let metadata = settings.metadata;
    assert_eq!(metadata.endpoint.unwrap().value, "http://variable");
    assert!(!metadata.ipv6 && !metadata.v1_disabled);
    assert_eq!(
        (metadata.timeout_seconds, metadata.attempts),
        (Some(9), Some(8))
    );
}

#[test]
fn a_setting_that_cannot_be_right_is_named_with_its_place() {
    for (line, words) in [
        ("max_attempts = 0", "max_attempts: \"0\""),
        ("retry_mode = fast", "retry_mode: \"fast\""),
        ("use_fips_endpoint = yes", "use_fips_endpoint: \"yes\""),
        (
            "sts_regional_endpoints = x",
            "sts_regional_endpoints: \"x\"",
        ),
        (
            "metadata_service_timeout = 1.5",
            "metadata_service_timeout: \"1.5\"",
        ),
    ] {
        let error = Setup::config(&format!("[profile a]\n{line}\n{KEYS}")).fails(Some("a"));
        assert_eq!(error.code(), ErrorCode::ProfileInvalid, "{line}");
        let start = format!("/config:2: profile \"a\": {words} cannot be right");
        assert_eq!(error.message(), start);
        assert!(error.hint().is_some(), "{line}");
    }
    let setup = Setup::config(&format!("[profile a]\n{KEYS}")).env("AWS_MAX_ATTEMPTS", "many");
    let error = setup.fails(Some("a"));
    assert_eq!(error.code(), ErrorCode::InvalidArgument);
    assert_eq!(
        error.message(),
        "AWS_MAX_ATTEMPTS: \"many\" cannot be right"
    );
}

#[test]
fn half_a_pair_is_an_error_in_the_environment_too() {
    let error = Setup::default()
        .env("AWS_ACCESS_KEY_ID", "AKID")
        .fails(None);
    assert_eq!(error.code(), ErrorCode::PartialCredentials);
    assert!(error.message().contains("AWS_SECRET_ACCESS_KEY is not"));
}

#[test]
fn credential_source_names_the_base() {
    let config = |source: &str| format!("[profile a]\n{ROLE}credential_source = {source}\n");
    let planned = with_env_keys(Setup::config(&config("Environment"))).plans(Some("a"));
    assert_eq!(
        (source(&planned), planned.plan.steps.len()),
        ("environment", 1)
    );
    let error = Setup::config(&config("Environment")).fails(Some("a"));
    assert_eq!(error.code(), ErrorCode::NoCredentials);
    let error = Setup::config(&config("Nonsense")).fails(Some("a"));
    assert_eq!(error.code(), ErrorCode::ProfileInvalid);
    let ecs = Setup::config(&config("EcsContainer"))
        .env("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://x");
    assert_eq!(source(&ecs.plans(Some("a"))), "container");
}

#[test]
fn cache_keys_tell_plans_apart_share_prefixes_and_hold_no_secret() {
    let config = |extra: &str| {
        format!(
            "[profile a]\n{ROLE}source_profile = b\n{extra}[profile b]\nrole_arn = arn:aws:iam::123456789012:role/S\nsource_profile = c\n[profile c]\n{KEYS}"
        )
    };
    let plan = |extra: &str| Setup::config(&config(extra)).plans(Some("a")).plan;
    let plain = plan("");
    for extra in [
        "external_id = e\n",
        "duration_seconds = 900\n",
        "session_tags = a=b\n",
        "session_policy = {}\n",
        "mfa_serial = m\n",
        "region = r\n",
    ] {
        assert_ne!(plan(extra).cache_key(2), plain.cache_key(2), "{extra}");
    }
    assert_eq!(plan("external_id = e\n").cache_key(1), plain.cache_key(1));
    assert_eq!(plan("").cache_key(2), plain.cache_key(2));
    assert!(!plain.cache_key(2).contains("wJalr"));
    let process = |line: &str| {
        let setup = Setup::config(&format!("[profile a]\ncredential_process = {line}\n"));
        setup.plans(Some("a")).plan.cache_key(0)
    };
    assert_ne!(process("/bin/x --key one"), process("/bin/x --key two"));
    assert!(!process("/bin/x --key one").contains("one"));
}

#[test]
fn an_error_comes_with_what_was_looked_at_before() {
    use keyward_profile::{PlanRequest, explain};
    let setup = Setup::config("[profile a]\naws_access_key_id = A\n");
    let profile = "a".parse().unwrap();
    let explained = explain(
        &PlanRequest {
            profile: Some(&profile),
            env: &|_| None,
            rules: Rules::default(),
            vault: &|_| Ok(false),
            own_program: &|_| false,
        },
        &setup.set().unwrap(),
    );
    let sources: Vec<_> = explained.considered.iter().map(|c| c.source).collect();
    assert_eq!(sources, ["environment", "vault"]);
    let error = explained.plan.unwrap_err();
    assert_eq!(error.code(), ErrorCode::PartialCredentials);
}

#[test]
fn a_secret_that_indentation_made_part_of_another_value_never_shows() {
    let text = "[profile a]\naws_access_key_id = A\n  aws_secret_access_key = hidden\n";
    let setup = Setup::config(text);
    assert!(!format!("{:?}", setup.set()).contains("hidden"));
    let error = setup.fails(Some("a"));
    assert_eq!(error.code(), ErrorCode::ProfileInvalid);
    assert!(
        error
            .message()
            .starts_with("/config:2: profile \"a\": aws_access_key_id: a line below"),
        "{error}"
    );
    assert!(!format!("{error:?}").contains("hidden"));
}

#[test]
fn a_lone_role_arn_is_passed_over_by_sdk_v3_alone() {
    let setup = Setup::config(&format!("[default]\n{ROLE}{KEYS}"));
    assert_eq!(source(&setup.plans(None)), "static_keys");
    for rules in [Rules::JS_V2, Rules::CLI] {
        let error = setup.clone().rules(rules).fails(None);
        assert_eq!(error.code(), ErrorCode::ProfileInvalid, "{}", rules.name);
    }
}
