//! Plain requests to metadata endpoints and token services: a few headers out, a small document back.
//!
//! The SDK's own providers for them read the process's environment and their errors do not tell "not
//! here" from "broken"; STS and other services go through AWS's crates.

use std::{sync::OnceLock, time::Duration};

use http_body_util::{BodyExt, Full, Limited};
use hyper::{Method, Request, body::Bytes, header::HeaderValue};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use keyward_core::{Error, ErrorCode, Result, Secret};
use zeroize::Zeroizing;

/// More than any credentials document has.
const LARGEST_ANSWER: usize = 256 * 1024;

/// A client that is built at the first need.
#[derive(Default)]
pub(crate) struct HttpClient {
    plain: OnceLock<Client<HttpConnector, Full<Bytes>>>,
    tls: OnceLock<Client<HttpsConnector<HttpConnector>, Full<Bytes>>>,
}

/// One question.
pub(crate) struct Question<'a> {
    pub(crate) method: Method,
    pub(crate) url: &'a str,
    pub(crate) headers: Vec<(&'static str, Secret)>,
    pub(crate) patience: Duration,
}

/// What came back. The body may hold secrets.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// `x-amzn-errortype`: the error code of AWS's REST-JSON services.
    pub(crate) error_type: Option<String>,
    pub(crate) body: Zeroizing<Vec<u8>>,
}

impl Answer {
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    pub(crate) fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.body).ok()
    }
}

impl HttpClient {
    /// Asks once.
    ///
    /// # Errors
    /// `network` or `timeout`; an answer of any status is an answer.
    pub(crate) async fn ask(&self, question: Question<'_>) -> Result<Answer> {
        self.send_in_time(question, Bytes::new()).await
    }

    /// Asks once, with a body that may hold secrets: it is overwritten when it has been sent.
    ///
    /// # Errors
    /// As [`HttpClient::ask`].
    pub(crate) async fn ask_with(
        &self,
        question: Question<'_>,
        body: Zeroizing<Vec<u8>>,
    ) -> Result<Answer> {
        self.send_in_time(question, Bytes::from_owner(body)).await
    }

    async fn send_in_time(&self, question: Question<'_>, body: Bytes) -> Result<Answer> {
        let url = question.url.to_owned();
        let patience = question.patience;
        tokio::time::timeout(patience, self.send(question, body))
            .await
            .unwrap_or_else(|_| {
                Err(Error::new(
                    ErrorCode::Timeout,
                    format!("no answer from {url} within {} s", patience.as_secs_f32()),
                ))
            })
    }

    async fn send(&self, question: Question<'_>, body: Bytes) -> Result<Answer> {
        let broken =
            |why: String| Error::new(ErrorCode::Network, format!("{}: {why}", question.url));
        let mut request = Request::builder()
            .method(question.method)
            .uri(question.url)
            .header("user-agent", concat!("keyward/", env!("CARGO_PKG_VERSION")));
        for (name, value) in question.headers {
            let mut value = HeaderValue::from_str(value.expose()).map_err(|_| {
                Error::new(
                    ErrorCode::InvalidArgument,
                    format!("the value for the header {name} has a character that none may have"),
                )
            })?;
            value.set_sensitive(true);
            request = request.header(name, value);
        }
        let request = request
            .body(Full::new(body))
            .map_err(|error| broken(error.to_string()))?;
        let response = if question.url.starts_with("https://") {
            self.tls()?.request(request).await
        } else {
            self.plain().request(request).await
        };
        let response = response.map_err(|error| broken(innermost(&error)))?;
        let status = response.status().as_u16();
        let error_type = response.headers().get("x-amzn-errortype");
        let error_type = error_type.and_then(|code| code.to_str().ok().map(str::to_owned));
        let body = Limited::new(response.into_body(), LARGEST_ANSWER).collect();
        let body = body.await.map_err(|error| broken(error.to_string()))?;
        Ok(Answer {
            status,
            error_type,
            body: Zeroizing::new(body.to_bytes().to_vec()),
        })
    }

    fn plain(&self) -> &Client<HttpConnector, Full<Bytes>> {
        self.plain
            .get_or_init(|| Client::builder(TokioExecutor::new()).build_http())
    }

    fn tls(&self) -> Result<&Client<HttpsConnector<HttpConnector>, Full<Bytes>>> {
        if let Some(client) = self.tls.get() {
            return Ok(client);
        }
        let connector = HttpsConnectorBuilder::new()
            .with_provider_and_native_roots(rustls::crypto::ring::default_provider())
            .map_err(|error| {
                Error::new(
                    ErrorCode::Network,
                    format!("this machine's certificates cannot be read: {error}"),
                )
            })?
            .https_only()
            .enable_http1()
            .build();
        Ok(self
            .tls
            .get_or_init(|| Client::builder(TokioExecutor::new()).build(connector)))
    }
}

/// The innermost cause: "connection refused", without the layers around it.
pub(crate) fn innermost(error: &(dyn std::error::Error + 'static)) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}
