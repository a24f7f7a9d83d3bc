//! The tables, as they lie in `acceptance/tour`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::Value;

/// Steps that build on each other. The clients' programs read the same file, and more of it.
#[derive(Deserialize)]
pub(crate) struct Table {
    #[serde(skip)]
    pub(crate) path: PathBuf,
    /// A key of `services.json`, for steps that name none.
    service: String,
    /// The page of AWS that has the codes which no model has.
    pub(crate) source: Option<String>,
    /// Members of answers that the clients do not have in common, and why.
    #[serde(default)]
    pub(crate) ignore: BTreeMap<String, String>,
    pub(crate) steps: Vec<Step>,
}

/// One call.
#[derive(Deserialize)]
pub(crate) struct Step {
    service: Option<String>,
    pub(crate) op: Option<String>,
    pub(crate) presign: Option<String>,
    /// Calls of control, and pages: for the steps that follow, not for their own sake.
    control: Option<String>,
    visit: Option<String>,
    /// What is wrong with the request, for the page.
    pub(crate) wrong: Option<String>,
    /// What the answer must hold: `*` is anything but nothing, also at the end of a text.
    pub(crate) expect: Option<Value>,
    pub(crate) error: Option<Refusal>,
}

/// The refusal that AWS documents.
#[derive(Deserialize)]
pub(crate) struct Refusal {
    pub(crate) code: String,
    pub(crate) status: u16,
    /// The exception class of boto3 and SDK v3; none where AWS's model has none.
    pub(crate) class: Option<String>,
    /// Where a client says it in another way: client → what differs.
    #[serde(default)]
    but: BTreeMap<String, Differently>,
}

/// How one client tells a refusal.
#[derive(Deserialize)]
struct Differently {
    code: Option<String>,
    #[serde(default)]
    class: Option<String>,
}

impl Refusal {
    /// Code and class as this client tells them.
    pub(crate) fn told_by(&self, id: &str) -> (&str, Option<&str>) {
        match self.but.get(id) {
            Some(but) => (
                but.code.as_ref().unwrap_or(&self.code),
                but.class.as_deref(),
            ),
            None => (&self.code, self.class.as_deref()),
        }
    }
}

/// A service's name among people.
#[derive(Deserialize)]
pub(crate) struct Service {
    pub(crate) name: String,
}

impl Step {
    /// Whether it only prepares others.
    pub(crate) fn prepares(&self) -> bool {
        self.control.is_some() || self.visit.is_some()
    }

    pub(crate) fn operation(&self) -> &str {
        let named = self.op.as_deref().or(self.presign.as_deref());
        named.unwrap_or("a page or a call of control")
    }
}

/// The service that a step asks.
pub(crate) fn service(table: &Table, step: &Step) -> &'static Service {
    &services()[step.service.as_ref().unwrap_or(&table.service)]
}

fn services() -> &'static BTreeMap<String, Service> {
    static SERVICES: OnceLock<BTreeMap<String, Service>> = OnceLock::new();
    SERVICES.get_or_init(|| {
        let text = std::fs::read_to_string(services_file()).unwrap();
        serde_json::from_str(&text).unwrap()
    })
}

/// How each client calls each service.
pub(crate) fn services_file() -> PathBuf {
    acceptance::repository().join("acceptance/tour/services.json")
}

/// The tables of a folder, by their names.
pub(crate) fn read(folder: &str) -> BTreeMap<String, Table> {
    let folder = acceptance::repository().join(folder);
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path());
    let tables = files.filter(|path| {
        path.extension().is_some_and(|kind| kind == "json") && *path != services_file()
    });
    tables.map(|path| (stem(&path), table(path))).collect()
}

fn stem(path: &std::path::Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

fn table(path: PathBuf) -> Table {
    let text = std::fs::read_to_string(&path).unwrap();
    let mut table: Table =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    table.path = path;
    table
}
