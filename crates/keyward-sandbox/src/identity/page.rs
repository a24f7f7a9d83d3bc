//! The pages a person sees: plain HTML, no script, nothing from elsewhere.

use crate::protocol::Reply;

/// A form that asks for a decision.
pub(crate) struct Question<'a> {
    /// Where the form goes, such as `/device`.
    pub(crate) action: &'a str,
    /// Opens this one form, once. A page elsewhere cannot know it.
    pub(crate) csrf: &'a str,
    /// Who asks.
    pub(crate) client: &'a str,
    /// Who would be signed in.
    pub(crate) user: &'a str,
    /// A code to compare with the one in the terminal.
    pub(crate) code: Option<&'a str>,
}

impl Question<'_> {
    pub(crate) fn page(&self) -> Reply {
        let code = self.code.map_or_else(String::new, |code| {
            format!(
                "<p>The code in your terminal has to be <strong>{}</strong>.</p>",
                escape(code)
            )
        });
        let body = format!(
            "<p><strong>{}</strong> asks to sign in as <strong>{}</strong>.</p>{code}\
             <form method=\"post\" action=\"{}\">\
             <input type=\"hidden\" name=\"csrf\" value=\"{}\">\
             <button name=\"decision\" value=\"allow\">Allow access</button> \
             <button name=\"decision\" value=\"deny\">Deny</button></form>",
            escape(self.client),
            escape(self.user),
            escape(self.action),
            escape(self.csrf),
        );
        html(200, "Allow access?", &body)
    }
}

/// Asks for the code that the terminal shows.
pub(crate) fn ask_code() -> Reply {
    let form = "<form method=\"get\" action=\"/device\"><label>Code in your terminal \
                <input name=\"user_code\" autocomplete=\"off\" autofocus></label> \
                <button>Continue</button></form>";
    html(200, "Authorise a device", form)
}

/// The end of a way.
pub(crate) fn done(sentence: &str) -> Reply {
    html(200, "Done", &format!("<p>{}</p>", escape(sentence)))
}

/// Something is wrong with what the browser brought.
pub(crate) fn problem(status: u16, sentence: &str) -> Reply {
    html(
        status,
        "This did not work",
        &format!("<p>{}</p>", escape(sentence)),
    )
}

/// A page; `body` is HTML.
pub(crate) fn html(status: u16, title: &str, body: &str) -> Reply {
    let title = escape(title);
    let mut reply = Reply::new(status)
        .header("content-type", "text/html; charset=utf-8")
        .header("cache-control", "no-store")
        .header("referrer-policy", "no-referrer")
        .header("x-frame-options", "DENY")
        // Browsers hold the redirect after a form against form-action as well.
        .header(
            "content-security-policy",
            "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' http://127.0.0.1:* http://localhost:*",
        );
    reply.body = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title>\
         <h1>{title}</h1>{body}<p><small>keyward sandbox: a local AWS, for tests.</small></p></html>\n"
    )
    .into();
    reply
}

/// Text for an element or a quoted attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// One field of a form.
pub(crate) fn field(form: &[(String, String)], name: &str) -> Option<String> {
    let found = form.iter().find(|(known, _)| known == name);
    found.map(|(_, value)| value.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_client_calls_itself_is_text() {
        let question = Question {
            action: "/device",
            csrf: "c",
            client: "<script>\"x\"</script>",
            user: "developer",
            code: None,
        };
        let body = question.page().body;
        let body = String::from_utf8_lossy(&body).into_owned();
        assert!(body.contains("&lt;script&gt;&quot;x&quot;"), "{body}");
        assert!(!body.contains("<script"));
    }
}
