//! A user's home folder, made for this run, under the target folder.

use std::{
    collections::BTreeMap,
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use crate::failure::{Failure, Result};

/// The folder and the environment that every program of the demo sees: nothing of the caller's own AWS settings.
pub(super) struct Home {
    path: PathBuf,
    variables: BTreeMap<String, OsString>,
}

/// What programs need of the caller's environment to start at all.
const KEPT: [&str; 6] = ["PATH", "LANG", "TMPDIR", "SystemRoot", "TEMP", "PATHEXT"];

impl Home {
    /// An empty home folder at `path`; what an earlier run left there is removed.
    pub(super) fn make(path: PathBuf) -> Result<Self> {
        if path.exists() {
            fs::remove_dir_all(&path).map_err(Failure::io("remove", &path))?;
        }
        fs::create_dir_all(path.join(".aws")).map_err(Failure::io("create", &path))?;
        let kept = KEPT
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), env::var_os(name)?)));
        let mut home = Self {
            variables: kept.collect(),
            path,
        };
        home.set("HOME", home.path.clone());
        home.set("USERPROFILE", home.path.clone());
        home.set("AWS_EC2_METADATA_DISABLED", "true");
        // The SDK's advice on Node versions would stand between the lines that matter here.
        home.set("AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED", "true");
        Ok(home)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// A variable that every later program sees.
    pub(super) fn set(&mut self, name: &str, value: impl Into<OsString>) {
        self.variables.insert(name.to_owned(), value.into());
    }

    pub(super) fn variables(&self) -> &BTreeMap<String, OsString> {
        &self.variables
    }

    /// A file below the home folder.
    pub(super) fn file(&self, relative: &str) -> PathBuf {
        self.path.join(relative)
    }

    pub(super) fn write(&self, relative: &str, text: &str) -> Result {
        let path = self.file(relative);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Failure::io("create", folder))?;
        }
        fs::write(&path, text).map_err(Failure::io("write", &path))
    }

    pub(super) fn read(&self, relative: &str) -> Result<String> {
        let path = self.file(relative);
        fs::read_to_string(&path).map_err(Failure::io("read", &path))
    }
}
