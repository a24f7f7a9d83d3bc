//! AWS's documented example keys: pasted from a page, they belong to nobody.

use super::{Scene, Severity, Trap, scene::variable};

pub(super) fn look(scene: &Scene, found: &mut Vec<Trap>) {
    for (profile, property) in scene.values("aws_access_key_id") {
        if property.value.value.as_str().is_some_and(is_example) {
            found.push(trap(&format!("profile {}", profile.name())).at(&property.value.location));
        }
    }
    if scene.var("AWS_ACCESS_KEY_ID").is_some_and(is_example) {
        found.push(trap("the environment").at(&variable("AWS_ACCESS_KEY_ID")));
    }
}

/// Every id in AWS's documentation ends so; random ids do by one chance in 34 thousand millions.
fn is_example(id: &str) -> bool {
    id.trim_matches(['"', '\'']).ends_with("EXAMPLE")
}

fn trap(whose: &str) -> Trap {
    Trap::new(
        "example_key",
        Severity::Error,
        format!("the key of {whose} is an example of AWS's documentation: nobody can use it"),
        "put your own key there, or `keyward add PROFILE`",
    )
}
