//! A small writer for the XML that AWS answers with.

use quick_xml::escape::escape;

/// A run of elements. Text is escaped; names are ours.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Xml(String);

impl Xml {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds `<name>text</name>`.
    pub(crate) fn text(mut self, name: &str, text: impl AsRef<str>) -> Self {
        // A bare carriage return would be normalised away by the reader.
        let escaped = escape(text.as_ref()).replace('\r', "&#13;");
        self.element(name, &escaped);
        self
    }

    /// Adds markup as it is: for an element with attributes.
    pub(crate) fn raw(mut self, markup: &str) -> Self {
        self.0.push_str(markup);
        self
    }

    /// Text alone, for a list whose items have no elements of their own.
    pub(crate) fn bare(text: &str) -> Self {
        Self(escape(text).into_owned())
    }

    /// Adds the element only where there is a text.
    pub(crate) fn optional(self, name: &str, text: Option<impl AsRef<str>>) -> Self {
        match text {
            Some(text) => self.text(name, text),
            None => self,
        }
    }

    /// Adds `<name>…</name>` around other elements.
    pub(crate) fn node(mut self, name: &str, inner: &Xml) -> Self {
        self.element(name, &inner.0);
        self
    }

    /// Adds `<name><item>…</item><item>…</item></name>`.
    pub(crate) fn list(self, name: &str, item: &str, items: impl IntoIterator<Item = Xml>) -> Self {
        let inner = items
            .into_iter()
            .fold(Xml::new(), |all, one| all.node(item, &one));
        self.node(name, &inner)
    }

    /// Appends further elements.
    pub(crate) fn and(mut self, other: &Xml) -> Self {
        self.0.push_str(&other.0);
        self
    }

    /// The whole document, with a root element that carries the namespace.
    pub(crate) fn document(&self, root: &str, namespace: Option<&str>) -> String {
        let attribute = namespace
            .map(|uri| format!(" xmlns=\"{uri}\""))
            .unwrap_or_default();
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root}{attribute}>{}</{root}>",
            self.0
        )
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn element(&mut self, name: &str, inner: &str) {
        for piece in ["<", name, ">", inner, "</", name, ">"] {
            self.0.push_str(piece);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_nesting_holds() {
        let xml = Xml::new()
            .text("A", "<&>\r")
            .list("L", "i", [Xml::new().text("B", "1")]);
        assert_eq!(xml.0, "<A>&lt;&amp;&gt;&#13;</A><L><i><B>1</B></i></L>");
    }
}
