//! Files as people write them, and as nobody would.
#![allow(
    dead_code,
    reason = "each test file is a crate of its own and uses a part of this"
)]

use proptest::{collection::vec, prelude::*, sample::select};

const HEADERS: [&str; 12] = [
    "[default]",
    "[profile default]",
    "[profile a]",
    "[profile a] # with a comment",
    "[ profile  b ]",
    "[a]",
    "[ a ]; c",
    "[b]",
    "[keyward b]",
    "[sso-session s]",
    "[profile in valid]",
    "[plugins]",
];

const BLANK: [&str; 4] = ["", "   ", "# a comment", "  ; an indented comment"];

const KEYS: [&str; 18] = [
    "region = eu-west-1",
    "region=us-east-1 # comment",
    "output = json\n\t-continued # not a comment",
    "s3 =\n  addressing_style = path\n\n  # note\n  x = y",
    "in valid = x",
    "in valid =\n  more",
    "aws_access_key_id = AKIAIOSFODNN7EXAMPLE",
    "AWS_Access_Key_Id=AKIAI44QH8DHBEXAMPLE",
    "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "aws_secret_access_key=je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY ; c",
    "aws_secret_access_key =",
    "aws_account_id = 123456789012",
    "role_arn = arn:aws:iam::123456789012:role/R  # trailing",
    "source_profile = b",
    "mfa_serial = arn:aws:iam::123456789012:mfa/m",
    "session_policy = {\n    \"Version\": 1\n\n  }",
    "sso_session = s",
    "  region = indented",
];

const BROKEN: [&str; 5] = ["[broken", "nonsense", "= x", "  -continued", "[profile a"];

fn line() -> impl Strategy<Value = &'static str> {
    prop_oneof![2 => select(&HEADERS[..]), 2 => select(&BLANK[..]), 6 => select(&KEYS[..])]
}

fn key_lines(count: usize) -> impl Strategy<Value = Vec<&'static str>> {
    let line = prop_oneof![1 => select(&BLANK[..]), 4 => select(&KEYS[..])];
    vec(line, 0..count)
}

/// Line ends: one kind throughout, or now and then the other.
fn joined(lines: &[&str], crlf: bool, mixed: u32) -> String {
    let mut text = String::new();
    let parts = lines.iter().flat_map(|lines| lines.split('\n'));
    for (at, line) in parts.enumerate() {
        text.push_str(line);
        let other = mixed >> (at % 32) & 1 == 1;
        text.push_str(if crlf != other { "\r\n" } else { "\n" });
    }
    text
}

fn mixed() -> impl Strategy<Value = u32> {
    prop_oneof![3 => Just(0_u32), 1 => any::<u32>()]
}

fn open(text: String, open: bool) -> String {
    if open {
        text.trim_end_matches(['\n', '\r']).to_owned()
    } else {
        text
    }
}

/// A text that tools can read: any sections in any order, any line ends, with or without a byte
/// order mark and a final line feed.
pub(crate) fn sound() -> impl Strategy<Value = String> {
    let lines = (select(&HEADERS[..]), vec(line(), 0..20));
    (lines, any::<bool>(), mixed(), any::<bool>(), any::<bool>()).prop_map(
        |((first, mut lines), crlf, mixed, mark, is_open)| {
            lines.insert(0, first);
            let mark = if mark { "\u{feff}" } else { "" };
            open(format!("{mark}{}", joined(&lines, crlf, mixed)), is_open)
        },
    )
}

/// The same with lines among them that no tool can read.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => sound(),
        1 => (sound(), select(&BROKEN[..]), sound()).prop_map(|(a, broken, b)| format!("{a}\n{broken}\n{b}")),
    ]
}

/// A profile with a complete key pair among other things, between other sections.
pub(crate) fn text_with_profile(header: &'static str) -> impl Strategy<Value = String> {
    let parts = (
        sound(),
        key_lines(6),
        key_lines(3),
        key_lines(3),
        prop::option::of(sound()),
    );
    (parts, any::<bool>(), mixed(), any::<bool>()).prop_map(
        move |((before, some, more, rest, after), crlf, mixed, is_open)| {
            let mut lines = vec![header];
            lines.extend(some);
            lines.push(KEYS[6]);
            lines.extend(more);
            lines.push(KEYS[8]);
            lines.extend(rest);
            let gap = if before.ends_with('\n') { "" } else { "\n" };
            let middle = joined(&lines, crlf, mixed);
            match after {
                Some(after) => before + gap + &middle + after.trim_start_matches('\u{feff}'),
                None => open(before + gap + &middle, is_open),
            }
        },
    )
}

/// Anything at all, mixed with plausible text.
pub(crate) fn anything() -> impl Strategy<Value = String> {
    prop_oneof![text(), any::<String>(), "[ -~\\n\\r\\t=\\[\\]#;\"']{0,80}"]
}

/// How many of 200 generated texts `works` holds for: a property that hardly ever has work to do
/// proves nothing.
pub(crate) fn count(texts: impl Strategy<Value = String>, works: impl Fn(&str) -> bool) -> usize {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    (0..200)
        .filter(|_| {
            texts
                .new_tree(&mut runner)
                .is_ok_and(|tree| works(&tree.current()))
        })
        .count()
}
