//! Copies of a key that an import leaves: in comments, under other names, in other profiles.

use keyward_core::Secret;

/// The lines of `text` that hold `secret`, counted from 1.
#[must_use]
pub fn lines_with(text: &str, secret: &Secret) -> Vec<u32> {
    let secret = secret.expose();
    if secret.is_empty() {
        return Vec::new();
    }
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| line.contains(secret))
        .map(|(number, _)| number)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_found_wherever_it_stands() {
        let text = "# OLD=hunter2hunter2\r\nA=1\nVITE_KEY='hunter2hunter2'\n";
        assert_eq!(lines_with(text, &Secret::new("hunter2hunter2")), [1, 3]);
        assert_eq!(lines_with(text, &Secret::new("")), [0_u32; 0]);
    }
}
