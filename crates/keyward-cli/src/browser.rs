//! Opens a page in the user's browser: the one that `--browser` or BROWSER names, else the system's.

use std::{
    ffi::OsStr,
    process::{Command, Stdio},
};

use keyward_core::World;

use crate::screen;

/// Whether a browser that opens here is in front of the person: not behind SSH, not in a CI job, and
/// on Linux only where there is a screen.
pub(crate) fn is_here(world: &World) -> bool {
    let set = |name: &str| world.var(name).is_some();
    let elsewhere = ["SSH_CONNECTION", "SSH_TTY", "CI"].into_iter().any(set);
    let screens = ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"];
    let has_screen = !cfg!(target_os = "linux") || screens.into_iter().any(set);
    !elsewhere && has_screen
}

/// The command that the user wants for it, if any.
pub(crate) fn wanted(world: &World, named: Option<&str>) -> Option<String> {
    named.map(str::to_owned).or_else(|| world.var("BROWSER"))
}

/// Opens the page, in the background. Whoever calls this has shown the address as well: what goes wrong
/// here is a note, no more.
pub(crate) fn open(url: &str, wanted: Option<&str>) {
    let commands = match wanted {
        Some(wanted) => of_user(wanted, url),
        None => open::commands(url),
    };
    std::thread::spawn(move || {
        if !commands.into_iter().any(runs) {
            screen::note("no browser could be started here: open the page yourself");
        }
    });
}

/// BROWSER may be a list with colons, and `%s` stands for the address.
fn of_user(wanted: &str, url: &str) -> Vec<Command> {
    let separator = if cfg!(windows) { ';' } else { ':' };
    let one = |command: &str| {
        let mut words = command.split_whitespace();
        let mut process = Command::new(words.next()?);
        let mut placed = false;
        for word in words {
            placed |= word.contains("%s");
            process.arg(word.replace("%s", url));
        }
        if !placed {
            process.arg(url);
        }
        Some(process)
    };
    wanted.split(separator).filter_map(one).collect()
}

/// Runs one to its end; a browser that stays open is still good when this program ends.
fn runs(mut command: Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    // What ends this program with Ctrl-C does not end the browser.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    forget_secrets(&mut command);
    command.status().is_ok_and(|status| status.success())
}

/// A browser has no use for them.
fn forget_secrets(command: &mut Command) {
    for name in ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] {
        command.env_remove(OsStr::new(name));
    }
}

#[cfg(test)]
mod tests {
    use keyward_core::Timestamp;

    use super::*;

    fn world(vars: &[&str]) -> World {
        World::fake(Timestamp::from_unix(0)).with_env(vars.iter().map(|name| (*name, "1")))
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_screen_in_front_of_the_person() {
        for here in [&["DISPLAY"], &["WAYLAND_DISPLAY"]] {
            assert!(is_here(&world(here)), "{here:?}");
        }
        for not_here in [
            &[][..],
            &["DISPLAY", "SSH_CONNECTION"],
            &["DISPLAY", "SSH_TTY"],
            &["DISPLAY", "CI"],
        ] {
            assert!(!is_here(&world(not_here)), "{not_here:?}");
        }
    }

    #[test]
    fn the_address_goes_where_the_user_says() {
        let words = |wanted: &str| {
            let commands = of_user(wanted, "http://x/?a=%3A&b");
            let words = commands.iter().map(|command| {
                let args = command.get_args().map(|arg| arg.to_string_lossy());
                let program = command.get_program().to_string_lossy();
                format!("{program} {}", args.collect::<Vec<_>>().join(" "))
            });
            words.collect::<Vec<_>>().join("|")
        };
        assert_eq!(words("firefox"), "firefox http://x/?a=%3A&b");
        assert_eq!(words("f --url=%s -p"), "f --url=http://x/?a=%3A&b -p");
        assert_eq!(words(""), "");
        if cfg!(unix) {
            assert_eq!(words("a:b"), "a http://x/?a=%3A&b|b http://x/?a=%3A&b");
        }
    }
}
