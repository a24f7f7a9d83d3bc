//! What is measured.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use super::homes::{Homes, Variables};
use crate::{
    command::{Run, cannot_run},
    failure::{Failure, Result},
};

/// One line of the table.
pub(super) struct Row {
    pub(super) name: &'static str,
    /// The row below which this one cannot go.
    pub(super) floor: Option<&'static str>,
    /// The row people use today for the same end.
    pub(super) peer: Option<&'static str>,
    pub(super) is_slow: bool,
    program: PathBuf,
    args: Vec<PathBuf>,
    variables: Variables,
}

impl Row {
    /// One process, from its start to its end.
    pub(super) fn sample(&self) -> Result<Duration> {
        let mut command = Command::new(&self.program);
        command.args(&self.args).env_clear().envs(&self.variables);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let began = Instant::now();
        let status = command.status();
        let took = began.elapsed();
        let shown = || self.program.display().to_string();
        let status = status.map_err(|error| cannot_run(&shown(), &error))?;
        if !status.success() {
            return Err(Failure::new(format!(
                "the row {:?} failed: {status}",
                self.name
            )));
        }
        Ok(took)
    }

    pub(super) fn new(name: &'static str, program: &Path, variables: &Variables) -> Self {
        Self {
            name,
            floor: None,
            peer: None,
            is_slow: false,
            program: program.to_path_buf(),
            args: Vec::new(),
            variables: variables.clone(),
        }
    }

    pub(super) fn args<A: Into<PathBuf>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    pub(super) fn floor(mut self, name: &'static str) -> Self {
        self.floor = Some(name);
        self
    }

    fn peer(mut self, name: &'static str) -> Self {
        self.peer = Some(name);
        self
    }

    pub(super) fn slow(mut self) -> Self {
        self.is_slow = true;
        self
    }
}

pub(super) const CAT: &str = "cat of a small JSON file";
pub(super) const PROCESS: &str = "keyward process, static profile";
const NODE: &str = "node -e 0";
const FROM_INI: &str = "Node, v3 fromIni";

/// Every row; a floor or a peer stands above the rows that name it.
pub(super) fn all(keyward: &Path, homes: &Homes) -> Result<Vec<Row>> {
    let mut rows = processes(keyward, homes);
    rows.extend(node(homes)?);
    Ok(rows)
}

fn processes(keyward: &Path, homes: &Homes) -> Vec<Row> {
    let process = |name, variables: &Variables| {
        Row::new(name, keyward, variables)
            .args(["process", "p"])
            .floor(CAT)
    };
    vec![
        Row::new("true", Path::new("/bin/true"), &homes.plaintext),
        Row::new(CAT, Path::new("/bin/cat"), &homes.plaintext).args([&homes.document]),
        process(PROCESS, &homes.plaintext),
        process("keyward process, vault by identity file", &homes.identity),
        process("keyward process, vault by passphrase", &homes.passphrase).slow(),
    ]
}

fn node(homes: &Homes) -> Result<Vec<Row>> {
    let node = Run::new("node").args(["-p", "process.execPath"]).quiet()?;
    let node = PathBuf::from(node.trim());
    let first = |name, package: &str, call: &str, variables: &Variables| -> Result<Row> {
        let program = write_program(&homes.programs, package, call)?;
        Ok(Row::new(name, &node, variables).args([program]).floor(NODE))
    };
    let (sdk, keyward) = ("@aws-sdk/credential-providers", "keyward");
    let (plain, vault) = (&homes.plaintext, &homes.identity);
    Ok(vec![
        Row::new(NODE, &node, plain).args(["-e", "0"]),
        first(FROM_INI, sdk, "fromIni", plain)?,
        first(
            "Node, v3 fromNodeProviderChain",
            sdk,
            "fromNodeProviderChain",
            plain,
        )?,
        first(
            "Node, fromKeyward, static profile",
            keyward,
            "fromKeyward",
            plain,
        )?
        .peer(FROM_INI),
        first(
            "Node, fromKeyward, vault by identity file",
            keyward,
            "fromKeyward",
            vault,
        )?
        .peer(FROM_INI),
    ])
}

/// A program that ends as soon as it has its first credentials.
fn write_program(folder: &Path, package: &str, call: &str) -> Result<PathBuf> {
    let path = folder.join(format!("{call}.cjs"));
    let text = format!(
        "require('{package}').{call}({{ profile: 'p' }})().then(\n  () => process.exit(0),\n  \
         (error) => {{ console.error(error); process.exit(1); }},\n);\n"
    );
    fs::write(&path, text).map_err(Failure::io("write", &path))?;
    Ok(path)
}
