//! What explains an answer, at every door: the same document.

use keyward::{Engine, Request};
use keyward_core::World;
use serde_json::Value;

use crate::{Home, client_program, ground, keyward};

/// The document of each door, without what is another at each run: times, and the ids of sessions' keys.
///
/// # Panics
/// A door gives no document.
#[must_use]
pub fn explained(home: &Home, profile: Option<&str>) -> [(&'static str, Value); 3] {
    let by_command_line = keyward()
        .at(home)
        .args(["explain", "--json"])
        .args(profile)
        .run();
    let by_node = client_program("keyward-explain.mjs")
        .at(home)
        .args(profile)
        .run();
    [
        ("engine", by_engine(home, profile)),
        ("command line", by_command_line.json()),
        ("Node", by_node.success().json()),
    ]
    .map(|(door, mut document)| {
        settle(&mut document);
        (door, document)
    })
}

fn by_engine(home: &Home, profile: Option<&str>) -> Value {
    let mut variables = home.variables();
    variables.extend(std::env::var("PATH").map(|path| ("PATH".to_owned(), path)));
    let engine = Engine::builder(World::real().with_env(variables)).build();
    let request = Request {
        profile: profile.map(|name| name.parse().expect("a profile name")),
        ..Request::default()
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let explanation = runtime.block_on(engine.explain_resolving(&request));
    let document = serde_json::to_value(&explanation).expect("JSON");
    ground().assert_no_secret("the explanation", &format!("{document}{explanation:?}"));
    document
}

/// Leaves what every run must agree on.
fn settle(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for name in [
                "milliseconds",
                "planningMilliseconds",
                "accessKeyId",
                "expiration",
            ] {
                if fields.contains_key(name) {
                    fields.insert(name.to_owned(), Value::Null);
                }
            }
            fields.values_mut().for_each(settle);
        }
        Value::Array(items) => items.iter_mut().for_each(settle),
        _ => {}
    }
}
