//! What stands between a client and the sandbox: a proxy that leads every address to the sandbox, behind
//! TLS with a certificate of AWS's names where it is asked to CONNECT.

use std::sync::{Arc, Mutex};

use acceptance::ground;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring::default_provider,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
};

const NAMES: [&str; 5] = [
    "*.amazonaws.com",
    "*.us-east-1.amazonaws.com",
    "*.sso.us-east-1.amazonaws.com",
    "*.us-east-1.api.aws",
    "*.eu-west-1.amazonaws.com",
];

/// A proxy on this machine.
pub(crate) struct Front {
    pub(crate) address: String,
    /// The authority that signed its certificate, in PEM form.
    pub(crate) authority: String,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Front {
    pub(crate) async fn start() -> Self {
        let (authority, acceptor) = certificates();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, acceptor.clone(), Arc::clone(&log)));
            }
        });
        Self {
            address,
            authority,
            seen,
        }
    }

    /// The first lines and the proxy passwords that it was asked with since the last time.
    pub(crate) fn take_seen(&self) -> Vec<String> {
        std::mem::take(&mut self.seen.lock().unwrap())
    }
}

fn certificates() -> (String, TlsAcceptor) {
    let authority_key = KeyPair::generate().unwrap();
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority
        .distinguished_name
        .push(DnType::CommonName, "authority of a test");
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let pem = authority.self_signed(&authority_key).unwrap().pem();
    let issuer = Issuer::new(authority, authority_key);
    let key = KeyPair::generate().unwrap();
    let names = NAMES.map(str::to_owned).to_vec();
    let certificate = CertificateParams::new(names).unwrap();
    let certificate = certificate.signed_by(&key, &issuer).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(default_provider().into())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    (pem, TlsAcceptor::from(Arc::new(config)))
}

async fn serve(mut client: TcpStream, acceptor: TlsAcceptor, seen: Arc<Mutex<Vec<String>>>) {
    let head = head(&mut client).await;
    note(&head, &seen);
    let sandbox = ground().sandbox().endpoint().trim_start_matches("http://");
    let Ok(mut sandbox) = TcpStream::connect(sandbox).await else {
        return;
    };
    if !head.starts_with("CONNECT ") {
        sandbox.write_all(head.as_bytes()).await.unwrap();
        let _ = copy_bidirectional(&mut client, &mut sandbox).await;
        return;
    }
    client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
    if let Ok(mut inner) = acceptor.accept(client).await {
        let _ = copy_bidirectional(&mut inner, &mut sandbox).await;
    }
}

fn note(head: &str, seen: &Mutex<Vec<String>>) {
    let mut seen = seen.lock().unwrap();
    for line in head.lines() {
        let is_password = line
            .to_ascii_lowercase()
            .starts_with("proxy-authorization:");
        if is_password || line.contains(" HTTP/1.") {
            seen.push(line.to_owned());
        }
    }
}

/// A request's head: nothing of the body is read with it, since CONNECT has none and a client sends a
/// POST's body behind it.
async fn head(client: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        match client.read(&mut byte).await {
            Ok(1) => head.push(byte[0]),
            _ => break,
        }
    }
    String::from_utf8(head).unwrap()
}
