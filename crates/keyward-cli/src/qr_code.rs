//! A QR code in letters: two modules a character, one above the other.

use keyward_core::Secret;
use qrcodegen::{QrCode, QrCodeEcc};
use zeroize::Zeroizing;

/// Modules of white around the code, as its standard asks (ISO/IEC 18004).
const QUIET: i32 = 4;

/// Black on white, whatever the terminal's own colours are.
const BEGIN: &str = "\x1b[30;107m";
const END: &str = "\x1b[0m";

/// The code of a text; none where the text is too long, or the code wider than `columns`. Without
/// `coloured`, it is right on a dark terminal.
pub(crate) fn drawn(text: &Secret, columns: Option<usize>, coloured: bool) -> Option<Secret> {
    let code = QrCode::encode_text(text.expose(), QrCodeEcc::Low).ok()?;
    let width = usize::try_from(code.size() + 2 * QUIET).ok()?;
    if columns.is_some_and(|columns| columns < width) {
        return None;
    }
    // Room enough that it never grows: growing would leave a copy behind.
    let line = 4 * width + BEGIN.len() + END.len() + 1;
    let mut lines = Zeroizing::new(String::with_capacity((width / 2 + 1) * line));
    for row in (-QUIET..code.size() + QUIET).step_by(2) {
        if coloured {
            lines.push_str(BEGIN);
        }
        lines.extend((-QUIET..code.size() + QUIET).map(|column| {
            let is_dark = |row| code.get_module(column, row);
            letter(is_dark(row) == coloured, is_dark(row + 1) == coloured)
        }));
        if coloured {
            lines.push_str(END);
        }
        lines.push('\n');
    }
    Some(Secret::new(std::mem::take(&mut *lines)))
}

/// The letter whose upper and lower half are inked.
fn letter(upper: bool, lower: bool) -> char {
    match (upper, lower) {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        (false, false) => ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "otpauth://totp/AWS:alice%40123456789012?secret=ABCDEFGHIJKLMNOPQRSTUVWXYZ234567ABCDEFGHIJKLMNOPQRSTUVWXYZ234567&issuer=AWS";

    /// What a camera would see: whether each half of a letter is dark.
    fn seen(drawn: &str, coloured: bool) -> Vec<Vec<bool>> {
        let line = |line: &str| {
            let line = line.replace(BEGIN, "").replace(END, "");
            let inked = |letters: &str| -> Vec<bool> {
                line.chars()
                    .map(|c| letters.contains(c) == coloured)
                    .collect()
            };
            [inked("█▀"), inked("█▄")]
        };
        drawn.lines().flat_map(line).collect()
    }

    #[test]
    fn a_reader_that_nobody_here_wrote_reads_it() {
        for coloured in [true, false] {
            let picture = drawn(&Secret::new(TEXT), Some(80), coloured).unwrap();
            let dark = seen(picture.expose(), coloured);
            // Four pixels a module, for the reader's eyes.
            let at = |x: usize, y: usize| dark[y / 4].get(x / 4).copied().unwrap_or(false);
            let (width, height) = (dark[0].len() * 4, dark.len() * 4);
            let shade = |x, y| if at(x, y) { 0 } else { 255 };
            let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, shade);
            let found = image.detect_grids();
            assert_eq!(found.len(), 1, "coloured: {coloured}");
            assert_eq!(found[0].decode().unwrap().1, TEXT);
        }
    }

    #[test]
    fn white_is_around_it_and_a_narrow_terminal_gets_none() {
        let picture = drawn(&Secret::new(TEXT), None, true).unwrap();
        let dark = seen(picture.expose(), true);
        let (rows, columns) = (dark.len(), dark[0].len());
        assert!(columns <= 80, "it fits a usual terminal: {columns}");
        for (y, row) in dark.iter().enumerate() {
            for (x, dark) in row.iter().enumerate() {
                let edge = x < 4 || y < 4 || x >= columns - 4 || y >= rows - 5;
                assert!(!edge || !dark, "{x} {y}");
            }
        }
        assert!(drawn(&Secret::new(TEXT), Some(columns - 1), true).is_none());
        assert!(drawn(&Secret::new("x".repeat(4000)), None, true).is_none());
    }
}
