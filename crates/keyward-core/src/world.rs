//! The environment, the file system and the clock: one concrete value instead of ambient calls.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::SystemTime,
};

use crate::Timestamp;

/// What the process sees of the outside: environment variables, files and the clock.
///
/// Cheap to clone. Real or fake inside, so that no signature needs a type parameter.
#[derive(Clone, Debug)]
pub struct World {
    env: Env,
    files: Files,
    clock: Clock,
}

#[derive(Clone)]
enum Env {
    Process,
    Given(Arc<BTreeMap<String, String>>),
}

#[derive(Clone)]
enum Files {
    Disk,
    Given(Arc<BTreeMap<PathBuf, Vec<u8>>>),
}

#[derive(Clone, Debug)]
enum Clock {
    System,
    Set(Arc<AtomicI64>),
}

/// The variables by which `keyward exec` tells a keyward below it where the user's files are: its
/// child gets files without credentials, and a profile that is named there would lose its role.
pub mod exec_variables {
    /// The config file that `exec` generated. The others hold only while `AWS_CONFIG_FILE` is still
    /// this one: a program that names another file means that file.
    pub const GENERATED_CONFIG: &str = "KEYWARD_EXEC_CONFIG_FILE";
    /// The user's config file.
    pub const AWS_CONFIG: &str = "KEYWARD_AWS_CONFIG_FILE";
    /// The user's credentials file.
    pub const AWS_CREDENTIALS: &str = "KEYWARD_AWS_SHARED_CREDENTIALS_FILE";
}

/// Where keyward and AWS's tools keep their files in this world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// `AWS_CONFIG_FILE`, else `~/.aws/config`; below `keyward exec`, what those were before it.
    pub aws_config: PathBuf,
    /// `AWS_SHARED_CREDENTIALS_FILE`, else `~/.aws/credentials`; below `keyward exec` as above.
    pub aws_credentials: PathBuf,
    /// `KEYWARD_HOME`, else the platform's data folder.
    pub keyward_home: PathBuf,
}

impl World {
    /// The process's own environment, the disk and the system clock.
    #[must_use]
    pub fn real() -> Self {
        Self {
            env: Env::Process,
            files: Files::Disk,
            clock: Clock::System,
        }
    }

    /// An empty environment, no files, and a clock that stands at `now`.
    #[must_use]
    pub fn fake(now: Timestamp) -> Self {
        Self {
            env: Env::Given(Arc::default()),
            files: Files::Given(Arc::default()),
            clock: Clock::Set(Arc::new(AtomicI64::new(now.unix()))),
        }
    }

    /// The same world with exactly these environment variables.
    #[must_use]
    pub fn with_env<K: Into<String>, V: Into<String>>(
        mut self,
        vars: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        let vars = vars.into_iter().map(|(k, v)| (k.into(), v.into()));
        self.env = Env::Given(Arc::new(vars.collect()));
        self
    }

    /// The same world with one more file in it; a world on the real disk forgets the disk.
    #[must_use]
    pub fn with_file(mut self, path: impl Into<PathBuf>, content: impl Into<Vec<u8>>) -> Self {
        let mut files = match &self.files {
            Files::Disk => BTreeMap::new(),
            Files::Given(files) => files.as_ref().clone(),
        };
        files.insert(path.into(), content.into());
        self.files = Files::Given(Arc::new(files));
        self
    }

    /// Sets a fake clock. The system clock cannot be set and stays as it is.
    pub fn set_now(&self, now: Timestamp) {
        if let Clock::Set(clock) = &self.clock {
            clock.store(now.unix(), Ordering::SeqCst);
        }
    }

    /// An environment variable that is set, is UTF-8 and is not empty; AWS's tools treat an empty one as unset.
    #[must_use]
    pub fn var(&self, name: &str) -> Option<String> {
        let value = match &self.env {
            Env::Process => std::env::var(name).ok(),
            Env::Given(vars) => vars.get(name).cloned(),
        };
        value.filter(|value| !value.is_empty())
    }

    /// Every environment variable, for a child process.
    #[must_use]
    pub fn vars(&self) -> BTreeMap<String, String> {
        match &self.env {
            Env::Process => std::env::vars_os()
                .filter_map(|(k, v)| Some((k.into_string().ok()?, v.into_string().ok()?)))
                .collect(),
            Env::Given(vars) => vars.as_ref().clone(),
        }
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// As [`std::fs::read`].
    pub fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match &self.files {
            Files::Disk => std::fs::read(path),
            Files::Given(files) => files
                .get(path)
                .cloned()
                .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound)),
        }
    }

    /// The present instant.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match &self.clock {
            Clock::System => SystemTime::now().into(),
            Clock::Set(clock) => Timestamp::from_unix(clock.load(Ordering::SeqCst)),
        }
    }

    /// The user's home folder: `HOME`, `USERPROFILE`, `HOMEDRIVE` with `HOMEPATH`, else what the
    /// system knows of the account, as in SDK for JavaScript v3.
    #[must_use]
    pub fn home(&self) -> Option<PathBuf> {
        let of_drive = || Some(self.var("HOMEDRIVE").unwrap_or_default() + &self.var("HOMEPATH")?);
        self.var("HOME")
            .or_else(|| self.var("USERPROFILE"))
            .or_else(of_drive)
            .map(PathBuf::from)
            .or_else(|| self.home_of_account())
    }

    fn home_of_account(&self) -> Option<PathBuf> {
        match &self.files {
            Files::Disk => std::env::home_dir().filter(|home| home.is_absolute()),
            Files::Given(_) => None,
        }
    }

    /// A path of a setting: `~` stands for the home folder.
    #[must_use]
    pub fn expand(&self, path: &str) -> PathBuf {
        expand_tilde(path, &self.home_or_root())
    }

    /// Nobody but an administrator can leave files in the root folder; the working folder may be
    /// anybody's.
    fn home_or_root(&self) -> PathBuf {
        self.home()
            .unwrap_or_else(|| PathBuf::from(std::path::MAIN_SEPARATOR_STR))
    }

    /// Where the user's files are. Without a home folder, below the root folder.
    #[must_use]
    pub fn paths(&self) -> Paths {
        if self.is_under_exec() {
            self.paths_by(exec_variables::AWS_CONFIG, exec_variables::AWS_CREDENTIALS)
        } else {
            self.paths_of_sdks()
        }
    }

    /// Where an SDK in this process's place would look: below `keyward exec`, at the files that it
    /// generated. They belong to the credentials in the environment.
    #[must_use]
    pub fn paths_of_sdks(&self) -> Paths {
        self.paths_by("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE")
    }

    /// Whether `keyward exec` started this program: then the credentials in the environment are the choice.
    #[must_use]
    pub fn is_under_exec(&self) -> bool {
        let generated = self.var(exec_variables::GENERATED_CONFIG);
        generated.is_some() && generated == self.var("AWS_CONFIG_FILE")
    }

    fn paths_by(&self, config: &str, credentials: &str) -> Paths {
        let home = self.home_or_root();
        let aws = |name: &str, file: &str| {
            self.var(name).map_or_else(
                || home.join(".aws").join(file),
                |path| expand_tilde(&path, &home),
            )
        };
        Paths {
            aws_config: aws(config, "config"),
            aws_credentials: aws(credentials, "credentials"),
            keyward_home: self.keyward_home(&home),
        }
    }

    fn keyward_home(&self, home: &Path) -> PathBuf {
        if let Some(path) = self.var("KEYWARD_HOME") {
            return expand_tilde(&path, home);
        }
        let data = if cfg!(target_os = "macos") {
            home.join("Library/Application Support")
        } else if cfg!(windows) {
            self.var("LOCALAPPDATA")
                .map_or_else(|| home.join("AppData/Local"), PathBuf::from)
        } else {
            self.var("XDG_DATA_HOME")
                .map_or_else(|| home.join(".local/share"), PathBuf::from)
        };
        data.join("keyward")
    }
}

/// `~` and `~/x` as AWS's tools read them in file settings; `~user` stays as it is.
fn expand_tilde(path: &str, home: &Path) -> PathBuf {
    match path.strip_prefix('~') {
        Some("") => home.to_owned(),
        Some(rest) if rest.starts_with(['/', '\\']) => home.join(&rest[1..]),
        _ => PathBuf::from(path),
    }
}

// Environment and files may hold secrets: only their number is shown.
impl std::fmt::Debug for Env {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Process => f.write_str("process"),
            Self::Given(vars) => write!(f, "{} variables", vars.len()),
        }
    }
}

impl std::fmt::Debug for Files {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Disk => f.write_str("disk"),
            Self::Given(files) => write!(f, "{} files", files.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn world(vars: &[(&str, &str)]) -> World {
        World::fake(Timestamp::from_unix(0)).with_env(vars.iter().copied())
    }

    #[test]
    fn an_empty_variable_counts_as_unset() {
        assert_eq!(world(&[("AWS_PROFILE", "")]).var("AWS_PROFILE"), None);
    }

    #[test]
    fn files_are_where_aws_says() {
        let paths = world(&[("HOME", "/h"), ("AWS_CONFIG_FILE", "~/c")]).paths();
        assert_eq!(paths.aws_config, Path::new("/h/c"));
        assert_eq!(paths.aws_credentials, Path::new("/h/.aws/credentials"));
    }

    #[test]
    fn the_home_folder_has_several_names_and_the_working_folder_is_none() {
        let home = |vars: &[(&str, &str)]| world(vars).home();
        let drive = [("HOMEDRIVE", "C:"), ("HOMEPATH", "/u")];
        assert_eq!(home(&drive), Some(PathBuf::from("C:/u")));
        assert_eq!(home(&[("USERPROFILE", "/p"), drive[1]]), Some("/p".into()));
        assert_eq!(home(&[]), None);
        assert!(world(&[]).paths().aws_config.is_absolute());
        // On the real disk, the account's own.
        let account = World::real().with_env([("LANG", "C")]).home();
        assert!(account.is_none_or(|home| home.is_absolute()));
        assert_eq!(world(&[("HOME", "/h")]).expand("~/x"), Path::new("/h/x"));
    }

    #[test]
    fn below_exec_the_users_files_are_where_they_were() {
        let vars = [
            ("HOME", "/h"),
            ("AWS_CONFIG_FILE", "/generated"),
            ("AWS_SHARED_CREDENTIALS_FILE", "/empty"),
            (exec_variables::AWS_CONFIG, "/h/my.config"),
            (exec_variables::AWS_CREDENTIALS, "/h/my.credentials"),
            (exec_variables::GENERATED_CONFIG, "/generated"),
        ];
        let paths = world(&vars).paths();
        assert_eq!(paths.aws_config, Path::new("/h/my.config"));
        assert_eq!(paths.aws_credentials, Path::new("/h/my.credentials"));
        let generated = world(&vars).paths_of_sdks();
        assert_eq!(generated.aws_config, Path::new("/generated"));
        assert_eq!(generated.aws_credentials, Path::new("/empty"));

        let mut named_anew = vars;
        named_anew[1].1 = "/another";
        let paths = world(&named_anew).paths();
        assert_eq!(paths.aws_config, Path::new("/another"));
        assert_eq!(paths.aws_credentials, Path::new("/empty"));
    }

    #[test]
    fn a_fake_world_holds_what_it_was_given() {
        let world = world(&[]).with_file("/a", "x");
        assert_eq!(world.read(Path::new("/a")).unwrap(), b"x");
        assert!(world.read(Path::new("/b")).is_err());
        assert!(!format!("{world:?}").contains('x'));
    }
}
