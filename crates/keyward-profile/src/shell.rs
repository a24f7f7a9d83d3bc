//! The little that is known of a command line without running it.

/// The program of `command`: its first word, quotes taken off. Variables set in front of it
/// (`NAME=value program`) are passed over, since they may be secrets; empty where it is unclear
/// which word the program is.
pub(crate) fn program(command: &str) -> &str {
    let Some(command) = behind_assignments(command) else {
        return "";
    };
    for quote in ['"', '\''] {
        let Some(rest) = command.strip_prefix(quote) else {
            continue;
        };
        return match rest.split_once(quote) {
            Some((quoted, _)) => quoted,
            None => word(rest),
        };
    }
    word(command)
}

/// What may be shown of `command`: as much of its program as has no blank in it. Somebody may have
/// put quotes around the whole line, arguments included.
pub(crate) fn shown(command: &str) -> &str {
    word(program(command))
}

/// Up to the first blank or sign that a shell reads.
fn word(text: &str) -> &str {
    let end = |c: char| c.is_whitespace() || "=;&|()<>{}`\"'".contains(c);
    text.split(end).next().unwrap_or_default()
}

/// `command` without `NAME=value` in front; none where a value does not end plainly.
fn behind_assignments(command: &str) -> Option<&str> {
    let mut rest = command.trim_start();
    while let Some(value) = assigned(rest) {
        rest = behind_value(value)?.trim_start();
    }
    Some(rest)
}

/// What is behind the equals sign, if a shell would read a variable here.
fn assigned(text: &str) -> Option<&str> {
    let (name, value) = text.split_once('=')?;
    let name = name.strip_suffix('+').unwrap_or(name);
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    (is_name && !name.is_empty() && !name.starts_with(|c: char| c.is_ascii_digit()))
        .then_some(value)
}

/// Behind a value with its quotes and escapes; none where another command stands in it, or a quote
/// is left open.
fn behind_value(text: &str) -> Option<&str> {
    let mut quote = None;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match (quote, c) {
            (Some('"') | None, '\\') => drop(chars.next()),
            (Some('"') | None, '(' | '`') => return None,
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, ';' | '&' | '|') => return Some(text[at..].trim_start_matches([';', '&', '|'])),
            (None, c) if c.is_whitespace() => return Some(&text[at..]),
            _ => {}
        }
    }
    quote.is_none().then_some("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_the_first_word() {
        for (command, found) in [
            ("/bin/x --secret hunter2", "/bin/x"),
            ("  \"/opt/My Tools/x\" process a", "/opt/My Tools/x"),
            ("'/opt/My Tools/x' process a", "/opt/My Tools/x"),
            ("A=1 B=\"2 3\" /bin/x", "/bin/x"),
            ("sh -c 'exec y'", "sh"),
            ("", ""),
        ] {
            assert_eq!(program(command), found, "{command}");
        }
    }

    #[test]
    fn no_part_of_a_secret_is_shown() {
        for command in [
            "TOKEN=hunter2 /bin/x",
            "A=1 TOKEN='hunter2 hunter2' /bin/x",
            "TOKEN=\"a \\\" hunter2\" /bin/x",
            "TOKEN=a\\ hunter2 /bin/x",
            "TOKEN+=hunter2 /bin/x",
            "TOKEN=hunter2;export TOKEN;/bin/x",
            "TOKEN=$(echo hunter2) /bin/x",
            "TOKEN=`echo hunter2` /bin/x",
            "TOKEN=\"hunter2 /bin/x",
            "(TOKEN=hunter2 /bin/x)",
            "${TOKEN:-hunter2}",
            "\"/bin/x --secret hunter2",
            "'/bin/x --secret hunter2",
            "\"/bin/x --secret hunter2\"",
            "/bin/x<<<hunter2",
            "/bin/x\"hunter2\"",
        ] {
            assert!(!shown(command).contains("hunter2"), "{command}");
        }
    }
}
