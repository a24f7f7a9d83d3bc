//! The QR code of a virtual MFA device: what an authenticator app reads from the screen.
//! <https://docs.aws.amazon.com/IAM/latest/APIReference/API_VirtualMFADevice.html>

use qrcodegen::{QrCode, QrCodeEcc};
use zeroize::Zeroizing;

/// Pixels of a module's side.
const SIDE: i32 = 4;
/// Modules of white around the code, as its standard asks.
const QUIET: i32 = 4;

/// `otpauth://totp/NAME@ACCOUNT?secret=BASE32` as a PNG.
pub(super) fn png(name: &str, account: &str, seed: &str) -> Zeroizing<Vec<u8>> {
    let code = code(name, account, seed);
    let width = (code.size() + 2 * QUIET) * SIDE;
    let module = |pixel: i32| pixel.div_euclid(SIDE) - QUIET;
    let mut pixels = Zeroizing::new(Vec::new());
    for y in 0..width {
        // Outside of the code there is white.
        let row = (0..width).map(|x| {
            if code.get_module(module(x), module(y)) {
                0
            } else {
                255
            }
        });
        pixels.extend(row);
    }
    encode(width.unsigned_abs(), &pixels)
}

fn code(name: &str, account: &str, seed: &str) -> QrCode {
    let uri = Zeroizing::new(format!("otpauth://totp/{name}@{account}?secret={seed}"));
    QrCode::encode_text(&uri, QrCodeEcc::Medium).expect("names and seeds are a few hundred letters")
}

fn encode(width: u32, pixels: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new(Vec::new());
    let mut encoder = png::Encoder::new(&mut *bytes, width, width);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let written = encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(pixels));
    written.expect("memory takes every byte, and there are as many pixels as were said");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_is_the_code() {
        let seed = "A".repeat(64);
        let bytes = png("phone", "123456789012", &seed);
        let mut reader = png::Decoder::new(std::io::Cursor::new(&*bytes))
            .read_info()
            .unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        let code = code("phone", "123456789012", &seed);
        let modules = u32::try_from(code.size() + 2 * QUIET).unwrap();
        assert_eq!((info.width, info.height), (modules * 4, modules * 4));
        let at = |x: i32, y: i32| {
            let place = |module: i32| usize::try_from((module + QUIET) * SIDE + 1).unwrap();
            pixels[place(y) * usize::try_from(info.width).unwrap() + place(x)] == 0
        };
        for y in -QUIET..code.size() + QUIET {
            for x in -QUIET..code.size() + QUIET {
                assert_eq!(at(x, y), code.get_module(x, y), "{x} {y}");
            }
        }
    }
}
