//! The `aws-chunked` body: chunks, each signed on top of the one before, and trailing headers.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html>
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html>

use hyper::body::Bytes;
use sha2::{Digest, Sha256};

use super::key::SigningKey;
use super::payload::Form;
use super::{Fault, Mismatch, Scope, Verified};
use crate::request::Request;

/// Only the last chunk may be smaller.
const SMALLEST: usize = 8192;
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// What chunk signatures are made with.
pub(crate) struct Seal<'a> {
    key: &'a SigningKey,
    scope: String,
    time: &'a str,
    /// The signature of the request itself.
    seed: &'a str,
}

impl<'a> Seal<'a> {
    pub(crate) fn new(key: &'a SigningKey, scope: &Scope, time: &'a str, seed: &'a str) -> Self {
        Self {
            key,
            scope: scope.text(),
            time,
            seed,
        }
    }

    fn check(&self, kind: &str, previous: &str, hashes: &[&str], given: &str) -> Result<(), Fault> {
        let mut lines = vec![kind, self.time, &self.scope, previous];
        lines.extend(hashes);
        let text = lines.join("\n");
        if self.key.signed(&text, given) {
            return Ok(());
        }
        Err(Fault::Mismatch(Box::new(Mismatch {
            access_key_id: String::new(),
            provided: given.to_owned(),
            string_to_sign: text,
            canonical_request: String::new(),
        })))
    }

    fn check_chunk(&self, previous: &str, data: &[u8], given: &str) -> Result<(), Fault> {
        let hash = hex::encode(Sha256::digest(data));
        self.check("AWS4-HMAC-SHA256-PAYLOAD", previous, &[EMPTY, &hash], given)
    }

    fn check_trailer(&self, previous: &str, canonical: &str, given: &str) -> Result<(), Fault> {
        let hash = hex::encode(Sha256::digest(canonical));
        self.check("AWS4-HMAC-SHA256-TRAILER", previous, &[&hash], given)
    }
}

/// Takes the framing off, checking every chunk on the way.
pub(crate) fn open(
    request: &Request,
    form: Form,
    seal: Option<&Seal<'_>>,
) -> Result<Verified, Fault> {
    let announced: usize = request
        .header("x-amz-decoded-content-length")
        .and_then(|text| text.parse().ok())
        .ok_or(Fault::Length)?;
    let mut reader = Reader {
        rest: &request.body,
    };
    let mut body = Vec::with_capacity(announced.min(request.body.len()));
    let mut previous = seal.map_or("", |seal| seal.seed).to_owned();
    let mut short = false;
    loop {
        let (size, signature) = head(reader.line()?)?;
        let data = reader.take(size)?;
        if form.is_signed() {
            let given = signature.ok_or(Fault::Chunks("a chunk has no signature"))?;
            let seal = seal.ok_or(Fault::Missing)?;
            seal.check_chunk(&previous, data, given)?;
            given.clone_into(&mut previous);
        }
        if size == 0 {
            break;
        }
        if short {
            return Err(Fault::SmallChunk);
        }
        short = size < SMALLEST;
        body.extend_from_slice(data);
        reader.end_of_chunk()?;
    }
    let trailers = trailers(request, form, seal, &mut reader, &previous)?;
    if body.len() != announced {
        return Err(Fault::Length);
    }
    Ok(Verified {
        body: Bytes::from(body),
        trailers,
    })
}

/// `SIZE` or `SIZE;chunk-signature=SIGNATURE`, the size in hexadecimal digits.
fn head(line: &str) -> Result<(usize, Option<&str>), Fault> {
    let (size, extension) = line.split_once(';').unwrap_or((line, ""));
    let digits = !size.is_empty() && size.len() <= 8 && size.bytes().all(|b| b.is_ascii_hexdigit());
    let size = digits
        .then(|| usize::from_str_radix(size, 16).ok())
        .flatten();
    let size = size.ok_or(Fault::Chunks("a chunk size is not a hexadecimal number"))?;
    Ok((size, extension.strip_prefix("chunk-signature=")))
}

/// The headers after the last chunk: just those that `x-amz-trailer` announced.
fn trailers(
    request: &Request,
    form: Form,
    seal: Option<&Seal<'_>>,
    reader: &mut Reader<'_>,
    previous: &str,
) -> Result<Vec<(String, String)>, Fault> {
    let mut found = Vec::new();
    let mut signature = None;
    while !reader.rest.is_empty() {
        let line = reader.line()?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').ok_or(Fault::Trailer)?;
        let name = name.trim().to_lowercase();
        if name == "x-amz-trailer-signature" {
            signature = Some(value.trim().to_owned());
        } else {
            found.push((name, value.trim().to_owned()));
        }
    }
    if !reader.rest.is_empty() {
        return Err(Fault::Chunks("data follows the end of the body"));
    }
    check_announced(request, form, &found)?;
    if form == Form::SignedTrailer {
        let canonical: String = found
            .iter()
            .map(|(name, value)| format!("{name}:{value}\n"))
            .collect();
        let seal = seal.ok_or(Fault::Missing)?;
        seal.check_trailer(previous, &canonical, &signature.ok_or(Fault::Trailer)?)?;
    }
    Ok(found)
}

fn check_announced(request: &Request, form: Form, found: &[(String, String)]) -> Result<(), Fault> {
    let announced = request
        .header("x-amz-trailer")
        .unwrap_or_default()
        .to_lowercase();
    let mut announced: Vec<&str> = announced
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    let mut came: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    announced.sort_unstable();
    came.sort_unstable();
    let allowed = form.has_trailer() || came.is_empty();
    if allowed && announced == came {
        Ok(())
    } else {
        Err(Fault::Trailer)
    }
}

/// What is left of the framed body.
struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// A line without its CRLF; no header or chunk head is longer than a kilobyte.
    fn line(&mut self) -> Result<&'a str, Fault> {
        let window = &self.rest[..self.rest.len().min(1024)];
        let end = window
            .windows(2)
            .position(|pair| pair == b"\r\n")
            .ok_or(Fault::Chunks("a line has no end"))?;
        let line = std::str::from_utf8(&self.rest[..end])
            .map_err(|_| Fault::Chunks("a line is not text"))?;
        self.rest = &self.rest[end + 2..];
        Ok(line)
    }

    fn take(&mut self, size: usize) -> Result<&'a [u8], Fault> {
        if size > self.rest.len() {
            return Err(Fault::Chunks("the body ends within a chunk"));
        }
        let (data, rest) = self.rest.split_at(size);
        self.rest = rest;
        Ok(data)
    }

    fn end_of_chunk(&mut self) -> Result<(), Fault> {
        self.rest = self
            .rest
            .strip_prefix(b"\r\n")
            .ok_or(Fault::Chunks("a chunk is longer than its size"))?;
        Ok(())
    }
}
