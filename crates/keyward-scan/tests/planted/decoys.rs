//! What looks like keys and is none.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::random::{BASE64, Random};

const HEX: &[u8] = b"0123456789abcdef";
const WORDS: &[&str] = &[
    "credential",
    "Provider",
    "Region",
    "secret",
    "Access",
    "Key",
    "token",
    "Service",
    "config",
    "Client",
];

/// A few lines.
pub(crate) fn lines(random: &mut Random) -> String {
    let count = 2 + random.below(6);
    let mut text = String::new();
    for _ in 0..count {
        text.push_str(&line(random));
        text.push('\n');
    }
    text
}

fn line(random: &mut Random) -> String {
    match random.below(13) {
        0 => format!("commit {}", random.text(HEX, 40)),
        1 => format!(
            "      integrity sha512-{}",
            STANDARD.encode(random.bytes(64))
        ),
        2 => format!(
            "id: {}-{}-4{}",
            random.text(HEX, 8),
            random.text(HEX, 4),
            random.text(HEX, 3)
        ),
        3 => format!(
            "src=\"data:image/png;base64,{}\"",
            STANDARD.encode(random.bytes(300))
        ),
        4 => format!("const {} = {};", identifier(random), identifier(random)),
        5 => format!(
            "role AROA{}",
            random.text(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)
        ),
        6 => format!(
            "https://host.example/{}/{}",
            random.text(HEX, 32),
            identifier(random)
        ),
        7 => "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".to_owned(),
        8 => "accessKeyId: 'AKIAIOSFODNN7EXAMPLE'".to_owned(),
        9 => format!("sha256 {}", random.text(HEX, 64)),
        10 => "const secretAccessKey = process.env.AWS_SECRET_ACCESS_KEY;".to_owned(),
        11 => format!(
            "export const ASIA{} = '{}';",
            "PACIFICNORTHEAST",
            random.text(HEX, 40)
        ),
        _ => format!(
            "etag \"{}\" {}",
            random.text(HEX, 32),
            random.text(BASE64, 22)
        ),
    }
}

fn identifier(random: &mut Random) -> String {
    let count = 3 + random.below(4);
    let words = (0..count).map(|_| WORDS[random.below(WORDS.len())]);
    words.collect()
}
