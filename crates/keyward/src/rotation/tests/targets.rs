//! Places beside the vault.

use std::fs;

use keyward_core::{ErrorCode, Secret};
use keyward_profile::KeyPair;

use super::{
    at_aws,
    ground::{Ground, app, refused},
};
use crate::rotation::{RotateOptions, RotationClock, RotationState, RotationTarget};

const OTHERS: &str =
    "# mine\n[other]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n\n";

/// The three kinds on the machine, holding the key that the vault holds.
pub(super) fn three(ground: &Ground) -> Vec<RotationTarget> {
    let key = at_aws::key_of(ground);
    let old = KeyPair {
        access_key_id: "AKIAI44QH8DHBEXAMPLE".to_owned(),
        secret_access_key: Secret::new("x"),
    };
    let section = format!(
        "{OTHERS}[app]\naws_access_key_id={}\naws_secret_access_key=x\n",
        old.access_key_id
    );
    let dotenv = format!(
        "PORT=1\nAWS_ACCESS_KEY_ID='{}'\nAWS_SECRET_ACCESS_KEY=\"x\"\n",
        old.access_key_id
    );
    let (file, env) = (ground.file("credentials"), ground.file(".env"));
    let source = keyward_profile::SourceText::new(&file, &section);
    let kind = keyward_profile::FileKind::Credentials;
    let section = keyward_profile::replace_key(&source, kind, &app(), &key).unwrap();
    let source = keyward_profile::SourceText::new(&env, &dotenv);
    let dotenv = keyward_profile::replace_dotenv_key(&source, &key).unwrap();
    fs::write(&file, section.as_bytes()).unwrap();
    fs::write(&env, dotenv.as_bytes()).unwrap();
    let store = ground.file("store.json");
    let store = store.display();
    vec![
        RotationTarget::CredentialsFile {
            file,
            section: app(),
        },
        RotationTarget::Dotenv { file: env },
        RotationTarget::Command {
            line: format!("cat >'{store}.new' && mv '{store}.new' '{store}'"),
        },
    ]
}

/// The keys in the two files, and in the command's store where it has run.
pub(super) fn held(ground: &Ground) -> Vec<KeyPair> {
    let (file, env) = (ground.file("credentials"), ground.file(".env"));
    let (section, dotenv) = (
        fs::read_to_string(&file).unwrap(),
        fs::read_to_string(&env).unwrap(),
    );
    assert!(section.starts_with(OTHERS) && dotenv.starts_with("PORT=1\n"));
    let source = keyward_profile::SourceText::new(&file, &section);
    let kind = keyward_profile::FileKind::Credentials;
    let section = keyward_profile::key_of(&source, kind, &app())
        .unwrap()
        .unwrap();
    let source = keyward_profile::SourceText::new(&env, &dotenv);
    let mut keys = vec![section, keyward_profile::dotenv_key(&source).unwrap()];
    if let Ok(text) = fs::read_to_string(ground.file("store.json")) {
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        let text = |name: &str| document[name].as_str().unwrap().to_owned();
        assert_eq!(text("Profile"), "app");
        keys.push(KeyPair {
            access_key_id: text("AccessKeyId"),
            secret_access_key: Secret::new(text("SecretAccessKey")),
        });
    }
    keys
}

fn with_targets(ground: &Ground) -> RotateOptions {
    RotateOptions {
        targets: three(ground),
        ..ground.options()
    }
}

#[tokio::test]
async fn targets_get_the_new_key_and_are_remembered() {
    let ground = Ground::new();
    let options = with_targets(&ground);
    let first = ground.engine().rotate(&app(), &options).await.unwrap();
    assert_eq!(first.state, RotationState::Draining);
    assert_eq!(first.targets.len(), 3);
    assert!(
        first.targets[2].target == "command:cat",
        "{:?}",
        first.targets
    );
    let ids = |ground: &Ground| held(ground).into_iter().map(|key| key.access_key_id);
    assert!(held(&ground).len() == 3 && ids(&ground).all(|id| id == first.access_key_id));

    let old = first.other_access_key_id.unwrap();
    let back = ground
        .engine()
        .roll_back(&app(), &ground.options())
        .await
        .unwrap();
    assert_eq!(back.access_key_id, old);
    assert!(ids(&ground).all(|id| id == old), "targets go back too");

    ground.to_the_end(&ground.options()).await;
    let second = ground.to_the_end(&ground.options()).await;
    assert_ne!(second.access_key_id, old);
    assert!(
        ids(&ground).all(|id| id == second.access_key_id),
        "remembered"
    );
    let forgetful = RotateOptions {
        forget_targets: options.targets.clone(),
        ..ground.options()
    };
    let third = ground.engine().rotate(&app(), &forgetful).await.unwrap();
    assert!(third.targets.is_empty());
    assert!(
        ids(&ground).all(|id| id == second.access_key_id),
        "left alone"
    );
}

#[tokio::test]
async fn a_target_that_fails_is_named_and_keeps_the_old_key_active() {
    let ground = Ground::new();
    let mut options = with_targets(&ground);
    let RotationTarget::Command { line } = &mut options.targets[2] else {
        panic!("the third one");
    };
    let gate = ground.file("gate");
    *line = format!("test -e '{}' && {line}", gate.display());
    let error = refused(ground.engine().rotate(&app(), &options).await);
    for says in [
        "command:test could not be written",
        "may still hold",
        "dotenv:",
        "both keys stay active",
    ] {
        assert!(error.message().contains(says), "{error}");
    }
    let keys = ground.keys().await;
    assert!(
        keys.len() == 2
            && keys
                .iter()
                .all(|key| key.status == crate::iam::KeyStatus::Active)
    );
    ground
        .clock
        .pause(std::time::Duration::from_secs(1_000_000))
        .await;
    refused(ground.rotate().await);
    assert_eq!(ground.keys().await.len(), 2, "time alone retires nothing");

    fs::write(gate, "").unwrap();
    assert_eq!(
        ground.rotate().await.unwrap().state,
        RotationState::Draining
    );
    ground.to_the_end(&ground.options()).await;
    assert_eq!(held(&ground).len(), 3);
}

#[tokio::test]
async fn another_users_key_is_never_overwritten() {
    let ground = Ground::new();
    let mut options = with_targets(&ground);
    options.targets[0] = RotationTarget::CredentialsFile {
        file: ground.file("credentials"),
        section: "other".parse().unwrap(),
    };
    let error = refused(ground.engine().rotate(&app(), &options).await);
    assert_eq!(error.code(), ErrorCode::InvalidArgument);
    assert!(error.message().contains("AKIAIOSFODNN7EXAMPLE"), "{error}");
    options.targets[0] = RotationTarget::Dotenv {
        file: ground.file("absent"),
    };
    refused(ground.engine().rotate(&app(), &options).await);
    assert_eq!(ground.keys().await.len(), 1);
    assert_eq!(ground.engine().rotation(&app()).unwrap(), None);
}

#[tokio::test]
async fn what_would_lose_a_key_is_refused() {
    let ground = Ground::new();
    let engine = ground.engine();
    engine.refuse_while_rotating(&app()).unwrap();
    ground.rotate().await.unwrap();
    let error = engine.refuse_while_rotating(&app()).unwrap_err();
    assert!(error.hint().unwrap().contains("--rollback"), "{error}");
    let undone = engine.undo_import(&app()).unwrap_err();
    assert_eq!(undone.message(), error.message());
}
