//! A load generator: replays one request over a few connections and tells how many a second came back.
//!
//! `replay HOST:PORT FILE [CONNECTIONS] [SECONDS]`, where FILE holds the bytes of a signed request.
//! An answer that is not 200 ends it, so that refusals are never counted as speed.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [host, file, rest @ ..] = &arguments[..] else {
        return Err("usage: replay HOST:PORT FILE [CONNECTIONS] [SECONDS]".into());
    };
    let number = |at: usize, default| rest.get(at).map_or(Ok(default), |text| text.parse::<u64>());
    let (connections, seconds) = (number(0, 8)?, number(1, 3)?);
    let request = Arc::new(std::fs::read(file)?);
    let (stop, count) = (
        Arc::new(AtomicBool::new(false)),
        Arc::new(AtomicU64::new(0)),
    );
    let workers: Vec<_> = (0..connections)
        .map(|_| {
            let (host, request) = (host.clone(), Arc::clone(&request));
            let (stop, count) = (Arc::clone(&stop), Arc::clone(&count));
            std::thread::spawn(move || work(&host, &request, &stop, &count))
        })
        .collect();
    let start = Instant::now();
    std::thread::sleep(Duration::from_secs(seconds));
    stop.store(true, Ordering::Relaxed);
    let answered = count.load(Ordering::Relaxed);
    println!(
        "{:.0} requests/s",
        answered as f64 / start.elapsed().as_secs_f64()
    );
    for worker in workers {
        worker
            .join()
            .map_err(|_| "a connection's thread panicked")??;
    }
    Ok(())
}

fn work(host: &str, request: &[u8], stop: &AtomicBool, count: &AtomicU64) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(host)?;
    stream.set_nodelay(true)?;
    while !stop.load(Ordering::Relaxed) {
        stream.write_all(request)?;
        if answer(&mut stream)? == Then::Close {
            stream = TcpStream::connect(host)?;
        }
        count.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

/// What the server does with the connection after an answer.
#[derive(PartialEq)]
enum Then {
    Keep,
    Close,
}

/// Reads one answer with a Content-Length.
fn answer(stream: &mut TcpStream) -> std::io::Result<Then> {
    let mut bytes = Vec::with_capacity(4096);
    let mut block = [0; 16 * 1024];
    loop {
        let size = stream.read(&mut block)?;
        if size == 0 {
            return Err(std::io::Error::other("the server closed the connection"));
        }
        bytes.extend_from_slice(&block[..size]);
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        if head.split(' ').nth(1) != Some("200") {
            return Err(std::io::Error::other(
                String::from_utf8_lossy(&bytes).into_owned(),
            ));
        }
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        if bytes.len() >= end + 4 + length.unwrap_or(0_usize) {
            let close = head.starts_with("http/1.0") || head.contains("connection: close");
            return Ok(if close { Then::Close } else { Then::Keep });
        }
    }
}
