//! Randomness from the operating system.

/// Random bytes. A system without randomness cannot make keys, so there is no way on.
pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives randomness");
    bytes
}

/// One of these, each as likely as the others.
pub(crate) fn one_of(letters: &[char]) -> char {
    let count = letters.len();
    // Bytes beyond the last whole round would make the first letters likelier.
    let bound = 256 - 256 % count;
    loop {
        let [byte] = bytes::<1>();
        if usize::from(byte) < bound {
            return letters[usize::from(byte) % count];
        }
    }
}

/// Random characters of an alphabet with 32 letters, so that no letter is more likely than another.
pub(crate) fn letters(alphabet: &[u8; 32], count: usize) -> String {
    let mut text = String::with_capacity(count);
    while text.len() < count {
        let batch = bytes::<16>();
        let wanted = count - text.len();
        text.extend(
            batch
                .iter()
                .take(wanted)
                .map(|byte| char::from(alphabet[usize::from(byte % 32)])),
        );
    }
    text
}
