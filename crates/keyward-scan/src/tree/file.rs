//! One file, in pieces where it is large.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use crate::{
    Finding,
    text::{as_utf8, scan_from},
};

/// Most files are smaller than a piece.
const PIECE: usize = 4 * 1024 * 1024;

/// What two pieces share, so that a credential that one of them cuts is whole in the other.
const SHARED: usize = 256 * 1024;

/// How many bytes it has, and what is in it. `buffer` is kept from file to file.
pub(super) fn scan(path: &Path, buffer: &mut Vec<u8>) -> io::Result<(u64, Vec<Finding>)> {
    let mut file = File::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    buffer.clear();
    let read = fill(&mut file, buffer)?;
    if read < PIECE {
        return Ok((read as u64, scan_from(&as_utf8(buffer), 0)));
    }
    in_pieces(&mut file, buffer)
}

/// Reads until the buffer holds a piece or the file ends.
fn fill(file: &mut File, buffer: &mut Vec<u8>) -> io::Result<usize> {
    let wanted = (PIECE - buffer.len()) as u64;
    file.take(wanted).read_to_end(buffer)
}

fn in_pieces(file: &mut File, piece: &mut Vec<u8>) -> io::Result<(u64, Vec<Finding>)> {
    let mut found = Found::default();
    loop {
        found.add(piece);
        // The rest, which the next piece begins with.
        let done = piece.len() - SHARED;
        found.pass(&piece[..done]);
        piece.drain(..done);
        if fill(file, piece)? == 0 {
            return Ok((found.offset + piece.len() as u64, found.findings));
        }
    }
}

#[derive(Default)]
struct Found {
    findings: Vec<Finding>,
    /// Bytes and lines before the piece, and bytes of the line in which it begins.
    offset: u64,
    lines: u64,
    columns: u64,
}

impl Found {
    fn add(&mut self, piece: &[u8]) {
        let found = scan_from(piece, self.lines);
        let (offset, lines, columns) = (self.offset, self.lines, self.columns);
        let found = found.into_iter().map(|mut finding| {
            for place in &mut finding.places {
                place.offset += offset;
                if place.line == lines + 1 {
                    place.column += columns;
                }
            }
            finding
        });
        let found: Vec<Finding> = found.collect();
        // What the earlier piece saw too is taken from the later, which sees more of it.
        let starts: Vec<u64> = found
            .iter()
            .flat_map(|finding| &finding.places)
            .map(|place| place.offset)
            .collect();
        self.findings.retain(|finding| {
            finding.places[0].offset < offset
                || !finding
                    .places
                    .iter()
                    .any(|place| starts.contains(&place.offset))
        });
        let known: Vec<u64> = self
            .findings
            .iter()
            .flat_map(|finding| &finding.places)
            .map(|place| place.offset)
            .collect();
        self.findings.extend(found.into_iter().filter(|finding| {
            !finding
                .places
                .iter()
                .any(|place| known.contains(&place.offset))
        }));
    }

    fn pass(&mut self, bytes: &[u8]) {
        self.offset += bytes.len() as u64;
        self.lines += memchr::memchr_iter(b'\n', bytes).count() as u64;
        self.columns = match memchr::memrchr(b'\n', bytes) {
            Some(newline) => (bytes.len() - newline - 1) as u64,
            None => self.columns + bytes.len() as u64,
        };
    }
}
