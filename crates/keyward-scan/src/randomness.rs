//! Whether text was made by a random generator, or by a person: words, paths, hashes and placeholders are no keys.

/// Pairs of letters that are common in English words and in the names of AWS.
const BIGRAMS: &[u8] = b"THHEINERANREONATENNDTIESORTEOFEDISITALARSTTONTNGSEHAASOULEVECOMEDEHIRIROICNEEARACELILLCHTASIMAURPREDIELUNTRNSECTESSSUPCADIFIRSOUTCTIOLOGINUNETWOFOACAPACIFNRASNOTHSURENAIDVIELOWLDAMPERPOREMOEXMPPLFTCCRGIONWESORTLARMBMA";

/// Bits for each character (Shannon).
pub(crate) fn entropy(text: &str) -> f64 {
    let mut counts = [0_u32; 128];
    for byte in text.bytes() {
        counts[usize::from(byte & 127)] += 1;
    }
    let length = text.len() as f64;
    let bits = |count: &u32| {
        let share = f64::from(*count) / length;
        -share * share.log2()
    };
    counts.iter().filter(|count| **count > 0).map(bits).sum()
}

/// How often two neighbours are of different kinds: capital, small letter, digit, sign. Of 40 random characters of
/// base64 it is 25 in the mean, and below 15 once in a thousand; of words and paths it is below 15.
pub(crate) fn changes(text: &str) -> usize {
    let kind = |byte: &u8| match byte {
        b'A'..=b'Z' => 0,
        b'a'..=b'z' => 1,
        b'0'..=b'9' => 2,
        _ => 3,
    };
    let pairs = text.as_bytes().windows(2);
    pairs
        .filter(|pair| kind(&pair[0]) != kind(&pair[1]))
        .count()
}

/// Whether capital letters look like words: `PACIFICNORTHEAST`.
pub(crate) fn is_words(capitals: &str) -> bool {
    if capitals.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let pairs = capitals.as_bytes().windows(2);
    let common = pairs.filter(|pair| BIGRAMS.windows(2).any(|known| known == *pair));
    common.count() * 2 > capitals.len()
}

/// What stands in documents for a key: `EXAMPLE`, one character again and again, the alphabet.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let capitals = text.to_ascii_uppercase();
    let words = [
        "EXAMPLE",
        "XXXX",
        "YOUR",
        "SECRET",
        "DUMMY",
        "FAKE",
        "PLACEHOLDER",
        "CHANGE",
    ];
    // A word of four letters is in one random secret of ten thousand; of five, hardly ever.
    if words.iter().any(|word| capitals.contains(word)) {
        return true;
    }
    let pairs = capitals.as_bytes().windows(2);
    let steps = pairs.filter(|pair| pair[1].wrapping_sub(pair[0]) <= 1);
    steps.count() * 5 >= capitals.len() * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_random_letters() {
        for words in ["PACIFICNORTHEAST", "CREDENTIALSERROR", "INTERNATIONALIZE"] {
            assert!(is_words(words), "{words}");
        }
        for random in ["QZXKVJWPGHTBQMFD", "YFKZBOKMUTVVQWAN", "IOSFODNN7EPACIFI"] {
            assert!(!is_words(random), "{random}");
        }
    }

    #[test]
    fn placeholders_are_known() {
        for text in [
            "IOSFODNN7EXAMPLE",
            "AAAAAAAAAAAAAAAA",
            "ABCDEFGHIJKLMNOP",
            "xxxxxxxx",
            "yourSecretKeyHere",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        assert!(!is_placeholder("YFKZBOKMUTVVQWAN"));
    }
}
