//! A rotation in sentences.

use std::time::SystemTime;

use keyward::{RotationPreview, RotationReport, RotationState};
use keyward_core::Timestamp;

use crate::{duration, screen};

/// Where it stands, what works now, and what to do next; `waits`: this command goes on by itself.
pub(super) fn report(report: &RotationReport, waits: bool) {
    let profile = &report.profile;
    let new = screen::short_key_id(&report.access_key_id);
    let other = report.other_access_key_id.as_deref();
    let old = other.map(screen::short_key_id).unwrap_or_default();
    match report.state {
        RotationState::Draining if report.going_back => {
            screen::print(&format!("{profile} is back on its former key {new}."));
            screen::print(&format!(
                "{old} works on for programs that still hold it, {}.",
                until(report.next)
            ));
        }
        RotationState::Draining => {
            screen::print(&format!(
                "{profile} has a new key, {new}; whoever asks keyward gets it from now on."
            ));
            for target in &report.targets {
                screen::print(&format!("It stands in {} too.", target.target));
            }
            screen::print(&format!(
                "The old key {old} works on for programs that still hold it, {}.",
                until(report.next)
            ));
        }
        RotationState::Inactive if report.former_revoked => screen::print(&format!(
            "{profile} has a new key, {new}. The revoked one, {old}, stays inactive {}, and is then deleted.",
            until(report.next)
        )),
        RotationState::Inactive => screen::print(&format!(
            "{profile}: {old} no longer works; it can come back {}, and is then deleted.",
            until(report.next)
        )),
        RotationState::Done => screen::print(&format!(
            "{profile} has one key, {new}; nothing is left to do."
        )),
        other => screen::print(&format!("{profile}: {}", state(other))),
    }
    if report.next.is_some() {
        screen::print(&next(report, waits));
    }
}

fn next(report: &RotationReport, waits: bool) -> String {
    let profile = &report.profile;
    if waits {
        return "Waiting; it is safe to interrupt this, and to run it again.".to_owned();
    }
    let back = if report.going_back || report.former_revoked {
        String::new()
    } else {
        format!("; `keyward rotate {profile} --rollback` takes it back")
    };
    format!("Then run `keyward rotate {profile}` again, by hand or by a timer{back}.")
}

fn until(next: Option<Timestamp>) -> String {
    let Some(next) = next else {
        return "for now".to_owned();
    };
    let left = next.remaining(SystemTime::now().into());
    format!("until {next} ({} from now)", duration::in_words(left))
}

/// What would be done.
pub(super) fn preview(preview: &RotationPreview) {
    let profile = &preview.profile;
    if let Some(under_way) = &preview.under_way {
        screen::print(&format!(
            "{profile}: a rotation is under way ({}) and would go on{}.",
            state(under_way.state),
            under_way
                .next
                .map_or_else(String::new, |next| format!(" at {next}"))
        ));
        return;
    }
    let user = preview.user_arn.as_deref().unwrap_or_default();
    let made = preview
        .created
        .map_or_else(String::new, |at| format!(", made {at}"));
    screen::print(&format!("{profile}: {}{made}", preview.access_key_id));
    screen::print(&format!("user     {user}"));
    screen::print(
        "would    make a second key, seal it, prove it for ten seconds, put it in place,",
    );
    screen::print("         keep the old one active, then inactive, then delete it");
    if let Some(proof) = &preview.proof {
        screen::print(&format!("proof    {proof} …"));
    }
    for target in &preview.targets {
        screen::print(&format!("target   {target}"));
    }
}

/// A state in words.
pub(in super::super) fn state(state: RotationState) -> &'static str {
    match state {
        RotationState::Creating => "a new key is being made",
        RotationState::Proving => "the new key has to prove itself",
        RotationState::Promoting => "the new key is being put in place",
        RotationState::RollingBack => "the former key is being put back",
        RotationState::Draining => "the old key still works",
        RotationState::Inactive => "the old key no longer works, and can be brought back",
        RotationState::Done => "nothing is left to do",
        _ => "under way",
    }
}
