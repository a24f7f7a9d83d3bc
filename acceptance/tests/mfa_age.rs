//! A role that wants a newer proof than the shared session has. Alone in its program: it turns the sandbox's clock.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

#[path = "mfa/fixture.rs"]
#[allow(dead_code, reason = "shared with the other tests of MFA")]
mod fixture;

use std::time::Duration;

use acceptance::ground;
use fixture::Mfa;

const AGE: Duration = Duration::from_secs(200);
const USUAL_LIFE: Duration = Duration::from_secs(12 * 3600);

#[test]
fn a_role_that_wants_a_newer_proof_takes_the_code_itself() {
    let mfa = Mfa::with_process("rita");
    let control = ground().sandbox().control();
    // Its end is what tells a session's age.
    control.set_session_lifetime(Some(USUAL_LIFE - AGE));
    let _ = mfa.keyward(&["whoami", "guarded"]).success();
    control.set_session_lifetime(None);
    control.advance_clock(AGE);
    assert_eq!((mfa.calls("GetSessionToken"), mfa.asked()), (1, 1));

    mfa.assert_role(
        &mfa.keyward(&["whoami", "recent", "--json"]).json(),
        "recent",
    );
    assert_eq!(
        (mfa.calls("AssumeRole"), mfa.asked()),
        (1, 2),
        "with the code"
    );
    // That session is kept as well; the others go on with the old proof.
    mfa.assert_role(
        &mfa.keyward(&["whoami", "recent", "--json"]).json(),
        "recent",
    );
    mfa.assert_role(
        &mfa.keyward(&["whoami", "second", "--json"]).json(),
        "second",
    );
    assert_eq!((mfa.calls("GetSessionToken"), mfa.asked()), (1, 2));
}
