//! Hands a secret address to a browser without putting it on a command line, where every user of the
//! machine could read it: the browser is given an address on this machine that works once, and is led
//! on from there.

use std::time::Duration;

use keyward_core::{Error, ErrorCode, Result, Secret};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    time::timeout,
};

/// A browser that has to start first takes a while.
const PATIENCE: Duration = Duration::from_secs(60);
/// For one connection: browsers open some that they never use.
const ONE_REQUEST: Duration = Duration::from_secs(10);
const LONGEST_REQUEST: usize = 16 * 1024;

/// Calls `open` with the address on this machine, and leads the first browser that asks for it on to
/// `url`.
///
/// # Errors
/// `timeout`: nobody came within a minute.
pub(crate) async fn lead(url: &Secret, open: impl FnOnce(&str)) -> Result<()> {
    let broken =
        |error: std::io::Error| Error::new(ErrorCode::Unexpected, format!("127.0.0.1: {error}"));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(broken)?;
    let port = listener.local_addr().map_err(broken)?.port();
    let path = random_path()?;
    open(&format!("http://127.0.0.1:{port}{path}"));
    let (done, mut is_done) = mpsc::channel(1);
    let accept = async {
        loop {
            let Ok((stream, _)) = listener.accept().await else {
                continue;
            };
            let (done, path, url) = (done.clone(), path.clone(), url.clone());
            tokio::spawn(async move {
                if let Ok(Ok(true)) = timeout(ONE_REQUEST, answer(stream, &path, &url)).await {
                    let _ = done.send(()).await;
                }
            });
        }
    };
    tokio::select! {
        () = accept => {}
        _ = is_done.recv() => return Ok(()),
        () = tokio::time::sleep(PATIENCE) => {}
    }
    Err(Error::new(
        ErrorCode::Timeout,
        "no browser came for the address within a minute",
    )
    .with_hint("use --print, and open the address yourself"))
}

/// Answers one request; true where it was the one.
async fn answer(mut stream: TcpStream, path: &str, url: &Secret) -> std::io::Result<bool> {
    let mut head = Vec::new();
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        if head.len() > LONGEST_REQUEST || stream.read_buf(&mut head).await? == 0 {
            return Ok(false);
        }
    }
    let is_it = head.starts_with(format!("GET {path} HTTP/1.").as_bytes());
    let head = if is_it {
        Secret::new(format!(
            "HTTP/1.1 302 Found\r\nlocation: {}\r\ncache-control: no-store\r\nreferrer-policy: no-referrer\r\n",
            url.expose()
        ))
    } else {
        Secret::new("HTTP/1.1 404 Not Found\r\n")
    };
    stream.write_all(head.expose().as_bytes()).await?;
    stream
        .write_all(b"content-length: 0\r\nconnection: close\r\n\r\n")
        .await?;
    stream.shutdown().await?;
    Ok(is_it)
}

fn random_path() -> Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes)
        .map_err(|error| Error::new(ErrorCode::Unexpected, format!("no randomness: {error}")))?;
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("/{digits}"))
}
