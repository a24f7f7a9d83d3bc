//! What the looks look at: the two files as they are, and the variables.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use keyward_core::{Error, World};
use keyward_profile::{FileKind, FileText, Location, Profile, ProfileSet, Property, SourceText};

use super::Trap;
use crate::aws_files;

/// One of AWS's two files.
pub struct SeenFile {
    pub(crate) path: PathBuf,
    pub(crate) kind: FileKind,
    pub(crate) text: FileText,
    /// Unix permission bits.
    pub(crate) mode: Option<u32>,
    /// What it says by itself.
    pub(crate) says: Result<ProfileSet, Error>,
}

/// The files and variables of one moment.
pub struct Scene {
    pub(crate) files: Vec<SeenFile>,
    /// A file that is there and cannot be read.
    pub(crate) unreadable: Vec<Error>,
    /// Every variable, empty ones too.
    pub(crate) vars: BTreeMap<String, String>,
}

impl SeenFile {
    /// A file's text, seen as one of the two.
    #[must_use]
    pub fn new(path: &Path, kind: FileKind, text: FileText, mode: Option<u32>) -> Self {
        let source = SourceText::new(path, &text);
        let says = match kind {
            FileKind::Config => ProfileSet::parse(Some(source), None),
            FileKind::Credentials => ProfileSet::parse(None, Some(source)),
        };
        Self {
            path: path.to_owned(),
            kind,
            text,
            mode,
            says,
        }
    }

    pub(crate) fn location(&self, line: u32) -> Location {
        Location::File {
            path: self.path.as_path().into(),
            line,
        }
    }
}

impl Scene {
    /// What is in this world now.
    #[must_use]
    pub fn of(world: &World) -> Self {
        let paths = world.paths();
        let mut scene = Self {
            files: Vec::new(),
            unreadable: Vec::new(),
            vars: world.vars(),
        };
        for (path, kind) in [
            (&paths.aws_config, FileKind::Config),
            (&paths.aws_credentials, FileKind::Credentials),
        ] {
            match aws_files::read(world, path) {
                Ok(Some(text)) => {
                    let seen = SeenFile::new(path, kind, text, mode_of(path));
                    scene.files.push(seen);
                }
                Ok(None) => {}
                Err(error) => scene.unreadable.push(error),
            }
        }
        scene
    }

    /// The files that could be read as AWS's tools read them.
    pub(crate) fn sets(&self) -> impl Iterator<Item = (&SeenFile, &ProfileSet)> {
        self.files
            .iter()
            .filter_map(|file| Some((file, file.says.as_ref().ok()?)))
    }

    /// Each profile of each file, with the profile's name.
    pub(crate) fn profiles(&self) -> impl Iterator<Item = (&SeenFile, &Profile)> {
        self.sets().flat_map(|(file, set)| {
            let sections = set.names().into_iter().flat_map(|name| {
                [set.profile(name), set.keyward_section(name)]
                    .into_iter()
                    .flatten()
            });
            sections.map(move |section| (file, section))
        })
    }

    /// Each value of one key, wherever it is set.
    pub(crate) fn values<'a>(
        &'a self,
        key: &'a str,
    ) -> impl Iterator<Item = (&'a Profile, &'a Property)> {
        self.profiles().filter_map(move |(_, profile)| {
            let (_, property) = profile.properties().find(|(name, _)| *name == key)?;
            (!property.value.value.is_empty()).then_some((profile, property))
        })
    }

    /// Each profile's key id: the file's kind, the profile, the line.
    pub(crate) fn keys_by_file(&self) -> impl Iterator<Item = (FileKind, &str, &Location)> {
        self.profiles().filter_map(|(file, profile)| {
            let id = profile.get("aws_access_key_id")?;
            Some((file.kind, profile.name(), &id.location))
        })
    }

    /// Whether either file defines a profile.
    pub(crate) fn defines(&self, profile: &str) -> bool {
        self.sets().any(|(_, set)| {
            set.profile(profile).is_some() || set.keyward_section(profile).is_some()
        })
    }

    /// Whether a trap lies outside of the sections of other profiles than these.
    pub(crate) fn concerns(&self, trap: &Trap, profiles: &BTreeSet<String>) -> bool {
        let Some(place @ Location::File { .. }) = &trap.location else {
            return true;
        };
        let lies_in = |section: &Profile| {
            let mut lines = section.properties().map(|(_, it)| &it.value.location);
            section.location() == place || lines.any(|line| line == place)
        };
        let mut owners = self
            .profiles()
            .filter(|(_, section)| lies_in(section))
            .peekable();
        owners.peek().is_none() || owners.any(|(_, section)| profiles.contains(section.name()))
    }

    /// A variable that is set and not empty.
    pub(crate) fn var(&self, name: &str) -> Option<&str> {
        let value = self.vars.get(name).map(String::as_str);
        value.filter(|value| !value.is_empty())
    }
}

pub(crate) fn variable(name: &str) -> Location {
    Location::Variable {
        name: name.to_owned(),
    }
}

#[cfg(unix)]
fn mode_of(path: &Path) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|meta| meta.mode() & 0o777)
}

#[cfg(not(unix))]
fn mode_of(_path: &Path) -> Option<u32> {
    None
}
