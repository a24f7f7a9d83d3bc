//! Credentials as text that shells and programs read (`aws configure export-credentials` has the
//! same formats; `dotenv` is ours).

use clap::ValueEnum;
use keyward_core::{Credentials, Error, ErrorCode, Result, Secret};
use zeroize::Zeroizing;

/// How `keyward export` writes. The names that `aws configure export-credentials` has for the same
/// are aliases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// `export NAME='value'`, for sh, bash and zsh
    Env,
    /// `NAME='value'`, for sh, bash and zsh: variables of the shell alone
    EnvNoExport,
    /// `set -gx NAME 'value';`
    Fish,
    /// `$Env:NAME='value'`
    Powershell,
    /// `set "NAME=value"`, for Windows cmd; AWS calls it windows-cmd
    #[value(alias = "windows-cmd")]
    Cmd,
    /// `NAME=value`, for a .env file
    Dotenv,
    /// the document of a credential_process; AWS calls it process
    #[value(alias = "process")]
    Json,
}

impl ExportFormat {
    /// The text, one variable a line, without a final line ending.
    ///
    /// # Errors
    /// `invalid_argument`: a value holds a character that the format cannot carry.
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
        if self.cannot_carry(value) {
            return Err(Error::new(
                ErrorCode::InvalidArgument,
                format!("{name} holds a character that this format cannot carry"),
            )
            .with_hint("use --format json, or hand the credentials over with `keyward exec`"));
        }
        Ok(Zeroizing::new(match self {
            Self::Env => format!("export {name}={}", sh_quoted(value)),
            Self::EnvNoExport => format!("{name}={}", sh_quoted(value)),
            Self::Fish => format!(
                "set -gx {name} '{}';",
                value.replace('\\', r"\\").replace('\'', r"\'")
            ),
            Self::Powershell => format!("$Env:{name}='{}'", powershell_doubled(value)),
            Self::Cmd => format!("set \"{name}={value}\""),
            Self::Dotenv => dotenv_line(name, value),
            Self::Json => unreachable!("written as a document"),
        }))
    }

    /// Nothing that AWS issues holds these; a value that does would not be read back as it is.
    fn cannot_carry(self, value: &str) -> bool {
        let more: &[char] = match self {
            // `cmd` has no escape for them that works inside and outside of a batch file.
            Self::Cmd => &['"', '%', '!'],
            // Readers of .env files agree on no escape within single quotes.
            Self::Dotenv => &['\''],
            _ => &[],
        };
        value.contains(['\n', '\r', '\0']) || value.contains(more)
    }
}

fn sh_quoted(value: &str) -> String {
    format!("'{}'", value.replace('\'', r"'\''"))
}

/// `PowerShell` takes typographic quotes for single quotes too (about_Quoting_Rules); doubled, each is
/// itself.
fn powershell_doubled(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for c in value.chars() {
        if matches!(c, '\'' | '\u{2018}'..='\u{201b}') {
            text.push(c);
        }
        text.push(c);
    }
    text
}

/// Bare where every reader agrees on it, in single quotes otherwise.
fn dotenv_line(name: &str, value: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/+=_-:.".contains(c);
    if value.chars().all(is_plain) {
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
            (
                ExportFormat::EnvNoExport,
                r"AWS_SECRET_ACCESS_KEY='a'\''b\c'",
            ),
            (ExportFormat::Powershell, r"'a''b\c'"),
        ] {
            let text = format.write(&hostile).unwrap();
            assert!(text.contains(want), "{format:?}");
        }
    }

    #[test]
    fn what_a_format_cannot_carry_is_refused() {
        for (format, value) in [
            (ExportFormat::Env, "a\nb"),
            (ExportFormat::Fish, "a\0b"),
            (ExportFormat::Cmd, "a%PATH%"),
            (ExportFormat::Cmd, "a\"&calc&\""),
            (ExportFormat::Dotenv, "a'b"),
        ] {
            let error = format.write(&credentials(value)).unwrap_err();
            assert!(error.message().contains("AWS_SECRET_ACCESS_KEY"), "{error}");
            assert!(!error.message().contains(value), "{error}");
        }
    }

    #[test]
    fn aws_names_for_the_formats_are_known() {
        for (name, format) in [
            ("process", ExportFormat::Json),
            ("env", ExportFormat::Env),
            ("env-no-export", ExportFormat::EnvNoExport),
            ("powershell", ExportFormat::Powershell),
            ("windows-cmd", ExportFormat::Cmd),
            ("fish", ExportFormat::Fish),
        ] {
            assert_eq!(ExportFormat::from_str(name, false), Ok(format), "{name}");
        }
    }

    /// The real shells of this machine read back every awkward character.
    #[cfg(unix)]
    #[test]
    fn shells_read_back_what_was_written() {
        const AWKWARD: &str =
            " a'b\"c\\d$HOME `id` $(id) !x %y% *?[z] {e,f} ~ #g;h&i|j<k>(l)\t=ü’ ";
        for shell in ["sh", "bash", "dash", "zsh", "ksh"] {
            read_back(shell, ExportFormat::Env, "{}; sh -c", AWKWARD);
            read_back(
                shell,
                ExportFormat::EnvNoExport,
                "{}; export AWS_SECRET_ACCESS_KEY; sh -c",
                AWKWARD,
            );
        }
        read_back("fish", ExportFormat::Fish, "{}; sh -c", AWKWARD);
        read_back("pwsh", ExportFormat::Powershell, "{}; sh -c", AWKWARD);
        let no_quote = AWKWARD.replace('\'', "");
        read_back("sh", ExportFormat::Dotenv, "set -a; {}; sh -c", &no_quote);
    }

    #[cfg(unix)]
    fn read_back(shell: &str, format: ExportFormat, script: &str, value: &str) {
        let text = format.write(&credentials(value)).unwrap();
        let print = "'printf %s \"$AWS_SECRET_ACCESS_KEY\"'";
        let script = format!("{} {print}", script.replace("{}", &text));
        let output = std::process::Command::new(shell)
            .args(["-c", &script])
            .output();
        let Ok(output) = output else {
            eprintln!("skipped: there is no {shell} here");
            return;
        };
        assert_eq!(
            String::from_utf8_lossy(&output.stdout),
            value,
            "{shell} {format:?}"
        );
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
