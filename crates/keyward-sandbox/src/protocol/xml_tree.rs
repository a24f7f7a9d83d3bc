//! XML that clients send: a tree with namespaces, bounded in depth, without entities of its own.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::{NsReader, XmlVersion};

/// Metadata and assertions of SAML are less deep, documents of S3 much less.
const DEEPEST: usize = 32;

/// An element.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) namespace: String,
    /// Without a prefix.
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    /// With all white space.
    pub(crate) text: String,
    pub(crate) children: Vec<Element>,
}

impl Element {
    /// Reads a whole document; none where it is not one.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut reader = NsReader::from_str(text);
        let mut open = vec![Self::default()];
        loop {
            let (namespace, event) = reader.read_resolved_event().ok()?;
            match event {
                Event::Start(start) if open.len() <= DEEPEST => {
                    open.push(Self::begin(&namespace, &start)?);
                }
                Event::Start(_) | Event::DocType(_) => return None,
                Event::Empty(start) => {
                    let element = Self::begin(&namespace, &start)?;
                    open.last_mut()?.children.push(element);
                }
                Event::End(_) => {
                    let element = open.pop()?;
                    open.last_mut()?.children.push(element);
                }
                Event::Text(piece) => open.last_mut()?.text.push_str(&piece),
                Event::CData(piece) => open.last_mut()?.text.push_str(&piece),
                Event::GeneralRef(name) => open.last_mut()?.text.push_str(&reference(&name)?),
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
        let [root] = &mut open[..] else {
            return None;
        };
        let only = root.children.pop()?;
        root.children.is_empty().then_some(only)
    }

    pub(crate) fn is(&self, namespace: &str, name: &str) -> bool {
        self.namespace == namespace && self.name == name
    }

    /// The children of that name.
    pub(crate) fn children<'e>(
        &'e self,
        namespace: &'e str,
        name: &'e str,
    ) -> impl Iterator<Item = &'e Element> {
        let children = self.children.iter();
        children.filter(move |child| child.is(namespace, name))
    }

    /// The one child of that name; two would leave open which is meant.
    pub(crate) fn child(&self, namespace: &str, name: &str) -> Option<&Element> {
        let mut found = self
            .children
            .iter()
            .filter(|child| child.is(namespace, name));
        let first = found.next();
        first.filter(|_| found.next().is_none())
    }

    /// The text, with all white space, of the first child of that name in any namespace.
    pub(crate) fn child_text(&self, name: &str) -> Option<&str> {
        let child = self.children.iter().find(|child| child.name == name);
        child.map(|child| child.text.as_str())
    }

    /// All elements of that name below this one.
    pub(crate) fn descendants<'e>(&'e self, namespace: &str, name: &str) -> Vec<&'e Element> {
        let mut all = Vec::new();
        for child in &self.children {
            if child.is(namespace, name) {
                all.push(child);
            }
            all.extend(child.descendants(namespace, name));
        }
        all
    }

    /// An attribute without a prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Its text without white space around it.
    pub(crate) fn text(&self) -> &str {
        self.text.trim()
    }

    fn begin(namespace: &ResolveResult<'_>, start: &BytesStart<'_>) -> Option<Self> {
        let namespace = match namespace {
            ResolveResult::Bound(Namespace(uri)) => (*uri).to_owned(),
            ResolveResult::Unbound => String::new(),
            ResolveResult::Unknown(_) => return None,
        };
        let one = |attribute: Result<quick_xml::events::attributes::Attribute<'_>, _>| {
            let attribute = attribute.ok()?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .ok()?
                .into_owned();
            Some((attribute.key.as_ref().to_owned(), value))
        };
        Some(Self {
            namespace,
            name: start.local_name().as_ref().to_owned(),
            attributes: start.attributes().map(one).collect::<Option<_>>()?,
            ..Self::default()
        })
    }
}

/// `&amp;` and its four companions, and characters by number.
fn reference(name: &BytesRef<'_>) -> Option<String> {
    if let Some(letter) = name.resolve_char_ref().ok()? {
        return Some(letter.to_string());
    }
    quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_their_namespace() {
        let text = r#"<a:R xmlns:a="one" xmlns="two"><C at="x&amp;y"> t&#x41; </C><a:C/></a:R>"#;
        let root = Element::parse(text).unwrap();
        assert!(root.is("one", "R"));
        let child = root.child("two", "C").unwrap();
        assert_eq!((child.attribute("at"), child.text()), (Some("x&y"), "tA"));
        assert_eq!(root.descendants("one", "C").len(), 1);
        assert!(root.child("three", "C").is_none());
        let twice = Element::parse("<r><c/><c/></r>").unwrap();
        assert!(twice.child("", "c").is_none());
        assert_eq!(twice.children("", "c").count(), 2);
    }

    #[test]
    fn what_is_no_document_is_refused() {
        let deep = format!("{}{}", "<a>".repeat(50), "</a>".repeat(50));
        for text in [
            "",
            "text",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<x:a/>",
            "<a>&nope;</a>",
            "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
            &deep,
        ] {
            assert_eq!(Element::parse(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[<>/a-c:=\"&;! ]{0,80}") {
            let _ = Element::parse(&text);
        }
    }
}
