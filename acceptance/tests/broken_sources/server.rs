//! A server on this machine that is broken in one way.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    thread,
};

/// In which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nobody listens.
    Unreachable,
    /// It takes the question and never answers.
    Silent,
    /// It answers what no AWS service would.
    Rubbish,
    /// It breaks off in the middle of an answer.
    Truncated,
    /// It answers without end.
    Endless,
    /// It answers well, with what has long expired.
    Expired,
}

pub(crate) const FAULTS: [Fault; 6] = [
    Fault::Unreachable,
    Fault::Silent,
    Fault::Rubbish,
    Fault::Truncated,
    Fault::Endless,
    Fault::Expired,
];

/// Status and body for a method and path, where the credentials end at this instant.
pub(crate) type Answers = fn(question: &str, expiry: &str) -> (u16, String);

pub(crate) const RUBBISH: &str = "<html><body>Sign in to the guest network</body></html>";

impl Fault {
    /// When the credentials end that are answered with.
    pub(crate) fn expiry(self) -> &'static str {
        if self == Self::Expired {
            "2001-01-01T00:00:00Z"
        } else {
            "2999-01-01T00:00:00Z"
        }
    }
}

/// Starts it; it ends with this process. Its address.
pub(crate) fn start(fault: Fault, answers: Answers) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("its address"));
    if fault != Fault::Unreachable {
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                thread::spawn(move || converse(stream, fault, answers));
            }
        });
    }
    address
}

/// A client that gives up closes its end: no error of ours.
fn converse(stream: TcpStream, fault: Fault, answers: Answers) {
    let mut stream = BufReader::new(stream);
    let Ok(question) = question(&mut stream) else {
        return;
    };
    let _ = answer(stream, fault, answers(&question, fault.expiry()));
}

/// Method and path, with everything behind them read.
fn question(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let (mut first, mut length) = (String::new(), 0);
    stream.read_line(&mut first)?;
    loop {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        let line = line.trim_end().to_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(text) = line.strip_prefix("content-length:") {
            length = text.trim().parse().unwrap_or(0);
        }
    }
    stream.read_exact(&mut vec![0; length])?;
    let end = first.rfind(' ').unwrap_or(first.len());
    Ok(first[..end].to_owned())
}

fn answer(
    mut from: BufReader<TcpStream>,
    fault: Fault,
    (status, good): (u16, String),
) -> std::io::Result<()> {
    let head = |length: usize| {
        format!("HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n")
    };
    let is_last = !good.starts_with("step:");
    let good = good.trim_start_matches("step:");
    let whole = format!("{}{good}", head(good.len()));
    let mut to = from.get_ref().try_clone()?;
    match fault {
        // Until the client has gone.
        Fault::Silent => from.read_to_end(&mut Vec::new()).map(drop),
        Fault::Rubbish => write!(to, "{}{RUBBISH}", head(RUBBISH.len())),
        Fault::Truncated if is_last => {
            write!(to, "{}{}", head(good.len()), &good[..good.len() / 2])
        }
        Fault::Endless if is_last => {
            write!(to, "HTTP/1.1 200 X\r\nconnection: close\r\n\r\n")?;
            loop {
                to.write_all(&[b'x'; 4096])?;
            }
        }
        _ => to.write_all(whole.as_bytes()),
    }
}
