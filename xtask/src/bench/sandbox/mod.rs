//! The sandbox beside moto's server and beside a server that does nothing: the same requests, signed
//! beforehand and verified by both, from the same load generator, in turn.

mod load;
mod servers;
mod table;

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

pub(super) use table::{json, print};

use super::stats::Summary;
use crate::{
    command::Run,
    demo::sandbox::Sandbox,
    failure::{Failure, Result},
    tools::Clients,
    workspace,
};
use load::Examples;
use servers::{Floor, Moto};

/// Rounds in which each server has its turn.
const ROUNDS: usize = 3;
/// Starts of the sandbox.
const STARTS: usize = 20;
/// Objects of 1 KiB of the memory row.
const OBJECTS: usize = 100_000;
/// The operations: the file of the request, and the row's name.
const OPERATIONS: [(&str, &str); 2] = [
    ("sts", "STS GetCallerIdentity"),
    ("s3", "S3 GetObject, 1 KiB"),
];

/// What was measured.
pub(super) struct Results {
    /// One for each operation.
    rows: Vec<Row>,
    ready: Summary,
    /// Resident bytes when ready, and with the objects.
    memory: (u64, u64),
}

/// Requests a second of one operation; medians of the rounds.
struct Row {
    name: &'static str,
    floor: f64,
    moto: f64,
    sandbox: f64,
}

/// Measures all of it.
pub(super) fn measure(keyward: &Path, clients: &Clients) -> Result<Results> {
    let folder = workspace::target()?.join("bench-sandbox");
    fs::create_dir_all(&folder).map_err(Failure::io("create", &folder))?;
    let examples = Examples::build()?;
    let ready = ready(keyward, &folder)?;
    let sandbox = Sandbox::start(keyward, &folder.join("sandbox.log"))?;
    let moto = Moto::start(&folder.join("moto.log"))?;
    let floor = Floor::start(&examples)?;
    let endpoint = sandbox.about("endpoint")?;
    let own = folder.join("for-sandbox");
    let key = [sandbox.about("accessKeyId")?, sandbox.secret()?];
    sign(clients, endpoint, key, &own, &[])?;
    let theirs = folder.join("for-moto");
    sign(
        clients,
        &moto.endpoint,
        ["bench", "bench"],
        &theirs,
        &["moto"],
    )?;
    let servers = [
        (floor.address.as_str(), &own),
        (host(&moto.endpoint), &theirs),
        (host(endpoint), &own),
    ];
    let mut rows = Vec::new();
    for (file, name) in OPERATIONS {
        let [floor, moto, sandbox] = turns(&examples, &servers, file)?;
        rows.push(Row {
            name,
            floor,
            moto,
            sandbox,
        });
    }
    drop(moto);
    let before = sandbox.resident()?;
    examples.fill(host(endpoint), "bench", OBJECTS)?;
    let memory = (before, sandbox.resident()?);
    Ok(Results {
        rows,
        ready,
        memory,
    })
}

/// Requests a second of each server: the median of its turns.
fn turns(
    examples: &Examples,
    servers: &[(&str, &std::path::PathBuf); 3],
    file: &str,
) -> Result<[f64; 3]> {
    let mut samples = [const { Vec::new() }; 3];
    for _ in 0..ROUNDS {
        for ((address, folder), samples) in servers.iter().zip(&mut samples) {
            samples.push(examples.replay(address, &folder.join(file))?);
        }
    }
    Ok(samples.map(|mut samples: Vec<f64>| {
        samples.sort_by(f64::total_cmp);
        samples[samples.len() / 2]
    }))
}

/// From the start of the process to the line that says where it listens.
fn ready(keyward: &Path, folder: &Path) -> Result<Summary> {
    let mut samples: Vec<Duration> = Vec::new();
    for _ in 0..STARTS {
        let began = Instant::now();
        let sandbox = Sandbox::start(keyward, &folder.join("start.log"))?;
        samples.push(began.elapsed());
        drop(sandbox);
    }
    Ok(Summary::of(samples))
}

/// Has boto3 write the requests for a server.
fn sign(
    clients: &Clients,
    endpoint: &str,
    [id, secret]: [&str; 2],
    folder: &Path,
    more: &[&str],
) -> Result {
    fs::create_dir_all(folder).map_err(Failure::io("create", folder))?;
    Run::new(clients.python_program("python"))
        .arg(workspace::file("acceptance/clients/moto/requests.py"))
        .arg(folder)
        .args(more)
        .env("AWS_ENDPOINT_URL", endpoint)
        .env("AWS_ACCESS_KEY_ID", id)
        .env("AWS_SECRET_ACCESS_KEY", secret)
        .env("AWS_REGION", "us-east-1")
        .env("AWS_DEFAULT_REGION", "us-east-1")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("AWS_CONFIG_FILE", "/dev/null")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
        .quiet()?;
    Ok(())
}

fn host(endpoint: &str) -> &str {
    endpoint.trim_start_matches("http://")
}
