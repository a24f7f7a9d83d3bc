//! A systemd timer of the user's
//! (<https://www.freedesktop.org/software/systemd/man/latest/systemd.timer.html>).

use super::{
    kind::words,
    plan::{Plan, WHAT},
};

pub(super) const SERVICE: &str = "keyward-rotate.service";
pub(super) const TIMER: &str = "keyward-rotate.timer";

/// What is run.
pub(super) fn service(plan: &Plan) -> String {
    let args = plan.args.iter().map(|arg| quoted(arg).replace('$', "$$"));
    let command: Vec<_> = std::iter::once(quoted(&plan.program.display().to_string()))
        .chain(args)
        .collect();
    let env = plan.env.iter();
    let env: String = env
        .map(|(name, value)| format!("Environment={}\n", quoted(&format!("{name}={value}"))))
        .collect();
    format!(
        "# Written by `keyward timer install`; `keyward timer remove` removes it.\n\
         [Unit]\nDescription={WHAT}\n\n\
         [Service]\nType=oneshot\nUMask=0077\nTimeoutStartSec=15min\n{env}ExecStart={}\n",
        command.join(" ")
    )
}

/// When: a run that the machine slept through comes later.
pub(super) fn timer(plan: &Plan) -> String {
    let when = match plan.at {
        Some(at) => format!("OnCalendar=*-*-* {at}:00\nRandomizedDelaySec=1min"),
        None => "OnCalendar=daily\nRandomizedDelaySec=1h".to_owned(),
    };
    format!(
        "# Written by `keyward timer install`; `keyward timer remove` removes it.\n\
         [Unit]\nDescription={WHAT}\n\n\
         [Timer]\n{when}\nPersistent=true\n\n\
         [Install]\nWantedBy=timers.target\n"
    )
}

/// In systemd's quotes; its specifiers are taken off.
fn quoted(text: &str) -> String {
    let escaped = text
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('%', "%%");
    format!("\"{escaped}\"")
}

/// `a && b`, for a person.
pub(super) fn starting_line() -> String {
    let lines: Vec<_> = starting().iter().map(|words| words.join(" ")).collect();
    lines.join(" && ")
}

pub(super) fn starting() -> Vec<Vec<String>> {
    vec![
        words("systemctl --user daemon-reload"),
        words("systemctl --user enable --now keyward-rotate.timer"),
    ]
}

pub(super) fn stopping() -> Vec<Vec<String>> {
    vec![words("systemctl --user disable --now keyward-rotate.timer")]
}

/// What systemd says of the timer and its last run, as `NAME=value` lines.
pub(super) fn questions() -> [Vec<String>; 2] {
    [
        words(
            "systemctl --user show keyward-rotate.timer -p ActiveState -p NextElapseUSecRealtime",
        ),
        words(
            "systemctl --user show keyward-rotate.service -p Result -p ExecMainStatus -p ExecMainExitTimestamp",
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::timer::plan::example;

    #[test]
    fn what_systemd_would_read_otherwise_is_escaped() {
        let service = service(&example());
        for line in [
            "ExecStart=\"/opt/key ward/keyward\" \"rotate\" \"--all\" \"--older-than\" \"90d\"",
            "Environment=\"KEYWARD_HOME=/home/a b/.local/share/keyward\"",
            r#"Environment="KEYWARD_PASSPHRASE_COMMAND=pass show \"k\" | head -1 # 100%% $HOME <&>""#,
        ] {
            assert!(service.lines().any(|it| it == line), "{line} in {service}");
        }
    }

    #[test]
    fn a_time_takes_the_place_of_any_time() {
        let mut plan = example();
        assert!(timer(&plan).contains("OnCalendar=daily\n"));
        plan.at = "03:30".parse().ok();
        assert!(timer(&plan).contains("OnCalendar=*-*-* 03:30:00\n"));
        assert!(timer(&plan).contains("Persistent=true"));
    }
}
