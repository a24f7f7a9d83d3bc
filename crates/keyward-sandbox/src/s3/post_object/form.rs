//! `multipart/form-data`: the fields before the file, and the file. What follows the file is ignored.
//! <https://www.rfc-editor.org/rfc/rfc7578>

use hyper::body::Bytes;
use memchr::memmem;

use crate::protocol::AwsError;
use crate::request::Request;

/// Bytes of all fields before the file.
const LARGEST_FIELDS: usize = 20 * 1024;

/// A form as it was sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// Names in lower case, in the order sent; `${filename}` has become the file's name.
    pub(super) fields: Vec<(String, String)>,
    pub(super) file: Bytes,
}

impl Form {
    pub(super) fn read(request: &Request) -> Result<Self, AwsError> {
        let kind = request.header("content-type").unwrap_or_default();
        let boundary = parameter(kind, "boundary").filter(|text| !text.is_empty());
        let boundary = boundary.ok_or_else(malformed)?;
        Self::parse(&request.body, &boundary)
    }

    fn parse(body: &Bytes, boundary: &str) -> Result<Self, AwsError> {
        let mark = format!("--{boundary}");
        let start = memmem::find(body, mark.as_bytes()).ok_or_else(malformed)?;
        let mut parts = Parts {
            body,
            at: start + mark.len(),
            mark: format!("\r\n{mark}"),
        };
        let mut fields: Vec<(String, String)> = Vec::new();
        let mut size = 0;
        while let Some((disposition, content)) = parts.next()? {
            let name = parameter(&disposition, "name").ok_or_else(malformed)?;
            if name.eq_ignore_ascii_case("file") {
                let file = parameter(&disposition, "filename").unwrap_or_default();
                return Ok(Self::with_file(fields, &file, content));
            }
            size += name.len() + content.len();
            if size > LARGEST_FIELDS {
                return Err(AwsError::new(
                    400,
                    "MaxPostPreDataLengthExceededError",
                    "Your POST request fields preceding the upload file was too large.",
                )
                .with("MaxPostPreDataLengthBytes", LARGEST_FIELDS.to_string()));
            }
            let text = std::str::from_utf8(&content).map_err(|_| malformed())?;
            fields.push((name.to_lowercase(), text.to_owned()));
        }
        Err(AwsError::new(
            400,
            "InvalidArgument",
            "POST requires exactly one file upload per request.",
        )
        .with("ArgumentName", "file")
        .with("ArgumentValue", "0"))
    }

    fn with_file(mut fields: Vec<(String, String)>, name: &str, file: Bytes) -> Self {
        // Some browsers send the whole path.
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        for (_, value) in &mut fields {
            *value = value.replace("${filename}", name);
        }
        Self { fields, file }
    }

    /// The first field of that name, in any case.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        let mut fields = self.fields.iter();
        let found = fields.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    pub(super) fn key(&self) -> Result<&str, AwsError> {
        let key = self.field("key").ok_or_else(|| needed("key"))?;
        if key.is_empty() {
            let why = "User key must have a length greater than 0.";
            return Err(AwsError::new(400, "InvalidArgument", why).with("ArgumentName", "key"));
        }
        Ok(key)
    }
}

/// What is left of a body.
struct Parts<'b> {
    body: &'b Bytes,
    /// Behind a boundary.
    at: usize,
    /// The line break before a boundary belongs to it.
    mark: String,
}

impl Parts<'_> {
    /// `Content-Disposition` and content of the next part; none at the end.
    fn next(&mut self) -> Result<Option<(String, Bytes)>, AwsError> {
        let rest = &self.body[self.at..];
        if rest.starts_with(b"--") {
            return Ok(None);
        }
        let head = rest.strip_prefix(b"\r\n").ok_or_else(malformed)?;
        let head_end = memmem::find(head, b"\r\n\r\n").ok_or_else(malformed)?;
        let lines = std::str::from_utf8(&head[..head_end]).map_err(|_| malformed())?;
        let disposition = lines.split("\r\n").find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.trim()
                .eq_ignore_ascii_case("content-disposition")
                .then_some(value)
        });
        let disposition = disposition.ok_or_else(malformed)?.to_owned();
        let start = self.at + 2 + head_end + 4;
        let content = &self.body[start..];
        let size = memmem::find(content, self.mark.as_bytes()).ok_or_else(malformed)?;
        self.at = start + size + self.mark.len();
        Ok(Some((disposition, self.body.slice(start..start + size))))
    }
}

/// `name="value"` or `name=value` among the parameters of a header.
fn parameter(header: &str, wanted: &str) -> Option<String> {
    let mut rest = header.split_once(';')?.1;
    loop {
        let (name, after) = rest.split_once('=')?;
        let (value, next) = value(after);
        if name.trim().eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = next;
    }
}

/// A value, quoted or not, and what follows its semicolon.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, rest) = text.split_once(';').unwrap_or((text, ""));
        return (value.trim().to_owned(), rest);
    };
    let mut value = String::new();
    let mut letters = quoted.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => {
                let rest = &quoted[at + 1..];
                return (value, rest.split_once(';').map_or("", |(_, rest)| rest));
            }
            '\\' => value.extend(letters.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    (value, "")
}

/// A field that has to be there, and before the file.
pub(super) fn needed(name: &str) -> AwsError {
    let why = format!(
        "Bucket POST must contain a field named '{name}'.  If it is specified, please check the order of the fields."
    );
    AwsError::new(400, "InvalidArgument", why)
        .with("ArgumentName", name)
        .with("ArgumentValue", "")
}

fn malformed() -> AwsError {
    AwsError::new(
        400,
        "MalformedPOSTRequest",
        "The body of your POST request is not well-formed multipart/form-data.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Form, AwsError> {
        Form::parse(&Bytes::from(text.replace('\n', "\r\n")), "B")
    }

    #[test]
    fn fields_come_before_the_file_and_know_its_name() {
        let form = parse(
            "--B\nContent-Disposition: form-data; name=\"Key\"\n\nup/${filename}\n--B\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\\\x\\\\a \\\"b\\\".txt\"\nContent-Type: text/plain\n\none\n--Bx\ntwo\n--B\nContent-Disposition: form-data; name=\"late\"\n\nno\n--B--\n",
        )
        .unwrap();
        assert_eq!(form.field("key"), Some("up/a \"b\".txt"));
        assert_eq!(form.field("late"), None);
    }

    #[test]
    fn what_is_no_form_is_refused() {
        for text in [
            "",
            "--B",
            "--B\n",
            "--B\nContent-Disposition: form-data; name=\"key\"\n\nv",
            "--B\nX: y\n\nv\n--B--",
        ] {
            assert_eq!(
                parse(text).unwrap_err().code,
                "MalformedPOSTRequest",
                "{text}"
            );
        }
        let fileless = "--B\nContent-Disposition: form-data; name=\"key\"\n\nv\n--B--";
        assert_eq!(parse(fileless).unwrap_err().code, "InvalidArgument");
    }

    #[test]
    fn parameters_of_every_shape() {
        let header = r#"form-data; name=a; filename="x;y=\"z\".txt" ; other="#;
        assert_eq!(parameter(header, "name").as_deref(), Some("a"));
        assert_eq!(
            parameter(header, "filename").as_deref(),
            Some("x;y=\"z\".txt")
        );
        assert_eq!(parameter(header, "absent"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            let mut body = b"--B\r\nContent-Disposition: form-data; name=\"k\"\r\n\r\n".to_vec();
            body.extend(bytes);
            let _ = Form::parse(&Bytes::from(body), "B");
        }
    }
}
