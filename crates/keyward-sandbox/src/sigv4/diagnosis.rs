//! What a signature that does not fit would fit: the mistakes that clients make, tried one by one.

use hyper::Method;
use hyper::header::{HOST, HeaderValue};
use zeroize::Zeroizing;

use super::payload::Payload;
use super::{Authorization, Dialect, SigningKey, canonical};
use crate::protocol::times;
use crate::request::Request;

/// The longest canonical request that is kept.
const LONGEST: usize = 4_096;
/// SHA-256 of nothing.
const NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Headers whose values say nothing secret.
const PLAIN: [&str; 17] = [
    "accept",
    "accept-encoding",
    "amz-sdk-invocation-id",
    "amz-sdk-request",
    "content-encoding",
    "content-length",
    "content-md5",
    "content-type",
    "date",
    "host",
    "range",
    "user-agent",
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-decoded-content-length",
    "x-amz-target",
    "x-amz-user-agent",
];

/// One sentence for the first mistake that explains the signature.
pub(crate) fn of(
    request: &Request,
    authorization: &Authorization,
    dialect: Dialect,
    secret: &str,
) -> Option<String> {
    let time = times::basic(authorization.time(request).ok()?);
    let payload = Payload::read(request, authorization, dialect).ok()?;
    let attempt = Attempt {
        authorization,
        dialect,
        time: &time,
        key: SigningKey::derive(secret, &authorization.scope),
    };
    let text = payload.text();
    attempt
        .secret(request, text, secret)
        .or_else(|| attempt.payload(request))
        .or_else(|| attempt.path(request, text))
        .or_else(|| attempt.method(request, text))
        .or_else(|| attempt.host(request, text))
        .or_else(|| attempt.query(request, text))
}

struct Attempt<'a> {
    authorization: &'a Authorization,
    dialect: Dialect,
    time: &'a str,
    key: SigningKey,
}

impl Attempt<'_> {
    fn fits(&self, key: &SigningKey, request: &Request, dialect: Dialect, payload: &str) -> bool {
        let canonical = canonical::request(request, self.authorization, dialect, payload);
        let scope = &self.authorization.scope;
        let to_sign = canonical::string_to_sign(&canonical, self.time, scope);
        key.signed(&to_sign, &self.authorization.signature)
    }

    /// A secret as it comes out of a file or a shell by mistake.
    fn secret(&self, request: &Request, payload: &str, secret: &str) -> Option<String> {
        let variants = [
            (format!("{secret}\n"), "a line break behind it"),
            (format!("{secret}\r"), "a carriage return behind it"),
            (format!("{secret}\r\n"), "a line break behind it"),
            (format!("{secret} "), "a space behind it"),
            (format!(" {secret}"), "a space before it"),
            (format!("\"{secret}\""), "quotation marks around it"),
            (format!("'{secret}'"), "quotation marks around it"),
            (secret.replace('+', " "), "its + turned into spaces"),
        ];
        let mut variants = variants
            .into_iter()
            .map(|(text, how)| (Zeroizing::new(text), how));
        let found = variants.find(|(text, _)| {
            let key = SigningKey::derive(text, &self.authorization.scope);
            self.fits(&key, request, self.dialect, payload)
        });
        found.map(|(_, how)| format!("signed with the right secret and {how}"))
    }

    fn payload(&self, request: &Request) -> Option<String> {
        let named = request.header("x-amz-content-sha256").unwrap_or_default();
        let reasons = [
            (named, "the body is not the one that was signed"),
            (NOTHING, "signed as if the body were empty"),
            (
                "UNSIGNED-PAYLOAD",
                "signed without the body, which only S3 takes, where x-amz-content-sha256 says so",
            ),
        ];
        let mut reasons = reasons.into_iter();
        let found =
            reasons.find(|(payload, _)| self.fits(&self.key, request, self.dialect, payload));
        found.map(|(_, why)| why.to_owned())
    }

    fn path(&self, request: &Request, payload: &str) -> Option<String> {
        let (other, why) = match self.dialect {
            Dialect::S3 => (
                Dialect::General,
                "the path was normalised or encoded twice, as all services but S3 want it",
            ),
            Dialect::General => (
                Dialect::S3,
                "the path was encoded once and not normalised, as only S3 wants it",
            ),
        };
        let fits = self.fits(&self.key, request, other, payload);
        fits.then(|| why.to_owned())
    }

    fn method(&self, request: &Request, payload: &str) -> Option<String> {
        let methods = [
            Method::GET,
            Method::HEAD,
            Method::PUT,
            Method::POST,
            Method::DELETE,
        ];
        methods.into_iter().find_map(|method| {
            let mut other = bare(request);
            other.method = method.clone();
            let fits = self.fits(&self.key, &other, self.dialect, payload);
            fits.then(|| format!("signed for {method} and sent as {}", request.method))
        })
    }

    /// A proxy, or a client that names the port on one side only.
    fn host(&self, request: &Request, payload: &str) -> Option<String> {
        let sent = request.header("host")?;
        let scope = &self.authorization.scope;
        let (service, region) = (&scope.service, &scope.region);
        let port = sent.rsplit_once(':').map_or("", |(_, port)| port);
        let hosts = [
            request.host().to_owned(),
            format!("localhost:{port}"),
            format!("127.0.0.1:{port}"),
            format!("{service}.{region}.amazonaws.com"),
            format!("{service}.amazonaws.com"),
        ];
        hosts.into_iter().find_map(|host| {
            let mut other = bare(request);
            let value = HeaderValue::from_str(&host).ok()?;
            other.headers.insert(HOST, value);
            let fits = self.fits(&self.key, &other, self.dialect, payload);
            fits.then(|| format!("signed for the host {host} and sent to {sent}"))
        })
    }

    fn query(&self, request: &Request, payload: &str) -> Option<String> {
        let reasons = [
            (String::new(), "signed without the query"),
            (
                request.query.replace('+', "%2B"),
                "a + in the query means a space: one that means itself is sent as %2B",
            ),
        ];
        reasons.into_iter().find_map(|(query, why)| {
            let mut other = bare(request);
            other.query = query;
            let fits = self.fits(&self.key, &other, self.dialect, payload);
            fits.then(|| why.to_owned())
        })
    }
}

/// The request without its body, which no part of the canonical form but the payload hash needs.
fn bare(request: &Request) -> Request {
    Request {
        body: hyper::body::Bytes::new(),
        ..request.clone()
    }
}

/// A canonical request with `***` for what may be secret: header values but the usual ones, and the
/// query's values where they are an operation's parameters (`general`).
pub(crate) fn without_secrets(canonical: &str, general: bool) -> String {
    let mut in_headers = true;
    let lines = canonical.split('\n').enumerate().map(|(number, line)| {
        in_headers &= number < 3 || !line.is_empty();
        match number {
            2 if general => query_without_values(line),
            3.. if in_headers => header_without_secret(line),
            _ => line.to_owned(),
        }
    });
    let mut text = lines.collect::<Vec<_>>().join("\n");
    if text.len() > LONGEST {
        text.truncate(text.floor_char_boundary(LONGEST));
        text.push('…');
    }
    text
}

fn query_without_values(line: &str) -> String {
    let plain = |name: &str| {
        ["Action", "Version"].contains(&name)
            || (name.starts_with("X-Amz-") && name != "X-Amz-Security-Token")
    };
    let pairs = line.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if !plain(name) => format!("{name}=***"),
        _ => pair.to_owned(),
    });
    pairs.collect::<Vec<_>>().join("&")
}

fn header_without_secret(line: &str) -> String {
    match line.split_once(':') {
        Some((name, _)) if !PLAIN.contains(&name) => format!("{name}:***"),
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_blotted_out() {
        let canonical = "GET\n/b/k\nAction=Enable&AuthenticationCode1=123456\nhost:x\nx-amz-server-side-encryption-customer-key:c2VjcmV0\n\nhost;x-amz-server-side-encryption-customer-key\nUNSIGNED-PAYLOAD";
        let text = without_secrets(canonical, true);
        assert!(
            !text.contains("123456") && !text.contains("c2VjcmV0"),
            "{text}"
        );
        assert!(
            text.contains("\nhost:x\n") && text.ends_with("UNSIGNED-PAYLOAD"),
            "{text}"
        );
        assert!(
            text.contains("Action=Enable&AuthenticationCode1=***"),
            "{text}"
        );
        let long = format!("GET\n/{}", "ü".repeat(LONGEST));
        assert!(without_secrets(&long, false).len() <= LONGEST + '…'.len_utf8());
    }
}
