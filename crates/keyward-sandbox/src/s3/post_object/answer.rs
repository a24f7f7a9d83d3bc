//! What a browser gets: nothing, a document, or the page that the form names.

use percent_encoding::{NON_ALPHANUMERIC, percent_encode};

use super::form::Form;
use crate::protocol::{Reply, Xml, rest_xml};
use crate::s3::call::Call;

/// The answer to a form whose file is stored.
pub(super) fn of(form: &Form, call: &Call<'_>, stored: &Reply) -> Reply {
    let etag = stored.headers.get("etag").and_then(|tag| tag.to_str().ok());
    let etag = etag.unwrap_or_default();
    let redirect = form
        .field("success_action_redirect")
        .or(form.field("redirect"));
    // An address that is none is passed over.
    let redirect = redirect.filter(|url| url.starts_with("http://") || url.starts_with("https://"));
    let location = location(call);
    let mut reply = match (redirect, form.field("success_action_status")) {
        (Some(url), _) => {
            return with_headers(Reply::new(303), stored)
                .header("location", redirected(url, call, etag));
        }
        (None, Some("200")) => Reply::new(200),
        (None, Some("201")) => document(call, &location, etag),
        (None, _) => Reply::new(204),
    };
    reply = with_headers(reply, stored);
    reply.header("location", location)
}

fn with_headers(mut reply: Reply, stored: &Reply) -> Reply {
    for (name, value) in &stored.headers {
        reply.headers.insert(name, value.clone());
    }
    reply
}

fn document(call: &Call<'_>, location: &str, etag: &str) -> Reply {
    let body = Xml::new()
        .text("Location", location)
        .text("Bucket", &call.bucket)
        .text("Key", &call.key)
        .text("ETag", etag);
    let mut reply = rest_xml::success("PostResponse", &body);
    reply.status = 201;
    reply
}

fn location(call: &Call<'_>) -> String {
    let host = call.request.header("host").unwrap_or_default();
    let path = call.request.path.trim_end_matches('/');
    format!("http://{host}{path}/{}", encoded(&call.key))
}

fn redirected(url: &str, call: &Call<'_>, etag: &str) -> String {
    let mark = if url.contains('?') { '&' } else { '?' };
    format!(
        "{url}{mark}bucket={}&key={}&etag={}",
        encoded(&call.bucket),
        encoded(&call.key),
        encoded(etag)
    )
}

fn encoded(text: &str) -> String {
    percent_encode(text.as_bytes(), NON_ALPHANUMERIC).to_string()
}
