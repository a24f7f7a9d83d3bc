//! The little that is known of a command line without running it.

/// The first word of `command`, quotes taken off; the whole of it where a quote is left open.
pub(crate) fn program(command: &str) -> &str {
    let command = command.trim_start();
    for quote in ['"', '\''] {
        if let Some(rest) = command.strip_prefix(quote) {
            return rest.split(quote).next().unwrap_or(rest);
        }
    }
    command.split_whitespace().next().unwrap_or(command)
}
