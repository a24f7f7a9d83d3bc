//! Fills a bucket that anyone may write to: `fill HOST:PORT BUCKET COUNT` puts COUNT objects of 1 KiB
//! over eight connections.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

/// Connections.
const WORKERS: usize = 8;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [host, bucket, count] = &arguments[..] else {
        return Err("usage: fill HOST:PORT BUCKET COUNT".into());
    };
    let count: usize = count.parse()?;
    let workers: Vec<_> = (0..WORKERS)
        .map(|worker| {
            let (host, bucket) = (host.clone(), bucket.clone());
            let numbers = (0..count).skip(worker).step_by(WORKERS);
            std::thread::spawn(move || put(&host, &bucket, numbers))
        })
        .collect();
    for worker in workers {
        worker
            .join()
            .map_err(|_| "a connection's thread panicked")??;
    }
    Ok(())
}

fn put(host: &str, bucket: &str, numbers: impl Iterator<Item = usize>) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(host)?;
    stream.set_nodelay(true)?;
    let body = "x".repeat(1024);
    let mut answer = [0; 4096];
    for number in numbers {
        let key = format!("folder-{}/object-{number}", number % 100);
        let request = format!(
            "PUT /{bucket}/{key} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes())?;
        // An answer to a PUT has no body and comes in one piece.
        let size = stream.read(&mut answer)?;
        if !answer[..size].starts_with(b"HTTP/1.1 200 ") {
            let words = String::from_utf8_lossy(&answer[..size]).into_owned();
            return Err(std::io::Error::other(words));
        }
    }
    Ok(())
}
