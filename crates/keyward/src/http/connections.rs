//! Connections that are kept: one pool for each way that was gone, made at the first need.

use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_sts::config::SharedHttpClient;
use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_http_client::{
    Connector,
    proxy::ProxyConfig,
    tls::{Provider, TlsContext, TrustStore, rustls_provider::CryptoMode},
};
use aws_smithy_runtime_api::client::{
    http::{
        HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
        http_client_fn,
    },
    orchestrator::HttpRequest,
    result::ConnectorError,
};
use aws_smithy_types::body::SdkBody;
use http_body_util::Limited;
use hyper::Uri;
use keyward_core::Secret;

use super::{
    CONNECT_PATIENCE, LARGEST_ANSWER,
    network::{Network, Way},
};

/// So many ways are remembered, the latest made last: a program rarely has more than two.
const AT_MOST: usize = 8;

/// The pools.
#[derive(Clone, Default)]
pub(super) struct Connections(Arc<Mutex<Vec<(Way, SharedHttpConnector)>>>);

impl Connections {
    /// Sends a request the way that `network` has for its address. An answer that goes on without
    /// end is an error.
    pub(super) fn send(&self, network: &Network, request: HttpRequest) -> HttpConnectorFuture {
        let answer = match request.uri().parse::<Uri>() {
            Ok(uri) => self.by(network.way(&uri)).call(request),
            Err(error) => HttpConnectorFuture::ready(Err(ConnectorError::user(error.into()))),
        };
        HttpConnectorFuture::new(async move { Ok(answer.await?.map(bounded)) })
    }

    /// The same as an HTTP client of an SDK.
    pub(super) fn client(&self, network: Network) -> SharedHttpClient {
        let connections = self.clone();
        let connector = SharedHttpConnector::new(Routed {
            connections,
            network,
        });
        http_client_fn(move |_, _| connector.clone())
    }

    fn by(&self, way: Way) -> SharedHttpConnector {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, connector)) = known.iter().find(|(it, _)| *it == way) {
            return connector.clone();
        }
        if known.len() == AT_MOST {
            known.remove(0);
        }
        let connector = SharedHttpConnector::new(connector(&way));
        known.push((way, connector.clone()));
        connector
    }
}

fn bounded(body: SdkBody) -> SdkBody {
    SdkBody::from_body_1_x(Limited::new(body, LARGEST_ANSWER))
}

/// Decides for each request anew: the SDK finds out the host only after it has taken its client.
struct Routed {
    connections: Connections,
    network: Network,
}

impl std::fmt::Debug for Routed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Routed")
    }
}

impl HttpConnector for Routed {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        self.connections.send(&self.network, request)
    }
}

/// The SDK's own connector, with ring for TLS. Its other kinds would read the process's environment.
fn connector(way: &Way) -> Connector {
    let settings = HttpConnectorSettings::builder()
        .connect_timeout(CONNECT_PATIENCE)
        .build();
    let mut builder = Connector::builder()
        .connector_settings(settings)
        .sleep_impl(TokioSleep::new());
    let proxy = way.proxy.as_ref();
    builder.set_proxy_config(proxy.map(|proxy| proxy_config(proxy, way.except.as_deref())));
    // A proxy may want TLS although what is asked behind it does not.
    if !way.tls && !proxy.is_some_and(|proxy| proxy.expose().starts_with("https:")) {
        return builder.build_http();
    }
    builder
        .tls_provider(Provider::Rustls(CryptoMode::Ring))
        .tls_context(tls(way))
        .build()
}

fn proxy_config(proxy: &Secret, except: Option<&str>) -> ProxyConfig {
    let config = ProxyConfig::all(proxy.expose())
        .expect("the address was checked when the environment was read");
    match except {
        Some(except) => config.no_proxy(except),
        None => config,
    }
}

fn tls(way: &Way) -> TlsContext {
    let trust = match &way.roots {
        Some(roots) => TrustStore::empty().with_pem_certificate(roots.pem()),
        None => TrustStore::default(),
    };
    TlsContext::builder()
        .with_trust_store(trust)
        .build()
        .expect("a context of certificates that were checked")
}
