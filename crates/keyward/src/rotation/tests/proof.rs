//! The proof of a new key, and the times that are allowed.

use std::{
    fs,
    sync::{Arc, Mutex},
    time::Duration,
};

use keyward_core::ErrorCode;

use super::ground::{Ground, app, refused};
use crate::rotation::{ProofProgress, RotateOptions, RotationClock, RotationState};

#[tokio::test]
async fn who_watches_hears_of_every_answer() {
    let ground = Ground::new();
    ground
        .sandbox
        .control()
        .set_propagation(Duration::from_secs(5));
    let heard = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&heard);
    let options = RotateOptions {
        watch: Some(Arc::new(move |progress: &ProofProgress| {
            sink.lock().unwrap().push(progress.clone());
        })),
        ..ground.options()
    };
    let report = ground.engine().rotate(&app(), &options).await.unwrap();
    let heard = heard.lock().unwrap();
    assert!(
        heard
            .iter()
            .all(|it| it.access_key_id == report.access_key_id)
    );
    let refusals = heard.iter().take_while(|it| it.answers == 0).count();
    assert!(refusals >= 3, "it is told of what is refused: {heard:?}");
    let answers: Vec<_> = heard[refusals..].iter().map(|it| it.answers).collect();
    assert_eq!(answers, (1..=6).collect::<Vec<_>>());
    let last = heard.last().unwrap();
    assert_eq!(
        (last.lasted, last.needed),
        (Duration::from_secs(10), Duration::from_secs(10))
    );
}

/// Writes which key it was run with, and ends with 0 once there is a gate.
fn proof(ground: &Ground) -> String {
    let file = |name: &str| ground.file(name).display().to_string();
    format!(
        "test -z \"$AWS_PROFILE$AWS_SESSION_TOKEN\" && test -n \"$AWS_SECRET_ACCESS_KEY\" && echo \"$AWS_ACCESS_KEY_ID $AWS_REGION\" >>'{}' && test -e '{}'",
        file("tried"),
        file("gate")
    )
}

#[tokio::test]
async fn a_named_command_has_to_end_well_before_anybody_gets_the_key() {
    let ground = Ground::new();
    let old = ground.keys().await[0].id.clone();
    let options = RotateOptions {
        prove_with: Some(proof(&ground)),
        ..ground.options()
    };
    let error = refused(ground.engine().rotate(&app(), &options).await);
    assert!(error.message().contains("(test …) ended with"), "{error}");
    assert!(error.hint().unwrap().contains("--no-prove-with"), "{error}");
    let under_way = ground.engine().rotation(&app()).unwrap().unwrap();
    assert_eq!(under_way.state, RotationState::Proving);
    assert_eq!(under_way.access_key_id, old, "nobody gets it");

    fs::write(ground.file("gate"), "").unwrap();
    let report = ground.rotate().await.unwrap();
    assert_eq!(report.state, RotationState::Draining, "it was remembered");
    let tried = fs::read_to_string(ground.file("tried")).unwrap();
    let expected = format!("{} us-east-1", report.access_key_id);
    assert!(
        tried.lines().count() > 2 && tried.lines().all(|line| line == expected),
        "{tried}"
    );

    ground.to_the_end(&ground.options()).await;
    fs::remove_file(ground.file("gate")).unwrap();
    refused(ground.rotate().await);
    let forget = RotateOptions {
        forget_proof: true,
        ..ground.options()
    };
    let preview = |options| {
        let engine = ground.engine();
        async move {
            engine
                .preview_rotation(&app(), &options)
                .await
                .unwrap()
                .proof
        }
    };
    assert_eq!(preview(ground.options()).await, Some("test".to_owned()));
    assert_eq!(preview(forget.clone()).await, None);
    let report = ground.engine().rotate(&app(), &forget).await.unwrap();
    assert_eq!(report.state, RotationState::Draining);
}

#[tokio::test]
async fn times_that_break_programs_are_refused() {
    let ground = Ground::new();
    let with = |drain, hold, despite_use| RotateOptions {
        drain: Some(Duration::from_secs(drain)),
        hold: Some(Duration::from_secs(hold)),
        despite_use,
        ..ground.options()
    };
    for (options, says) in [
        (with(3_599, 0, false), "60 minutes"),
        (with(3_600, 366 * 86_400, false), "a year"),
        (with(u64::MAX, 0, true), "a year"),
    ] {
        let error = refused(ground.engine().rotate(&app(), &options).await);
        assert_eq!(error.code(), ErrorCode::InvalidArgument);
        assert!(error.message().contains(says), "{error}");
    }
    assert_eq!(ground.keys().await.len(), 1);
    let exact = ground.engine().rotate(&app(), &with(3_600, 0, false)).await;
    let next = exact.unwrap().next.unwrap();
    assert_eq!(next.remaining(ground.clock.now()).as_secs(), 3_600);

    ground.config("[profile app]\nhand_over_seconds = 90\n");
    let error = refused(ground.engine().rotate(&app(), &with(89, 0, false)).await);
    assert!(error.hint().unwrap().contains("--drain 90s"), "{error}");
    let hasty = ground.engine().rotate(&app(), &with(0, 0, true)).await;
    assert_eq!(hasty.unwrap().state, RotationState::Done);
}
