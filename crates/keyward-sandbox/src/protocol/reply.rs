//! An answer before it becomes HTTP.

use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::{HeaderMap, Response, StatusCode};

/// Status, headers and body. A header that HTTP cannot carry is left out.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) conduct: Conduct,
}

/// How an answer is sent, where control has asked for a fault.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Conduct {
    pub(crate) delay: std::time::Duration,
    /// The connection breaks off instead.
    pub(crate) cut: bool,
}

impl Reply {
    pub(crate) fn new(status: u16) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            conduct: Conduct::default(),
        }
    }

    /// An XML document.
    pub(crate) fn xml(status: u16, document: String) -> Self {
        let mut reply = Self::new(status);
        reply.headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("text/xml;charset=utf-8"),
        );
        reply.body = document.into();
        reply
    }

    /// A JSON document.
    pub(crate) fn json(status: u16, value: &serde_json::Value) -> Self {
        let mut reply = Self::new(status);
        reply
            .headers
            .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        reply.body = value.to_string().into();
        reply
    }

    /// Sets a header.
    pub(crate) fn header(mut self, name: &str, value: impl AsRef<str>) -> Self {
        let name = HeaderName::try_from(name);
        let value = HeaderValue::from_bytes(value.as_ref().as_bytes());
        if let (Ok(name), Ok(value)) = (name, value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// The HTTP response. HEAD answers keep their headers; the server sends no body for them.
    pub(crate) fn into_http(self) -> Response<http_body_util::Full<Bytes>> {
        let mut response = Response::new(http_body_util::Full::new(self.body));
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        *response.headers_mut() = self.headers;
        response
    }
}
