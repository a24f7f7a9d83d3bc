//! Asks a sandbox that runs already, at the address and with the token that its variables name: under
//! `keyward sandbox -- CMD`, or in a terminal where they were pasted.

use std::{
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

use http_body_util::{BodyExt, Empty};
use hyper::{Request, StatusCode, body::Bytes, client::conn::http1};
use hyper_util::rt::TokioIo;
use keyward_core::{Error, ErrorCode, Result, World};
use tokio::net::TcpStream;

use crate::context;

const ADDRESS: &str = "KEYWARD_SANDBOX_CONTROL";
const TOKEN: &str = "KEYWARD_SANDBOX_CONTROL_TOKEN";
const PATIENCE: Duration = Duration::from_secs(20);

/// The body of `GET path`; `None` where the sandbox has no such thing.
pub(super) fn get(path: &str) -> Result<Option<Bytes>> {
    let world = World::real();
    let address = address(world.var(ADDRESS).as_deref())?;
    let token = world.var(TOKEN).ok_or_else(|| not_named(TOKEN))?;
    let (status, body) = context::block_on(async {
        let answer = tokio::time::timeout(PATIENCE, ask(address, path, &token)).await;
        answer.map_err(|_| Error::new(ErrorCode::Timeout, silence(address)))?
    })?;
    match status {
        StatusCode::OK => Ok(Some(body)),
        StatusCode::NOT_FOUND => Ok(None),
        StatusCode::UNAUTHORIZED => Err(Error::new(
            ErrorCode::InvalidArgument,
            format!("the sandbox at {address} does not know this {TOKEN}"),
        )
        .with_hint(
            "paste the variables of the sandbox that runs now; every start has a token of its own",
        )),
        other => Err(Error::new(
            ErrorCode::Unexpected,
            format!(
                "the sandbox at {address} answered {path} with status {}",
                other.as_u16()
            ),
        )),
    }
}

/// Only a loopback address: nobody else is told the token.
fn address(text: Option<&str>) -> Result<SocketAddr> {
    let text = text.ok_or_else(|| not_named(ADDRESS))?;
    let port = text.trim_end_matches('/').strip_prefix("http://127.0.0.1:");
    let port = port.and_then(|port| port.parse().ok());
    let port: u16 = port.ok_or_else(|| {
        Error::new(
            ErrorCode::InvalidArgument,
            format!("{ADDRESS} is '{text}', which is not the control address of a sandbox"),
        )
        .with_hint("it is http://127.0.0.1:PORT, as keyward sandbox prints it")
    })?;
    Ok((Ipv4Addr::LOCALHOST, port).into())
}

async fn ask(address: SocketAddr, path: &str, token: &str) -> Result<(StatusCode, Bytes)> {
    let request = Request::get(path)
        .header("host", address.to_string())
        .header("authorization", format!("Bearer {token}"))
        .body(Empty::<Bytes>::new())
        .map_err(|_| {
            Error::new(
                ErrorCode::InvalidArgument,
                format!("{TOKEN} or the request id holds characters that no sandbox gives"),
            )
        })?;
    let gone = |why: String| {
        Error::new(ErrorCode::Network, format!("{}: {why}", silence(address)))
            .with_hint("does it still run? keyward sandbox prints the variables of a new one")
    };
    let stream = TcpStream::connect(address).await;
    let stream = stream.map_err(|error| gone(error.to_string()))?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|error| gone(error.to_string()))?;
    // The connection ends when its sender is dropped.
    let talk = async move {
        let response = sender.send_request(request).await?;
        let status = response.status();
        let body = response.into_body().collect().await?.to_bytes();
        Ok::<_, hyper::Error>((status, body))
    };
    let (answer, _) = tokio::join!(talk, connection);
    answer.map_err(|error| gone(error.to_string()))
}

fn silence(address: SocketAddr) -> String {
    format!("the sandbox at {address} does not answer")
}

fn not_named(variable: &'static str) -> Error {
    Error::new(
        ErrorCode::InvalidArgument,
        format!("no sandbox is named: {variable} is not set"),
    )
    .with_hint(
        "run this under keyward sandbox -- CMD, or paste the lines that keyward sandbox prints",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_else_is_told_the_token() {
        assert_eq!(
            address(Some("http://127.0.0.1:80/")).unwrap().to_string(),
            "127.0.0.1:80"
        );
        for wrong in [
            None,
            Some(""),
            Some("http://127.0.0.1"),
            Some("http://127.0.0.1:80@example.com"),
            Some("http://example.com:80"),
            Some("https://127.0.0.1:80"),
        ] {
            assert!(address(wrong).is_err(), "{wrong:?}");
        }
    }
}
