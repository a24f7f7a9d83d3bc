//! Questions to the person at the terminal: on `/dev/tty`, never on stdout, so that they work under
//! `credential_process`; only from the foreground, one at a time per terminal, for a minute at most.

#[cfg(unix)]
mod signals;

use std::time::Duration;

use keyward_core::{Result, Secret};

const PATIENCE: Duration = Duration::from_secs(60);

/// Asks without showing what is typed. `instead` is the hint for when there is nobody to ask.
///
/// # Errors
/// `prompt_unavailable` without a terminal in the foreground, `timeout` after a minute.
pub(crate) fn ask_secret(question: &str, instead: &str) -> Result<Secret> {
    platform::ask(question, instead, platform::Echo::Off, PATIENCE)
}

/// As [`ask_secret`], where the person has something to do first.
///
/// # Errors
/// As [`ask_secret`], after `patience`.
pub(crate) fn ask_secret_within(
    question: &str,
    instead: &str,
    patience: Duration,
) -> Result<Secret> {
    platform::ask(question, instead, platform::Echo::Off, patience)
}

/// Asks, and shows what is typed.
///
/// # Errors
/// As [`ask_secret`].
pub(crate) fn ask(question: &str, instead: &str) -> Result<String> {
    ask_within(question, instead, PATIENCE)
}

/// As [`ask`], where the person has something to do first, and a command of its own to wait for it.
///
/// # Errors
/// As [`ask_secret`], after `patience`.
pub(crate) fn ask_within(question: &str, instead: &str, patience: Duration) -> Result<String> {
    platform::ask(question, instead, platform::Echo::On, patience)
        .map(|answer| answer.expose().to_owned())
}

/// Asks a question that ends in `[y/N]`.
///
/// # Errors
/// As [`ask_secret`].
pub(crate) fn agrees(question: &str, instead: &str) -> Result<bool> {
    let answer = ask(question, instead)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

/// Shows a text on the terminal and nowhere else: it may be a secret, and standard error be a file.
///
/// # Errors
/// `prompt_unavailable` without a terminal in the foreground.
pub(crate) fn show(text: &Secret) -> Result<()> {
    platform::show(text)
}

/// How many columns it has; none where that is not known.
pub(crate) fn columns() -> Option<usize> {
    platform::columns()
}

/// Whether there is somebody to ask.
pub(crate) fn is_there() -> bool {
    platform::is_there()
}

#[cfg(unix)]
mod platform {
    use std::{
        fs::File,
        io::{Read, Write},
        time::{Duration, Instant},
    };

    use keyward_core::{Error, ErrorCode, Result, Secret};
    use rustix::{
        event::{PollFd, PollFlags, Timespec, poll},
        io::Errno,
        process::getpgrp,
        termios::{
            LocalModes, OptionalActions, Termios, tcgetattr, tcgetpgrp, tcgetsid, tcgetwinsize,
            tcsetattr,
        },
    };
    use zeroize::Zeroizing;

    use super::{PATIENCE, signals::HeldBack};

    /// So many lock files at most; terminals that share one wait for each other, no more.
    const LOCKS: i32 = 64;
    const LONGEST_ANSWER: usize = 4096;
    const INTERRUPT: u8 = 0x03;
    const END_OF_INPUT: u8 = 0x04;
    const ERASE_LINE: u8 = 0x15;

    #[derive(Clone, Copy, PartialEq, Eq)]
    pub(super) enum Echo {
        On,
        Off,
    }

    pub(super) fn is_there() -> bool {
        foreground_terminal().is_ok()
    }

    pub(super) fn ask(
        question: &str,
        instead: &str,
        echo: Echo,
        patience: Duration,
    ) -> Result<Secret> {
        let mut tty = foreground_terminal().map_err(|why| {
            Error::new(
                ErrorCode::PromptUnavailable,
                format!("{question}: must be asked, and {why}"),
            )
            .with_hint(instead.to_owned())
        })?;
        let _turn = turn(&tty)?;
        let silence = (echo == Echo::Off)
            .then(|| Unechoed::begin(&tty))
            .transpose()?;
        tty.write_all(format!("{question}: ").as_bytes())
            .map_err(broken)?;
        read_answer(&mut tty, silence.as_ref(), Instant::now() + patience)
    }

    pub(super) fn show(text: &Secret) -> Result<()> {
        let mut tty = foreground_terminal()
            .map_err(|why| Error::new(ErrorCode::PromptUnavailable, why.to_owned()))?;
        let _turn = turn(&tty)?;
        tty.write_all(text.expose().as_bytes()).map_err(broken)
    }

    pub(super) fn columns() -> Option<usize> {
        let size = tcgetwinsize(&foreground_terminal().ok()?).ok()?;
        Some(usize::from(size.ws_col)).filter(|columns| *columns > 0)
    }

    /// Keeps two prompts from mixing on one terminal: a lock, named after the terminal's session, that
    /// dies with its process. Without a keyward folder there is no second process that would ask.
    fn turn(tty: &File) -> Result<Option<File>> {
        let home = keyward_core::World::real().paths().keyward_home;
        let session = tcgetsid(tty).map_err(|error| broken(error.into()))?;
        let name = format!("terminal-{}.lock", session.as_raw_nonzero().get() % LOCKS);
        if !home.is_dir() {
            return Ok(None);
        }
        let lock = File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .open(home.join(name))
            .map_err(broken)?;
        let deadline = Instant::now() + PATIENCE;
        while lock.try_lock().is_err() {
            if Instant::now() > deadline {
                return Err(Error::new(
                    ErrorCode::Timeout,
                    "another keyward has been asking on this terminal for a minute",
                ));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(Some(lock))
    }

    fn foreground_terminal() -> std::result::Result<File, &'static str> {
        let tty = File::options()
            .read(true)
            .write(true)
            .open("/dev/tty")
            .map_err(|_| "there is no terminal")?;
        match tcgetpgrp(&tty) {
            Ok(group) if group == getpgrp() => Ok(tty),
            Ok(_) => Err("this process is in the background"),
            Err(_) => Err("the terminal does not answer"),
        }
    }

    fn read_answer(
        tty: &mut File,
        silence: Option<&Unechoed>,
        deadline: Instant,
    ) -> Result<Secret> {
        let mut answer = Zeroizing::new(Vec::with_capacity(LONGEST_ANSWER));
        loop {
            wait_for_input(tty, silence, deadline)?;
            let mut byte = [0_u8];
            if tty.read(&mut byte).map_err(broken)? == 0 {
                return Err(cancelled());
            }
            match byte[0] {
                b'\n' | b'\r' => break,
                INTERRUPT | END_OF_INPUT => return Err(cancelled()),
                ERASE_LINE => answer.clear(),
                0x08 | 0x7f => erase_last(&mut answer),
                other if answer.len() < LONGEST_ANSWER => answer.push(other),
                _ => return Err(too_long()),
            }
        }
        std::str::from_utf8(&answer)
            .map(Secret::new)
            .map_err(|_| Error::new(ErrorCode::InvalidArgument, "the answer is not UTF-8"))
    }

    fn erase_last(answer: &mut Vec<u8>) {
        while let Some(byte) = answer.pop() {
            // Continuation bytes of UTF-8 belong to the character before them.
            if byte & 0b1100_0000 != 0b1000_0000 {
                break;
            }
        }
    }

    /// Waits for a key; a signal that was held back cancels.
    fn wait_for_input(tty: &File, silence: Option<&Unechoed>, deadline: Instant) -> Result<()> {
        let signal = silence.map(|silence| silence.signals.wake());
        loop {
            let mut fds = vec![PollFd::new(tty, PollFlags::IN)];
            fds.extend(signal.iter().map(|fd| PollFd::new(fd, PollFlags::IN)));
            match poll(&mut fds, Some(&until(deadline))) {
                Ok(0) => {
                    return Err(Error::new(ErrorCode::Timeout, "nobody answered in time"));
                }
                Ok(_) if fds[1..].iter().any(|fd| !fd.revents().is_empty()) => {
                    return Err(cancelled());
                }
                Ok(_) => return Ok(()),
                Err(Errno::INTR) => {}
                Err(error) => return Err(broken(error.into())),
            }
        }
    }

    fn until(deadline: Instant) -> Timespec {
        let left = deadline.saturating_duration_since(Instant::now());
        Timespec {
            tv_sec: i64::try_from(left.as_secs()).unwrap_or(0),
            tv_nsec: left.subsec_nanos().into(),
        }
    }

    /// The terminal without echo, until dropped. Signals of its keys are read as bytes meanwhile, and
    /// those of other processes held back, so that none can leave the terminal silent.
    struct Unechoed {
        tty: File,
        before: Termios,
        // Dropped after the terminal is as it was: a signal may end the process then.
        signals: HeldBack,
    }

    impl Unechoed {
        fn begin(tty: &File) -> Result<Self> {
            let signals = HeldBack::begin().map_err(broken)?;
            let before = tcgetattr(tty).map_err(|error| broken(error.into()))?;
            let mut silent = before.clone();
            silent
                .local_modes
                .remove(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG);
            tcsetattr(tty, OptionalActions::Flush, &silent)
                .map_err(|error| broken(error.into()))?;
            Ok(Self {
                tty: tty.try_clone().map_err(broken)?,
                before,
                signals,
            })
        }
    }

    impl Drop for Unechoed {
        fn drop(&mut self) {
            let _ = tcsetattr(&self.tty, OptionalActions::Now, &self.before);
            let _ = writeln!(self.tty);
        }
    }

    #[allow(
        clippy::needless_pass_by_value,
        reason = "used as a function in map_err"
    )]
    fn broken(error: std::io::Error) -> Error {
        Error::new(
            ErrorCode::Unexpected,
            format!("the terminal broke: {error}"),
        )
    }

    fn cancelled() -> Error {
        Error::new(ErrorCode::PromptUnavailable, "cancelled at the prompt")
    }

    fn too_long() -> Error {
        Error::new(ErrorCode::InvalidArgument, "the answer is too long")
    }
}

#[cfg(not(unix))]
mod platform {
    use std::time::Duration;

    use keyward_core::{Error, ErrorCode, Result, Secret};

    #[derive(Clone, Copy, PartialEq, Eq)]
    pub(super) enum Echo {
        On,
        Off,
    }

    pub(super) fn is_there() -> bool {
        false
    }

    pub(super) fn show(_text: &Secret) -> Result<()> {
        Err(Error::new(
            ErrorCode::PromptUnavailable,
            "terminals are not supported on this platform yet",
        ))
    }

    pub(super) fn columns() -> Option<usize> {
        None
    }

    pub(super) fn ask(
        question: &str,
        instead: &str,
        _echo: Echo,
        _patience: Duration,
    ) -> Result<Secret> {
        Err(Error::new(
            ErrorCode::PromptUnavailable,
            format!(
                "{question}: must be asked, and prompts are not supported on this platform yet"
            ),
        )
        .with_hint(instead.to_owned()))
    }
}
