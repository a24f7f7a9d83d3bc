//! `Secret::expose` stands only in the files of `xtask/expose-allowed.txt`, and each of them still needs it.

use std::{collections::BTreeSet, fs};

use super::Source;
use crate::{
    failure::{Failure, Result},
    workspace,
};

const LIST: &str = "xtask/expose-allowed.txt";

pub(super) fn findings(sources: &[Source]) -> Result<Vec<String>> {
    let path = workspace::file(LIST);
    let list = fs::read_to_string(&path).map_err(Failure::io("read", &path))?;
    Ok(compare(sources, &list))
}

fn compare(sources: &[Source], list: &str) -> Vec<String> {
    let mut findings = Vec::new();
    let mut allowed = allowed(list, &mut findings);
    for source in sources.iter().filter(|source| is_product(&source.path)) {
        let lines = exposing_lines(&source.text);
        if lines.is_empty() || allowed.remove(source.path.as_str()) {
            continue;
        }
        findings.extend(lines.iter().map(|line| {
            format!(
                "{}:{line}: reads a secret, and is not listed in {LIST}",
                source.path
            )
        }));
    }
    let idle = allowed
        .iter()
        .map(|path| format!("{LIST}: {path} reads no secret (any more)"));
    findings.extend(idle);
    findings
}

/// The paths of lines `path: why`. A file may read secrets only for a reason.
fn allowed<'a>(list: &'a str, findings: &mut Vec<String>) -> BTreeSet<&'a str> {
    let mut paths = BTreeSet::new();
    for (index, line) in list.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match line.split_once(": ") {
            Some((path, why)) if !why.trim().is_empty() => {
                paths.insert(path.trim());
            }
            _ => findings.push(format!("{LIST}:{}: not `path: why`", index + 1)),
        }
    }
    paths
}

/// Tests may look at the secrets they made up.
fn is_product(path: &str) -> bool {
    let is_test = path.starts_with("acceptance/") || path.contains("/tests/");
    path.ends_with(".rs") && !is_test && !path.starts_with("xtask/")
}

/// The lines, counted from 1, that read a secret outside comments and unit tests.
fn exposing_lines(text: &str) -> Vec<usize> {
    let product = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or(text);
    let lines = product.lines().enumerate();
    let code = lines.map(|(index, line)| (index + 1, line.split("//").next().unwrap_or(line)));
    let reads = |code: &str| code.contains(".expose()") || code.contains("Secret::expose");
    code.filter(|(_, code)| reads(code))
        .map(|(number, _)| number)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{super::source, *};

    const READS: &str = "fn f(s: &Secret) {\n    g(s.expose());\n}\n";

    #[test]
    fn a_file_that_is_not_listed_is_found_with_its_line() {
        let found = compare(&[source("crates/a/src/x.rs", READS)], "");
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("crates/a/src/x.rs:2: "), "{found:?}");
    }

    #[test]
    fn a_listed_file_is_allowed_as_long_as_it_needs_it() {
        let list = "# why\ncrates/a/src/x.rs: it signs\n";
        assert!(compare(&[source("crates/a/src/x.rs", READS)], list).is_empty());
        assert_eq!(
            compare(&[source("crates/a/src/x.rs", "fn f() {}")], list).len(),
            1
        );
    }

    #[test]
    fn a_list_entry_needs_its_reason() {
        let found = compare(&[source("crates/a/src/x.rs", READS)], "crates/a/src/x.rs\n");
        assert!(
            found
                .iter()
                .any(|finding| finding.contains("not `path: why`")),
            "{found:?}"
        );
    }

    #[test]
    fn comments_and_tests_may_speak_of_it() {
        let text =
            "/// [`Secret::expose`]\n// s.expose()\n#[cfg(test)]\nmod tests {\n s.expose()\n}\n";
        assert!(compare(&[source("crates/a/src/x.rs", text)], "").is_empty());
        assert!(compare(&[source("crates/a/tests/x.rs", READS)], "").is_empty());
    }
}
