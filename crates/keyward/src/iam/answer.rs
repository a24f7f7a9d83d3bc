//! IAM's XML, read by the parser of AWS's own crates.

use std::borrow::Cow;

use aws_smithy_xml::decode::{Document, ScopedDecoder, try_data};

/// What `read` makes of the element at `path` below the root; `None` where there is none.
pub(super) fn at<T>(
    xml: &str,
    path: &[&str],
    read: impl FnOnce(&mut ScopedDecoder<'_, '_>) -> Option<T>,
) -> Option<T> {
    let mut document = Document::new(xml);
    let mut root = document.root_element().ok()?;
    descend(&mut root, path, read)
}

fn descend<T>(
    element: &mut ScopedDecoder<'_, '_>,
    path: &[&str],
    read: impl FnOnce(&mut ScopedDecoder<'_, '_>) -> Option<T>,
) -> Option<T> {
    let Some((first, rest)) = path.split_first() else {
        return read(element);
    };
    while let Some(mut child) = element.next_tag() {
        if child.start_el().matches(first) {
            return descend(&mut child, rest, read);
        }
    }
    None
}

/// What `read` makes of each child called `name`.
pub(super) fn each<T>(
    element: &mut ScopedDecoder<'_, '_>,
    name: &str,
    mut read: impl FnMut(&mut ScopedDecoder<'_, '_>) -> Option<T>,
) -> Option<Vec<T>> {
    let mut found = Vec::new();
    while let Some(mut child) = element.next_tag() {
        if child.start_el().matches(name) {
            found.push(read(&mut child)?);
        }
    }
    Some(found)
}

/// Gives the text of each child, by its name, to `take`. An escape is undone in a copy, anything else
/// stays in the answer's own buffer, which is overwritten.
pub(super) fn fields(
    element: &mut ScopedDecoder<'_, '_>,
    mut take: impl FnMut(&str, Cow<'_, str>),
) -> Option<()> {
    while let Some(mut child) = element.next_tag() {
        let name = child.start_el().local().to_owned();
        take(&name, try_data(&mut child).ok()?);
    }
    Some(())
}

/// The text of an element.
pub(super) fn text<'a>(element: &mut ScopedDecoder<'_, 'a>) -> Option<Cow<'a, str>> {
    try_data(element).ok()
}

/// The code and the sentence of a refusal.
pub(super) fn error(xml: &str) -> Option<(String, String)> {
    at(xml, &["Error"], |error| {
        let (mut code, mut message) = (None, String::new());
        fields(error, |name, text| match name {
            "Code" => code = Some(text.into_owned()),
            "Message" => message = text.into_owned(),
            _ => {}
        })?;
        Some((code?, message))
    })
}
