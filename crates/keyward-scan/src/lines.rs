//! Lines and columns of places, counted once from the beginning.

use memchr::{memchr, memchr_iter, memrchr};
use std::ops::Range;

pub(crate) struct Lines<'a> {
    text: &'a [u8],
    /// Newlines before `counted_to`.
    newlines: u64,
    counted_to: usize,
}

impl<'a> Lines<'a> {
    /// `before` lines end before the text begins.
    pub(crate) fn new(text: &'a [u8], before: u64) -> Self {
        Self {
            text,
            newlines: before,
            counted_to: 0,
        }
    }

    /// Line and column from 1. Places come in any order, but cost least in theirs.
    pub(crate) fn place(&mut self, at: usize) -> (u64, u64) {
        if at < self.counted_to {
            let back = memchr_iter(b'\n', &self.text[at..self.counted_to]).count();
            self.newlines -= back as u64;
        } else {
            let on = memchr_iter(b'\n', &self.text[self.counted_to..at]).count();
            self.newlines += on as u64;
        }
        self.counted_to = at;
        let start = self.line(at).start;
        (self.newlines + 1, (at - start) as u64 + 1)
    }

    /// The line around a place, without its end.
    pub(crate) fn line(&self, at: usize) -> Range<usize> {
        let start = memrchr(b'\n', &self.text[..at]).map_or(0, |newline| newline + 1);
        let end = memchr(b'\n', &self.text[at..]).map_or(self.text.len(), |offset| at + offset);
        start..end
    }

    /// The line before it.
    pub(crate) fn line_before(&self, line: &Range<usize>) -> Option<Range<usize>> {
        line.start.checked_sub(1).map(|newline| self.line(newline))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_from_one() {
        let mut lines = Lines::new(b"ab\ncd\n\nef", 10);
        assert_eq!(lines.place(0), (11, 1));
        assert_eq!(lines.place(8), (14, 2));
        assert_eq!(lines.place(4), (12, 2));
        assert_eq!(lines.line(4), 3..5);
        assert_eq!(lines.line_before(&(3..5)), Some(0..2));
        assert_eq!(lines.line_before(&(0..2)), None);
    }
}
