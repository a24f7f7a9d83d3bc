//! What the browser shows when it comes back: plain HTML, no script, nothing from elsewhere.

const HEAD: &str = "content-type: text/html; charset=utf-8\r\ncache-control: no-store\r\n\
                    content-security-policy: default-src 'none'\r\nreferrer-policy: no-referrer\r\n\
                    connection: close\r\n";

pub(super) const RECEIVED: (u16, &str) = (
    200,
    "You can close this window and go back to your terminal.",
);
pub(super) const REFUSED: (u16, &str) =
    (200, "The sign-in was refused. You can close this window.");
pub(super) const NOT_OURS: (u16, &str) = (
    400,
    "This is not the sign-in that your terminal waits for. Start again there.",
);
pub(super) const ELSEWHERE: (u16, &str) = (404, "There is nothing here.");

/// The whole answer.
pub(super) fn answer((status, sentence): (u16, &str)) -> String {
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>keyward</title><p>{sentence}</p></html>\n"
    );
    let length = page.len();
    format!("HTTP/1.1 {status} keyward\r\n{HEAD}content-length: {length}\r\n\r\n{page}")
}
