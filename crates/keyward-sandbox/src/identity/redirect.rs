//! Where a browser may be sent with a code: a loopback address of this machine, and no other.
//! <https://www.rfc-editor.org/rfc/rfc8252#section-7.3>

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::protocol::Reply;

/// A redirect URI in parts: `http://HOST[:PORT]PATH`.
#[derive(Debug, PartialEq, Eq)]
struct Loopback<'a> {
    host: &'a str,
    path: &'a str,
}

fn read(uri: &str) -> Option<Loopback<'_>> {
    let allowed = |byte: u8| byte.is_ascii_graphic() && !b"\"'<>\\^`{|}#@".contains(&byte);
    if uri.len() > 2_048 || !uri.bytes().all(allowed) {
        return None;
    }
    let rest = uri.strip_prefix("http://")?;
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let hosts = ["127.0.0.1", "localhost", "[::1]"];
    let host = hosts.into_iter().find(|host| authority.starts_with(host))?;
    match authority[host.len()..].strip_prefix(':') {
        None if authority.len() > host.len() => None,
        Some(port) if port.parse::<u16>().is_err() => None,
        None | Some(_) => Some(Loopback { host, path }),
    }
}

/// Whether a URI is on this machine.
pub(crate) fn is_loopback(uri: &str) -> bool {
    read(uri).is_some()
}

/// Whether a URI is the registered one; the port is free, because a program takes what it gets.
pub(crate) fn same_but_port(registered: &str, given: &str) -> bool {
    matches!((read(registered), read(given)), (Some(one), Some(other)) if one == other)
}

/// Sends the browser on, with these parameters.
pub(crate) fn to(uri: &str, params: &[(&str, &str)]) -> Reply {
    let joined: Vec<String> = params
        .iter()
        .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)))
        .collect();
    let mark = if uri.contains('?') { '&' } else { '?' };
    Reply::new(302)
        .header("location", format!("{uri}{mark}{}", joined.join("&")))
        .header("cache-control", "no-store")
        .header("referrer-policy", "no-referrer")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_and_only_the_registered_path() {
        for uri in [
            "http://127.0.0.1/oauth/callback",
            "http://127.0.0.1:49152/oauth/callback",
            "http://localhost:1/",
            "http://[::1]:8080/cb?x=1",
        ] {
            assert!(is_loopback(uri), "{uri}");
        }
        for uri in [
            "https://127.0.0.1/cb",
            "http://127.0.0.1.evil.example/cb",
            "http://127.0.0.1@evil.example/",
            "http://127.0.0.1:99999/",
            "http://evil.example/127.0.0.1",
            "http://127.0.0.1/cb#x",
            "http://127.0.0.1/\r\nx: y",
            "javascript:alert(1)",
            "",
        ] {
            assert!(!is_loopback(uri), "{uri}");
        }
        let registered = "http://127.0.0.1/oauth/callback";
        assert!(same_but_port(
            registered,
            "http://127.0.0.1:4711/oauth/callback"
        ));
        assert!(!same_but_port(registered, "http://127.0.0.1:4711/other"));
        assert!(!same_but_port(
            registered,
            "http://localhost:4711/oauth/callback"
        ));
    }
}
