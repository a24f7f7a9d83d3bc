//! Node programs: the SDK for JavaScript v2 knows no `AWS_ENDPOINT_URL`, so a script that Node loads
//! first tells it, and lets no request of it pass to public AWS.

use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
    path::Path,
};

use keyward_core::{Result, disk::Disk};

use crate::{generated_files::GeneratedFiles, screen};

/// It holds nothing secret and reads the endpoint from its own environment.
const GUARD: &str = include_str!("sdk_v2.cjs");

const NODE_OPTIONS: &str = "NODE_OPTIONS";

/// Makes every Node below load the script, after what the user's own `NODE_OPTIONS` load.
pub(super) fn load_guard(
    vars: &mut BTreeMap<OsString, OsString>,
    files: &GeneratedFiles,
    disk: &Disk,
) -> Result<()> {
    let Some(script) = files.beside(disk, "cjs", GUARD)? else {
        screen::note(
            "no folder can be written, so the SDK for JavaScript v2 is not led to the sandbox: set KEYWARD_HOME or TMPDIR",
        );
        return Ok(());
    };
    let script = std::path::absolute(&script).unwrap_or(script);
    let own = vars.remove(OsStr::new(NODE_OPTIONS));
    let options = match own {
        Some(mut own) if !own.is_empty() => {
            own.push(" ");
            own.push(require(&script));
            own
        }
        _ => require(&script),
    };
    vars.insert(NODE_OPTIONS.into(), options);
    Ok(())
}

/// In quotes, as Node reads this variable: a path may hold spaces and backslashes.
fn require(script: &Path) -> OsString {
    let mut option = OsString::from("--require \"");
    match script.to_str() {
        Some(path) => option.push(path.replace('\\', "\\\\").replace('"', "\\\"")),
        None => option.push(script),
    }
    option.push("\"");
    option
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_quoted_as_node_reads_it() {
        let quoted = |path: &str| require(Path::new(path)).into_string().unwrap();
        assert_eq!(quoted("/a b/c.cjs"), r#"--require "/a b/c.cjs""#);
        assert_eq!(quoted(r#"C:\a\"b.cjs"#), r#"--require "C:\\a\\\"b.cjs""#);
    }
}
