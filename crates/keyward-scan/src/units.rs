//! Characters as they are meant: percent-encoding (RFC 3986, 2.1) and the escapes of JSON and JavaScript undone, one at a time.

/// One character, and where the next begins.
pub(crate) struct Unit {
    pub(crate) byte: u8,
    pub(crate) end: usize,
}

/// The character at `at`; none at the end. What is escaped and not ASCII stands for itself as a byte that no key has.
pub(crate) fn unit(text: &[u8], at: usize) -> Option<Unit> {
    let byte = *text.get(at)?;
    let escaped = match byte {
        b'%' => hex(text, at + 1, 2),
        b'\\' => backslash(text, at + 1),
        _ => None,
    };
    Some(escaped.unwrap_or(Unit { byte, end: at + 1 }))
}

fn backslash(text: &[u8], at: usize) -> Option<Unit> {
    match *text.get(at)? {
        b'u' => hex(text, at + 1, 4),
        b'x' => hex(text, at + 1, 2),
        b'n' | b'r' | b't' => Some(Unit {
            byte: b'\n',
            end: at + 1,
        }),
        byte if byte.is_ascii_punctuation() => Some(Unit { byte, end: at + 1 }),
        _ => None,
    }
}

fn hex(text: &[u8], at: usize, digits: usize) -> Option<Unit> {
    let end = at + digits;
    let mut code = 0_u32;
    for &digit in text.get(at..end)? {
        code = code * 16 + char::from(digit).to_digit(16)?;
    }
    let byte = u8::try_from(code).ok().filter(u8::is_ascii).unwrap_or(0);
    Some(Unit { byte, end })
}

/// The character that ends at `end`, an escape seen as one.
pub(crate) fn before(text: &[u8], end: usize) -> Option<u8> {
    // The longest escape has six bytes.
    let escape = (2..=6)
        .filter_map(|length| end.checked_sub(length))
        .find_map(|at| {
            let is_escape = matches!(text[at], b'%' | b'\\');
            let unit = unit(text, at).filter(|unit| is_escape && unit.end == end);
            unit.map(|unit| unit.byte)
        });
    escape.or_else(|| end.checked_sub(1).map(|at| text[at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(text: &str) -> String {
        let mut at = 0;
        let mut found = String::new();
        while let Some(unit) = unit(text.as_bytes(), at) {
            found.push(char::from(unit.byte));
            at = unit.end;
        }
        found
    }

    #[test]
    fn escapes_are_undone() {
        assert_eq!(
            decoded(r"a%2Fb\/c\u002fd\x2Be\nf%zz\q%"),
            "a/b/c/d+e\nf%zz\\q%"
        );
    }

    #[test]
    fn the_character_before_may_be_an_escape() {
        assert_eq!(before(b"x%22A", 4), Some(b'"'));
        assert_eq!(before(br"x\nA", 3), Some(b'\n'));
        assert_eq!(before(br"x\u0022A", 7), Some(b'"'));
        assert_eq!(before(b"x22A", 3), Some(b'2'));
        assert_eq!(before(b"A", 0), None);
    }
}
