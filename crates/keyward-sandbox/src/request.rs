//! One HTTP request as the services see it: fully read, nothing decoded yet.

use hyper::body::Bytes;
use hyper::{HeaderMap, Method};

/// A request with its whole body.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// The path exactly as sent, still percent-encoded.
    pub(crate) path: String,
    /// The query exactly as sent, without the question mark.
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Request {
    /// The first value of a header, where it is readable text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The first value of a header as UTF-8, which HTTP allows but `to_str` does not.
    pub(crate) fn header_utf8(&self, name: &str) -> Option<&str> {
        std::str::from_utf8(self.headers.get(name)?.as_bytes()).ok()
    }

    /// The decoded query, in the order sent. A name without `=` has an empty value.
    pub(crate) fn query_pairs(&self) -> Vec<(String, String)> {
        crate::protocol::form::decode(&self.query)
    }

    /// The host that the client asked for, without its port.
    pub(crate) fn host(&self) -> &str {
        let host = self.header("host").unwrap_or_default();
        host.rsplit_once(':').map_or(host, |(name, _)| name)
    }
}
