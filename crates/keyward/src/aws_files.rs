//! AWS's two shared files, read into a `ProfileSet`.

use std::{io, path::Path};

use crate::{Engine, Request};
use keyward_core::{Error, ErrorCode, Paths, Result, World};
use keyward_profile::{FileText, ProfileSet, Rules, SourceText};
use zeroize::Zeroizing;

/// Reads both of the user's files; one that is not there is empty, one that cannot be read is an
/// error.
pub(crate) fn profiles(world: &World) -> Result<ProfileSet> {
    profiles_at(world, &world.paths())
}

fn profiles_at(world: &World, paths: &Paths) -> Result<ProfileSet> {
    parse(paths, |file| read(world, file))
}

/// The two files, however their text is come by.
pub(crate) fn parse(
    paths: &Paths,
    text_of: impl Fn(&Path) -> Result<Option<FileText>>,
) -> Result<ProfileSet> {
    let config = text_of(&paths.aws_config)?;
    let credentials = text_of(&paths.aws_credentials)?;
    ProfileSet::parse(
        config
            .as_ref()
            .map(|text| SourceText::new(&paths.aws_config, text)),
        credentials
            .as_ref()
            .map(|text| SourceText::new(&paths.aws_credentials, text)),
    )
}

/// The text of one file, `None` where there is no such file.
pub(crate) fn read(world: &World, path: &Path) -> Result<Option<FileText>> {
    match world.read(path).map(Zeroizing::new) {
        Ok(bytes) => {
            let source = SourceText::from_bytes(path, &bytes)?;
            Ok(Some(Zeroizing::new(source.text.to_owned())))
        }
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => Err(Error::new(
            ErrorCode::FileUnreadable,
            format!("{}: cannot be read: {error}", path.display()),
        )
        .with_hint("check the file's owner and mode, or name another with AWS_CONFIG_FILE or AWS_SHARED_CREDENTIALS_FILE")),
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

impl Engine {
    /// The files that a request is planned from. Below `keyward exec` a profile that somebody names is
    /// the user's; the credentials in the environment go with the settings that `exec` generated.
    ///
    /// # Errors
    /// As [`Engine::profiles`].
    pub fn profiles_for(&self, request: &Request) -> Result<ProfileSet> {
        self.profiles_by(self.rules(), request)
    }

    /// The same by these rules.
    pub(crate) fn profiles_by(&self, rules: Rules, request: &Request) -> Result<ProfileSet> {
        let world = self.world();
        if !rules.reads_config_file(|name| world.var(name)) {
            return credentials_alone(world);
        }
        if request.profile.is_some() || world.var("AWS_PROFILE").is_some() {
            profiles(world)
        } else {
            profiles_at(world, &world.paths_of_sdks())
        }
    }
}

/// Without the config file: then no variable moves the credentials file either.
fn credentials_alone(world: &World) -> Result<ProfileSet> {
    let path = world.expand("~/.aws/credentials");
    let text = read(world, &path)?;
    let source = text.as_ref().map(|text| SourceText::new(&path, text));
    ProfileSet::parse(None, source)
}

/// The error for a file that must be there.
pub(crate) fn no_file(file: &Path) -> Error {
    Error::new(
        ErrorCode::FileUnreadable,
        format!("{}: there is no such file", file.display()),
    )
    .with_hint("name the file, or set AWS_SHARED_CREDENTIALS_FILE")
}
