//! Whole rotations against the sandbox, with a clock that moves when it is waited by.

mod at_aws;
mod failpoints;
mod ground;
mod named;
mod proof;
mod targets;

use keyward_core::ErrorCode;
use keyward_sandbox::FaultKind;

use self::ground::{Ground, app, refused};
use super::{RotateOptions, RotationClock, RotationState};
use crate::iam::KeyStatus;

#[tokio::test]
async fn from_one_key_to_another() {
    let ground = Ground::new();
    let old = ground.keys().await[0].id.clone();

    let report = ground.rotate().await.unwrap();
    assert_eq!(report.state, RotationState::Draining);
    assert_eq!(report.other_access_key_id.as_ref(), Some(&old));
    assert_ne!(report.access_key_id, old);
    let both = ground.keys().await;
    assert!(both.len() == 2 && both.iter().all(|key| key.status == KeyStatus::Active));

    let too_early = ground.rotate().await.unwrap();
    assert_eq!(
        too_early, report,
        "nothing happens before the time has come"
    );

    ground
        .clock
        .pause(report.next.unwrap().remaining(ground.clock.now()))
        .await;
    let report = ground.rotate().await.unwrap();
    assert_eq!(report.state, RotationState::Inactive);
    let former = ground.keys().await.into_iter().find(|key| key.id == old);
    assert_eq!(former.unwrap().status, KeyStatus::Inactive);

    let end = ground.to_the_end(&ground.options()).await;
    assert_eq!(
        (end.state, end.other_access_key_id),
        (RotationState::Done, None)
    );
    assert_eq!(ground.keys().await.len(), 1);
    assert_eq!(ground.engine().rotation(&app()).unwrap(), None);
}

#[tokio::test]
async fn back_from_every_stage() {
    for steps in 0..2 {
        let ground = Ground::new();
        let old = ground.keys().await[0].id.clone();
        let mut report = ground.rotate().await.unwrap();
        for _ in 0..steps {
            ground
                .clock
                .pause(report.next.unwrap().remaining(ground.clock.now()))
                .await;
            report = ground.rotate().await.unwrap();
        }
        let back = ground
            .engine()
            .roll_back(&app(), &ground.options())
            .await
            .unwrap();
        assert_eq!(back.access_key_id, old);
        ground.to_the_end(&ground.options()).await;
        let keys = ground.keys().await;
        assert_eq!((keys.len(), &keys[0].id), (1, &old));
        let nothing = ground.engine().roll_back(&app(), &ground.options()).await;
        assert_eq!(refused(nothing).code(), ErrorCode::InvalidArgument);
    }
}

#[tokio::test]
async fn a_lost_answer_leaves_a_key_that_is_found_and_disarmed() {
    let ground = Ground::new();
    ground.fail("CreateAccessKey", FaultKind::CutAfter, 1);
    let lost = refused(ground.rotate().await);
    assert!(
        lost.message().contains("AWS may have made a key or not"),
        "{lost}"
    );
    let full = refused(ground.rotate().await);
    assert!(full.hint().unwrap().contains("--delete-orphans"), "{full}");
    let keys = ground.keys().await;
    assert_eq!(
        keys.iter()
            .filter(|key| key.status == KeyStatus::Active)
            .count(),
        1
    );

    let given_up = ground.engine().roll_back(&app(), &ground.options()).await;
    let given_up = given_up.unwrap();
    assert_eq!(given_up.state, RotationState::Done);
    let orphan = keys.iter().find(|key| key.status == KeyStatus::Inactive);
    assert!(
        given_up.notes[0].contains(&orphan.unwrap().id),
        "{given_up:?}"
    );
    let other = refused(ground.rotate().await);
    assert!(other.message().contains("(inactive"), "{other}");
}

#[tokio::test]
async fn a_key_whose_secret_was_lost_is_deleted_where_the_user_wants_that() {
    let ground = Ground::new();
    ground.fail("CreateAccessKey", FaultKind::CutAfter, 1);
    refused(ground.rotate().await);
    let options = RotateOptions {
        delete_orphans: true,
        ..ground.options()
    };
    let report = ground.to_the_end(&options).await;
    assert_eq!(report.state, RotationState::Done);
    assert_eq!(ground.keys().await.len(), 1);
}

#[tokio::test]
async fn a_request_that_never_arrived_leaves_nothing() {
    let ground = Ground::new();
    ground.fail("CreateAccessKey", FaultKind::CutBefore, 1);
    refused(ground.rotate().await);
    assert_eq!(
        ground.rotate().await.unwrap().state,
        RotationState::Draining
    );
    assert_eq!(ground.keys().await.len(), 2);
}
