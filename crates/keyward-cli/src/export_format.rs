//! Credentials as text that shells and programs read (`aws configure export-credentials` has the
//! same formats; `dotenv` is ours).

use clap::ValueEnum;
use keyward_core::{Credentials, Error, ErrorCode, Result, Secret};
use zeroize::Zeroizing;

/// How `keyward export` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// `export NAME='value'`, for sh, bash and zsh
    Env,
    /// `set -gx NAME 'value';`
    Fish,
    /// `$Env:NAME='value'`
    Powershell,
    /// `set "NAME=value"`, for Windows cmd
    Cmd,
    /// `NAME=value`, for a .env file
    Dotenv,
    /// the document of a credential_process
    Json,
}

impl ExportFormat {
    /// The text, one variable a line, without a final line ending.
    pub(crate) fn write(self, credentials: &Credentials) -> Result<Zeroizing<String>> {
        if self == Self::Json {
            return keyward::ProcessDocument::write(credentials);
        }
        let mut text = Zeroizing::new(String::new());
        for (name, value) in variables(credentials) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&self.line(name, &value)?);
        }
        Ok(text)
    }

    fn line(self, name: &str, value: &Secret) -> Result<Zeroizing<String>> {
        let value = value.expose();
        // Nothing that AWS issues holds these; a value that does would not survive every format.
        if value.contains(['\n', '\r', '\0']) || (self == Self::Cmd && value.contains(['"', '%'])) {
            return Err(Error::new(
                ErrorCode::InvalidArgument,
                format!("{name} holds a character that this format cannot carry"),
            ));
        }
        Ok(Zeroizing::new(match self {
            Self::Env => format!("export {name}='{}'", value.replace('\'', r"'\''")),
            Self::Fish => format!(
                "set -gx {name} '{}';",
                value.replace('\\', r"\\").replace('\'', r"\'")
            ),
            Self::Powershell => format!("$Env:{name}='{}'", value.replace('\'', "''")),
            Self::Cmd => format!("set \"{name}={value}\""),
            Self::Dotenv => dotenv_line(name, value),
            Self::Json => unreachable!("written as a document"),
        }))
    }
}

/// Bare where every reader agrees on it, in single quotes otherwise.
fn dotenv_line(name: &str, value: &str) -> String {
    if value
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "/+=_-:.".contains(c))
    {
        format!("{name}={value}")
    } else {
        format!("{name}='{value}'")
    }
}

fn variables(credentials: &Credentials) -> Vec<(&'static str, Secret)> {
    let mut variables = vec![
        (
            "AWS_ACCESS_KEY_ID",
            Secret::new(credentials.access_key_id.as_str()),
        ),
        (
            "AWS_SECRET_ACCESS_KEY",
            credentials.secret_access_key.clone(),
        ),
    ];
    if let Some(token) = &credentials.session_token {
        variables.push(("AWS_SESSION_TOKEN", token.clone()));
    }
    if let Some(expiry) = credentials.expiration {
        variables.push(("AWS_CREDENTIAL_EXPIRATION", Secret::new(expiry.to_string())));
    }
    if let Some(account) = &credentials.account_id {
        variables.push(("AWS_ACCOUNT_ID", Secret::new(account.as_str())));
    }
    variables
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credentials(secret: &str) -> Credentials {
        Credentials::long_lived("AKIAIOSFODNN7EXAMPLE", Secret::new(secret), "test")
    }

    #[test]
    fn a_quote_cannot_leave_its_quotes() {
        let hostile = credentials("a'b\\c");
        for (format, want) in [
            (ExportFormat::Env, r"'a'\''b\c'"),
            (ExportFormat::Fish, r"'a\'b\\c'"),
            (ExportFormat::Powershell, r"'a''b\c'"),
        ] {
            let text = format.write(&hostile).unwrap();
            assert!(text.contains(want), "{format:?}");
        }
    }

    #[test]
    fn a_line_break_is_refused() {
        assert!(ExportFormat::Env.write(&credentials("a\nb")).is_err());
    }

    #[test]
    fn no_token_no_line() {
        let text = ExportFormat::Dotenv.write(&credentials("s/+")).unwrap();
        assert_eq!(
            text.as_str(),
            "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=s/+"
        );
    }
}
