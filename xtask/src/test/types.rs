//! The package's types, as strict TypeScript programs of a user see them beside the SDK's own, under each way in which
//! TypeScript finds modules today.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use crate::{
    command::Run,
    failure::{Failure, Result},
    tools::{self, Clients},
    workspace,
};

/// Where programs lie that must compile. They import `keyward` by its name.
const FOLDERS: [&str; 3] = ["acceptance/clients/node", "bindings/node/test", "examples"];

/// `module` and `moduleResolution`: Node as it is, Node 16, and a bundler.
const WAYS: [(&str, &str); 3] = [
    ("nodenext", "nodenext"),
    ("node16", "node16"),
    ("preserve", "bundler"),
];

/// Compiles against the package that was staged in `folder`.
pub(super) fn check(clients: &Clients, folder: &Path) -> Result {
    let project = folder.join("types");
    let programs = programs()?;
    let package = folder.join("stage/keyward");
    lay_out(&project, &package, &programs)?;
    let entries = entries(&package)?;
    for (name, import) in [("entries.mts", esm as fn(_) -> _), ("entries.cts", cjs)] {
        let lines: Vec<String> = entries.iter().enumerate().map(import).collect();
        write(&project.join(name), &lines.concat())?;
    }
    let compiler = clients.node_modules.join("typescript/bin/tsc");
    for (module, resolution) in WAYS {
        let config = format!("tsconfig.{resolution}.json");
        let text = configuration(module, resolution).to_string();
        write(&project.join(&config), &text)?;
        let run = Run::new("node").arg(&compiler).args(["--project", &config]);
        run.dir(&project).run()?;
    }
    println!(
        "   {} programs and {} entry points compile with --strict, in {} ways",
        programs.len(),
        entries.len(),
        WAYS.len()
    );
    Ok(())
}

/// Each program, and a name of its own in the project: several folders have a `types.mts`.
fn programs() -> Result<Vec<(PathBuf, String)>> {
    let mut programs = Vec::new();
    for folder in FOLDERS {
        add_programs(&workspace::file(folder), folder, &mut programs)?;
    }
    Ok(programs)
}

fn add_programs(folder: &Path, name: &str, programs: &mut Vec<(PathBuf, String)>) -> Result {
    for entry in fs::read_dir(folder).map_err(Failure::io("read", folder))? {
        let path = entry.map_err(Failure::io("read", folder))?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{}-{file}", name.replace('/', "-"));
        if path.is_dir() && file != "node_modules" {
            add_programs(&path, &name, programs)?;
        } else if is_typescript(&path) {
            programs.push((path, name));
        }
    }
    Ok(())
}

fn is_typescript(path: &Path) -> bool {
    let kind = path.extension().and_then(|kind| kind.to_str());
    matches!(kind, Some("ts" | "mts" | "cts"))
}

/// A user's project: the programs and the package. The packages of others are its neighbours.
fn lay_out(project: &Path, package: &Path, programs: &[(PathBuf, String)]) -> Result {
    let modules = project.join("node_modules");
    fs::create_dir_all(&modules).map_err(Failure::io("create", &modules))?;
    for (program, name) in programs {
        let to = project.join(name);
        fs::copy(program, &to).map_err(Failure::io("copy", program))?;
    }
    tools::link_folder(package, &modules.join("keyward"))
}

/// What a program may import: `keyward`, `keyward/sandbox`, … Patterns are left to arethetypeswrong.
fn entries(package: &Path) -> Result<Vec<String>> {
    let path = package.join("package.json");
    let text = fs::read_to_string(&path).map_err(Failure::io("read", &path))?;
    let manifest: Value = serde_json::from_str(&text)
        .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
    let exports = manifest["exports"].as_object().into_iter().flatten();
    let names = exports.map(|(name, _)| name.as_str());
    let plain = names.filter(|name| !name.ends_with(".json") && !name.contains('*'));
    Ok(plain.map(|name| name.replacen('.', "keyward", 1)).collect())
}

fn esm((number, name): (usize, &String)) -> String {
    format!("import * as entry{number} from '{name}';\nexport {{ entry{number} }};\n")
}

fn cjs((number, name): (usize, &String)) -> String {
    format!("import entry{number} = require('{name}');\nexport {{ entry{number} }};\n")
}

fn write(path: &Path, text: &str) -> Result {
    fs::write(path, text).map_err(Failure::io("write", path))
}

// `preserveSymlinks`: the link to the package must find its neighbours as an installed package would.
fn configuration(module: &str, resolution: &str) -> Value {
    json!({ "compilerOptions": {
        "strict": true,
        "noEmit": true,
        "target": "es2023",
        "module": module,
        "moduleResolution": resolution,
        "lib": ["es2023", "dom"],
        "types": ["node"],
        "preserveSymlinks": true,
    }})
}
