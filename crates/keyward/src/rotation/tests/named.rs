//! What keeps a key from being rotated, each with its code and what to do.

use keyward_core::{Error, ErrorCode, Result, Secret};
use keyward_sandbox::FaultKind;
use keyward_vault::{Expected, MfaSeed};
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::ground::{Ground, app, key_of, refused};
use crate::{
    Request,
    rotation::{RotateOptions, RotationClock, RotationReport, RotationState, sealed},
    signed::{self, Call},
};

const ACCOUNT: &str = "123456789012";
const DEVICE: &str = "arn:aws:iam::123456789012:mfa/worker";
const SEED: &str = "JBSWY3DPEHPK3PXP";
const ACTIONS: [&str; 5] = [
    "ListAccessKeys",
    "CreateAccessKey",
    "UpdateAccessKey",
    "DeleteAccessKey",
    "GetAccessKeyLastUsed",
];

fn policy(actions: &[&str]) -> Value {
    let actions: Vec<_> = actions.iter().map(|name| format!("iam:{name}")).collect();
    let statement = json!({ "Effect": "Allow", "Action": actions, "Resource": "*" });
    json!({ "Version": "2012-10-17", "Statement": [statement] })
}

/// `worker` may do so much; `admin` everything; another account has a `worker` of its own.
fn seed(actions: &[&str]) -> Value {
    let worker = json!({ "accessKeys": [{}], "policies": { "own": policy(actions) } });
    let other = json!({ "accessKeys": [{}], "attachedPolicies": ["AdministratorAccess"] });
    json!({
        "version": 1,
        "accounts": {
            ACCOUNT: { "users": { "worker": worker }, "rootAccessKeys": [{}] },
            "222222222222": { "users": { "worker": other.clone(), "chief": other } },
        },
    })
}

fn worker(actions: &[&str]) -> Ground {
    Ground::seeded(&seed(actions), Some("worker"))
}

/// `~/.aws/config` with the key of a user as a profile.
fn profile(ground: &Ground, name: &str, account: &str, user: &str) -> String {
    let key = key_of(&ground.sandbox, account, Some(user));
    let (id, secret) = (&key.access_key_id, key.secret_access_key.expose());
    format!("[profile {name}]\naws_access_key_id = {id}\naws_secret_access_key = {secret}\n")
}

fn signed_by(ground: &Ground, name: &str) -> RotateOptions {
    RotateOptions {
        sign_with: Some(name.parse().unwrap()),
        ..ground.options()
    }
}

/// A call to IAM by the administrator.
async fn by_admin(ground: &Ground, form: &str) {
    let key = key_of(&ground.sandbox, ACCOUNT, Some("admin"));
    let engine = ground.engine();
    let plan = engine.plan_for(&Request::profile(app())).await.unwrap();
    let url = format!("{}/", ground.sandbox.endpoint().trim_end_matches('/'));
    let body = format!("{form}&Version=2010-05-08");
    let call = Call {
        service: "iam",
        region: "us-east-1",
        url: &url,
        headers: &[("content-type", "application/x-www-form-urlencoded")],
        body: &Zeroizing::new(body.into_bytes()),
    };
    let credentials = sealed::credentials(&keyward_vault::AccessKey {
        access_key_id: key.access_key_id,
        secret_access_key: key.secret_access_key,
    });
    let answer = signed::send(&engine.aws(&plan), &credentials, &call).await;
    assert!(answer.unwrap().is_success(), "{form}");
}

fn assert_says(error: &Error, code: ErrorCode, says: &str, hint: &str) {
    assert_eq!(error.code(), code, "{error}");
    assert!(error.message().contains(says), "{error}");
    assert!(
        error.hint().unwrap_or_default().contains(hint),
        "{error}: {:?}",
        error.hint()
    );
}

/// Waits as the reports say, until something is refused or nothing is left to do.
async fn as_far_as_it_goes(ground: &Ground) -> Result<RotationReport> {
    loop {
        let report = ground.rotate().await?;
        match report.next {
            Some(next) => ground.clock.pause(next.remaining(ground.clock.now())).await,
            None => return Ok(report),
        }
    }
}

#[tokio::test]
async fn each_permission_that_is_missing_is_named_and_nothing_is_lost() {
    for missing in ACTIONS {
        let allowed = ACTIONS.into_iter().filter(|action| *action != missing);
        let ground = worker(&allowed.collect::<Vec<_>>());
        let error = refused(as_far_as_it_goes(&ground).await);
        let says = format!("AWS refused iam:{missing} (AccessDenied)");
        assert_says(&error, ErrorCode::AwsRefused, &says, "--with PROFILE");
        assert_eq!(error.aws_code(), Some("AccessDenied"));
        let text = policy(&ACTIONS).to_string();
        let document: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let form = format!(
            "Action=PutUserPolicy&UserName=worker&PolicyName=own&PolicyDocument={document}"
        );
        by_admin(&ground, &form).await;
        let end = as_far_as_it_goes(&ground).await.unwrap();
        assert_eq!(end.state, RotationState::Done, "{missing}");
        assert_eq!(ground.keys().await.len(), 1, "{missing}");
    }
}

#[tokio::test]
async fn throttling_is_named_and_goes_by_itself() {
    for throttled in ACTIONS {
        let ground = worker(&ACTIONS);
        ground.fail(throttled, FaultKind::Throttling, 1);
        let error = refused(as_far_as_it_goes(&ground).await);
        let says = format!("AWS refused iam:{throttled} (Throttling");
        assert_says(&error, ErrorCode::AwsRefused, &says, "in a minute");
        let end = as_far_as_it_goes(&ground).await.unwrap();
        assert_eq!(end.state, RotationState::Done, "{throttled}");
        assert_eq!(ground.keys().await.len(), 1, "{throttled}");
    }
}

#[tokio::test]
async fn a_second_key_is_named_and_left_alone() {
    let ground = worker(&ACTIONS);
    by_admin(&ground, "Action=CreateAccessKey&UserName=worker").await;
    let keys = ground.keys().await;
    let own = ground.engine().vault().entry(&app()).unwrap().access_key_id;
    let other = &keys.iter().find(|key| key.id != own).unwrap().id;
    let error = refused(ground.rotate().await);
    let says = format!("worker has a second access key, {other} (active, made ");
    assert_says(&error, ErrorCode::AwsRefused, &says, "find out who uses it");
    assert_eq!(error.aws_code(), Some("LimitExceeded"));
    let form =
        format!("Action=UpdateAccessKey&UserName=worker&AccessKeyId={other}&Status=Inactive");
    by_admin(&ground, &form).await;
    let error = refused(ground.rotate().await);
    assert_says(
        &error,
        ErrorCode::AwsRefused,
        "(inactive",
        "aws iam delete-access-key",
    );
    assert_eq!(ground.keys().await.len(), 2);
    assert_eq!(ground.engine().rotation(&app()).unwrap(), None);
}

#[tokio::test]
async fn a_key_of_the_root_user_is_refused() {
    let ground = Ground::seeded(&seed(&["GetUser"]), None);
    let error = refused(ground.rotate().await);
    let says = "the account's root user (arn:aws:iam::123456789012:root)";
    assert_says(
        &error,
        ErrorCode::NotSupported,
        says,
        "delete the root user's key",
    );
}

/// Puts the seed of the user's device into the vault, as `keyward mfa add` does.
fn add_seed(ground: &Ground) {
    let engine = ground.engine();
    let vault = engine.vault();
    let mut entry = vault.with(|vault| vault.get(&app())).unwrap().unwrap();
    entry.mfa_seeds = vec![MfaSeed {
        serial: DEVICE.to_owned(),
        seed: Secret::new(SEED),
    }];
    let put = vault.with(|vault| vault.put(&app(), &entry, Expected::Any));
    put.unwrap();
}

#[tokio::test]
async fn a_policy_that_asks_for_mfa_is_met_with_a_code_or_named() {
    let mut seed = seed(&ACTIONS);
    let account = &mut seed["accounts"][ACCOUNT];
    account["mfaDevices"] = json!({ "worker": { "user": "worker", "seed": SEED } });
    let statement = &mut account["users"]["worker"]["policies"]["own"]["Statement"][0];
    statement["Condition"] = json!({ "Bool": { "aws:MultiFactorAuthPresent": "true" } });
    let ground = Ground::seeded(&seed, Some("worker"));
    let error = refused(ground.rotate().await);
    let says = "AWS refused iam:ListAccessKeys (AccessDenied)";
    assert_says(
        &error,
        ErrorCode::AwsRefused,
        says,
        "a profile that has an mfa_serial",
    );

    ground.config(&format!("[profile app]\nmfa_serial = {DEVICE}\n"));
    let error = refused(ground.rotate().await);
    assert_says(&error, ErrorCode::AwsRefused, says, "keyward mfa add");

    add_seed(&ground);
    let report = ground.rotate().await.unwrap();
    assert_eq!(report.state, RotationState::Draining);
}

#[tokio::test]
async fn an_administrator_rotates_for_a_user() {
    let ground = worker(&["GetUser"]);
    ground.config(&profile(&ground, "chief", ACCOUNT, "admin"));
    let before = ground.engine().vault().entry(&app()).unwrap().access_key_id;
    let options = signed_by(&ground, "chief");
    let preview = ground.engine().preview_rotation(&app(), &options).await;
    let arn = preview.unwrap().user_arn.unwrap();
    assert!(arn.ends_with("user/worker"), "{arn}");
    let end = ground.to_the_end(&options).await;
    assert_eq!(end.state, RotationState::Done);
    assert_ne!(end.access_key_id, before);
    let back = ground.engine().roll_back(&app(), &options).await;
    assert_says(
        &refused(back),
        ErrorCode::InvalidArgument,
        "nothing to roll back",
        "makes a new one",
    );
}

#[tokio::test]
async fn who_is_of_another_account_is_told() {
    let ground = worker(&ACTIONS);
    let chief = profile(&ground, "chief", "222222222222", "chief");
    ground.config(&chief);
    // That account has a worker too, with another key.
    let error = refused(
        ground
            .engine()
            .rotate(&app(), &signed_by(&ground, "chief"))
            .await,
    );
    assert_says(
        &error,
        ErrorCode::AccountMismatch,
        "does not list",
        "of the key's own account",
    );

    let with = |account: &str| RotateOptions {
        account_id: Some(account.to_owned()),
        ..ground.options()
    };
    let error = refused(ground.engine().rotate(&app(), &with("222222222222")).await);
    let says = "is of account 123456789012, not 222222222222";
    assert_says(&error, ErrorCode::AccountMismatch, says, "--account");
    assert_eq!(ground.keys().await.len(), 1);
    assert!(ground.engine().rotate(&app(), &with(ACCOUNT)).await.is_ok());
}

#[tokio::test]
async fn a_profile_without_a_key_of_its_own_is_told_whose_to_rotate() {
    let ground = worker(&ACTIONS);
    ground.config(
        "[profile app]\nregion = us-east-1\n[profile deploy]\nrole_arn = arn:aws:iam::123456789012:role/deploy\nsource_profile = app\n\
         [profile plain]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n\
         [profile portal]\nsso_start_url = https://example.awsapps.com/start\nsso_region = us-east-1\nsso_account_id = 123456789012\nsso_role_name = r\n",
    );
    for (profile, says, hint) in [
        ("deploy", "stands on the key of app", "keyward rotate app"),
        (
            "plain",
            "in plaintext, in [plain]",
            "keyward import --profile plain",
        ),
        (
            "portal",
            "gets sessions that AWS renews (sso)",
            "no long-lived key",
        ),
        (
            "absent",
            "the vault has no key of absent",
            "keyward add absent",
        ),
    ] {
        let name = profile.parse().unwrap();
        let error = refused(ground.engine().rotate(&name, &ground.options()).await);
        assert_says(&error, ErrorCode::EntryNotFound, says, hint);
    }
}
