//! What all pages have in common. Everything that is shown goes through [`Html::text`], which escapes.

use crate::identity::page::escape;
use crate::protocol::Reply;

const STYLE: &str = "body{font:14px system-ui,sans-serif;margin:2em;max-width:80em}table{border-collapse:collapse;margin:0 0 1.5em}th,td{text-align:left;vertical-align:top;padding:.2em 1em .2em 0;border-bottom:1px solid #ccc}.refused{color:#a00}code{overflow-wrap:anywhere}";

/// Text with mark-up, grown piece by piece.
#[derive(Debug, Default)]
pub(super) struct Html(String);

impl Html {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Mark-up of our own.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Anything else.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.0.push_str(&escape(text));
        self
    }

    /// A headline and a table; nothing where there are no rows.
    pub(super) fn table<const N: usize>(
        &mut self,
        title: &str,
        columns: [&str; N],
        rows: Vec<[String; N]>,
    ) -> &mut Self {
        if rows.is_empty() {
            return self;
        }
        self.raw("<h3>").text(title).raw("</h3><table><tr>");
        for column in columns {
            self.raw("<th>").text(column).raw("</th>");
        }
        self.raw("</tr>");
        for row in rows {
            self.raw("<tr>");
            for cell in &row {
                self.raw("<td>").text(cell).raw("</td>");
            }
            self.raw("</tr>");
        }
        self.raw("</table>")
    }
}

pub(super) fn page(title: &str, body: &Html) -> Reply {
    document(200, title, &body.0)
}

pub(super) fn problem(status: u16, sentence: &str) -> Reply {
    document(
        status,
        "This did not work",
        &format!("<p>{}</p>", escape(sentence)),
    )
}

/// The browser goes on by itself: a redirect right after the link would not carry the cookie, which is
/// for this site only.
pub(super) fn moved(to: &str) -> Reply {
    let to = escape(to);
    let body = format!("<p><a href=\"{to}\">Continue</a></p>");
    document(200, "Opened", &body).header("refresh", format!("0; url={to}"))
}

fn document(status: u16, title: &str, body: &str) -> Reply {
    let title = escape(title);
    let mut reply = Reply::new(status)
        .header("content-type", "text/html; charset=utf-8")
        .header("cache-control", "no-store")
        .header("referrer-policy", "no-referrer")
        .header("x-content-type-options", "nosniff")
        .header("x-frame-options", "DENY")
        .header("cross-origin-resource-policy", "same-origin")
        .header(
            "content-security-policy",
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        );
    reply.body = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{title} - keyward sandbox</title>\
         <style>{STYLE}</style><p><a href=\"/web\">State</a> <a href=\"/web/requests\">Requests</a></p>\
         <h1>{title}</h1>{body}</html>\n"
    )
    .into();
    reply
}
