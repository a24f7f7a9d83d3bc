//! A server on this machine in the place of one that is not AWS's, or that is unwell.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

type Answer = dyn Fn(&str) -> Option<(u16, String)>;

/// Answers each request by its head; `None` keeps it waiting. Ends with the process.
pub struct StandIn {
    address: String,
    heads: Arc<Mutex<Vec<String>>>,
}

impl StandIn {
    /// Starts one on a free port.
    ///
    /// # Panics
    /// There is no port.
    pub fn start(answer: impl Fn(&str) -> Option<(u16, String)> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("its address"));
        let heads: Arc<Mutex<Vec<String>>> = Arc::default();
        let seen = Arc::clone(&heads);
        thread::spawn(move || {
            let mut waiting = Vec::new();
            for stream in listener.incoming().flatten() {
                waiting.extend(serve(stream, &seen, &answer));
            }
        });
        Self { address, heads }
    }

    /// `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The heads of the requests so far.
    #[must_use]
    pub fn heads(&self) -> Vec<String> {
        let heads = self.heads.lock().unwrap_or_else(PoisonError::into_inner);
        heads.clone()
    }
}

/// Gives the connection back where it is to wait.
fn serve(mut stream: TcpStream, seen: &Mutex<Vec<String>>, answer: &Answer) -> Option<TcpStream> {
    let mut request = [0; 16 * 1024];
    let length = stream.read(&mut request).ok()?;
    let head = String::from_utf8_lossy(&request[..length]).into_owned();
    let answered = answer(&head);
    seen.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(head);
    let Some((status, body)) = answered else {
        return Some(stream);
    };
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n");
    // A client that went away is a client's affair.
    let _ = stream.write_all((head + &body).as_bytes());
    None
}
