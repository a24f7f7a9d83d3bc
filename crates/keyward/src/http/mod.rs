//! Requests to metadata endpoints and token services: a few headers out, a small document back.
//!
//! The SDK's own providers for them read the process's environment and their errors do not tell "not
//! here" from "broken"; STS and other services go through AWS's crates, on the same connections.

mod connections;
mod network;

use std::time::Duration;

use aws_sdk_sts::config::SharedHttpClient;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use http_body_util::BodyExt;
use hyper::{Method, Request, body::Bytes, header::HeaderValue};
use keyward_core::{Error, ErrorCode, Result, Secret};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};
use zeroize::Zeroizing;

use self::connections::Connections;
pub(crate) use self::network::Network;

/// For a connection, proxy and TLS included.
const CONNECT_PATIENCE: Duration = Duration::from_secs(5);

/// More bytes than any answer of these services has.
const LARGEST_ANSWER: usize = 256 * 1024;

/// What a query or a form cannot hold as it is: all but RFC 3986's "Unreserved Characters".
pub(crate) const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Keeps connections; a static profile needs none.
#[derive(Default)]
pub(crate) struct HttpClient {
    connections: Connections,
}

/// One question.
pub(crate) struct Question<'a> {
    pub(crate) method: Method,
    pub(crate) url: &'a str,
    pub(crate) headers: Vec<(&'static str, Secret)>,
    pub(crate) patience: Duration,
    pub(crate) network: &'a Network,
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
    /// The client for AWS's crates.
    pub(crate) fn for_sdk(&self, network: Network) -> SharedHttpClient {
        self.connections.client(network)
    }

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
            .body(SdkBody::from(body))
            .map_err(|error| broken(error.to_string()))?;
        let request = HttpRequest::try_from(request).map_err(|error| broken(error.to_string()))?;
        let response = self.connections.send(question.network, request).await;
        read(response.map_err(|error| broken(innermost(&error)))?)
            .await
            .map_err(broken)
    }
}

async fn read(response: HttpResponse) -> Result<Answer, String> {
    let status = response.status().as_u16();
    let error_type = response.headers().get("x-amzn-errortype");
    let error_type = error_type.map(str::to_owned);
    let body = response.into_body().collect().await;
    let body = body.map_err(|error| innermost(&*error))?;
    Ok(Answer {
        status,
        error_type,
        body: Zeroizing::new(body.to_bytes().to_vec()),
    })
}

/// The innermost cause: "connection refused", without the layers around it.
pub(crate) fn innermost(error: &(dyn std::error::Error + 'static)) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}
