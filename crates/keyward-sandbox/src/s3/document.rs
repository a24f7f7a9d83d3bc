//! The XML that clients send: a small tree, bounded in depth, without entities of its own.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::protocol::AwsError;

/// No document of S3 is deeper.
const DEEPEST: usize = 8;

/// An element with its text and its children; name spaces are left aside.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) children: Vec<Element>,
}

impl Element {
    /// Reads a whole document.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, AwsError> {
        let text = std::str::from_utf8(bytes).map_err(|_| malformed())?;
        let mut reader = Reader::from_str(text);
        let mut open: Vec<Element> = vec![Element::default()];
        loop {
            match reader.read_event().map_err(|_| malformed())? {
                Event::Start(start) if open.len() <= DEEPEST => {
                    open.push(Self::named(start.local_name().as_ref()));
                }
                Event::Start(_) | Event::DocType(_) => return Err(malformed()),
                Event::Empty(empty) => {
                    Self::close(&mut open, Self::named(empty.local_name().as_ref()))?;
                }
                Event::End(_) => {
                    let element = open.pop().ok_or_else(malformed)?;
                    Self::close(&mut open, element)?;
                }
                Event::Text(piece) => Self::write(&mut open, &piece),
                Event::CData(piece) => Self::write(&mut open, &piece),
                Event::GeneralRef(name) => Self::write(&mut open, &reference(&name)?),
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
        let [root] = &mut open[..] else {
            return Err(malformed());
        };
        let only = root.children.pop().filter(|_| root.children.is_empty());
        only.ok_or_else(malformed)
    }

    /// The text of the first child of that name.
    pub(crate) fn child(&self, name: &str) -> Option<&str> {
        self.children
            .iter()
            .find(|child| child.name == name)
            .map(|child| child.text.as_str())
    }

    fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    fn close(open: &mut [Element], element: Element) -> Result<(), AwsError> {
        open.last_mut()
            .ok_or_else(malformed)?
            .children
            .push(element);
        Ok(())
    }

    fn write(open: &mut [Element], text: &str) {
        if let Some(current) = open.last_mut() {
            current.text.push_str(text);
        }
    }
}

/// `&amp;` and its four companions, and characters by number.
fn reference(name: &quick_xml::events::BytesRef<'_>) -> Result<String, AwsError> {
    if let Some(letter) = name.resolve_char_ref().map_err(|_| malformed())? {
        return Ok(letter.to_string());
    }
    quick_xml::escape::resolve_predefined_entity(name)
        .map(str::to_owned)
        .ok_or_else(malformed)
}

pub(crate) fn malformed() -> AwsError {
    AwsError::new(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_elements_text_and_references() {
        let root = Element::parse(
            b"<?xml version=\"1.0\"?><Delete xmlns=\"x\"><Object><Key>a&amp;b&#x41;</Key></Object><Quiet>true</Quiet><E/></Delete>",
        )
        .unwrap();
        assert_eq!(root.name, "Delete");
        assert_eq!(root.child("Quiet"), Some("true"));
        assert_eq!(root.children[0].child("Key"), Some("a&bA"));
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
            "<a>&nope;</a>",
            "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
            &deep,
        ] {
            assert_eq!(
                Element::parse(text.as_bytes()).unwrap_err().code,
                "MalformedXML",
                "{text}"
            );
        }
        assert!(Element::parse(b"<a>\xff</a>").is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            let _ = Element::parse(&bytes);
        }
    }
}
