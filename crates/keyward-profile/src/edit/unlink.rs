//! Takes back what `link` did.

use std::ops::Range;

use keyward_core::{Error, ErrorCode, ProfileName, Result};
use zeroize::Zeroizing;

use super::{
    Document,
    layout::{Layout, Run},
    lines::Lines,
};
use crate::{FileKind, FileText, SourceText, syntax::SectionName};

/// The config file with the profile as it was before `link`: the same bytes where nobody has edited
/// those lines since, else the lines of `[keyward NAME]` back in the profile.
///
/// # Errors
/// `InvalidArgument` where the profile is not linked.
pub fn unlink(config: &SourceText<'_>, profile: &ProfileName) -> Result<String> {
    let lines = Lines::new(config.text, FileKind::Config);
    let linked = lines.sections(&SectionName::keyward(profile));
    let Some(first) = linked.first() else {
        return Err(Error::new(
            ErrorCode::InvalidArgument,
            format!(
                "{}: profile \"{profile}\" is not linked",
                config.path.display()
            ),
        )
        .with_hint("the file has no section of that name that `keyward link` wrote"));
    };
    let name = SectionName::profile(profile);
    if lines.sections(&name).is_empty() {
        return alone(config.text, &lines, first, profile);
    }
    let (layout, moved) = moved(&lines, &linked);
    let mut text = without_sections(&lines, &linked);
    if !layout.pointer_kept {
        text = without_pointer(&text, &name, profile, &layout);
    }
    for (run, block) in layout.runs.iter().zip(&moved) {
        text = with_block(&text, &name, run, block);
    }
    if layout.new_section && is_empty_section(&text, &name) {
        let mut document = Document::new(&text, FileKind::Config);
        document.remove_section(&name);
        text = document.into_text();
    }
    Ok(text.to_string())
}

/// The profile's own section is gone: `[keyward NAME]` becomes the profile again.
fn alone(
    text: &str,
    lines: &Lines<'_>,
    first: &Range<usize>,
    profile: &ProfileName,
) -> Result<String> {
    let comment =
        (first.start + 1..first.end).find(|line| Layout::read(lines.body(*line)).is_some());
    let mut kept = Zeroizing::new(text.to_owned());
    if let Some(line) = comment {
        kept.replace_range(lines.bytes(&(line..line + 1)), "");
    }
    let mut document = Document::new(&kept, FileKind::Config);
    document.rename_section(
        &SectionName::keyward(profile),
        &SectionName::profile(profile),
    )?;
    Ok(document.text().to_owned())
}

/// Where the lines go, and the lines. Where their number is no longer what it was, they stay
/// together in the first place.
fn moved(lines: &Lines<'_>, linked: &[Range<usize>]) -> (Layout, Vec<FileText>) {
    let mut layout = None;
    let mut found: Vec<Range<usize>> = Vec::new();
    for section in linked {
        let mut body: Vec<_> = (section.start + 1..section.end).collect();
        // The blank line that sets the section off from the profile.
        if body
            .last()
            .is_some_and(|last| lines.body(*last).trim().is_empty())
        {
            body.pop();
        }
        for line in body {
            match Layout::read(lines.body(line)) {
                Some(read) if layout.is_none() => layout = Some(read),
                _ => found.push(line..line + 1),
            }
        }
    }
    let mut layout = layout.unwrap_or_default();
    let expected: usize = layout.runs.iter().map(|run| run.lines).sum();
    if expected != found.len() {
        layout.runs = vec![Run {
            lines: found.len(),
            open: false,
            section: layout.runs.first().map_or(0, |run| run.section),
            at: layout.runs.first().map_or(0, |run| run.at),
        }];
    }
    let mut rest = found.into_iter();
    let blocks = layout
        .runs
        .iter()
        .map(|run| {
            let block: String = rest
                .by_ref()
                .take(run.lines)
                .map(|line| lines.slice(&line))
                .collect();
            Zeroizing::new(block)
        })
        .collect();
    (layout, blocks)
}

fn without_sections(lines: &Lines<'_>, linked: &[Range<usize>]) -> FileText {
    let mut text = Zeroizing::new(lines.text.to_owned());
    for section in linked.iter().rev() {
        text.replace_range(lines.bytes(section), "");
    }
    text
}

/// Without the pointer that `link` wrote; a `credential_process` of another program stays.
fn without_pointer(
    text: &str,
    name: &SectionName,
    profile: &ProfileName,
    layout: &Layout,
) -> FileText {
    let lines = Lines::new(text, FileKind::Config);
    let ending = format!(" process {profile}");
    let pointer = lines
        .sections(name)
        .into_iter()
        .flat_map(|section| lines.properties(section, "credential_process"))
        .find(|line| lines.value(*line).ends_with(&ending));
    let mut out = Zeroizing::new(text.to_owned());
    if let Some(line) = pointer {
        let mut span = lines.bytes(&(line..line + 1));
        // It was written behind a line without an end, which is to have none again.
        let opened = layout.pointer.as_ref().is_some_and(|run| run.open);
        if opened && span.end == text.len() && line > 0 && lines.end_of(line).is_empty() {
            span.start -= lines.end_of(line - 1).len();
        }
        out.replace_range(span, "");
    }
    out
}

fn with_block(text: &str, name: &SectionName, run: &Run, block: &str) -> FileText {
    let lines = Lines::new(text, FileKind::Config);
    let sections = lines.sections(name);
    let Some(section) = sections.get(run.section).or(sections.last()) else {
        return Zeroizing::new(text.to_owned());
    };
    let mut at = (section.start + 1 + run.at).min(section.end);
    while at < section.end && matches!(lines.all[at].kind, crate::syntax::Kind::Continuation(_)) {
        at += 1;
    }
    let (before, after) = text.split_at(lines.bytes(&(at..at)).start);
    let eol = lines.line_end();
    let gap = if lines.end_of(at - 1).is_empty() {
        eol
    } else {
        ""
    };
    let block = if run.open && after.is_empty() {
        let shorter = block.strip_suffix('\n').unwrap_or(block);
        shorter.strip_suffix('\r').unwrap_or(shorter)
    } else {
        block
    };
    Zeroizing::new([before, gap, block, after].concat())
}

fn is_empty_section(text: &str, name: &SectionName) -> bool {
    let lines = Lines::new(text, FileKind::Config);
    lines
        .sections(name)
        .iter()
        .all(|section| lines.content_end(section) == section.start + 1)
}
