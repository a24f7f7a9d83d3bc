//! Where the lines that `link` moved came from: written as a comment above them, so that `unlink`
//! needs nothing but the file.

const LEAD: &str = "# Moved here by `keyward link`; `keyward unlink` moves it back. Layout 1:";

/// Where a profile's lines stood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// `link` made the profile's section.
    pub(super) new_section: bool,
    /// The profile had the pointer already, so it keeps it.
    pub(super) pointer_kept: bool,
    /// Where the pointer went, if no line moved.
    pub(super) pointer: Option<Run>,
    /// What moved, in order.
    pub(super) runs: Vec<Run>,
}

/// Lines that stood together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The profile's first, second… section of that name.
    pub(super) section: usize,
    /// Lines between the header and the run, before anything moved.
    pub(super) at: usize,
    /// How many lines.
    pub(super) lines: usize,
    /// The file ended with it, without a line feed.
    pub(super) open: bool,
}

impl Layout {
    /// The comment, without a line's end.
    pub(super) fn comment(&self) -> String {
        let mut words = vec![LEAD.to_owned()];
        let flags = [(self.new_section, "new"), (self.pointer_kept, "kept")];
        words.extend(
            flags
                .iter()
                .filter(|flag| flag.0)
                .map(|flag| flag.1.to_owned()),
        );
        words.extend(self.pointer.iter().map(|run| format!("@{}", run.word())));
        words.extend(self.runs.iter().map(Run::word));
        words.join(" ")
    }

    /// Reads the comment; none for any other line.
    pub(super) fn read(line: &str) -> Option<Self> {
        let mut layout = Self::default();
        for word in line.trim().strip_prefix(LEAD)?.split_whitespace() {
            match (word, word.strip_prefix('@')) {
                ("new", _) => layout.new_section = true,
                ("kept", _) => layout.pointer_kept = true,
                (_, Some(pointer)) => layout.pointer = Some(Run::read(pointer)?),
                (run, None) => layout.runs.push(Run::read(run)?),
            }
        }
        Some(layout)
    }
}

impl Run {
    fn word(&self) -> String {
        let open = if self.open { "$" } else { "" };
        format!("{}:{}+{}{open}", self.section, self.at, self.lines)
    }

    fn read(word: &str) -> Option<Self> {
        let (word, open) = match word.strip_suffix('$') {
            Some(word) => (word, true),
            None => (word, false),
        };
        let (section, rest) = word.split_once(':')?;
        let (at, lines) = rest.split_once('+')?;
        Some(Self {
            section: section.parse().ok()?,
            at: at.parse().ok()?,
            lines: lines.parse().ok()?,
            open,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_is_read_back_from_its_comment() {
        let run = |section, at, lines, open| Run {
            section,
            at,
            lines,
            open,
        };
        for layout in [
            Layout::default(),
            Layout {
                new_section: true,
                pointer_kept: true,
                pointer: Some(run(0, 3, 0, true)),
                runs: vec![run(0, 1, 2, false), run(1, 0, 1, true)],
            },
        ] {
            assert_eq!(Layout::read(&layout.comment()), Some(layout));
        }
        assert_eq!(Layout::read("# another comment"), None);
        assert_eq!(Layout::read(&format!("{LEAD} 0:x+1")), None);
    }
}
