//! Targets as they are written on the command line and in the vault.

use std::{fmt, path::PathBuf};

use keyward_core::{Error, ErrorCode, ProfileName, Result};

use super::{AwsPlace, KeyFields, ParameterForm, ParameterPlace, RotationTarget, SecretPlace};
use crate::rotation::words::first_word;

const FORMS: &str = "write credentials-file:PATH#SECTION, dotenv:PATH, command:COMMAND, secretsmanager:SECRET, ssm:NAME or ssm:NAME_OF_ID,NAME_OF_SECRET";

impl RotationTarget {
    /// Reads a target; a relative path is taken from the working folder.
    ///
    /// # Errors
    /// `invalid_argument`.
    pub fn parse(text: &str) -> Result<Self> {
        let (kind, rest) = text.split_once(':').unwrap_or((text, ""));
        let rest = rest.trim();
        match kind {
            "credentials-file" => {
                let (file, section) = rest.rsplit_once('#').ok_or_else(|| malformed(text))?;
                let section = section
                    .parse()
                    .map_err(|error: Error| error.in_context(text))?;
                Ok(Self::CredentialsFile {
                    file: absolute(file, text)?,
                    section,
                })
            }
            "dotenv" => Ok(Self::Dotenv {
                file: absolute(rest, text)?,
            }),
            "command" if !rest.is_empty() => Ok(Self::Command {
                line: rest.to_owned(),
            }),
            "secretsmanager" | "ssm" => at_aws(kind, rest)?.ok_or_else(|| malformed(text)),
            _ => Err(malformed(kind)),
        }
    }

    /// Whether both mean the same place, whoever writes it.
    pub(in super::super) fn is_place_of(&self, other: &Self) -> bool {
        let nobody = |target: &Self| target.clone().written_by(None).to_text();
        nobody(self) == nobody(other)
    }

    fn written_by(mut self, profile: Option<ProfileName>) -> Self {
        if let Some(at) = self.at() {
            at.profile = profile;
        }
        self
    }

    /// Fills in what a place at AWS does not say itself; nothing happens to others.
    #[must_use]
    pub fn with_default_place(mut self, place: &AwsPlace) -> Self {
        if let Some(at) = self.at() {
            at.region = at.region.take().or_else(|| place.region.clone());
            at.profile = at.profile.take().or_else(|| place.profile.clone());
        }
        self
    }

    fn at(&mut self) -> Option<&mut AwsPlace> {
        match self {
            Self::SecretsManager(SecretPlace { at, .. }) | Self::Ssm(ParameterPlace { at, .. }) => {
                Some(at)
            }
            Self::CredentialsFile { .. } | Self::Dotenv { .. } | Self::Command { .. } => None,
        }
    }

    /// What [`RotationTarget::parse`] reads. A command line stands in it whole.
    pub(in super::super) fn to_text(&self) -> String {
        match self {
            Self::Command { line } => format!("command:{line}"),
            other => other.to_string(),
        }
    }
}

/// `None` for what is malformed.
fn at_aws(kind: &str, rest: &str) -> Result<Option<RotationTarget>> {
    let Some((rest, at)) = AwsPlace::split(rest)? else {
        return Ok(None);
    };
    let is_name = |name: &str| {
        let is_odd = |c: char| c.is_whitespace() || c == ',' || (kind == "ssm" && c == ':');
        !name.is_empty() && !name.contains(is_odd)
    };
    let pair = rest.split_once(',').filter(|_| !rest.contains('#'));
    if let Some((id, secret)) = pair.filter(|_| kind == "ssm") {
        let is_pair = is_name(id) && is_name(secret) && id != secret;
        return Ok(is_pair.then(|| {
            let (id, secret) = (id.to_owned(), secret.to_owned());
            let form = ParameterForm::Pair { id, secret };
            RotationTarget::Ssm(ParameterPlace { form, at })
        }));
    }
    let found = KeyFields::split(rest).filter(|(name, _)| is_name(name));
    Ok(found.map(|(name, fields)| {
        let name = name.to_owned();
        if kind == "ssm" {
            let form = ParameterForm::Json { name, fields };
            return RotationTarget::Ssm(ParameterPlace { form, at });
        }
        let secret = name;
        RotationTarget::SecretsManager(SecretPlace { secret, fields, at })
    }))
}

fn absolute(file: &str, text: &str) -> Result<PathBuf> {
    if file.is_empty() {
        return Err(malformed(text));
    }
    std::path::absolute(file).map_err(|_| malformed(text))
}

fn malformed(text: &str) -> Error {
    let message = format!("{text:?} is no place that a rotation can write to");
    Error::new(ErrorCode::InvalidArgument, message).with_hint(FORMS)
}

impl fmt::Display for RotationTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CredentialsFile { file, section } => {
                write!(f, "credentials-file:{}#{section}", file.display())
            }
            Self::Dotenv { file } => write!(f, "dotenv:{}", file.display()),
            Self::Command { line } => write!(f, "command:{}", first_word(line)),
            Self::SecretsManager(place) => place.fmt(f),
            Self::Ssm(place) => place.fmt(f),
        }
    }
}

impl fmt::Debug for RotationTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for text in [
            "credentials-file:/home/a/.aws/credentials#prod",
            "credentials-file:/a#b/c#default",
            "dotenv:/srv/app/.env",
            "command:deploy --token x:y",
            "secretsmanager:prod/app",
            "secretsmanager:arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-AbCdEf#id,secret",
            "secretsmanager:prod/app#a b,c?region=eu-west-1&profile=deploy",
            "ssm:/prod/key?profile=a.b",
            "ssm:/prod/key#id,secret?region=us-east-1",
            "ssm:/prod/id,/prod/secret?region=us-east-1",
        ] {
            let target = RotationTarget::parse(text).unwrap();
            assert_eq!(target.to_text(), text);
        }
        let shown = format!(
            "{:?}",
            RotationTarget::parse("command:put --token x").unwrap()
        );
        assert_eq!(shown, "command:put");
        for bad in [
            "",
            "file",
            "dotenv:",
            "credentials-file:/a",
            "credentials-file:#x",
            "command: ",
            "s3:/x",
            "secretsmanager:",
            "secretsmanager:a b",
            "secretsmanager:a#id",
            "secretsmanager:a,b",
            "secretsmanager:a?regoin=x",
            "secretsmanager:a?",
            "ssm:a#id,id",
            "ssm:a,a",
            "ssm:arn:aws:ssm:us-east-1:123456789012:parameter/a",
        ] {
            let error = RotationTarget::parse(bad).unwrap_err();
            assert_eq!(error.code(), ErrorCode::InvalidArgument, "{bad}");
        }
    }

    #[test]
    fn a_place_is_the_same_whoever_writes_it() {
        let target = |text| RotationTarget::parse(text).unwrap();
        let place = AwsPlace {
            region: Some("eu-west-1".to_owned()),
            profile: Some("deploy".parse().unwrap()),
        };
        let filled = target("ssm:/a").with_default_place(&place);
        assert_eq!(filled.to_text(), "ssm:/a?region=eu-west-1&profile=deploy");
        assert!(filled.is_place_of(&target("ssm:/a?region=eu-west-1")));
        assert!(!filled.is_place_of(&target("ssm:/a")));
        let own = target("ssm:/a?region=us-east-1").with_default_place(&place);
        assert_eq!(own.to_text(), "ssm:/a?region=us-east-1&profile=deploy");
    }
}
