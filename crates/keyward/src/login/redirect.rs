//! Where the browser comes back to with a code (RFC 8252, "Loopback Interface Redirection").
//!
//! A few lines instead of an HTTP server: one request line is read, and a browser may open connections
//! that it never uses. Anything without the sign-in's own `state` is answered and not listened to.

use std::{collections::BTreeMap, time::Duration};

use keyward_core::{Error, ErrorCode, Result};
use percent_encoding::percent_decode_str;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    task::JoinSet,
};
use zeroize::Zeroizing;

use super::{denied, redirect_page as page, too_late};

/// The path that both services know.
const PATH: &str = "/oauth/callback";

/// What is registered: the port is free there.
pub(super) const REGISTERED: &str = "http://127.0.0.1/oauth/callback";

const LARGEST_REQUEST: usize = 16 * 1024;
const REQUEST_PATIENCE: Duration = Duration::from_secs(10);

/// A port that waits for the browser.
pub(super) struct Redirect {
    listener: TcpListener,
    port: u16,
}

/// What a browser brought.
#[derive(Debug, PartialEq, Eq)]
enum Brought {
    Code(Zeroizing<String>),
    /// OAuth's word for it.
    Refusal(String),
}

impl Redirect {
    /// # Errors
    /// `invalid_argument` where the port is taken.
    pub(super) async fn bind(port: Option<u16>) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port.unwrap_or(0))).await;
        let listener = listener.map_err(|error| cannot_listen(port, &error))?;
        let port = listener.local_addr().map(|address| address.port());
        let port = port.map_err(|error| cannot_listen(None, &error))?;
        Ok(Self { listener, port })
    }

    pub(super) fn uri(&self) -> String {
        format!("http://127.0.0.1:{}{PATH}", self.port)
    }

    /// The code that comes with `state`.
    ///
    /// # Errors
    /// `login_denied`, `timeout`, or what else the service sent instead.
    pub(super) async fn code(
        self,
        state: Zeroizing<String>,
        what: &str,
        patience: Duration,
    ) -> Result<Zeroizing<String>> {
        let (sender, mut brought) = mpsc::channel(1);
        let mut waiting = JoinSet::new(); // ends with this function
        waiting.spawn(listen(self.listener, state, sender));
        match tokio::time::timeout(patience, brought.recv()).await {
            Ok(Some(Brought::Code(code))) => Ok(code),
            Ok(Some(Brought::Refusal(word))) if word == "access_denied" => Err(denied(what)),
            Ok(Some(Brought::Refusal(word))) => Err(Error::new(
                ErrorCode::AwsRefused,
                format!("AWS refused the sign-in to {what} ({word})"),
            )
            .with_aws_code(word)),
            Ok(None) | Err(_) => Err(too_late(what, patience)),
        }
    }
}

fn cannot_listen(port: Option<u16>, error: &std::io::Error) -> Error {
    let (code, port, hint) = match port {
        Some(port) => (
            ErrorCode::InvalidArgument,
            format!("port {port}"),
            "name another with --port, or none: any free one will do",
        ),
        None => (
            ErrorCode::Unexpected,
            "any port".to_owned(),
            "--device-code needs none",
        ),
    };
    Error::new(
        code,
        format!("the browser cannot come back to {port} on 127.0.0.1: {error}"),
    )
    .with_hint(hint)
}

async fn listen(listener: TcpListener, state: Zeroizing<String>, sender: mpsc::Sender<Brought>) {
    let mut open = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let (state, sender) = (state.clone(), sender.clone());
        open.spawn(tokio::time::timeout(REQUEST_PATIENCE, async move {
            serve(stream, &state, &sender).await
        }));
        while open.try_join_next().is_some() {}
    }
}

async fn serve(mut stream: TcpStream, state: &str, sender: &mpsc::Sender<Brought>) -> Option<()> {
    let request = head(&mut stream).await?;
    let (answer, brought) = judge(&request, state);
    // The page first: when the code is there, the process may soon end.
    stream
        .write_all(page::answer(answer).as_bytes())
        .await
        .ok()?;
    let _ = stream.shutdown().await;
    if let Some(brought) = brought {
        sender.send(brought).await.ok()?;
    }
    Some(())
}

/// The request up to the empty line.
async fn head(stream: &mut TcpStream) -> Option<Zeroizing<Vec<u8>>> {
    let mut request = Zeroizing::new(Vec::with_capacity(LARGEST_REQUEST));
    while request.len() < LARGEST_REQUEST {
        if stream.read_buf(&mut *request).await.ok()? == 0 {
            return None;
        }
        if request.windows(4).any(|four| four == b"\r\n\r\n") {
            return Some(request);
        }
    }
    None
}

/// What to answer, and what the browser brought if it is ours.
fn judge(request: &[u8], state: &str) -> ((u16, &'static str), Option<Brought>) {
    let line = request.split(|byte| *byte == b'\r').next();
    let line = line.and_then(|line| std::str::from_utf8(line).ok());
    let target = line.and_then(|line| line.strip_prefix("GET ")?.strip_suffix(" HTTP/1.1"));
    let Some((PATH, query)) = target.and_then(|target| target.split_once('?')) else {
        return (page::ELSEWHERE, None);
    };
    let query = fields(query);
    let field = |name: &str| query.get(name).map(|text| text.as_str());
    if field("state") != Some(state) {
        return (page::NOT_OURS, None);
    }
    match (field("code"), field("error")) {
        (Some(code), None) if !code.is_empty() => {
            let code = Zeroizing::new(code.to_owned());
            (page::RECEIVED, Some(Brought::Code(code)))
        }
        (_, Some(word)) => (page::REFUSED, Some(Brought::Refusal(plain(word)))),
        _ => (page::NOT_OURS, None),
    }
}

fn fields(query: &str) -> BTreeMap<&str, Zeroizing<String>> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(name, value)| {
            let value = percent_decode_str(value).decode_utf8_lossy().into_owned();
            (name, Zeroizing::new(value))
        })
        .collect()
}

/// One of OAuth's error words, whatever a page sent.
fn plain(word: &str) -> String {
    let word = word.chars().take(64);
    word.filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(target: &str) -> (u16, Option<Brought>) {
        let request = format!("GET {target} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n");
        let (answer, brought) = judge(request.as_bytes(), "s+1");
        (answer.0, brought)
    }

    #[test]
    fn only_the_one_with_our_state_is_listened_to() {
        let code = |code: &str| Some(Brought::Code(Zeroizing::new(code.to_owned())));
        let refusal = |word: &str| Some(Brought::Refusal(word.to_owned()));
        let path = "/oauth/callback";
        assert_eq!(
            judged(&format!("{path}?code=a%2Bb&state=s%2B1")),
            (200, code("a+b"))
        );
        assert_eq!(
            judged(&format!("{path}?error=access_denied&state=s%2B1")),
            (200, refusal("access_denied"))
        );
        assert_eq!(
            judged(&format!("{path}?error=%1b[31mx%20y&state=s%2B1")),
            (200, refusal("31mxy"))
        );
        for other in [
            "?code=a&state=t",
            "?code=a",
            "?error=x",
            "?state=s%2B1",
            "?code=&state=s%2B1",
        ] {
            assert_eq!(judged(&format!("{path}{other}")), (400, None), "{other}");
        }
        for elsewhere in [
            "/",
            "/favicon.ico",
            "/oauth/callback",
            "/x?code=a&state=s%2B1",
        ] {
            assert_eq!(judged(elsewhere), (404, None), "{elsewhere}");
        }
        let (answer, brought) = judge(b"POST /oauth/callback?code=a&state=s HTTP/1.1\r\n\r\n", "s");
        assert_eq!((answer.0, brought), (404, None));
        assert_eq!(judge(b"\xff\r\n\r\n", "s").0.0, 404);
    }

    #[tokio::test]
    async fn silent_and_foreign_connections_do_not_stop_the_right_one() {
        let redirect = Redirect::bind(None).await.unwrap();
        let port = redirect.port;
        let state = Zeroizing::new("s".to_owned());
        let waiting = redirect.code(state, "corp", Duration::from_secs(60));
        let waiting = tokio::spawn(waiting);
        let connect = || TcpStream::connect(("127.0.0.1", port));
        let _silent = connect().await.unwrap();
        for query in ["code=x&state=other", "code=right&state=s"] {
            let mut stream = connect().await.unwrap();
            let request = format!("GET {PATH}?{query} HTTP/1.1\r\n\r\n");
            stream.write_all(request.as_bytes()).await.unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.unwrap();
            assert!(answer.starts_with("HTTP/1.1 "), "{answer}");
        }
        assert_eq!(waiting.await.unwrap().unwrap().as_str(), "right");
    }

    #[tokio::test]
    async fn a_taken_port_and_a_silent_person_are_named() {
        let redirect = Redirect::bind(None).await.unwrap();
        let taken = Redirect::bind(Some(redirect.port)).await.err().unwrap();
        assert_eq!(taken.code(), ErrorCode::InvalidArgument);
        assert!(taken.message().contains(&redirect.port.to_string()));
        let state = Zeroizing::new("s".to_owned());
        let late = redirect.code(state, "corp", Duration::ZERO).await;
        assert_eq!(late.unwrap_err().code(), ErrorCode::Timeout);
    }
}
