//! What every step of the walk needs: the programs, the home folder, the sandbox, and a voice.

use std::{fs, path::PathBuf};

use serde_json::Value;

use super::{account::ROLE, home::Home, sandbox::Sandbox};
use crate::{
    command::{Run, Said},
    failure::{Failure, Result},
    keyward::Built,
    report::Ink,
    tools::Clients,
    workspace,
};

/// How much of a program's output is shown.
const LINES_SHOWN: usize = 24;

pub(super) struct Stage {
    pub(super) home: Home,
    pub(super) sandbox: Sandbox,
    pub(super) clients: Clients,
    /// What must be found nowhere in clear.
    pub(super) secrets: Vec<String>,
    /// The role's ARN, once the account is made.
    pub(super) role: String,
    keyward: PathBuf,
    /// All that the programs printed.
    transcript: String,
    ink: Ink,
}

impl Stage {
    /// An empty home folder and a running sandbox.
    pub(super) fn set(built: &Built, clients: Clients) -> Result<Self> {
        let folder = workspace::target()?.join("demo");
        let mut home = Home::make(folder.join("home"))?;
        let sandbox = Sandbox::start(&built.command, &folder.join("sandbox.log"))?;
        home.set("AWS_ENDPOINT_URL", sandbox.about("endpoint")?);
        let stage = Self {
            home,
            sandbox,
            clients,
            secrets: Vec::new(),
            role: String::new(),
            keyward: built.command.clone(),
            transcript: String::new(),
            ink: Ink::for_stdout(),
        };
        stage.proof(&format!(
            "it listens on {}",
            stage.sandbox.about("endpoint")?
        ));
        stage.proof(&format!(
            "every program sees an empty home folder, {}",
            stage.home.path().display()
        ));
        Ok(stage)
    }

    /// Removes the home folder after a success; leaves it for a look after a failure.
    pub(super) fn end(self, success: bool) {
        let path = self.home.path().to_path_buf();
        drop(self);
        if success {
            _ = fs::remove_dir_all(path);
        } else {
            println!("\nthe home folder is left for a look: {}", path.display());
        }
    }

    pub(super) fn keyward(&self) -> Run {
        self.program(&self.keyward)
    }

    pub(super) fn aws(&self) -> Run {
        self.program(self.clients.python_program("aws"))
    }

    /// The AWS CLI asks AWS who it is.
    pub(super) fn aws_whoami(&self) -> Run {
        let ask = ["sts", "get-caller-identity", "--query", "Arn"];
        self.aws().args(ask)
    }

    /// The AWS CLI must be able to act as the role, by the profile that names it.
    pub(super) fn aws_takes_role(&mut self, words: &str) -> Result {
        let said = self.tell(self.aws_whoami().args(["--profile", "app"]))?;
        let role = format!(":assumed-role/{ROLE}/");
        must(said.stdout.contains(&role), words)
    }

    /// The AWS CLI with the key of the account's administrator.
    pub(super) fn admin(&self) -> Result<Run> {
        let sandbox = &self.sandbox;
        let run = self
            .aws()
            .env("AWS_DEFAULT_REGION", sandbox.about("region")?);
        let run = run.env("AWS_ACCESS_KEY_ID", sandbox.about("accessKeyId")?);
        Ok(run.env("AWS_SECRET_ACCESS_KEY", sandbox.about("secretAccessKey")?))
    }

    pub(super) fn program(&self, program: impl AsRef<std::ffi::OsStr>) -> Run {
        Run::new(program)
            .only_env(self.home.variables())
            .dir(self.home.path())
    }

    /// Runs it before the reader's eyes. A non-zero exit is a failure.
    pub(super) fn tell(&mut self, run: Run) -> Result<Said> {
        let shown = run.shown().to_owned();
        let said = self.try_out(run)?;
        if said.status.success() {
            return Ok(said);
        }
        Err(Failure::new(format!("`{shown}` failed: {}", said.status)))
    }

    /// Runs it before the reader's eyes, however it ends.
    pub(super) fn try_out(&mut self, run: Run) -> Result<Said> {
        self.announce(&run);
        let said = run.capture()?;
        self.transcript.push_str(&said.stdout);
        self.transcript.push_str(&said.stderr);
        self.show(&format!("{}{}", said.stdout, said.stderr));
        Ok(said)
    }

    /// Runs what answers with a secret: the answer is not shown, and its secrets are looked for at the end.
    pub(super) fn ask(&mut self, run: Run, secrets: &[&str]) -> Result<Value> {
        self.announce(&run);
        let answer = run.quiet()?;
        println!(
            "     {}",
            self.ink.dim("(its answer holds a secret and is not shown)")
        );
        let answer: Value = serde_json::from_str(&answer)
            .map_err(|error| Failure::new(format!("the answer is not JSON: {error}")))?;
        for pointer in secrets {
            self.secrets.push(text(&answer, pointer)?);
        }
        Ok(answer)
    }

    /// Says what proves that the step did its work.
    pub(super) fn proof(&self, words: &str) {
        println!("   {} {words}", self.ink.bold("=>"));
    }

    pub(super) fn transcript(&self) -> &str {
        &self.transcript
    }

    fn announce(&self, run: &Run) {
        println!("   $ {}", self.at_home(run.shown()));
    }

    /// The home folder as its owner writes it.
    fn at_home(&self, text: &str) -> String {
        text.replace(&*self.home.path().to_string_lossy(), "~")
    }

    /// Shows lines, never a secret: a program that printed one fails the demo at its end.
    pub(super) fn show(&self, text: &str) {
        let hidden = self
            .secrets
            .iter()
            .fold(self.at_home(text), |text, secret| {
                text.replace(secret, "[secret]")
            });
        let lines: Vec<&str> = hidden.lines().collect();
        for line in lines.iter().take(LINES_SHOWN) {
            println!("     {}", self.ink.dim(line));
        }
        if lines.len() > LINES_SHOWN {
            println!(
                "     {}",
                self.ink
                    .dim(&format!("… {} more lines", lines.len() - LINES_SHOWN))
            );
        }
    }
}

/// A text of a JSON answer, by its pointer.
pub(super) fn text(answer: &Value, pointer: &str) -> Result<String> {
    let text = answer.pointer(pointer).and_then(Value::as_str);
    text.map(str::to_owned)
        .ok_or_else(|| Failure::new(format!("the answer has no {pointer}")))
}

/// Fails with `words` where a proof does not hold.
pub(super) fn must(holds: bool, words: &str) -> Result {
    if holds {
        return Ok(());
    }
    Err(Failure::new(words))
}
