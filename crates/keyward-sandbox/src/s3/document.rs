//! The XML of S3's requests; name spaces are left aside.

pub(crate) use crate::protocol::xml_tree::Element;

use crate::protocol::AwsError;

/// Reads a whole document.
pub(crate) fn parse(bytes: &[u8]) -> Result<Element, AwsError> {
    let text = std::str::from_utf8(bytes).map_err(|_| malformed())?;
    Element::parse(text).ok_or_else(malformed)
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
        let root = parse(
            b"<?xml version=\"1.0\"?><Delete xmlns=\"x\"><Object><Key>a&amp;b&#x41;</Key></Object><Quiet>true</Quiet><E/></Delete>",
        )
        .unwrap();
        assert_eq!(root.name, "Delete");
        assert_eq!(root.child_text("Quiet"), Some("true"));
        assert_eq!(root.children[0].child_text("Key"), Some("a&bA"));
    }

    #[test]
    fn what_is_no_document_is_refused() {
        for text in [&b"text"[..], b"<a></b>", b"<a>\xff</a>"] {
            assert_eq!(parse(text).unwrap_err().code, "MalformedXML");
        }
    }
}
