//! The Rust crate.

use keyward::{Engine, Request, hand_over};
use keyward_core::{Result, World};

use super::Answer;
use crate::{Home, ground};

pub(super) fn ask(home: &Home, profile: Option<&str>) -> Answer {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    match runtime.block_on(resolve(home, profile)) {
        Ok(answer) => answer,
        Err(error) => {
            ground().assert_no_secret("the engine's error", &format!("{error:?} {error}"));
            Answer::Error {
                code: error.code().as_str().to_owned(),
                message: error.message().to_owned(),
                exit: None,
            }
        }
    }
}

async fn resolve(home: &Home, profile: Option<&str>) -> Result<Answer> {
    let mut variables = home.variables();
    variables.extend(std::env::var("PATH").map(|path| ("PATH".to_owned(), path)));
    let engine = Engine::builder(World::real().with_env(variables)).build();
    let request = Request {
        profile: profile.map(str::parse).transpose()?,
        ..Request::default()
    };
    let explanation = engine.explain(&request).await;
    let shown = serde_json::to_string(&explanation).expect("JSON");
    ground().assert_no_secret("the explanation", &format!("{shown}{explanation:?}"));
    let (plan, credentials) = engine.resolve(&request).await?;
    let credentials = hand_over(credentials, &plan.settings, engine.world().now());
    ground().assert_no_secret("Debug of credentials", &format!("{credentials:?}"));
    let caller = engine.caller(&plan, &credentials).await?;
    Ok(Answer::Identity {
        arn: caller.arn,
        source: Some(credentials.source.to_owned()),
        expires: credentials.expiration.is_some(),
    })
}
