//! What is installed, and what it takes of memory once it is loaded.

use std::{fs, path::Path};

use serde_json::{Value, json};

use crate::{
    bench::homes::Homes,
    command::Run,
    failure::{Failure, Result},
};

const PROGRAM: &str = include_str!("footprint.cjs");
const PEERS: [&str; 3] = [
    "aws-sdk",
    "@aws-sdk/client-s3",
    "@aws-sdk/credential-providers",
];
/// What of the clone's folder is in the package: `files` of package.json, and package.json itself.
const SHIPPED: [&str; 4] = ["js", "index.d.ts", "index.d.mts", "package.json"];
/// Row and what it loads.
const LOADED: [(&str, &str); 6] = [
    ("node alone", ""),
    (
        "fromKeyward",
        "await require('keyward').fromKeyward({ profile: 'p' })()",
    ),
    ("v2 require('aws-sdk')", "require('aws-sdk')"),
    (
        "v3 fromIni",
        "await require('@aws-sdk/credential-providers').fromIni({ profile: 'p' })()",
    ),
    (
        "v3 new S3Client()",
        "const { S3Client } = require('@aws-sdk/client-s3'); await new S3Client({ region: 'x' }).config.credentials()",
    ),
    (
        "v3 new S3Client(clientConfig())",
        "const { S3Client } = require('@aws-sdk/client-s3'); await new S3Client(require('keyward').clientConfig()).config.credentials()",
    ),
];
const MIB: f64 = 1024.0 * 1024.0;

struct Installed {
    name: String,
    packages: u64,
    bytes: u64,
}

pub(super) struct Footprint {
    installed: Vec<Installed>,
    resident: Vec<(&'static str, f64)>,
}

/// `native` are the files of the platform's package.
pub(super) fn measure(node: &Path, homes: &Homes, native: &[&Path]) -> Result<Footprint> {
    let mut installed = vec![own(native)?];
    let program = homes.programs.join("footprint.cjs");
    fs::write(&program, PROGRAM).map_err(Failure::io("write", &program))?;
    let said = Run::new(node).arg(&program).args(PEERS).quiet()?;
    let peers: Vec<Value> = serde_json::from_str(&said)
        .map_err(|error| Failure::new(format!("footprint.cjs: {error}")))?;
    installed.extend(peers.iter().map(|peer| Installed {
        name: peer["name"].as_str().unwrap_or_default().to_owned(),
        packages: peer["packages"].as_u64().unwrap_or_default(),
        bytes: peer["bytes"].as_u64().unwrap_or_default(),
    }));
    let resident = LOADED.map(|(name, load)| Ok((name, resident(node, homes, load)?)));
    Ok(Footprint {
        installed,
        resident: resident.into_iter().collect::<Result<_>>()?,
    })
}

/// The main package and the platform's.
fn own(native: &[&Path]) -> Result<Installed> {
    let package = crate::workspace::file("bindings/node");
    let mut bytes = 0;
    for file in SHIPPED {
        bytes += size(&package.join(file))?;
    }
    for file in native {
        bytes += size(file)?;
    }
    Ok(Installed {
        name: "keyward (with addon and command)".to_owned(),
        packages: 2,
        bytes,
    })
}

fn size(path: &Path) -> Result<u64> {
    let about = fs::metadata(path).map_err(Failure::io("read", path))?;
    if !about.is_dir() {
        return Ok(about.len());
    }
    let entries = fs::read_dir(path).map_err(Failure::io("read", path))?;
    entries.flatten().map(|entry| size(&entry.path())).sum()
}

/// Bytes, after a garbage collection.
fn resident(node: &Path, homes: &Homes, load: &str) -> Result<f64> {
    let program = homes.programs.join("resident.cjs");
    let text = format!(
        "(async () => {{ {load}; gc(); await new Promise((done) => setTimeout(done, 50)); gc(); \
         console.log(process.memoryUsage.rss()); process.exit(0); }})();"
    );
    fs::write(&program, text).map_err(Failure::io("write", &program))?;
    let run = Run::new(node).arg("--expose-gc").arg(&program);
    let said = run.only_env(&homes.plaintext).quiet()?;
    said.trim()
        .parse()
        .map_err(|_| Failure::new(format!("resident.cjs said `{}`", said.trim())))
}

impl Footprint {
    pub(super) fn print(&self) {
        println!("\n{:<41} {:>8}  {:>9}", "installed", "packages", "size");
        for row in &self.installed {
            let size = row.bytes as f64 / MIB;
            println!("{:<41} {:>8}  {size:>5.1} MiB", row.name, row.packages);
        }
        println!("\n{:<41} {:>9}", "resident once loaded", "memory");
        for (name, bytes) in &self.resident {
            println!("{name:<41} {:>5.1} MiB", bytes / MIB);
        }
        println!();
    }

    pub(super) fn json(&self) -> Value {
        let installed = self
            .installed
            .iter()
            .map(|row| json!({ "name": row.name, "packages": row.packages, "bytes": row.bytes }));
        let resident = self
            .resident
            .iter()
            .map(|(name, bytes)| json!({ "name": name, "bytes": bytes }));
        json!({
            "installed": installed.collect::<Vec<_>>(),
            "resident": resident.collect::<Vec<_>>(),
        })
    }
}
