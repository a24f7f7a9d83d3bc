//! How many tests ran, read from the closing lines of cargo and Node.

use std::fmt;

/// Tests so far.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Counts {
    /// `test result: ok. 3 passed; 0 failed; 1 ignored; …`
    pub(crate) fn read_cargo(&mut self, line: &str) {
        let Some(rest) = line.strip_prefix("test result: ") else {
            return;
        };
        let numbers = rest.split_once(". ").map_or("", |(_, numbers)| numbers);
        for part in numbers.split("; ") {
            match part.split_once(' ') {
                Some((number, "passed")) => self.passed += parse(number),
                Some((number, "failed")) => self.failed += parse(number),
                Some((number, "ignored")) => self.skipped += parse(number),
                _ => {}
            }
        }
    }

    /// `# pass 3`, in Node's TAP output.
    pub(crate) fn read_node(&mut self, line: &str) {
        match line
            .strip_prefix("# ")
            .and_then(|rest| rest.split_once(' '))
        {
            Some(("pass", number)) => self.passed += parse(number),
            Some(("fail" | "cancelled", number)) => self.failed += parse(number),
            Some(("skipped" | "todo", number)) => self.skipped += parse(number),
            _ => {}
        }
    }
}

fn parse(number: &str) -> u64 {
    number.trim().parse().unwrap_or(0)
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        match self.skipped {
            0 => Ok(()),
            skipped => write!(f, ", {skipped} skipped"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_up_what_cargo_and_node_say() {
        let mut counts = Counts::default();
        counts.read_cargo(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out",
        );
        counts.read_cargo("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured");
        counts.read_cargo("test vault::opens ... ok");
        for line in [
            "# tests 5",
            "# pass 4",
            "# fail 1",
            "# skipped 2",
            "# duration_ms 3.1",
        ] {
            counts.read_node(line);
        }
        assert_eq!(
            counts,
            Counts {
                passed: 19,
                failed: 3,
                skipped: 3
            }
        );
        assert_eq!(counts.to_string(), "19 passed, 3 failed, 3 skipped");
    }
}
