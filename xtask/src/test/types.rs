//! The package's types, as strict TypeScript programs of a user see them beside the SDK's own.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::json;

use crate::{
    command::Run,
    failure::{Failure, Result},
    tools::{self, Clients},
    workspace,
};

/// Where programs lie that must compile. They import `keyward` by its name.
const FOLDERS: [&str; 2] = ["acceptance/clients/node", "bindings/node/test"];

pub(super) fn check(clients: &Clients) -> Result {
    let project = workspace::target()?.join("types");
    let programs = programs()?;
    lay_out(&project, clients, &programs)?;
    let compiler = clients.node_modules.join("typescript/bin/tsc");
    Run::new("node")
        .arg(compiler)
        .args(["--project", "."])
        .dir(&project)
        .run()?;
    println!("   {} programs compile with --strict", programs.len());
    Ok(())
}

fn programs() -> Result<Vec<PathBuf>> {
    let mut programs = Vec::new();
    for folder in FOLDERS.map(workspace::file) {
        let entries = fs::read_dir(&folder).map_err(Failure::io("read", &folder))?;
        programs.extend(
            entries
                .flatten()
                .map(|entry| entry.path())
                .filter(|path| is_typescript(path)),
        );
    }
    Ok(programs)
}

fn is_typescript(path: &Path) -> bool {
    let kind = path.extension().and_then(|kind| kind.to_str());
    matches!(kind, Some("ts" | "mts" | "cts"))
}

/// A user's project: the programs, a configuration, and the packages.
fn lay_out(project: &Path, clients: &Clients, programs: &[PathBuf]) -> Result {
    _ = fs::remove_dir_all(project);
    fs::create_dir_all(project).map_err(Failure::io("create", project))?;
    for program in programs {
        let to = project.join(program.file_name().unwrap_or_default());
        fs::copy(program, &to).map_err(Failure::io("copy", program))?;
    }
    let config = project.join("tsconfig.json");
    fs::write(&config, configuration()).map_err(Failure::io("write", &config))?;
    tools::link_folder(&clients.node_modules, &project.join("node_modules"))
}

// `preserveSymlinks`: the link to the clone's package must find its neighbours as an installed package would.
fn configuration() -> String {
    json!({ "compilerOptions": {
        "strict": true,
        "noEmit": true,
        "target": "es2023",
        "module": "nodenext",
        "lib": ["es2023", "dom"],
        "types": ["node"],
        "preserveSymlinks": true,
    }})
    .to_string()
}
